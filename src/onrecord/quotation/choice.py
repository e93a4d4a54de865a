"""Which quotations are shown, and the quoted words that must not be lost.

Comes in: quotations and the page's quoted passages; goes out: those above a threshold, and long quoted passages in any
case. What is doubtful about words between quotation marks is who said them, not that they were said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Quotation, QuotedPassage, Span

__all__ = ["confident", "nobodys", "unclaimed"]

LONG = 6
"""Words from which a quoted passage is speech, not a title, a nickname or a distancing mark. Of the 13 such passages
without a sure statement on a held-out fold of our train set 12 were speech (2026-11-23)."""
UNCLAIMED = 0.2
"""Confidence of quoted words for which the tagger found neither cue nor source."""


def confident(
    quotations: Sequence[Quotation], threshold: float, quoted: Sequence[QuotedPassage] = ()
) -> tuple[Quotation, ...]:
    """Those of at least this confidence, and for each long quoted passage that they leave out the best one that has it.

    A nested quotation whose outer one goes moves up to the next that stays.
    """
    sure = {i for i, q in enumerate(quotations) if q.confidence >= threshold}
    kept = sorted(sure | saved(quotations, sure, quoted))
    moved = {old: new for new, old in enumerate(kept)}

    def holder(index: int | None) -> int | None:
        while index is not None and index not in moved:
            index = quotations[index].nested_in
        return None if index is None else moved[index]

    return tuple(replace(quotations[i], nested_in=holder(quotations[i].nested_in)) for i in kept)


def saved(quotations: Sequence[Quotation], sure: set[int], quoted: Sequence[QuotedPassage]) -> set[int]:
    """Quotations kept for the sake of a long passage that no sure one has."""
    out = set()
    claims = Claims.of(quotations)
    for passage in quoted:
        having = claims.having(passage) if passage.depth == 0 and passage.opening != "—" else []
        if having and not sure.intersection(having) and is_long(passage, quotations[having[0]]):
            out.add(max(having, key=lambda i: quotations[i].confidence))
    return out


def is_long(passage: QuotedPassage, quotation: Quotation) -> bool:
    inside = [
        span.text[max(0, passage.inner_start - span.start) : passage.inner_end - span.start]
        for span in quotation.content
        if span.start < passage.inner_end and passage.inner_start < span.end
    ]
    return sum(len(words.split()) for words in inside) >= LONG


@dataclass(frozen=True, slots=True)
class Claims:
    """Content spans in text order, to find which quotations have a place without asking each of them."""

    spans: list[tuple[int, int, int]]
    widest: int

    @staticmethod
    def of(quotations: Sequence[Quotation]) -> Claims:
        spans = sorted((s.start, s.end, i) for i, q in enumerate(quotations) for s in q.content)
        return Claims(spans, max((end - start for start, end, _ in spans), default=0))

    def having(self, passage: QuotedPassage) -> list[int]:
        """Indices of the quotations whose content has the middle of a passage, ascending."""
        middle = (passage.inner_start + passage.inner_end) // 2
        low = bisect_left(self.spans, (middle - self.widest, 0, 0))
        high = bisect_left(self.spans, (middle + 1, 0, 0))
        return sorted({i for start, end, i in self.spans[low:high] if start <= middle < end})


def unclaimed(quoted: Sequence[QuotedPassage], tagged: Sequence[Quotation], text: str) -> Iterator[Quotation]:
    """Long quoted passages that no quotation has, as quotations of nobody yet known. Titles of works are left out."""
    claims = Claims.of(tagged)
    for passage in quoted:
        words = text[passage.inner_start : passage.inner_end].split()
        lower = sum(word[:1].islower() for word in words)
        if passage.depth or passage.opening == "—" or len(words) < LONG or 2 * lower < len(words):
            continue
        if not claims.having(passage):
            yield bare(passage, text)


def bare(passage: QuotedPassage, text: str) -> Quotation:
    inner = text[passage.inner_start : passage.inner_end]
    start = passage.inner_start + len(inner) - len(inner.lstrip())
    return nobodys((Span(start, start + len(inner.strip()), inner.strip()),), UNCLAIMED, passage.repair)


def nobodys(content: tuple[Span, ...], confidence: float, repair: tuple[str, ...] = ()) -> Quotation:
    """Words that somebody said, with nothing that says who."""
    return Quotation(
        kind="direct",
        content=content,
        cue=None,
        source=None,
        relays=(),
        addressee=None,
        setting=None,
        act=None,
        negated=False,
        nested_in=None,
        repair=repair,
        confidence=confidence,
    )
