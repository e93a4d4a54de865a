"""Which issue each statement is about: by its own words, by what it takes up, by the heading above it.

Comes in: the places that name issues, and statements; goes out: each statement's issues with the words that decided.
It weighs no ground against another: the first ground that names an issue decides, and a statement may have none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Analysis, Document, Issue, Span, Statement
from onrecord.resolve.issues.codebook import Concept, Hit
from onrecord.resolve.issues.sections import Section, around
from onrecord.resolve.issues.words import listed
from onrecord.resolve.names import folded

__all__ = ["Page", "carried", "named_throughout"]

REACH = 1200
"""Code points back in which what a statement takes up was named: the paragraph before, in most pages."""
MOST = 0.5
"""Share of the paragraphs that must name the issue of the headline, for the whole page to be about it."""
Scheme = Literal["codebook", "iptc", "story"]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the decision looks at.

    `above` are the ids of the concepts above a concept; `throughout` the words of the headline that name what the whole
    page is about, where they do.
    """

    document: Document
    analysis: Analysis
    sections: Sequence[Section]
    hits: Sequence[Hit]
    starts: Sequence[int]
    scheme: Scheme
    above: Mapping[str, set[str]]
    throughout: Sequence[Hit]

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
    """The places that decide, by the first ground that has any; empty where none has."""
    tellers = [span for span in (statement.source, *(r.span for r in statement.relays)) if span is not None]
    sentences = sentences_of(page, statement)
    section = section_of(page, statement)
    aside = [*tellers, *statement.content, *others(statement, statements)]
    in_order: tuple[Callable[[], list[Hit]], ...] = (
        lambda: page.within(statement.content, tellers),
        lambda: taken_up(page, sentences, section),
        lambda: reaching(1, page.within(sentences, aside)),
        lambda: heading_of(page, section),
        lambda: gone_on(page, statement, number, statements, decided),
        lambda: alone(reaching(2, paragraph_of(page, statement, tellers))),
        lambda: list(page.throughout) if section is None or section.heading is None else [],
    )
    return next((hits for ground in in_order if (hits := ground())), [])


def heading_of(page: Page, section: Section | None) -> list[Hit]:
    return page.within([section.heading]) if section is not None and section.heading is not None else []


def paragraph_of(page: Page, statement: Statement, tellers: Sequence[Span]) -> list[Hit]:
    paragraph = around(page.analysis.paragraphs, statement.content[0].start)
    return page.within([paragraph], tellers) if paragraph is not None else []


def alone(hits: list[Hit]) -> list[Hit]:
    """The hits when they are all of one concept."""
    return hits if len({hit.concept.id for hit in hits}) == 1 else []


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


def taken_up(page: Page, sentences: Sequence[Span], section: Section | None) -> list[Hit]:
    """What was named last before sentences that take it up, in the same section; all that the same sentence names."""
    if not takes_up(page, sentences):
        return []
    position, floor = sentences[0].start, section.paragraphs[0].start if section is not None else 0
    before = page.within([Span(max(floor, position - REACH), position, "")])
    if not before:
        return heading_of(page, section)
    last = around(page.analysis.sentences, before[-1].start)
    same = [hit for hit in before if last is not None and last.start <= hit.start < last.end]
    return same or before[-1:]


def gone_on(
    page: Page, statement: Statement, number: int, statements: Sequence[Statement], decided: Sequence[list[Hit]]
) -> list[Hit]:
    """The ground of the statement before, where the same speaker goes on."""
    if not goes_on(page, statement):
        return []
    before = last_of(statement, number, statements)
    return list(decided[before]) if before is not None else []


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


def named_throughout(headline: Sequence[Span], hits: Sequence[Hit], paragraphs: Sequence[Span]) -> list[Hit]:
    """The hits in headline and deck of the one concept that they and most paragraphs name; else empty."""
    above = [hit for hit in reaching(3, hits) if any(line.start <= hit.start < line.end for line in headline)]
    starts = [paragraph.start for paragraph in paragraphs]
    inside: dict[str, set[int]] = {}
    for hit in hits:
        inside.setdefault(hit.concept.id, set()).add(bisect_right(starts, hit.start) - 1)
    wanted = {h.concept.id for h in above if len(inside[h.concept.id] - {-1}) >= MOST * len(paragraphs)}
    return [hit for hit in above if hit.concept.id in wanted] if len(wanted) == 1 else []


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
