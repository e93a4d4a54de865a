"""The article cut into the units that are aligned: its sentences, found without a model.

Comes in: a Document; goes out: spans of sentences, furniture left out. A sentence cut in two does no harm: alignment
joins two units to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Document, Span

__all__ = ["units_of"]

LINE = re.compile(r"[^\n]+")
END = re.compile(r"[.!?…]+[\"”»’')\]]*[ \u00a0]+(?=[\"“«‘'¿¡(—–-]{0,3}[^\W\d_])")
SHORT = 25
"""Characters below which a piece is joined to the next one: initials, abbreviations."""
MOST = 4_000
"""Units read of one document; a page with more is a list, not an article."""


def units_of(document: Document) -> tuple[Span, ...]:
    """Sentences in text order, at most MOST."""
    furniture = sorted((piece.start, piece.end) for piece in document.furniture)
    found: list[Span] = []
    for line in LINE.finditer(document.text):
        if len(found) >= MOST:
            break
        if line.group().strip() and not is_covered(line.start(), line.end(), furniture):
            found += sentences(document.text, line.start(), line.end())
    return tuple(found[:MOST])


def is_covered(start: int, end: int, furniture: Sequence[tuple[int, int]]) -> bool:
    """Whether a piece of furniture begins in the line's first half; `furniture` is short on any page."""
    from bisect import bisect_right

    at = bisect_right(furniture, (start + (end - start) // 2, 0)) - 1
    return at >= 0 and furniture[at][1] >= (start + end) / 2


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in END.finditer(text, start, end):
        if match.end() - begin >= SHORT:
            yield Span(begin, match.end(), text[begin : match.end()])
            begin = match.end()
    if begin < end:
        yield Span(begin, end, text[begin:end])
