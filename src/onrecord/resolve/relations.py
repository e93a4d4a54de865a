"""Agreement and disagreement that the text itself states between two actors.

Comes in: Document, Analysis, statements; goes out: Relations with the words that state them, one for each issue named.
Who the two are must stand in the sentence, or be the two who speak in the story; otherwise there is no relation. What
follows from stances is reckoned elsewhere, over the record.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from onrecord.model import Actor, Analysis, Document, Issue, Relation, Span, Statement
from onrecord.resolve.actors import Cast, actor_of, cast_of, person_actor
from onrecord.resolve.cues import Cues, Token, cues_of, tokens_of
from onrecord.resolve.issues.phrases import Phrase, phrases_in
from onrecord.resolve.issues.words import stems_of
from onrecord.resolve.names import folded
from onrecord.resolve.states import government_named, state_name, state_named

__all__ = ["relations_of"]

Value = Literal["agree", "disagree"]
VALUES: tuple[Value, ...] = ("disagree", "agree")
STOPS = frozenset(".;:?!()—\n")
WORDS = 160
"""Tokens of a sentence that are looked at; longer ones are lists and tables."""
APART = 6
"""Tokens between a party and the phrase that states the relation, at most."""
REGION = 14
"""Tokens after the phrase in which its issues are named."""
BREAKING = STOPS | {",", "said", "says", "dijo"}
GOVERNING = frozenset(("of", "de", "del", "with", "con", "for", "para", "to", "by", "por", "from"))
LISTING = frozenset(
    (",", "and", "y", "e", "the", "on", "over", "about", "a", "la", "el", "los", "las", "en", "sobre", "of", "de")
)
STATE_WORDS = 4
LEAST = 2
"""Statements that each of the two who speak in a story must have made."""


@dataclass(frozen=True, slots=True)
class Party:
    """Tokens [first, until) of a sentence that name an actor."""

    first: int
    until: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class Spot:
    """A phrase, tokens [place, until) of a sentence, and the parties that the sentence names."""

    tokens: Sequence[Token]
    place: int
    until: int
    sentence: Span
    parties: Sequence[Party]

    @property
    def before(self) -> list[Party]:
        return [party for party in self.parties if party.until <= self.place]

    @property
    def after(self) -> list[Party]:
        return [party for party in self.parties if party.first >= self.until]

    def words(self, first: int, until: int) -> list[str]:
        return [token.word for token in self.tokens[first:until]]


@dataclass(frozen=True, slots=True)
class Page:
    """What all sentences of a page share."""

    document: Document
    language: str
    cast: Cast
    known: dict[str, Actor]
    bodies: tuple[tuple[Span, Actor], ...]
    statements: Sequence[Statement]
    issues: tuple[Issue, ...]

    def list(self, name: str) -> Cues:
        return cues_of(self.language, "stance", "relations", name)


def relations_of(document: Document, analysis: Analysis, statements: Sequence[Statement]) -> tuple[Relation, ...]:
    """Relations in text order. `issue` is None where the sentence names none; `evidence` are statements that state it.

    `Quint and Brandt disagreed on the toll`, `Brandt agreed with Quint on the lock`, `the two had common points on the
    toll`. What is denied, wished or only supposed states nothing.
    """
    language = analysis.language or "en"
    page: Page | None = None
    furniture = [(f.start, f.end) for f in document.furniture]
    found: dict[tuple[frozenset[str], str | None, Value], Relation] = {}
    for sentence in analysis.sentences:
        tokens = tokens_of(document.text, sentence.start, sentence.end)
        if len(tokens) > WORDS or not any_phrase(tokens, language) or inside(furniture, sentence.start):
            continue
        page = page or page_of(document, analysis, statements, language)
        for relation in stated(tokens, sentence, page):
            key = (
                frozenset(a.id for a in relation.actors),
                relation.issue.id if relation.issue else None,
                relation.value,
            )
            found.setdefault(key, relation)
    return tuple(found.values())


def inside(ranges: Sequence[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in ranges)


def any_phrase(tokens: Sequence[Token], language: str) -> bool:
    return any(cues_of(language, "stance", "relations", value).first_in(tokens) is not None for value in VALUES)


def page_of(document: Document, analysis: Analysis, statements: Sequence[Statement], language: str) -> Page:
    cast = cast_of(document.text, analysis.mentions, language, [s.source for s in statements if s.source])
    known = {s.speaker.id: s.speaker for s in statements if s.speaker is not None}
    by_name = {folded(actor.name): actor for actor in known.values()}
    bodies = [
        (m.span, by_name.get(folded(m.span.text)) or actor_of(m.span.text, None, "organisation"))
        for m in analysis.mentions
        if m.kind == "organisation"
    ]
    issues = {i.id: i for s in statements for i in (*((s.issue,) if s.issue else ()), *s.issues)}
    return Page(
        document,
        language,
        cast,
        known,
        tuple(sorted(bodies, key=lambda b: b[0].start)),
        statements,
        tuple(issues.values()),
    )


def stated(tokens: Sequence[Token], sentence: Span, page: Page) -> Iterator[Relation]:
    """The relations that one sentence states."""
    parties = parties_in(tokens, sentence, page)
    until = 0
    for place in range(len(tokens)):
        if place < until:
            continue
        length, value = max(
            ((page.list(value).at(tokens, place), value) for value in VALUES), key=lambda entry: entry[0]
        )
        if not length:
            continue
        until = place + length
        spot = Spot(tokens, place, until, sentence, parties)
        pair = pair_of(spot, page) if is_stated(spot, page) else None
        if pair is not None:
            yield from about(spot, value, pair, page)


def is_stated(spot: Spot, page: Page) -> bool:
    """Whether the clause says that it is so: not asked, wished, supposed or denied."""
    tokens, place = spot.tokens, spot.place
    start = next((at for at in range(place, 0, -1) if tokens[at - 1].word in STOPS), 0)
    if tokens[-1].word == "?" or any(page.list("blocked").has(tokens[at]) for at in range(start, place)):
        return False
    near = range(max(start, place - 4), place)
    return not any(page.list("negation").has(tokens[at]) or page.list("possible").has(tokens[at]) for at in near)


# who


def parties_in(tokens: Sequence[Token], sentence: Span, page: Page) -> list[Party]:
    """Persons, organisations and states that the sentence names, in order, none inside another."""
    found = [
        party(tokens, span, page.known.get(person_actor(person).id) or known_person(person_actor(person), page))
        for span, person in page.cast.within(sentence.start, sentence.end)
    ]
    first = bisect_right(page.bodies, sentence.start - 1, key=lambda body: body[0].start)
    for span, actor in page.bodies[first:]:
        if span.start >= sentence.end:
            break
        found.append(party(tokens, span, actor))
    found += states_in(tokens, page)
    out: list[Party] = []
    for one in sorted((f for f in found if f is not None), key=lambda p: (p.first, -p.until)):
        if not out or one.first >= out[-1].until:
            out.append(one)
    return out


def known_person(actor: Actor, page: Page) -> Actor:
    """The speaker of that name, whose id the lists may have changed."""
    same = [one for one in page.known.values() if one.kind == "person" and folded(one.name) == folded(actor.name)]
    return same[0] if len(same) == 1 else actor


def party(tokens: Sequence[Token], span: Span, actor: Actor) -> Party | None:
    covered = [at for at, token in enumerate(tokens) if span.start <= token.start < span.end]
    return Party(covered[0], covered[-1] + 1, actor) if covered else None


def states_in(tokens: Sequence[Token], page: Page) -> Iterator[Party]:
    at = 0
    while at < len(tokens):
        size = next((n for n in range(STATE_WORDS, 0, -1) if state_at(tokens, at, n, page)), 0)
        if size:
            code = state_at(tokens, at, size, page) or ""
            yield Party(at, at + size, actor_of(state_name(code, page.language), None, "state", state=code))
        at += size or 1


def state_at(tokens: Sequence[Token], at: int, size: int, page: Page) -> str | None:
    if at + size > len(tokens) or not tokens[at].is_name:
        return None
    words = page.document.text[tokens[at].start : tokens[at + size - 1].end]
    return state_named(words, page.language) or government_named(words, page.language)


def pair_of(spot: Spot, page: Page) -> tuple[Actor, Actor] | None:
    """The two parties: `A and B disagreed`, `A agreed with B`, `disagreement between A and B`, `both`."""
    pair = with_other(spot, page) or joined(spot) or between(spot)
    if pair is not None:
        return pair if pair[0].id != pair[1].id else None
    return the_two(spot, page)


def with_other(spot: Spot, page: Page) -> tuple[Actor, Actor] | None:
    """`A disagreed with B on`: `with` ends the phrase or stands behind it."""
    before, after = spot.before, spot.after
    linked = any(page.list("with").has(token) for token in spot.tokens[spot.until - 1 : spot.until + 1])
    if not linked or not before or not after:
        return None
    one, two = before[-1], after[0]
    near = spot.place - one.until <= APART and "," not in spot.words(one.until, spot.place)
    close = two.first - spot.until <= APART and not STOPS.intersection(spot.words(spot.until, two.first))
    return (one.actor, two.actor) if near and close and is_subject(spot, one) else None


def is_subject(spot: Spot, one: Party) -> bool:
    """Not `the aides of A`."""
    return one.first == 0 or spot.tokens[one.first - 1].word not in GOVERNING


def joined(spot: Spot) -> tuple[Actor, Actor] | None:
    """`A and B` right before the phrase; three of them are no pair."""
    before = spot.before
    if len(before) < 2 or spot.place - before[-1].until > APART:
        return None
    one, two = before[-2], before[-1]
    gap, rest = spot.words(one.until, two.first), spot.words(two.until, spot.place)
    if not is_and(gap) or BREAKING.intersection((*gap, *rest)):
        return None
    third = len(before) > 2 and "," in spot.words(before[-3].until, one.first) and one.first - before[-3].until <= 2
    return None if third else (one.actor, two.actor)


def is_and(gap: Sequence[str]) -> bool:
    return 0 < len(gap) <= APART and gap[0] in ("and", "y", "e")


def between(spot: Spot) -> tuple[Actor, Actor] | None:
    """`disagreement between A and B`."""
    after = spot.after
    if spot.words(spot.until, spot.until + 1) not in (["between"], ["entre"]) or len(after) < 2:
        return None
    near = after[0].first - spot.until <= APART
    return (after[0].actor, after[1].actor) if near and is_and(spot.words(after[0].until, after[1].first)) else None


def the_two(spot: Spot, page: Page) -> tuple[Actor, Actor] | None:
    """`both`, `they`, `the two ministers`: the two who speak in the story, once the page has named both."""
    tokens = spot.tokens
    of_states = any(page.list("both_states").at(tokens, at) for at in range(len(tokens)))
    of_persons = any(page.list("both").at(tokens, at) for at in range(len(tokens)))
    if not (of_states or of_persons) or any(party.actor.kind == "person" for party in spot.parties):
        return None
    pair = speaking(page)
    if pair is None or not named_before(pair, spot.sentence, page):
        return None
    return represented(pair, page.language) if of_states else pair


def represented(pair: tuple[Actor, Actor], language: str) -> tuple[Actor, Actor] | None:
    """The states that the two speak for."""
    codes = [actor.state for actor in pair]
    if None in codes or codes[0] == codes[1]:
        return None
    one, two = (actor_of(state_name(code or "", language), None, "state", state=code) for code in codes)
    return one, two


def speaking(page: Page) -> tuple[Actor, Actor] | None:
    """The two persons who made most statements, when nobody else made as many."""
    made = Counter(
        s.speaker.id
        for s in page.statements
        if s.speaker is not None and s.speaker.kind == "person" and s.nested_in is None
    )
    ranked = made.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < LEAST or (len(ranked) > 2 and ranked[2][1] >= ranked[1][1]):
        return None
    return page.known[ranked[0][0]], page.known[ranked[1][0]]


def named_before(pair: tuple[Actor, Actor], sentence: Span, page: Page) -> bool:
    """Whether the text before the sentence names both."""
    text = folded(page.document.text[: sentence.start])
    return all(folded(actor.name.split()[-1]) in text for actor in pair)


# on what


def about(spot: Spot, value: Value, pair: tuple[Actor, Actor], page: Page) -> Iterator[Relation]:
    """One relation for each issue that is named, or one without an issue."""
    first, last = region(spot, page)
    issues = issues_in(spot.tokens[first:last], pair, page)
    start, end = spot.tokens[spot.place].start, spot.tokens[spot.until - 1].end
    end = max(end, *(span.end for issue in issues for span in issue.words)) if issues else end
    span = Span(start, end, page.document.text[start:end])
    evidence = tuple(s.id for s in page.statements if any(c.start <= start and end <= c.end for c in s.content))
    for issue in issues or (None,):
        yield Relation(page.document.id, issue, pair, value, span, evidence)


def region(spot: Spot, page: Page) -> tuple[int, int]:
    """Where the issues are named: behind the phrase, or its verb (`disagreements were the lock and the toll`)."""
    tokens, at = spot.tokens, spot.until
    if spot.words(at, at + 1) in (["between"], ["entre"]) and len(spot.after) > 1:
        at = spot.after[1].until
    while at < len(tokens) and page.list("before").has(tokens[at]):
        at += 1
    end = at
    while end < len(tokens) and end - at < REGION and not is_end(tokens[end], page):
        end += 1
    return at, end


def is_end(token: Token, page: Page) -> bool:
    return token.word in STOPS or page.list("ends").has(token)


def issues_in(tokens: Sequence[Token], pair: tuple[Actor, Actor], page: Page) -> tuple[Issue, ...]:
    """The first thing named and what is joined to it by `and`: issues of the story, else its own phrases."""
    if not tokens:
        return ()
    text, start, end = page.document.text, tokens[0].start, tokens[-1].end
    barred = {folded(word) for actor in pair for word in actor.name.split()}
    known = {key_of(stems_of(issue.label, page.language)): issue for issue in page.issues}
    out: dict[str, Issue] = {}
    taken: int | None = None
    for phrase in longest(phrases_in(text, page.language, start, end)):
        words = text[phrase.start : phrase.end]
        owner = text[phrase.end : phrase.end + 2] in ("'s", "’s") or text[phrase.end : phrase.end + 1] in "'’"
        if owner or (taken or 0) > phrase.start or any(word in barred for word in folded(words).split()):
            continue
        if taken is not None and not is_list(text[taken : phrase.start]):
            break
        taken = phrase.end
        issue = named_issue(phrase, words, known, page)
        out.setdefault(issue.id, replace(issue, words=(Span(phrase.start, phrase.end, words),)))
    return tuple(out.values())


def is_list(gap: str) -> bool:
    """Whether nothing but `and` or a comma, with an article or preposition, stands between two phrases."""
    words = gap.replace(",", " , ").lower().split()
    return 0 < len(words) <= 4 and words[0] in (",", "and", "y", "e") and LISTING.issuperset(words)


def longest(phrases: Iterator[Phrase]) -> list[Phrase]:
    """The widest phrases first at each place."""
    return sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end))


def named_issue(phrase: Phrase, words: str, known: dict[str, Issue], page: Page) -> Issue:
    """The issue of the story that the phrase, or its state, names; else one of its own, as stories' issues are made."""
    code = next((term[1:] for term in phrase.terms if term.startswith("@")), None)
    if code is not None:
        named = state_name(code, page.language)
        same = [issue for issue in page.issues if issue.label == named]
        return same[0] if same else Issue(identity(f"@{code}"), named)
    found = known.get(key_of(stems_of(words, page.language)))
    return found or Issue(identity(" ".join(sorted(set(phrase.terms)))), words)


def key_of(stems: Sequence[str]) -> str:
    return " ".join(sorted(set(stems)))


def identity(key: str) -> str:
    return "i" + sha256(key.encode()).hexdigest()[:16]
