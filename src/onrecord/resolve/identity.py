"""Who an actor is beyond the article: the office held that day, organisation, state and identifier.

Comes in: an Actor, the lists and the article's words; goes out: the Actor completed. It never changes a name.
A name that two listed persons bear is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model import Actor
from onrecord.resolve.actors import Person, actor_of
from onrecord.resolve.incumbents import Named, incumbent
from onrecord.resolve.lists import Known, Listed, one_person
from onrecord.resolve.names import folded, words_of
from onrecord.resolve.offices import description
from onrecord.resolve.states import state_in, states_in

__all__ = ["Identities", "identities"]

LEGISLATORS = ("Senator", "Representative")
"""Too many of them bear common names: they are known again only by the office printed with the name."""
BODY = re.compile(r" (?:of|for|at|de|del|para) (?:the |la |los |las |el )?(.+)$")


@dataclass(frozen=True, slots=True)
class Identities:
    """The lists as one article sees them: its day (ISO 8601, empty where unknown), language and the states it names."""

    known: Known
    language: str
    day: str
    states: frozenset[str]
    text: str
    persons: tuple[Named, ...] = ()

    def rows(self, name: str, offices: Sequence[str]) -> list[Listed]:
        """The rows of the one listed person whom a name means, given the offices printed with it."""
        found = [row for row in self.known.named(name) if row.own or self.is_meant(row, name, offices)]
        if not one_person(found):
            found = [row for row in found if row.holds(self.day)]
        return found if found and one_person(found) else []

    def is_meant(self, row: Listed, name: str, offices: Sequence[str]) -> bool:
        """Whether the article shows that it speaks of the holder: it names the state or body, or prints the office."""
        printed = folded(" ".join(offices))
        if row.office in LEGISLATORS:
            return any(word in printed for word in (row.office.casefold(), "sen", "congress", "senador", "diputad"))
        if " " not in name.strip() and row.office != "Pope":
            return False
        return row.state in self.states or bool(row.organisation and row.organisation in self.text)

    def identity(self, row: Listed) -> str:
        """That of the listed name in any article; of namesakes on the lists, one for each."""
        alone = one_person(self.known.named(row.name))
        return actor_of(row.name, None, None).id if alone else actor_of(f"listed {row.person}", None, None).id

    def completed(self, actor: Actor) -> Actor:
        """The actor with what the lists, and the words of its office, tell."""
        if actor.kind not in ("person", None):
            return actor
        if actor.kind is None:
            rows, name = incumbent(actor.name, self.known.by_office, self.day, self.persons, self.language)
            if rows and name is None:
                return self.with_rows(actor, rows)
            actor = actor_of(name, actor.name, "person") if name else actor
        printed = actor.office or (actor.name if actor.kind is None else "")
        rows = self.rows(actor.name, [printed]) if actor.kind == "person" else []
        whole = self.with_rows(actor, rows)
        return replace(whole, id=self.identity(rows[0]) if rows else actor.id)

    def with_rows(self, actor: Actor, rows: Sequence[Listed]) -> Actor:
        """The actor with the office of the day, body, state and identifier of these rows; the id stays."""
        printed = actor.office or (actor.name if actor.kind is None else "")
        held = next((row for row in rows if row.holds(self.day)), None)
        dated = held or next((row for row in rows if not (row.since or row.until)), None)
        identifier = next((row.wikidata for row in rows if row.wikidata), None)
        return replace(
            actor,
            held=held.office or None if held else (dated.office or None if dated and dated.own else None),
            organisation=actor.organisation
            or (dated.organisation if dated else "")
            or organisation_of(printed, self.language),
            state=actor.state or (dated.state if dated else "") or state_in(printed, self.language) or rows_state(rows),
            wikidata=identifier,
        )


def rows_state(rows: Sequence[Listed]) -> str | None:
    found = {row.state for row in rows if row.state}
    return next(iter(found)) if len(found) == 1 else None


def organisation_of(office: str, language: str) -> str | None:
    """The body in `spokesman for the Harbour Board`, `ministra de Sanidad` being none: only speakers for another."""
    first = office.partition(" of ")[0].partition(" for ")[0].partition(" de ")[0].lower().split()
    match = BODY.search(office)
    if match is None or not set(first) & words_of(language, "spokespersons", "officers"):
        return None
    name = description(match[1], language)
    return name if name[:1].isupper() else None


def identities(known: Known, language: str, day: str | None, text: str, persons: Sequence[Person] = ()) -> Identities:
    """`persons` are those the article names; only among them are holders of an office looked for by name."""
    named = tuple(Named(person.name, tuple(person.offices)) for person in persons if not person.unclear)
    return Identities(known, language, (day or "")[:10], states_in(text, language), text, named)
