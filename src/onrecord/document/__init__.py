"""The article of a page: its text, metadata and furniture, and the way back to the source.

Comes in: a Capture; goes out: a Document. It fetches nothing and analyses no sentence.
"""

from onrecord.document.build import build
from onrecord.document.offsets import to_source

__all__ = ["build", "to_source"]
