"""The quotations of one sentence, and which of them a phrase of that sentence belongs to.

Comes in: quotations and sentences; goes out: for each sentence its quotations, for a place the one it stands with.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Quotation, Span

__all__ = ["Scene", "scenes"]

CROWD = 30
"""Quotations of one sentence that are looked at, so that a page of one endless sentence costs no more."""
WIDE = 3000
"""Characters of a sentence that are looked at, for the same reason."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence and the quotations, by position, whose cue stands in it."""

    sentence: Span
    members: tuple[int, ...]
    quotations: Sequence[Quotation]

    def owner(self, start: int, end: int) -> int | None:
        """The quotation nearest to a phrase, of those told in the same breath: in the same content, or in none."""
        near = [(distance(self.quotations[i], start, end), i) for i in self.members if self.tells(i, start, end)]
        return min(near)[1] if near else None

    def tells(self, position: int, start: int, end: int) -> bool:
        quotation = self.quotations[position]
        own = [*quotation.content, *([quotation.source] if quotation.source else [])]
        if any(start < span.end and span.start < end for span in own):
            return False
        holder = quotation.nested_in
        if holder is not None and not covered(self.quotations[holder].content, start, end):
            return False
        inner = [i for i in self.members if i not in (position, holder)]
        return not any(
            covered(self.quotations[i].content, start, end) and not holds_cue(self.quotations[i], quotation)
            for i in inner
        )


def scenes(quotations: Sequence[Quotation], sentences: Sequence[Span]) -> Iterator[Scene]:
    """The sentences that have a cue, in text order."""
    starts = [sentence.start for sentence in sentences]
    by_sentence: dict[int, list[int]] = {}
    for position, quotation in enumerate(quotations):
        if quotation.cue is not None:
            by_sentence.setdefault(bisect_right(starts, quotation.cue.start) - 1, []).append(position)
    for index in sorted(by_sentence):
        if index >= 0:
            sentence = sentences[index]
            text = sentence.text[:WIDE]
            yield Scene(
                Span(sentence.start, sentence.start + len(text), text), tuple(by_sentence[index][:CROWD]), quotations
            )


def distance(quotation: Quotation, start: int, end: int) -> int:
    """Characters between a phrase and the cue, those of the quotation's own content left out."""
    cue = quotation.cue
    assert cue is not None
    low, high = (end, cue.start) if end <= cue.start else (cue.end, start)
    inside = sum(max(0, min(high, c.end) - max(low, c.start)) for c in quotation.content)
    return max(0, high - low - inside)


def covered(content: Sequence[Span], start: int, end: int) -> bool:
    return any(span.start <= start and end <= span.end for span in content)


def holds_cue(outer: Quotation, inner: Quotation) -> bool:
    assert inner.cue is not None
    return covered(outer.content, inner.cue.start, inner.cue.end)
