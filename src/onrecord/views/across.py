"""One actor, one issue, or the time line, over all documents of the record.

Comes in: readings, a name; goes out: what stands in them, and lines of text and of JSON. It decides on no identity: who
is one actor is what the record says, and an issue is known by its id or its label.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from onrecord.model import Actor, Document, Issue, Reading, Relation, Statement
from onrecord.views.jsonl import dumped, event_object, statement_object
from onrecord.views.labels import Labels
from onrecord.views.terminal import (
    SEPARATOR,
    console_on,
    heading,
    one_line,
    print_relation,
    print_said,
    styled,
    write_indented,
    write_timeline,
)
from onrecord.views.timeline import Happening, happenings, in_order

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "Gathered",
    "Said",
    "gathered_of_actor",
    "gathered_on_issue",
    "json_lines",
    "moments",
    "timeline_lines",
    "write_actor",
    "write_issue",
    "write_timeline_of",
]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the document it stands in."""

    statement: Statement
    document: Document


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found under one name, and what pages state of the same actor or on the same issue."""

    said: tuple[Said, ...]
    relations: tuple[tuple[Relation, Document], ...]

    @property
    def documents(self) -> int:
        """In how many documents."""
        return len({one.document.id for one in self.said} | {document.id for _, document in self.relations})


def gathered_of_actor(readings: Iterable[Reading], ids: Collection[str]) -> Gathered:
    """All that these actors say, and with whom pages say that they agree or not."""
    return gathered(
        readings,
        lambda one: one.speaker is not None and one.speaker.id in ids,
        lambda one: any(actor.id in ids for actor in one.actors),
    )


def gathered_on_issue(readings: Iterable[Reading], name: str) -> Gathered:
    """All that is said on the issue with this id or label, case aside, and who pages say agree on it."""

    def meant(issue: Issue | None) -> bool:
        return issue is not None and (issue.id == name or issue.label.casefold() == name.casefold())

    return gathered(readings, lambda one: any(map(meant, (one.issue, *one.issues))), lambda one: meant(one.issue))


def gathered(
    readings: Iterable[Reading], wanted: Callable[[Statement], bool], related: Callable[[Relation], bool]
) -> Gathered:
    said: list[Said] = []
    relations: list[tuple[Relation, Document]] = []
    for reading in readings:
        ordered = sorted(reading.statements, key=lambda one: one.anchor.start)
        said += [Said(one, reading.document) for one in ordered if wanted(one)]
        relations += [(one, reading.document) for one in reading.relations if related(one)]
    return Gathered(tuple(said), tuple(relations))


def moments(readings: Iterable[Reading]) -> list[Happening]:
    """The happenings of all documents in order of time."""
    return in_order(one for reading in readings for one in happenings(reading))


# JSON Lines


def json_lines(found: Gathered) -> Iterator[str]:
    """The statements as `--json` has them everywhere."""
    return (dumped(statement_object(one.statement)) for one in found.said)


def timeline_lines(found: Iterable[Happening]) -> Iterator[str]:
    """The events as `--json` has them everywhere, in order of time; dates that are no event are left out."""
    return (dumped(event_object(one.event)) for one in found if one.event is not None)


# terminal


def write_actor(actors: Sequence[Actor], found: Gathered, labels: Labels, stream: TextIO) -> None:
    """Who it is, every office printed, and what they say by issue."""
    console = console_on(stream)
    for actor in actors:
        known = [actor.name, actor.held, actor.organisation, actor.state, actor.wikidata, actor.id]
        first, *more = (one_line(part) for part in known if part)
        console.print(styled(first, "bold cyan").append("".join(SEPARATOR + part for part in more), style="dim"))
    offices = dict.fromkeys(one.statement.speaker.office for one in found.said if one.statement.speaker)
    if any(offices):
        write_indented(console, styled("; ".join(one_line(office) for office in offices if office), "dim"))
    print_gathered(found, by_issue(found.said, labels), labels, console)


def write_issue(name: str, found: Gathered, labels: Labels, stream: TextIO) -> None:
    """What each says on one issue, by speaker."""
    console = console_on(stream)
    console.print(styled(one_line(name), "bold"))
    print_gathered(found, by_speaker(found.said, labels), labels, console)


def print_gathered(found: Gathered, groups: Iterable[tuple[str, list[Said]]], labels: Labels, console: Console) -> None:
    """How much it is, what is said under the heading of each group, and who is said to agree."""
    told = (labels.count("statement", len(found.said)), labels.count("document", found.documents))
    console.print(styled(SEPARATOR.join(told), "dim"))
    for label, said in groups:
        heading(label, console)
        for one in said:
            print_said(one.statement, one.document, labels, console)
    for relation, document in found.relations:
        print_relation(relation, document, labels, console)


def by_issue(said: Iterable[Said], labels: Labels) -> Iterator[tuple[str, list[Said]]]:
    groups: dict[str, list[Said]] = {}
    for one in said:
        issue = one.statement.issue
        groups.setdefault(one_line(issue.label) if issue else labels.say("no_issue"), []).append(one)
    yield from groups.items()


def by_speaker(said: Iterable[Said], labels: Labels) -> Iterator[tuple[str, list[Said]]]:
    groups: dict[str, tuple[str, list[Said]]] = {}
    for one in said:
        speaker = one.statement.speaker
        name = one_line(speaker.name) if speaker else labels.say("unresolved")
        groups.setdefault(speaker.id if speaker else "", (name, []))[1].append(one)
    yield from groups.values()


def write_timeline_of(found: Sequence[Happening], labels: Labels, stream: TextIO) -> None:
    write_timeline(found, labels, console_on(stream), places=True)
