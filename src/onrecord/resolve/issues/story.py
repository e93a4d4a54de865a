"""The issues of one story: the places, dossiers and disputes that its statements or headings turn on.

Comes in: Document, Analysis and statements; goes out: the words of the page that name each issue. It assigns nothing.
Named by the page's own words; who speaks, and the states they speak for, are no issues of their story.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from math import log2

from onrecord.model import Analysis, Document, Span, Statement
from onrecord.resolve.issues.codebook import Concept, Hit
from onrecord.resolve.issues.phrases import NOUN_FIRST, Phrase, Term, phrases_in
from onrecord.resolve.issues.sections import Section, headline_of
from onrecord.resolve.issues.words import background, listed, stem, stems_of
from onrecord.resolve.names import folded, words_of
from onrecord.resolve.offices import office_at
from onrecord.resolve.states import state_in, state_name, states
from onrecord.vocabulary import vocabulary

__all__ = ["story_hits"]

CAPITALISED = re.compile(r"[^\W\d_]\w+")
COMMON = 250
"""Uses per million from which a noun alone names no issue; set by reading 30 pages of train, 2026-11-23."""
UNSEEN = 8
"""Uses per million that a word of no list is taken to have."""
STATE = 40
"""Uses per million of the name of a state."""
IN_HEADING, IN_HEADLINE, IN_PARAGRAPH = 2.0, 1.5, 0.3
"""What a mention there weighs beside one in the words of a statement; set by reading, not tuned."""
LONGER = 1.5
"""What each further word adds to how telling a phrase is, in bits."""
ALONE = 3
"""Statements that a noun which no heading has must stand in, to be an issue by itself; two for phrases and names."""
MOST = 12
"""Issues of one story."""
NESTED = 0.6
"""Share of a word's places inside one phrase from which it is no issue beside the phrase."""


@dataclass(slots=True)
class Candidate:
    """A set of terms that phrases of the page name. `contents`, `headings` and `paragraphs` are where, by number.

    `determined` when a word stands before one of the phrases that only stands before nouns; `large` when one begins
    with a capital inside a sentence, `small` when one begins without; `named` when a state is named, not its people
    only. `joined` are the shorter and longer forms of the same issue.
    """

    terms: frozenset[Term]
    head: Term
    phrases: list[Phrase] = field(default_factory=list)
    contents: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    paragraphs: set[int] = field(default_factory=set)
    in_headline: bool = False
    determined: bool = False
    large: bool = False
    small: bool = False
    named: bool = False
    score: float = 0.0
    joined: list[Candidate] = field(default_factory=list)


def story_hits(
    document: Document, analysis: Analysis, statements: Sequence[Statement], sections: Sequence[Section]
) -> list[Hit]:
    """Every place of the page that names one of its issues, in text order."""
    language = analysis.language or "en"
    found = candidates(document, analysis, statements, sections, language)
    kept = chosen(found, statements, language)
    hits = [hit for candidate in kept for hit in hits_of(candidate, document.text, language)]
    named = {c.head[1:]: c for c in kept if is_state(c)}
    hits += stand_ins(document.text, analysis, statements, named, language)
    return apart_from_each_other(hits)


# what the page names


def candidates(
    document: Document,
    analysis: Analysis,
    statements: Sequence[Statement],
    sections: Sequence[Section],
    language: str,
) -> list[Candidate]:
    found: dict[frozenset[Term], Candidate] = {}
    people = merged(persons_in(document.text, analysis))
    tellers = merged(told_by(statements))
    organisations = merged(m.span for m in analysis.mentions if m.kind == "organisation")
    said = [(merged(statement.content), number) for number, statement in enumerate(statements)]
    places: list[tuple[Span, bool, int | None]] = [(p, False, None) for s in sections for p in s.paragraphs]
    places += [(s.heading, False, number) for number, s in enumerate(sections) if s.heading is not None]
    places += [(line, True, None) for line in headline_of(document, analysis)]
    for number, (place, headline, heading) in enumerate(sorted(places, key=lambda entry: entry[0].start)):
        here = [(spans, index) for spans, index in said if touches(spans, place.start, place.end)]
        for phrase in phrases_in(document.text, language, place.start, place.end):
            if touches(people, phrase.start, phrase.end) or touches(tellers, phrase.start, phrase.end):
                continue
            if phrase.head.startswith("@") and is_part_of_name(document.text, phrase, organisations, language):
                continue
            terms = frozenset(phrase.terms)
            candidate = found.setdefault(terms, Candidate(terms, phrase.head))
            candidate.phrases.append(phrase)
            candidate.paragraphs.add(number)
            candidate.in_headline |= headline
            candidate.determined = candidate.determined or is_determined(document.text, phrase.start, language)
            begun = document.text[phrase.start].isupper()
            candidate.small |= not begun
            candidate.large |= begun and document.text[max(0, phrase.start - 2) : phrase.start].strip().isalnum()
            candidate.named = candidate.named or is_named(document.text[phrase.start : phrase.end], language)
            if heading is not None:
                candidate.headings.add(heading)
            candidate.contents.update(index for spans, index in here if touches(spans, phrase.start, phrase.end))
    return list(found.values())


def told_by(statements: Sequence[Statement]) -> Iterable[Span]:
    """The words that name who spoke, through whom, to whom and where."""
    for statement in statements:
        yield from (relay.span for relay in statement.relays)
        if statement.source is not None:
            yield statement.source
        if statement.addressee is not None:
            yield statement.addressee.span
        if statement.setting is not None:
            yield statement.setting.span


def persons_in(text: str, analysis: Analysis) -> Iterable[Span]:
    """Mentions of persons, and every other place of their last names."""
    named = [m.span for m in analysis.mentions if m.kind == "person" and m.span.text.split()]
    yield from named
    last = {span.text.split()[-1] for span in named} | {span.text.split()[0] for span in named}
    for word in CAPITALISED.finditer(text):
        if word.group() in last:
            yield Span(word.start(), word.end(), word.group())


def is_named(words: str, language: str) -> bool:
    """Whether the words are the name of a state or its capital, and not its people's."""
    known, key = states(language), folded(words)
    return key in known.names or key in known.capitals


def is_part_of_name(text: str, phrase: Phrase, organisations: Sequence[tuple[int, int]], language: str) -> bool:
    """`United States` of `United States Senator`, `Sudan` of `Bank of Sudan`."""
    at = bisect_left(organisations, (phrase.end, phrase.end)) - 1
    if at >= 0 and organisations[at][0] < phrase.start < organisations[at][1]:
        return True
    after = text[phrase.end : phrase.end + 2]
    return language not in NOUN_FIRST and after[:1] == " " and after[1:].isupper()


def is_determined(text: str, start: int, language: str) -> bool:
    before = text[max(0, start - 24) : start].lower()
    words = before.split()
    return before.endswith(" ") and bool(words) and words[-1].strip("\"“«'‘([") in determiners(language)


@cache
def determiners(language: str) -> frozenset[str]:
    return listed(language, "articles") | listed(language, "determiners") | listed(language, "links")


def merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Ordered ranges that do not overlap, over the same words."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return ranges


def touches(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(ranges, (end, end)) - 1
    return at >= 0 and ranges[at][1] > start


# which of them are issues


def chosen(found: Sequence[Candidate], statements: Sequence[Statement], language: str) -> list[Candidate]:
    """The issues, best first: what says enough, often enough, with its shorter forms joined to it."""
    excluded = parties(found, statements, language)
    speakers = names_of_speakers(statements, language)
    telling = [
        candidate
        for candidate in found
        if not candidate.terms & excluded and not candidate.terms <= speakers and says_something(candidate, language)
    ]
    for candidate in telling:
        candidate.score = support(candidate) * keyness(candidate, language)
    eligible = [candidate for candidate in telling if turned_on(candidate)]
    return joined(sorted(eligible, key=order))[:MOST]


def order(candidate: Candidate) -> tuple[float, int, int]:
    return (-candidate.score, -len(candidate.terms), candidate.phrases[0].start)


def turned_on(candidate: Candidate) -> bool:
    """Whether several statements name it, or one and a heading, or a heading and its section; of a phrase of several
    words it is enough that a statement and another paragraph do."""
    if is_state(candidate) and not candidate.named:
        return False
    if candidate.headings or candidate.in_headline:
        return bool(candidate.contents) or (bool(candidate.headings) and len(candidate.paragraphs) > 1)
    if len({phrase.start for phrase in candidate.phrases}) == 1:
        return False  # two statements hold it, one inside the other
    if len(candidate.terms) > 1 and candidate.contents and len(candidate.paragraphs) > 1:
        return True
    if len(candidate.terms) > 1 or is_name(candidate) or is_state(candidate):
        return len(candidate.contents) > 1
    return candidate.determined and len(candidate.contents) >= ALONE


def is_state(candidate: Candidate) -> bool:
    return candidate.head.startswith("@")


def is_name(candidate: Candidate) -> bool:
    """Whether every place of it is written large."""
    return candidate.large and not candidate.small


def support(candidate: Candidate) -> float:
    above = IN_HEADING * len(candidate.headings) + IN_HEADLINE * candidate.in_headline
    return len(candidate.contents) + above + IN_PARAGRAPH * len(candidate.paragraphs)


def keyness(candidate: Candidate, language: str) -> float:
    """Bits: how much rarer than in common news its words are, and how many it has."""
    rates = [STATE if term.startswith("@") else rate(term, language) for term in candidate.terms]
    return sum(log2(1_000_000 / value) for value in rates) / len(rates) - 8 + LONGER * (len(rates) - 1)


def rate(term: Term, language: str) -> int:
    return max(UNSEEN, rates_by_stem(language).get(term, 0))


@cache
def rates_by_stem(language: str) -> Mapping[str, int]:
    """Uses per million of all the forms of a stem together."""
    summed: Counter[str] = Counter()
    for word, (_, uses) in background(language).items():
        summed[stem(word, language)] += uses
    return dict(summed)


def says_something(candidate: Candidate, language: str) -> bool:
    """Not a word of every story, nor an office; beside a state, something that the state alone does not say."""
    empty = empty_terms(language)
    usual = COMMON if candidate.headings or candidate.in_headline else COMMON / 2
    full = [t for t in candidate.terms if t not in empty and (t.startswith("@") or rate(t, language) < usual)]
    if candidate.terms & calendar_terms(language) or candidate.terms in outlet_names(language):
        return False
    if len(candidate.terms) == 1:
        return bool(full)
    if candidate.head.startswith("@"):
        return False
    return any(not term.startswith("@") for term in full)


@cache
def empty_terms(language: str) -> frozenset[Term]:
    words = listed(language, "empty") | words_of(language, "offices", "pronouns", "small_words", "office_modifiers")
    return frozenset(stem(word, language) for word in words)


@cache
def calendar_terms(language: str) -> frozenset[Term]:
    calendar = vocabulary(language, "calendar")
    names = [name for group in calendar.get("months", {}).values() for name in group]
    return frozenset(stem(word, language) for word in (*names, *calendar.get("days", {}).get("names", ())))


@cache
def outlet_names(language: str) -> frozenset[frozenset[Term]]:
    """The words of each outlet that the lists name."""
    names = vocabulary(language, "outlets").get("names", ())
    return frozenset(frozenset(stems_of(name, language)) for name in names)


def parties(found: Sequence[Candidate], statements: Sequence[Statement], language: str) -> frozenset[Term]:
    """The states that speakers speak for, unless a heading of a section names them."""
    spoken = Counter(f"@{code}" for statement in statements if (code := state_of(statement, language)))
    headed = {term for c in found if len(c.terms) == 1 and c.headings for term in c.terms}
    return frozenset(spoken) - headed


def state_of(statement: Statement, language: str) -> str | None:
    speaker = statement.speaker
    if speaker is not None and speaker.state:
        return speaker.state
    for words in (
        speaker.office if speaker else None,
        speaker.name if speaker else None,
        statement.source and statement.source.text,
    ):
        if words and (code := state_in(words, language)):
            return code
    return None


def names_of_speakers(statements: Sequence[Statement], language: str) -> frozenset[Term]:
    names = [s.speaker.name for s in statements if s.speaker] + [relay.name for s in statements for relay in s.relays]
    return frozenset(term for name in names for term in stems_of(name, language))


def joined(ordered: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, best first, with those that only shorten or lengthen another joined to it.

    Phrases come before single words, as in C-value: `elections` that stand mostly in `interference in the elections`
    are no issue of their own. A word that fits two phrases alike belongs to neither.
    """
    kept: list[Candidate] = []
    for candidate in sorted(ordered, key=lambda c: len(c.terms) == 1):
        holders = [other for other in kept if belongs(candidate, other)]
        if not holders:
            kept.append(candidate)
        elif len(holders) == 1 or holders[0].score > 2 * holders[1].score:
            holders[0].joined.append(candidate)
            holders[0].score = max(holders[0].score, candidate.score)
    return sorted(kept, key=order)


def belongs(candidate: Candidate, other: Candidate) -> bool:
    """Whether they are one issue: the same head, one inside the other; or a word that stands mostly in the phrase."""
    if candidate.head.startswith("@") or other.head.startswith("@"):
        return False
    nested = candidate.terms < other.terms or other.terms < candidate.terms
    if nested and candidate.head == other.head:
        return True
    if not nested:
        return False
    short, long = sorted((candidate, other), key=lambda c: len(c.terms))
    inside = merged(Span(p.start, p.end, "") for p in long.phrases)
    shared = sum(touches(inside, p.start, p.end) for p in short.phrases)
    return shared >= NESTED * len(short.phrases)


# their words


def hits_of(candidate: Candidate, text: str, language: str) -> list[Hit]:
    concept = concept_of(candidate, text, language)
    family = [candidate, *candidate.joined]
    return [Hit(phrase.start, phrase.end, concept) for member in family for phrase in member.phrases]


def concept_of(candidate: Candidate, text: str, language: str) -> Concept:
    label = label_of(candidate, text, language)
    key = candidate.head if candidate.head.startswith("@") else " ".join(sorted(candidate.terms))
    identity = "i" + sha256(key.encode()).hexdigest()[:16]
    return Concept(identity, {"": label}, {}, weight=candidate.score, reach=reach_of(candidate))


def reach_of(candidate: Candidate) -> int:
    """What stands above the text decides from further away; a place is where things happen as often as what about."""
    headed = any(one.headings or one.in_headline for one in (candidate, *candidate.joined))
    placed = is_state(candidate) or is_name(candidate)
    return (2 if headed else 0) if placed else (3 if headed else 1)


def label_of(candidate: Candidate, text: str, language: str) -> str:
    """A state by its name; else the form printed most, in small letters where the page has it so."""
    if candidate.head.startswith("@"):
        return state_name(candidate.head[1:], language)
    family = [c for c in (candidate, *candidate.joined) if len(c.phrases) > 1 or c is candidate]
    longest = max(family, key=lambda c: (len(c.terms), len(c.phrases)))
    printed = Counter(" ".join(text[p.start : p.end].split()) for p in longest.phrases)
    forms: dict[str, list[str]] = {}
    for form in printed:
        forms.setdefault(form.casefold(), []).append(form)
    best = min(forms, key=lambda key: (-sum(printed[f] for f in forms[key]), len(key), key))
    return min(forms[best], key=lambda form: (sum(c.isupper() for c in form), form))


def stand_ins(
    text: str, analysis: Analysis, statements: Sequence[Statement], kept: Mapping[str, Candidate], language: str
) -> list[Hit]:
    """Persons who do not speak, and whom the page calls an office of a state that is an issue, stand for it."""
    speaking = {folded(s.speaker.name).split()[-1] for s in statements if s.speaker and s.speaker.name.split()}
    standing: dict[str, set[str]] = {}
    named = [m for m in analysis.mentions if m.kind == "person" and m.span.text.split()]
    for mention in named:
        office = office_at(text, mention.span, language)
        code = state_in(office, language) if office else None
        if code:
            standing.setdefault(last_name(mention.span.text), set()).add(code)
    hits = []
    for mention in named:
        codes = standing.get(last_name(mention.span.text), set())
        code = next(iter(codes)) if len(codes) == 1 else ""
        if code in kept and last_name(mention.span.text) not in speaking:
            hits.append(Hit(mention.span.start, mention.span.end, concept_of(kept[code], text, language)))
    return hits


def last_name(name: str) -> str:
    return folded(name).split()[-1]


def apart_from_each_other(hits: Iterable[Hit]) -> list[Hit]:
    """In text order; inside a longer one of the same issue a shorter one says nothing more."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, h.start - h.end, h.concept.id)):
        if not any(h.concept.id == hit.concept.id and h.end >= hit.end for h in kept[-8:]):
            kept.append(hit)
    return kept
