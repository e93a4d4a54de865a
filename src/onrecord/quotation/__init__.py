"""Who is quoted: Document and Analysis come in, quotations go out.

A quotation is text level: source, cue, content, relays as spans. It resolves nobody.
"""

from __future__ import annotations

from onrecord.quotation.assemble import find
from onrecord.quotation.choice import confident
from onrecord.quotation.decode import Decoder

__all__ = ["Decoder", "confident", "find"]
