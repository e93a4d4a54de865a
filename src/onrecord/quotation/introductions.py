"""Introduced quotations: a line that ends with a colon (`Brandt continued:`), and words in a paragraph of their own.

Comes in: text, quotations, cues that have no content, paragraphs; goes out: the same quotations, those introduced with
the cue and source of the line before. It looks no further back than that line, and finds no cue that was not marked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Quotation, Span
from onrecord.quotation.confidence import LAID_OUT
from onrecord.quotation.continuation import nameless

__all__ = ["introduced"]

OPENING_MARKS = " \t\u00a0\"'“”„‘«‹`"
CLOSING_MARKS = " \t\u00a0\"'“”’»›`.,"


def introduced(
    text: str, quotations: Sequence[Quotation], idle: Sequence[tuple[Span, Span]], paragraphs: Sequence[Span]
) -> list[Quotation]:
    """Quoted words with neither cue nor source that begin a paragraph take those of the line that introduces them, and
    go on through the paragraphs after it that are nothing but such words.

    `idle` are the cues that no content points at, each with its source, in text order, `paragraphs` likewise.
    """
    out: list[Quotation] = []
    starts = [paragraph.start for paragraph in paragraphs]
    open_at, last = 0, -1
    for quotation in sorted(quotations, key=lambda q: (q.content[0].start, -q.content[-1].end)):
        at = bisect_right(starts, quotation.content[0].start) - 1
        if at < 1 or quotation.kind != "direct" or not begins(text, paragraphs[at], quotation):
            out.append(quotation)
            continue
        alone = fills(text, paragraphs[at], quotation)
        named = by_line(quotation, paragraphs[at - 1], idle)
        if named is None and nameless(quotation) and alone and at == open_at + 1 and last >= 0:
            out[last] = replace(out[last], content=(*out[last].content, *quotation.content))
            open_at = at
            continue
        out.append(named or quotation)
        if named is not None and alone:
            open_at, last = at, len(out) - 1
    return out


def by_line(quotation: Quotation, line: Span, idle: Sequence[tuple[Span, Span]]) -> Quotation | None:
    """The quotation with the cue and source of a line that introduces it; as it is where the tagger saw as much."""
    if not line.text.rstrip().endswith(":"):
        return None
    if quotation.cue is not None and line.start <= quotation.cue.start < line.end:
        return quotation
    low, high = (bisect_left(idle, place, key=lambda pair: pair[0].start) for place in (line.start, line.end))
    if not nameless(quotation) or low == high:
        return None
    cue, source = idle[high - 1]
    return replace(quotation, cue=cue, source=source, confidence=max(LAID_OUT, quotation.confidence))


def begins(text: str, paragraph: Span, quotation: Quotation) -> bool:
    return not text[paragraph.start : quotation.content[0].start].strip(OPENING_MARKS)


def fills(text: str, paragraph: Span, quotation: Quotation) -> bool:
    """Whether a quotation that begins a paragraph is all there is of it."""
    last = quotation.content[-1]
    return last.end <= paragraph.end and not text[last.end : paragraph.end].strip(CLOSING_MARKS)
