"""Quotations that go on: quoted words with no cue and no source of their own, joined to the quotation they continue.

Comes in: quotations in text order and the page's paragraphs; goes out: the same with continuations joined. A quotation
that runs on after its speaker tag (`"A," she said. "B."`) is one statement, as the PARC and PolNeAR guides have it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Quotation, Span

__all__ = ["joined"]


def joined(quotations: Sequence[Quotation], paragraphs: Sequence[Span]) -> list[Quotation]:
    """Each nameless direct quotation joins the one before it in its paragraph, or the one after when that comes first.

    Only a quotation with quoted words, a cue, and nothing of another quotation in between is continued.
    """
    out: list[Quotation] = []
    starts = [paragraph.start for paragraph in paragraphs]
    for quotation in sorted(quotations, key=lambda q: (q.content[0].start, -q.content[-1].end)):
        at = next((i for i in range(len(out) - 1, -1, -1) if not within(quotation, out[i])), None)
        if at is not None and nameless(quotation) and goes_on(out[at], quotation, starts):
            out[at] = together(out[at], quotation)
        elif at is not None and nameless(out[at]) and goes_on(quotation, out[at], starts):
            out[at] = together(quotation, out[at])
        else:
            out.append(quotation)
    return out


def nameless(quotation: Quotation) -> bool:
    return quotation.kind == "direct" and quotation.cue is None and quotation.source is None


def within(inner: Quotation, outer: Quotation) -> bool:
    """Whether all words of one quotation stand inside the other's."""
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.content) for i in inner.content)


def goes_on(named: Quotation, nameless_one: Quotation, starts: Sequence[int]) -> bool:
    """Same paragraph, and the named quotation has quoted words and a cue of its own."""
    if named.cue is None or named.kind == "indirect":
        return False
    places = [named.cue.start, named.content[0].start, nameless_one.content[0].start]
    return len({bisect_right(starts, place) for place in places}) == 1


def together(named: Quotation, nameless_one: Quotation) -> Quotation:
    content = tuple(sorted({*named.content, *nameless_one.content}, key=lambda span: span.start))
    repair = tuple(sorted({*named.repair, *nameless_one.repair}))
    return replace(named, content=content, repair=repair)
