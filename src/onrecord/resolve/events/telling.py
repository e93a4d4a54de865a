"""What verbs tell: from the clauses of an article to Tellings.

Comes in: sentences as Clauses; goes out: a Telling for each verb that tells an event. It joins no two of them and
knows no statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.resolve.events.clauses import (
    Clause,
    Tense,
    VerbGroup,
    agents_behind,
    governor,
    object_of,
    recipient_of,
    subject_of,
    verb_group,
)
from onrecord.resolve.events.lexicon import Entry, class_of
from onrecord.resolve.events.parties import Party

__all__ = ["OBLIGATION", "Telling", "tellings"]

OBLIGATION = "must"
MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ASSAULT"))
"""Classes in which two subjects joined by `and` do it to each other."""
GIVING = frozenset(("SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"))
TAKING = frozenset(("MOBILIZE", "SANCTION", "COERCE", "ASSAULT"))
ANYBODY = "*"
"""In a list of objects: any party."""
MET = frozenset(("CONSULT", "PROTEST"))


@dataclass(frozen=True, slots=True)
class Telling:
    """An event told at word `at` of a clause: CAMEO code, parties, tense; [first, last) are the words that name it.

    `pronoun` is the word of a subject that is a pronoun.
    """

    clause: Clause
    at: int
    first: int
    last: int
    code: str
    tense: Tense
    actor: Party | None
    recipient: Party | None
    pronoun: str | None = None


def tellings(clause: Clause) -> Iterator[Telling]:
    """In text order. What somebody `must` do is a request of whoever says so: its actor is left open."""
    previous: Telling | None = None
    for at, word in enumerate(clause.words):
        if clause.has("obligation", at) and (asked := obliged(clause, at)):
            yield asked
        readings = clause.lexicon.forms.get(word.low, ())
        if not readings or (word.is_name and at > 0 and not clause.heading):
            continue
        group = verb_group(clause, at, frozenset(form for _, form in readings))
        found = None if group is None else entry_for(clause, group, [verb for verb, _ in readings])
        if group is None or found is None:
            continue
        entry, last = found
        code = code_as_meant(entry.code, group)
        if code is None:
            continue
        previous = told(clause, group, code, last, previous)
        yield previous


def obliged(clause: Clause, at: int) -> Telling | None:
    subjects = subject_of(clause, at)
    if not subjects or clause.has("negation", at + 1):
        return None
    return Telling(clause, at, at, at + 1, "100", "past", None, subjects[-1], OBLIGATION)


def entry_for(clause: Clause, group: VerbGroup, verbs: list[str]) -> tuple[Entry, int] | None:
    """The strictest entry that fits, and the end of the words that name the event."""
    for verb in dict.fromkeys(verbs):
        for entry in clause.lexicon.entries[verb]:
            last = fitting(clause, group, entry)
            if last is not None:
                return entry, last
    return None


def fitting(clause: Clause, group: VerbGroup, entry: Entry) -> int | None:
    last = group.last
    if entry.particle:
        if clause.low(last) != entry.particle:
            return None
        last += 1
    if ANYBODY in entry.objects:
        party = recipient_of(clause, group, entry.code, ())
        direct = party is not None and not governor(clause, party.first, group.last)
        suffers = group.passive and (subject_of(clause, group.first) or agents_behind(clause, group))
        return last if direct or suffers else None
    behind = last
    while behind in clause.timed or clause.lexicon.is_adverb(clause.low(behind)):
        behind += 1
    if entry.behind and not (
        clause.low(behind) in entry.behind or (behind + 1 < len(clause.words) and behind in clause.timed)
    ):
        return None
    if not entry.objects:
        return last
    place = object_of(clause, group, entry.objects)
    return None if place is None else max(last, place + 1)


def code_as_meant(code: str, group: VerbGroup) -> str | None:
    """What is only intended is an agreement or a threat; nobody yet demands who will demand."""
    plover = class_of(code)
    if not group.intent or plover in MET:
        return code
    if plover in GIVING:
        return "030"
    return "130" if plover in TAKING else None


def told(clause: Clause, group: VerbGroup, code: str, last: int, previous: Telling | None) -> Telling:
    subjects = subject_of(clause, group.first)
    pronoun = pronoun_before(clause, group.first) if not subjects else None
    if clause.low(group.first - 1) == "," and not group.passive and clause.low(group.at).endswith("ing"):
        subjects = (previous.actor,) if previous and previous.actor else ()
    if group.passive:
        actors = agents_behind(clause, group)
        recipient = subjects[-1] if subjects else None
        return Telling(clause, group.at, group.at, last, code, group.tense, actors[0] if actors else None, recipient)
    if not subjects and pronoun is None:
        subjects = carried(clause, group, previous) or inverted(clause, group)
    recipient = recipient_of(clause, group, code, subjects, beyond=last if last > group.last + 1 else 0)
    actor = subjects[0] if subjects else None
    if recipient is None and len(subjects) > 1 and class_of(code) in MUTUAL:
        recipient = subjects[-1]
    return Telling(clause, group.at, group.at, last, code, group.tense, actor, recipient, pronoun)


def pronoun_before(clause: Clause, first: int) -> str | None:
    low = clause.low(first - 1)
    known = clause.has("first_person", first - 1) or clause.has("third_person", first - 1)
    return low if known else None


def carried(clause: Clause, group: VerbGroup, previous: Telling | None) -> tuple[Party, ...]:
    """The subject of the verb before: `Ana met Bo and signed the treaty`."""
    if previous is None or previous.actor is None or not clause.has("conjunctions", group.first - 1):
        return ()
    if any(clause.has("relatives", place) for place in range(previous.at, group.first)):
        return ()
    return (previous.actor,)


def inverted(clause: Clause, group: VerbGroup) -> tuple[Party, ...]:
    """`Se reunió Ana con Bo`: the subject right behind the verb, with no preposition."""
    if clause.lexicon.language != "es":
        return ()
    at = group.last
    while clause.has("determiners", at):
        at += 1
    return tuple(party for party in clause.parties if party.first == at)
