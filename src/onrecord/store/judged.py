"""What the record holds, with people's judgements applied.

Comes in: a connection and ids; goes out: corrected readings and statements, and what became of each judgement. The
machine's own values stay in their tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from onrecord.model import Judgement, Reading, Statement
from onrecord.store.actors import Cast, cast_of
from onrecord.store.anchoring import NOWHERE
from onrecord.store.correcting import Corrected, correct
from onrecord.store.judging import standing, undone
from onrecord.store.loading import load_reading

__all__ = ["Decisions", "State", "decisions", "states"]


@dataclass(frozen=True, slots=True)
class State:
    """What became of a judgement. `statements` are those it was applied to; an orphan has a reason."""

    judgement: Judgement
    state: Literal["applied", "undone", "orphan"]
    statements: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(slots=True)
class Decisions:
    """The standing judgements of the record at one moment, and the readings corrected by them so far."""

    connection: sqlite3.Connection
    every: list[Judgement]
    standing: list[Judgement]
    cast: Cast
    known: dict[str, Corrected] = field(default_factory=dict)

    def corrected(self, document: str) -> Corrected:
        """The reading of the document with this full id, which must be there."""
        if document not in self.known:
            raw = load_reading(self.connection, document)
            self.known[document] = correct(raw, self.standing) if self.standing else Corrected(raw, (), ())
        return self.known[document]

    def reading(self, document: str) -> Reading:
        return self.corrected(document).reading

    def statements(self, document: str) -> dict[str, Statement]:
        return {one.id: one for one in self.reading(document).statements}

    def touched(self) -> set[str]:
        """Ids of the documents in which something may be other than the machine read it."""
        found = {document for one in self.standing for document in documents_of(self.connection, one)}
        for actor in self.cast.changed:
            within = "SELECT document FROM statement WHERE speaker = ? UNION SELECT document FROM party WHERE actor = ?"
            found |= {row["document"] for row in self.connection.execute(within, (actor, actor))}
        return found


def decisions(connection: sqlite3.Connection, every: list[Judgement]) -> Decisions:
    valid = standing(every)
    return Decisions(connection, every, valid, cast_of(valid))


def documents_of(connection: sqlite3.Connection, judgement: Judgement) -> list[str]:
    """The documents of the record that a judgement about a statement concerns."""
    target = judgement.target
    if target is None:
        return []
    page = None if target.page in NOWHERE else target.page
    within = "SELECT id FROM document WHERE id = ? OR source = ? ORDER BY number"
    return [row["id"] for row in connection.execute(within, (target.document, page))]


def states(decided: Decisions) -> Iterator[State]:
    """What became of each judgement, in the order in which they came into the record."""
    gone = undone(decided.every)
    for judgement in decided.every:
        if judgement.id in gone:
            yield State(judgement, "undone")
        elif judgement.target is None:
            yield State(judgement, "applied")
        else:
            yield state_of(decided, judgement)


def state_of(decided: Decisions, judgement: Judgement) -> State:
    documents = documents_of(decided.connection, judgement)
    readings = [decided.corrected(document) for document in documents]
    applied = [statement for one in readings for made, statement in one.applied if made == judgement.id]
    if applied:
        return State(judgement, "applied", tuple(applied))
    reasons = [orphan.reason for one in readings for orphan in one.orphans if orphan.judgement.id == judgement.id]
    return State(judgement, "orphan", reason=reasons[0] if reasons else "its page is not in the record")
