"""Quotations that go on: quoted words with no cue and no source of their own, joined to the quotation they continue.

Comes in: quotations in text order, the page's paragraphs and quoted passages; goes out: the same, continuations joined
or parted. A quotation that runs on after its speaker tag (`"A," she said. "B."`) is one statement, as the PARC and
PolNeAR guides have it; quoted words in a sentence of their own after a report (`She said so. "B."`) are another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.model import Quotation, QuotedPassage, Span
from onrecord.quotation.choice import nobodys
from onrecord.quotation.spans import kind_of

__all__ = ["joined", "nameless", "parted"]

SENTENCE_OVER = re.compile(r"[.!?…][\"”»’)\]]*\s")


def parted(text: str, quotations: Iterable[Quotation], quoted: Sequence[QuotedPassage]) -> Iterator[Quotation]:
    """Quoted words in a sentence of their own leave the report before them, as a quotation with no cue and no source.

    In our English train set 9 such quotations are statements of their own, and none belongs to the report.
    """
    for quotation in quotations:
        at = first_of_its_own(text, quotation, quoted)
        if at is None:
            yield quotation
        else:
            yield replace(quotation, content=quotation.content[:at], kind="indirect")
            yield nobodys(quotation.content[at:], quotation.confidence, quotation.repair)


def first_of_its_own(text: str, quotation: Quotation, quoted: Sequence[QuotedPassage]) -> int | None:
    """Which content span is the first of quoted words only, a sentence having ended since the one before it."""
    kinds = [kind_of(text, [(span.start, span.end)], quoted) for span in quotation.content]
    if kinds[0] != "indirect" or "mixed" in kinds or "direct" not in kinds:
        return None
    at = kinds.index("direct")
    rest_is_quoted = all(kind == "direct" for kind in kinds[at:])
    over = SENTENCE_OVER.search(text, quotation.content[at - 1].end, quotation.content[at].start)
    return at if rest_is_quoted and over else None


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
