"""What settles a telling: who did it by the statement it stands in, its date, its place.

Comes in: a Telling or an Occasion, the statements, dates and places around it; goes out: an Actor, a StatedDate, a
Place, or None. Two dates that may be meant are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Actor, Mention, Place, Span, StatedDate, Statement
from onrecord.resolve.dates import Dated
from onrecord.resolve.events.acts import Told
from onrecord.resolve.events.clauses import Clause, broken, governor
from onrecord.resolve.events.occasions import Occasion
from onrecord.resolve.events.telling import OBLIGATION, Telling
from onrecord.resolve.names import words_of
from onrecord.resolve.states import state_named
from onrecord.resolve.yearless import days_of

__all__ = ["actor_of", "date_of", "place_of"]

OPENING = 24
"""Code points from the beginning of reported words in which `it`, `they` is who reports: `Chile said it would lift`."""
REACH = 14
"""Words between a verb and its date. Set by reading, not tuned."""


def actor_of(telling: Telling, spoken: Statement | None, content: Statement | None) -> Actor | None:
    """The speaker of an act; `we` of a statement's words is who says them."""
    if spoken is not None and spoken.speaker is not None and is_speaker(telling, spoken):
        return spoken.speaker
    if telling.actor is not None:
        return telling.actor.actor
    if content is None or telling.pronoun is None or content.speaker is None:
        return None
    return content.speaker if means_speaker(telling, content, content.speaker) else None


def is_speaker(telling: Telling, spoken: Statement) -> bool:
    """Whether the subject of a cue is its source, or left out."""
    if telling.actor is None or spoken.source is None:
        return telling.actor is None
    return spoken.source.start <= telling.clause.words[telling.actor.first].start < spoken.source.end


def means_speaker(telling: Telling, content: Statement, speaker: Actor) -> bool:
    """Whether a pronoun in reported words is who reports: `we`, and a fitting `it` or `she` at their beginning."""
    lexicon = telling.clause.lexicon
    if telling.pronoun == OBLIGATION:
        return True
    if lexicon.has("grammar first_person", telling.pronoun or ""):
        return content.kind != "indirect"
    person = telling.pronoun in words_of(lexicon.language, "singular_person")
    if speaker.kind is not None and person is not (speaker.kind == "person"):
        return False
    opening = telling.clause.words[telling.at].start - content.content[0].start
    return content.kind == "indirect" and opening <= OPENING


def date_of(
    telling: Telling, dates: Sequence[Dated], told: Told, written: str | None, *, alone: bool
) -> StatedDate | None:
    """The one date in the clause of the verb; that of a sentence which tells one event only."""
    clause = telling.clause
    here = [one for one in dates if one.when is not None]
    cue = told.content_at(clause.words[telling.at].start)
    here = [one for one in here if told.content_at(one.expression.span.start) is cue]
    linked = [one for one in here if in_clause(clause, telling.at, one)]
    chosen = linked if linked else here if alone else []
    values = {one.when.value for one in chosen if one.when}
    if len(values) != 1:
        return None
    when = chosen[0].when
    return when if when and fits_tense(when, telling.tense, written) else None


def in_clause(clause: Clause, at: int, one: Dated) -> bool:
    places = [
        i for i, word in enumerate(clause.words) if one.expression.span.start <= word.start < one.expression.span.end
    ]
    if not places:
        return False
    low, high = (at + 1, places[0]) if places[0] > at else (places[-1] + 1, at)
    return not any(stops(clause, i) for i in range(low, high)) and high - low <= REACH


def stops(clause: Clause, at: int) -> bool:
    shows = {form for _, form in clause.lexicon.forms.get(clause.low(at), ())}
    verb = bool(shows & {"past", "future"}) and not clause.words[at].is_name
    return (
        clause.low(at) in {";", ":", "—", "–", "(", ")"}
        or verb
        or (clause.has("subordinators", at) and not clause.has("prepositions", at))
    )


def fits_tense(when: StatedDate, tense: str, written: str | None) -> bool:
    """Nothing past lies ahead of the day of writing, nothing scheduled behind it."""
    first, last, today = days_of(when.value), days_of(when.end or when.value), days_of((written or "")[:10])
    if first is None or last is None or today is None:
        return True
    return last[1] >= today[0] if tense == "scheduled" else first[0] <= today[1]


def place_of(clause: Clause, telling: Telling | Occasion, mentions: Sequence[Mention]) -> Place | None:
    """The first place behind the verb, or the last before it in the same clause, that `in` or its like governs."""
    last = telling.last
    found = [
        one
        for one in named_places(clause, mentions)
        if clause.lexicon.has("grammar place", governor(clause, one[0]) or "")
    ]
    behind = [one for one in found if one[0] >= last and not broken_clause(clause, last, one[0], telling)]
    if behind:
        return behind[0][1]
    before = [one for one in found if one[0] < telling.first and not broken(clause, one[0] + 1, telling.first)]
    return before[-1][1] if before else None


def broken_clause(clause: Clause, start: int, end: int, telling: Telling | Occasion) -> bool:
    held = isinstance(telling, Occasion)
    return any(
        clause.low(i) in {";", ":", "—", "(", ")", "."}
        or (not held and clause.low(i) == ",")
        or (not held and stops(clause, i))
        for i in range(start, end)
    )


def named_places(clause: Clause, mentions: Sequence[Mention]) -> list[tuple[int, Place]]:
    language = clause.lexicon.language
    out = {}
    for party in clause.parties:
        if party.is_place and (not party.is_adjective or clause.has("place", party.first - 1)):
            words = clause.words[party.first : party.last]
            name = " ".join(word.text for word in words)
            out[party.first] = Place(name, party.actor.state, Span(words[0].start, words[-1].end, name))
    for one in mentions:
        if one.kind == "place":
            at = next((i for i, word in enumerate(clause.words) if word.start >= one.span.start), None)
            if at is not None:
                out.setdefault(at, Place(one.span.text, state_named(one.span.text, language), one.span))
    return sorted(out.items())
