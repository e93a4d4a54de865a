"""Events found: tellings and occasions of all sentences, with their statements, dates and places, merged.

Comes in: Document, Analysis, Statements; goes out: Events in text order. It reads each sentence by itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from onrecord.model import Actor, Analysis, Document, Event, Mention, Place, Span, Statement
from onrecord.resolve.actors import cast_of
from onrecord.resolve.dates import Dated, Timetable, dates_of
from onrecord.resolve.events.acts import Told, is_real, told_by
from onrecord.resolve.events.clauses import MATERIAL, Clause, Tense
from onrecord.resolve.events.lexicon import Lexicon, class_of, lexicon, quad_of
from onrecord.resolve.events.merging import merged
from onrecord.resolve.events.occasions import Occasion, occasions
from onrecord.resolve.events.parties import Parties, Party, parties_of
from onrecord.resolve.events.settling import actor_of, date_of, place_of
from onrecord.resolve.events.telling import OBLIGATION, Telling, tellings
from onrecord.resolve.events.words import words_in

__all__ = ["events_of"]

LONGEST = 400
"""Words of a sentence that is read; a longer one is a list or a table."""


@dataclass(frozen=True, slots=True)
class Article:
    """All that is known of one article while its events are found."""

    document: Document
    lexicon: Lexicon
    table: Timetable
    told: Told
    statements: Mapping[str, Statement]
    parties: Parties
    mentions: Sequence[Mention]


def events_of(
    document: Document, analysis: Analysis, statements: Sequence[Statement], *, captured: datetime.date | None = None
) -> tuple[Event, ...]:
    """The events of a document, in text order; none in a language without a list. Never raises."""
    language = analysis.language or "en"
    listed = lexicon(language)
    if listed is None:
        return ()
    known = {one.speaker.id: one.speaker for one in statements if one.speaker}
    cast = cast_of(document.text, analysis.mentions, language)
    mentions = sorted(analysis.mentions, key=lambda one: one.span.start)
    article = Article(
        document, listed, dates_of(document, analysis, captured=captured), told_by(statements),
        {one.id: one for one in statements}, Parties(cast, (), known, listed), mentions,
    )  # fmt: skip
    found = [event for sentence in in_order(analysis.sentences) for event in in_sentence(article, sentence)]
    found += acts_left(article, statements, found)
    found = [one for one in found if not is_law(one.actor, listed)]
    found.sort(key=lambda event: event.span.start)
    return merged(found)


def is_law(actor: Actor | None, listed: Lexicon) -> bool:
    """`the law demands`: a rule, which nobody made today."""
    if actor is None or actor.kind is not None:
        return False
    return any(listed.has("grammar laws", word) for word in actor.name.lower().split())


def in_order(spans: Sequence[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: span.start)


def in_sentence(article: Article, sentence: Span) -> Iterator[Event]:
    words = words_in(article.document.text, sentence.start, sentence.end)
    if not words or len(words) > LONGEST:
        return
    inside = [one for one in article.mentions if sentence.start <= one.span.start < sentence.end]
    here = Parties(article.parties.cast, inside, article.parties.known, article.lexicon)
    dates = article.table.between(sentence.start, sentence.end)
    timed = frozenset(
        i
        for i, word in enumerate(words)
        for one in dates
        if one.expression.span.start <= word.start < one.expression.span.end
    )
    heading = sentence.text.strip() == (article.document.title or "").strip() or sentence.text[-1:] not in '.!?"”»)'
    cues = article.told.cues_in(sentence)
    cued = frozenset(
        i for i, word in enumerate(words) if any(cue.start < word.end and word.start < cue.end for cue in cues)
    )
    clause = Clause(words, parties_of(words, here), article.lexicon, timed, cued, heading)
    told = list(tellings(clause))
    taken = [(one.first, one.last) for one in told]
    for telling in told:
        event = from_telling(article, telling, dates, inside, alone=len(told) == 1)
        if event is not None:
            yield event
    first = Span(words[0].start, words[0].end, words[0].text)
    past = cache(lambda: article.table.direction(first) is not True)
    for occasion in occasions(clause, dates, article.document.published, past=past):
        if occasion.tense == "scheduled" or not any(first <= occasion.first < last for first, last in taken):
            event = from_occasion(article, occasion, inside)
            if event is not None:
                yield event


def from_telling(
    article: Article, telling: Telling, dates: Sequence[Dated], places: Sequence[Mention], *, alone: bool
) -> Event | None:
    clause = telling.clause
    span = Span(clause.words[telling.first].start, clause.words[telling.last - 1].end, "")
    spoken = article.told.cue_at(span.start, clause.words[telling.at].end)
    content = None if spoken else article.told.content_at(span.start)
    if not is_told(article, telling, spoken, content):
        return None
    actor = actor_of(telling, spoken, content)
    recipient = telling.recipient.actor if telling.recipient else None
    if recipient is not None and actor is not None and recipient.id == actor.id:
        recipient = None
    if not names_somebody(actor, recipient, telling.code):
        return None
    when = date_of(telling, dates, article.told, article.document.published, alone=alone)
    known = event(article, span, telling.code, telling.tense, spoken or content)
    return replace(
        known, actor=actor, recipient=recipient, date=when, place=place_at(article, place_of(clause, telling, places))
    )


def is_told(article: Article, telling: Telling, spoken: Statement | None, content: Statement | None) -> bool:
    """Nothing that a cue denies or a content only asks for; a `must` is somebody's."""
    if spoken is not None and spoken.negated:
        return False
    if content is not None and not is_real(content, article.statements):
        return False
    return telling.pronoun != OBLIGATION or (content is not None and content.speaker is not None)


def names_somebody(actor: Actor | None, recipient: Actor | None, code: str) -> bool:
    """`ten miners were killed` is worth keeping, `met sailors` by nobody is not."""
    if actor is not None:
        return True
    return recipient is not None and (recipient.kind != "group" or code[:2] in MATERIAL)


def from_occasion(article: Article, occasion: Occasion, places: Sequence[Mention]) -> Event | None:
    clause = occasion.clause
    span = Span(clause.words[occasion.first].start, clause.words[occasion.last - 1].end, "")
    content = article.told.content_at(span.start)
    if content is not None and not is_real(content, article.statements):
        return None
    pair: tuple[Party | None, ...] = occasion.between or (None, None)
    return replace(
        event(article, span, occasion.code, occasion.tense, content),
        actor=pair[0].actor if pair[0] else None,
        recipient=pair[1].actor if pair[1] else None,
        date=occasion.date,
        place=place_at(article, place_of(clause, occasion, places)),
        expected=tuple({party.actor.id: party.actor for party in occasion.expected}.values()),
    )


def acts_left(article: Article, statements: Sequence[Statement], found: Sequence[Event]) -> list[Event]:
    """Statements that are acts in themselves, where no verb of their cue has told so already."""
    taken = {(one.statement, one.span.start) for one in found}
    out = []
    for one in statements:
        code = article.lexicon.act_of(one.cue.text) if one.cue else None
        if code is None or one.negated or one.cue is None or one.speaker is None:
            continue
        if any(statement == one.id and one.cue.start <= start < one.cue.end for statement, start in taken):
            continue
        if one.nested_in and not is_real(article.statements[one.nested_in], article.statements):
            continue
        out.append(replace(event(article, one.cue, code, "past", one), actor=one.speaker))
    return out


def event(article: Article, span: Span, code: str, tense: Tense, statement: Statement | None) -> Event:
    """An event of nobody yet; `code` is empty for an occasion that PLOVER has no class for."""
    text = article.document.text
    plover = class_of(code)
    key = f"{article.document.id}|{span.start}-{span.end}|{plover or ''}"
    return Event(
        id="e" + sha256(key.encode()).hexdigest()[:16],
        document=article.document.id,
        plover=plover,
        cameo=code[:2] or None,
        quad=quad_of(plover),
        actor=None,
        recipient=None,
        place=None,
        date=None,
        tense=tense,
        span=Span(span.start, span.end, text[span.start : span.end]),
        statement=statement.id if statement else None,
    )


def place_at(article: Article, place: Place | None) -> Place | None:
    """The place with its words as they stand in the text."""
    if place is None:
        return None
    words = article.document.text[place.span.start : place.span.end]
    return Place(words, place.state, Span(place.span.start, place.span.end, words))
