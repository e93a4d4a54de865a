"""What the words are: a Document comes in, an Analysis goes out.

Sentences, quotation marks, names and the scores of the encoder. It does not decide who said what.
"""

from __future__ import annotations

from onrecord.language.analyse import analyse
from onrecord.language.marks import quoted_passages
from onrecord.language.models import read_languages

__all__ = ["analyse", "quoted_passages", "read_languages"]
