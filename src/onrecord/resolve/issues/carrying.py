"""Which issue each statement is about: by its own words, by what it takes up, by the heading above it.

Comes in: the places that name issues, and statements; goes out: each statement's issues with the words that decided.
It weighs no ground against another: the first ground that names an issue decides, and a statement may have none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Analysis, Document, Issue, Span, Statement
from onrecord.resolve.issues.codebook import Concept, Hit
from onrecord.resolve.issues.sections import Section, around
from onrecord.resolve.issues.words import listed
from onrecord.resolve.names import folded

__all__ = ["Page", "carried"]

REACH = 1200
"""Code points back in which what a statement takes up was named: the paragraph before, in most pages."""
Scheme = Literal["codebook", "iptc", "story"]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the decision looks at. `above` are the ids of the concepts above a concept."""

    document: Document
    analysis: Analysis
    sections: Sequence[Section]
    hits: Sequence[Hit]
    starts: Sequence[int]
    scheme: Scheme
    above: Mapping[str, set[str]]

    @property
    def language(self) -> str:
        return self.analysis.language or "en"

    def within(self, spans: Iterable[Span], without: Sequence[Span] = ()) -> list[Hit]:
        """The hits inside the spans and outside `without`."""
        found: dict[tuple[int, int, str], Hit] = {}
        for span in spans:
            for hit in self.hits[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]:
                if hit.end <= span.end and not any(w.start < hit.end and hit.start < w.end for w in without):
                    found[hit.start, hit.end, hit.concept.id] = hit
        return list(found.values())


def carried(page: Page, statements: Sequence[Statement]) -> tuple[tuple[Issue, ...], ...]:
    """The issues of each statement, the first being what it is most about."""
    decided: list[list[Hit]] = []
    for number, statement in enumerate(statements):
        decided.append(grounds(page, statement, number, statements, decided))
    return tuple(issues(page, hits) for hits in decided)


def grounds(
    page: Page, statement: Statement, number: int, statements: Sequence[Statement], decided: Sequence[list[Hit]]
) -> list[Hit]:
    """The places that decide; empty where nothing does."""
    tellers = [span for span in (statement.source, *(r.span for r in statement.relays)) if span is not None]
    sentences = sentences_of(page, statement)
    section = section_of(page, statement)
    own = page.within(statement.content, tellers)
    if own:
        return own
    if takes_up(page, sentences):
        return taken_up(page, sentences[0].start, section)
    near = reaching(1, page.within(sentences, [*tellers, *statement.content, *others(statement, statements)]))
    if near:
        return near
    if section is not None and section.heading is not None and (above := page.within([section.heading])):
        return above
    if goes_on(page, statement) and (before := last_of(statement, number, statements)) is not None:
        return list(decided[before])
    paragraph = around(page.analysis.paragraphs, statement.content[0].start)
    named = reaching(2, page.within([paragraph], tellers)) if paragraph is not None else []
    return named if len({hit.concept.id for hit in named}) == 1 else []


def reaching(distance: int, hits: Iterable[Hit]) -> list[Hit]:
    """The hits of concepts that decide from so far away."""
    return [hit for hit in hits if hit.concept.reach >= distance]


def others(statement: Statement, statements: Sequence[Statement]) -> list[Span]:
    """What others say is nobody's ground but theirs."""
    since, until = statement.content[0].start - REACH, statement.content[-1].end + REACH
    near = [s for s in statements if s is not statement and since < s.content[0].start < until]
    return [span for s in near for span in s.content]


def sentences_of(page: Page, statement: Statement) -> list[Span]:
    """The sentences that the statement and its cue stand in, in order."""
    spans = [*statement.content, *(s for s in (statement.cue, statement.source) if s is not None)]
    found = {s.start: s for span in spans if (s := around(page.analysis.sentences, span.start)) is not None}
    return [found[start] for start in sorted(found)] or [statement.content[0]]


def section_of(page: Page, statement: Statement) -> Section | None:
    position = statement.content[0].start
    return next((s for s in page.sections if s.paragraphs[0].start <= position <= s.paragraphs[-1].end), None)


def takes_up(page: Page, sentences: Sequence[Span]) -> bool:
    """Whether the sentences say `in this regard`, `about it`."""
    words = f" {' '.join(folded(sentence.text) for sentence in sentences)} "
    marks = str.maketrans(dict.fromkeys(',.;:“”"«»()', " "))
    words = f" {' '.join(words.translate(marks).split())} "
    return any(f" {folded(phrase)} " in words for phrase in listed(page.language, "anaphora"))


def taken_up(page: Page, position: int, section: Section | None) -> list[Hit]:
    """What was named last before a position, in the same section; all that the same sentence names."""
    floor = section.paragraphs[0].start if section is not None else 0
    before = page.within([Span(max(floor, position - REACH), position, "")])
    if not before:
        return page.within([section.heading]) if section is not None and section.heading is not None else []
    last = around(page.analysis.sentences, before[-1].start)
    same = [hit for hit in before if last is not None and last.start <= hit.start < last.end]
    return same or before[-1:]


def goes_on(page: Page, statement: Statement) -> bool:
    """Whether the cue goes on with what was said before (`added`), or there is none."""
    if statement.cue is None:
        return statement.source is None
    words = f" {folded(statement.cue.text)} "
    return any(f" {folded(phrase)} " in words for phrase in listed(page.language, "continuing"))


def last_of(statement: Statement, number: int, statements: Sequence[Statement]) -> int | None:
    """The statement before, when the same actor makes it nearby."""
    for before in range(number - 1, -1, -1):
        other = statements[before]
        if statement.content[0].start - other.content[-1].end > REACH:
            return None
        if other.nested_in is None and other.content[0].start < statement.content[0].start:
            same = statement.speaker and other.speaker and statement.speaker.id == other.speaker.id
            return before if same else None
    return None


def issues(page: Page, hits: Sequence[Hit]) -> tuple[Issue, ...]:
    """One issue for each concept, the heaviest first; a concept above another that is named as well is left out."""
    by_concept: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda h: h.start):
        by_concept.setdefault(hit.concept.id, []).append(hit)
    over = {parent for identity in by_concept for parent in page.above.get(identity, ())}
    named = [group for identity, group in by_concept.items() if identity not in over]
    named.sort(key=lambda group: (-group[0].concept.weight * len(group), group[0].start))
    return tuple(issue(page, group[0].concept, group) for group in named)


def issue(page: Page, concept: Concept, hits: Sequence[Hit]) -> Issue:
    words = tuple(dict.fromkeys(Span(h.start, h.end, page.document.text[h.start : h.end]) for h in hits))
    return Issue(concept.id, concept.label(page.language), page.scheme, words)
