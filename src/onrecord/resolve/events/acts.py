"""Statements and events: which statement tells an event, and which is one.

Comes in: Statements of the document; goes out: a Told that answers by place. It resolves no speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Span, Statement

__all__ = ["Told", "told_by"]

UNREAL = frozenset(("ask", "demand", "hope", "predict", "deny", "offer", "threaten", "promise", "warn", "reject"))
"""What the content of such a statement tells has not happened, or is said not to have."""


@dataclass(frozen=True, slots=True)
class Told:
    """The statements of one document; `cues` and `contents` in order, the innermost last."""

    cues: Sequence[tuple[Span, Statement]]
    contents: Sequence[tuple[Span, Statement]]

    def cue_at(self, start: int, end: int) -> Statement | None:
        """The statement whose cue has words of [start, end)."""
        return next((one for span, one in self.cues if span.start < end and start < span.end), None)

    def cues_in(self, sentence: Span) -> list[Span]:
        """The cues that have words of a sentence."""
        return [span for span, _ in self.cues if span.start < sentence.end and sentence.start < span.end]

    def content_at(self, place: int) -> Statement | None:
        """The innermost statement in whose content a place lies."""
        found = [one for span, one in self.contents if span.start <= place < span.end]
        return found[-1] if found else None


def told_by(statements: Sequence[Statement]) -> Told:
    cues = [(one.cue, one) for one in statements if one.cue]
    contents = [(span, one) for one in statements for span in one.content]
    contents.sort(key=lambda pair: (pair[0].start - pair[0].end, pair[0].start))
    return Told(cues, contents)


def is_real(statement: Statement, told: Mapping[str, Statement]) -> bool:
    """Whether what a statement's content tells may be taken for told: nothing asked for, hoped, denied."""
    seen: set[str] = set()
    one: Statement | None = statement
    while one is not None and one.id not in seen:
        if one.negated or one.act in UNREAL:
            return False
        seen.add(one.id)
        one = told.get(one.nested_in) if one.nested_in else None
    return True
