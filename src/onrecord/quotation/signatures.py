"""Signed quotations: quoted words, a dash, the name of whoever said them, and the line is over.

Comes in: text, quotations, the page's quoted passages, language; goes out: the same quotations, the signature being
the source of what has no cue. Pull quotes and mottoes are printed so; a dash inside a sentence signs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.model import Quotation, QuotedPassage, Span
from onrecord.quotation.confidence import LAID_OUT
from onrecord.quotation.phrases import is_name
from onrecord.quotation.spans import overlapping

__all__ = ["signed"]

SIGNATURE = re.compile(
    r"[^\S\n]{0,4}(?:\n\s{0,4})?(?:[―—–~]|--?)[^\S\n]{0,4}(?P<name>[^\n―—–\"“”„«»:;!?]{2,120}?)[^\S\n.]*(?=\n|$)"
)
PART = re.compile(r"[^,()]+")
WORDS = 14
"""Words from which the rest of a line is a sentence, not a signature."""


def signed(
    text: str, quotations: Iterable[Quotation], quoted: Sequence[QuotedPassage], language: str
) -> list[Quotation]:
    """Quotations without a cue whose last words are a signed passage get the signature as their source.

    It outweighs a name the tagger has taken, such as the signature of the quotation before.
    """
    return [with_signature(text, quotation, quoted, language) for quotation in quotations]


def with_signature(text: str, quotation: Quotation, quoted: Sequence[QuotedPassage], language: str) -> Quotation:
    if quotation.cue is not None or quotation.kind != "direct":
        return quotation
    last = quotation.content[-1]
    for passage in overlapping(quoted, last.start, last.end):
        if passage.inner_start <= last.start and passage.closing and passage.opening != "—":
            found = SIGNATURE.match(text, passage.end)
            if found and names_somebody(found["name"], language):
                source = Span(*found.span("name"), found["name"])
                return replace(quotation, source=source, confidence=max(LAID_OUT, quotation.confidence))
    return quotation


def names_somebody(line: str, language: str) -> bool:
    """Whether a part of the line between commas is a name: its first part, or a later one of two words or more
    (`the mayor of Corvale, Aliya Brandt`)."""
    parts = [words for part in PART.findall(line) if (words := part.split())]
    if not parts or sum(map(len, parts)) > WORDS:
        return False
    return any(is_name(words, language) for words in parts if words is parts[0] or len(words) > 1)
