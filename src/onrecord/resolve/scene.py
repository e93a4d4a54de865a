"""What a resolver looks back on: where sentences begin, who spoke last, what words are reported.

Comes in: quotations, analysis and cast; goes out: a `Scene` that answers by bisection. It decides nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model import Actor, Analysis, Quotation, Span
from onrecord.resolve.actors import Cast
from onrecord.resolve.groups import research_team

__all__ = ["Scene", "end_of", "scene_of"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One article while its speakers are found.

    `found` has one entry for each quotation; `spoken` and `unknown` are the positions of those, not nested, whose
    speaker was found or whose pronoun was not; `candidates`, by position, those left when nothing
    decides; `reported` are the stretches of content, none within another.
    """

    text: str
    quotations: Sequence[Quotation]
    cast: Cast
    sentences: list[int]
    paragraphs: list[int]
    reported: list[tuple[int, int]]
    found: list[Actor | None]
    spoken: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, list[str]] = field(default_factory=dict)
    candidates: dict[int, tuple[Actor, ...]] = field(default_factory=dict)
    teams: list[str | None] = field(default_factory=list)

    def team(self) -> str | None:
        """The one team of researchers that the article describes; looked for once."""
        if not self.teams:
            self.teams.append(research_team(self.text, self.cast.language))
        return self.teams[0]

    def sentence_before(self, place: int, count: int) -> int:
        """Start of the sentence `count` sentences before the one that `place` stands in."""
        return start_before(self.sentences, place, count)

    def paragraph_before(self, place: int, count: int) -> int:
        return start_before(self.paragraphs, place, count)

    def last_spoken(
        self, position: int, *, within: int, fitting: Callable[[Actor], bool] = lambda _: True
    ) -> int | None:
        """The closest quotation before this one that is not nested and has a speaker who fits, if it ends after
        `within`."""
        for at in range(bisect_left(self.spoken, position) - 1, -1, -1):
            if end_of(self.quotations[self.spoken[at]]) < within:
                return None
            actor = self.found[self.spoken[at]]
            if actor is not None and fitting(actor):
                return self.spoken[at]
        return None

    def unknown_since(self, earlier: int, position: int) -> bool:
        """Whether a pronoun between the two quotations stayed without a person."""
        at = bisect_left(self.unknown, position) - 1
        return at >= 0 and self.unknown[at] > earlier

    def stretch(self, place: int) -> tuple[int, int] | None:
        """The reported words that a place lies in."""
        at = bisect_right(self.reported, (place, len(self.text) + 1)) - 1
        return self.reported[at] if at >= 0 and place < self.reported[at][1] else None

    def is_told(self, mention: Span, source: Span, quotation: Quotation) -> bool:
        """Whether a mention lies in reported words that the source does not lie in."""
        stretch = self.stretch(mention.start)
        if stretch is None:
            return False
        told_here = any(c.start <= mention.start < c.end for c in quotation.content)
        return told_here or (stretch != self.stretch(source.start) and not self.together(mention, source, quotation))

    def together(self, mention: Span, source: Span, quotation: Quotation) -> bool:
        """Whether a mention and the source stand in different stretches of one speaker's words."""
        if quotation.nested_in is None or quotation.nested_in >= len(self.quotations):
            return False
        content = self.quotations[quotation.nested_in].content
        return all(any(c.start <= place.start < c.end for c in content) for place in (mention, source))


def scene_of(text: str, quotations: Sequence[Quotation], analysis: Analysis, cast: Cast) -> Scene:
    contents = sorted((c.start, c.end) for q in quotations for c in q.content)
    return Scene(
        text, quotations, cast,
        sentences=sorted(s.start for s in analysis.sentences),
        paragraphs=sorted(p.start for p in analysis.paragraphs),
        reported=merged(contents),
        found=[None] * len(quotations),
    )  # fmt: skip


def merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in places:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def start_before(starts: Sequence[int], place: int, count: int) -> int:
    at = bisect_right(starts, place) - 1
    return starts[max(0, at - count)] if at >= 0 else 0


def end_of(quotation: Quotation) -> int:
    """Where a statement ends: its content, cue or source, whatever stands last."""
    spans = [quotation.cue, quotation.source, *quotation.content]
    return max(span.end for span in spans if span is not None)
