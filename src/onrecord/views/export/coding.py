"""Statements as DNA codes them: a stretch of text, a person, an organisation, a concept, and where they stand on it.

Comes in: a reading; goes out: its coded statements, one for each issue. Carets count UTF-16 units from 0, half open, as
Java does. It writes no file. Source: Leifeld, Gruber and Bossner (2019), Discourse Network Analyzer Manual.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from onrecord.model import Actor, Document, Reading, Statement
from onrecord.views.export.moments import published_at
from onrecord.views.export.report import Report
from onrecord.views.network import issues_of, positions_of

__all__ = [
    "AGREEMENT",
    "QUALIFIER",
    "Coded",
    "Naming",
    "carets",
    "codings",
    "document_time",
    "organisation_of",
    "person_of",
]

Label = Literal["support", "oppose", "mixed", "unclear"]
AGREEMENT: dict[Label | None, int] = {"support": 1, "oppose": 0}
"""DNA's boolean agreement: what is neither has none."""
QUALIFIER: dict[Label | None, int] = {"support": 1, "oppose": -1, "mixed": 0, "unclear": 0, None: 0}
WIDE = 0xFFFF
"""Characters beyond it are two units of UTF-16."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One statement on one issue. `start` and `stop` are carets; `concept` is empty where the issue is not known."""

    statement: Statement
    start: int
    stop: int
    concept: str
    label: Label | None


def codings(reading: Reading, report: Report) -> Iterator[Coded]:
    """In the order of the text; a statement on several issues is coded once for each."""
    positions = positions_of(reading.document, reading.statements)
    labels = {(position.statement, position.issue): position.label for position in positions}
    caret = carets(reading.document.text)
    for statement in reading.statements:
        start, stop = caret(statement.anchor.start), caret(statement.anchor.end)
        if start >= stop:
            report.losses["statements without words, left out"] += 1
            continue
        for issue in issues_of(statement):
            yield Coded(statement, start, stop, issue.label, labels.get((statement.id, issue.id)))
        if not issues_of(statement):
            yield Coded(statement, start, stop, "", None)


def carets(text: str) -> Callable[[int], int]:
    """From code points of one text to its UTF-16 units."""
    wide = [place for place, character in enumerate(text) if ord(character) > WIDE]
    return lambda offset: offset + bisect_left(wide, offset)


class Naming:
    """Values that stand for one entity each: a second actor of the same name gets a number behind it.

    In the order in which they are asked for, so that the same record gives the same values.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._given: dict[tuple[str, str], str] = {}
        self._taken: set[tuple[str, str]] = set()

    def value(self, variable: str, identity: str, name: str) -> str:
        """The value of a variable for the entity with this identity, in DNA's length."""
        key = (variable, identity)
        if key not in self._given:
            value = self._free(variable, name)
            self._given[key] = value
            self._taken.add((variable, value))
        return self._given[key]

    def _free(self, variable: str, name: str) -> str:
        value, number = self._report.short(name), 1
        while (variable, value) in self._taken:
            number += 1
            value = self._report.short(name, ending=f" [{number}]")
        self._report.losses["names that several actors share, numbered"] += number > 1
        return value

    def person(self, actor: Actor | None) -> str:
        name = person_of(actor)
        return self.value("person", actor.id, name) if actor is not None and name else ""

    def organisation(self, actor: Actor | None) -> str:
        """A body is known by its name, also where it does not speak itself."""
        name = organisation_of(actor)
        if actor is None or not name:
            return ""
        return self.value("organization", name if actor.name != name else actor.id, name)


def person_of(actor: Actor | None) -> str:
    """The name of a person, and of an actor whose kind is not known."""
    return actor.name if actor is not None and actor.kind in ("person", None) else ""


def organisation_of(actor: Actor | None) -> str:
    """An organisation, state or group that speaks itself; else the body that the speaker speaks for."""
    if actor is None:
        return ""
    return actor.name if actor.kind not in ("person", None) else actor.organisation or ""


def document_time(reading: Reading, report: Report) -> tuple[datetime, str]:
    """When the page was published, by its own clock, and a note where that is not a whole date.

    DNA takes no document without a moment: where the page says none, it is that of its capture.
    """
    document: Document = reading.document
    moment = published_at(document.published)
    if moment is None:
        report.losses["documents without a date, dated by their capture"] += 1
        captured = reading.capture.captured.replace(tzinfo=None, microsecond=0)
        return captured, "date: of capture, the page has none"
    exact = len(document.published or "") >= len("2031-05-04")
    return moment, "" if exact else f"date: the page says {document.published}"
