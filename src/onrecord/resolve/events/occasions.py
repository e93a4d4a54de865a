"""Occasions on a day: what is scheduled, told by a noun, and meetings between two told by one.

Comes in: a Clause and the dates in it; goes out: Occasions. It does not say what a verb tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import StatedDate
from onrecord.resolve.dates import Dated
from onrecord.resolve.events.clauses import STOPS, Clause, Tense, governor
from onrecord.resolve.events.parties import Party
from onrecord.resolve.yearless import days_of

__all__ = ["Occasion", "occasions"]

NEAR = 5
"""Words between an occasion and its date: `the summit of the ministers in May`. Set by reading, not tuned."""
REACH = 16
"""Words behind an occasion in which it is said to be held."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Words [first, last) that name it, its CAMEO code (`` where PLOVER has no class), who takes part."""

    clause: Clause
    first: int
    last: int
    code: str
    tense: Tense
    date: StatedDate | None
    between: tuple[Party, ...] = ()
    expected: tuple[Party, ...] = ()


def occasions(
    clause: Clause, dates: Sequence[Dated], written: str | None, *, past: Callable[[], bool]
) -> Iterator[Occasion]:
    """`written` is the day of writing in ISO 8601 where known; `past` says whether the sentence looks back."""
    for at, word in enumerate(clause.words):
        if clause.heading:
            return
        code = clause.lexicon.occasions.get(word.low)
        if code is not None and not continues(clause, at):
            yield from scheduled(clause, at, code, dates, written)
        told = clause.lexicon.nouns.get(word.low)
        if told is not None and past():
            yield from between_two(clause, at, told)


def continues(clause: Clause, at: int) -> bool:
    """`G20` of `G20 summit`: the last word names it."""
    return clause.lexicon.language == "en" and clause.low(at + 1) in clause.lexicon.occasions


def scheduled(clause: Clause, at: int, code: str, dates: Sequence[Dated], written: str | None) -> Iterator[Occasion]:
    first = name_start(clause, at)
    last = name_end(clause, at)
    near = near_date(clause, first, last, dates)
    held = is_held(clause, last)
    coming = is_coming(near, written)
    if coming is False or not (held or (coming and near)):
        return
    if not held and (denied(clause, first) or clause.low(first - 1) in {"a", "an", "any", "un", "una"}):
        return
    pair = pair_behind(clause, last)
    yield Occasion(
        clause, first, last, code, "scheduled", near.when if near else None, pair, pair or expected(clause, first, last)
    )


def name_start(clause: Clause, at: int) -> int:
    """With the capitals and figures before it: `G20 summit`, `Sochi Forum`."""
    first = at
    while (
        first > 0
        and (clause.words[first - 1].is_name or clause.low(first - 1) in clause.lexicon.occasions)
        and first - 1 not in clause.timed
    ):
        if clause.has("determiners", first - 1) or clause.has("prepositions", first - 1):
            break
        first -= 1
    return first


def name_end(clause: Clause, at: int) -> int:
    """With the name behind it: `cumbre del G20`, `Cumbre de las Américas`."""
    end = at + 1
    while clause.lexicon.language == "es" and end < len(clause.words):
        place = end
        while clause.has("determiners", place) or clause.low(place) in {"de", "del"}:
            place += 1
        if place >= len(clause.words) or place in clause.timed or not clause.words[place].is_name or place == end:
            break
        end = place + 1
    return end


def near_date(clause: Clause, first: int, last: int, dates: Sequence[Dated]) -> Dated | None:
    """The date beside the occasion, or in the clause that says it is held."""
    best: tuple[int, Dated] | None = None
    for one in dates:
        places = [
            i
            for i, word in enumerate(clause.words)
            if one.expression.span.start <= word.start < one.expression.span.end
        ]
        if not places or one.when is None:
            continue
        low, high = (last, places[0]) if places[0] >= last else (places[-1] + 1, first)
        gap = max(0, high - low)
        if any(clause.low(i) in STOPS for i in range(low, high)):
            continue
        limit = REACH if is_held(clause, last) and places[0] >= last else NEAR
        stopped = any(clause.low(i) == "," or told_verb(clause, i) for i in range(low, high))
        if gap <= limit and (limit == REACH or not stopped) and (best is None or gap < best[0]):
            best = gap, one
    return best[1] if best else None


def told_verb(clause: Clause, at: int) -> bool:
    shows = {form for _, form in clause.lexicon.forms.get(clause.low(at), ())}
    return bool(shows & {"past", "future"}) or any(clause.has(name, at) for name in ("be", "have", "doubt"))


def is_held(clause: Clause, last: int) -> bool:
    """Whether what follows says that it will be held: `which will be held`, `will take place`, `is scheduled for`."""
    end = min(len(clause.words), last + REACH)
    ahead = False
    for place in range(last, end):
        low = clause.low(place)
        if low in STOPS or clause.has("negation", place) or clause.has("doubt", place):
            return False
        if clause.has("future", place):
            ahead = True
        if clause.has("planned", place):
            return place - last <= NEAR
        if told_verb(clause, place) and not clause.has("held", place) and not clause.has("be", place):
            return False
        if clause.has("held", place) and (ahead or clause.lexicon.language == "es"):
            return True
    return False


def denied(clause: Clause, first: int) -> bool:
    return any(clause.has("negation", place) for place in range(max(0, first - 4), first))


def is_coming(near: Dated | None, written: str | None) -> bool | None:
    """Whether a date lies ahead of the day of writing; by the tense where they overlap or the year is open.

    None where no date is known.
    """
    if near is None or near.when is None:
        return None
    first, last = days_of(near.when.value), days_of(near.when.end or near.when.value)
    today = days_of((written or "")[:10])
    if first is None or last is None or today is None:
        return near.ahead
    return True if first[0] > today[1] else False if last[1] < today[0] else near.ahead


def pair_behind(clause: Clause, last: int) -> tuple[Party, ...]:
    """Ana and Bo, of `meeting between Ana and Bo`."""
    if not clause.has("with", last) or clause.low(last) in {"with", "con"}:
        return ()
    return joined(clause, last + 1)


def joined(clause: Clause, at: int) -> tuple[Party, ...]:
    """The two parties of `Ana and Bo` that begin at a word; none for one or three."""
    start = at + 1 if clause.has("determiners", at) else at
    one = next((party for party in clause.parties if party.first == start), None)
    if one is None or not clause.has("conjunctions", one.last):
        return ()
    place = one.last + 1 + clause.has("determiners", one.last + 1)
    other = next((party for party in clause.parties if party.first == place), None)
    return (one, other) if other else ()


def expected(clause: Clause, first: int, last: int) -> tuple[Party, ...]:
    """Those whom the sentence names as taking part: `including Ana and Bo`."""
    found: list[Party] = []
    for party in clause.parties:
        if first <= party.first < last:
            continue
        word = governor(clause, party.first)
        lead = party.first - 1 - clause.has("determiners", party.first - 1)
        follows = clause.has("conjunctions", lead) and found and found[-1].last == lead
        if follows or (word and clause.lexicon.has("grammar attending", word)) or clause.has("attending", lead):
            found.append(party)
    return tuple(found)


def between_two(clause: Clause, at: int, code: str) -> Iterator[Occasion]:
    """`the meeting between Ana and Bo`, `Ana's visit to Bo`, `the visit of Ana to Chile`: told as past."""
    pair = pair_behind(clause, at + 1) or owner_and_other(clause, at)
    if pair:
        yield Occasion(clause, at, at + 1, code, "past", None, pair)


def owner_and_other(clause: Clause, at: int) -> tuple[Party, ...]:
    links = {"with", "to", "con", "a", "in", "en", "al"}
    owner = clause.party_at(at - 1) if clause.low(at - 1) == "'s" else None
    place = at + 1
    if owner is None and clause.low(place) in {"of", "de", "del"}:
        start = place + 1 + clause.has("determiners", place + 1)
        owner = next((party for party in clause.parties if party.first == start), None)
        place = owner.last if owner else place
    if owner is None or clause.low(place) not in links:
        return ()
    start = place + 1 + clause.has("determiners", place + 1)
    other = next((party for party in clause.parties if party.first == start), None)
    return (owner, other) if other else ()
