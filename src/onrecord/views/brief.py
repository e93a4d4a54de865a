"""What a brief holds of one document: who said what on each issue, who stands where, when, who they are, what is open.

Comes in: a Reading, just made or from the record; goes out: a frozen Brief. It renders nothing and adds no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from onrecord.model import Actor, Document, Issue, Reading, Relation, Span, Statement
from onrecord.views.labels import UNSURE
from onrecord.views.standing import Matrix, matrix_of
from onrecord.views.timeline import Context, Happening, around, happenings, statement_numbers

__all__ = [
    "GAP",
    "Agreement",
    "Brief",
    "Carrier",
    "Entry",
    "Holder",
    "Person",
    "Topic",
    "Unresolved",
    "Voice",
    "brief_of",
    "http_link",
    "printed_words",
]

GAP = " … "
"""Between the parts of one statement, where the page has other words."""
BEFORE = re.compile(r"[\"“”„‟«»‘’‚'‹›][\s¿¡…(\[]{0,2}\Z")
AFTER = re.compile(r"[\s,.;:!?…)\]—–-]{0,3}[\"“”‟«»’'‹›](?!\w)")
CLOSE = re.compile(r"[,.;:!?…]{0,3}[\"“”‟«»’'‹›](?!\w)")


@dataclass(frozen=True, slots=True)
class Holder:
    """The statement whose content reports another one. `name` is None where its speaker is not identified."""

    number: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in a brief. `number` counts statements in the order of the page, from 1.

    `words` are its content as the page prints it, one string a part, with the quotation marks that stand around them.
    `lead` are the words of source and cue, None where it has neither.
    """

    number: int
    statement: Statement
    words: tuple[str, ...]
    lead: str | None
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker with all they say in the document. `speaker` is None for the statements nobody could be named for.

    `offices` are the different ones printed with the name, those left out that others contain.
    """

    speaker: Actor | None
    offices: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the page itself states of two actors. `number` counts these in the order of the page, from 1.

    `context` is the sentence that states it, `entries` the numbers of the statements that it rests on.
    """

    number: int
    relation: Relation
    context: Context
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One issue with all that is said under it, by speaker. `issue` is None for statements under none."""

    issue: Issue | None
    voices: tuple[Voice, ...]
    agreements: tuple[Agreement, ...]

    @property
    def size(self) -> int:
        """How many statements stand under it."""
        return sum(len(voice.entries) for voice in self.voices)


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks, acts or agrees, with every office printed. `entries` are what they say, none for those only named."""

    actor: Actor
    offices: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carried statements to the page, and which."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What the page leaves open. `undated` are events without a date, `yearless` dates of which no year
    is known; `doubted` is what people marked as unsure.

    `rejected` are statements that people struck out, with their words.
    """

    speakers: tuple[Entry, ...]
    uncertain: tuple[Entry, ...]
    doubted: tuple[Entry, ...]
    mended: tuple[Entry, ...]
    undated: tuple[Happening, ...]
    yearless: tuple[Happening, ...]
    rejected: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        parts = (self.speakers, self.uncertain, self.doubted, self.mended, self.undated, self.yearless, self.rejected)
        return any(parts)


@dataclass(frozen=True, slots=True)
class Brief:
    """One document as a person reads it. `voices` and `topics` stand in order of first appearance, the open ones last.

    `link` is the address of the page where it is http or https, else None. `people` are the speakers, then those only
    named.
    """

    document: Document
    voices: tuple[Voice, ...]
    topics: tuple[Topic, ...]
    agreements: tuple[Agreement, ...]
    matrix: Matrix
    timeline: tuple[Happening, ...]
    people: tuple[Person, ...]
    carriers: tuple[Carrier, ...]
    open: Unresolved
    notes: tuple[str, ...]
    captured: datetime
    digest: str
    link: str | None

    @property
    def entries(self) -> list[Entry]:
        """All entries in the order of the page."""
        return sorted((entry for voice in self.voices for entry in voice.entries), key=lambda entry: entry.number)

    @property
    def known(self) -> frozenset[str]:
        """Kinds of facts that the head of the document says for all its statements."""
        return frozenset({"translated"} if self.translated else ())

    @property
    def translated(self) -> bool:
        """Whether the page names its original, so that every quotation in it is a translation."""
        return self.document.translated_from is not None and any(one.statement.translated for one in self.entries)

    @property
    def speakers(self) -> int:
        """How many speakers are identified."""
        return sum(voice.speaker is not None for voice in self.voices)

    @property
    def unresolved(self) -> int:
        """How many statements nobody could be named for."""
        return sum(len(voice.entries) for voice in self.voices if voice.speaker is None)

    @property
    def rejected(self) -> int:
        """How many statements people struck out."""
        return len(self.open.rejected)

    @property
    def issues(self) -> int:
        """How many issues anything stands under."""
        return sum(topic.issue is not None for topic in self.topics)

    @property
    def relayed(self) -> int:
        """How many statements reached the page through somebody else."""
        return sum(bool(entry.statement.relays) for entry in self.entries)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What a reader is told first: names of counts with their numbers, those left out that are none."""
        told = [("statement", len(self.entries)), ("speaker", self.speakers)]
        more = [("issue", self.issues), ("relayed", self.relayed), ("scheduled", len(self.ahead))]
        more += [("unresolved", self.unresolved), ("rejected", self.rejected)]
        return told + [(name, number) for name, number in more if number]

    @property
    def ahead(self) -> tuple[Happening, ...]:
        """What is scheduled, dated things first."""
        return tuple(one for one in self.timeline if one.tense == "scheduled")


def brief_of(reading: Reading) -> Brief:
    """Statements numbered by their place, grouped by the id of their speaker and by the first of their issues."""
    document, numbers = reading.document, statement_numbers(reading.statements)
    ordered = sorted(reading.statements, key=lambda one: numbers[one.id])
    holders = {one.id: Holder(numbers[one.id], one.speaker.name if one.speaker else None) for one in ordered}
    entries = [entry(document, statement, numbers[statement.id], holders) for statement in ordered]
    agreements = [*agreements_of(reading, numbers)]
    timeline = tuple(happenings(reading))
    capture = reading.capture
    return Brief(
        document=document,
        voices=voices_of(entries),
        topics=tuple(topics_of(entries, agreements)),
        agreements=tuple(agreements),
        matrix=matrix_of([(document, ordered)]),
        timeline=timeline,
        people=tuple(people_of(entries, reading)),
        carriers=tuple(carriers_of(entries)),
        open=unresolved_of(entries, timeline, reading.rejected),
        notes=reading.notes,
        captured=capture.captured,
        digest=capture.digest,
        link=http_link(capture.address) or http_link(capture.source),
    )


def voices_of(entries: Sequence[Entry], offices: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Voice, ...]:
    """By speaker, the unidentified last; `offices` are those printed anywhere, by the id of their actor."""
    groups: dict[str | None, list[Entry]] = {}
    for one in entries:
        groups.setdefault(speaker_id(one), []).append(one)
    voices = [voice(group, offices) for key, group in groups.items() if key is not None]
    return (*voices, *([voice(groups[None])] if None in groups else []))


def speaker_id(entry: Entry) -> str | None:
    return entry.statement.speaker.id if entry.statement.speaker else None


def topics_of(entries: Sequence[Entry], agreements: Sequence[Agreement]) -> Iterator[Topic]:
    """Statements under the first of their issues, and what the page states of actors under the issue it names."""
    offices = {one.speaker.id: one.offices for one in voices_of(entries) if one.speaker}
    issues: dict[str | None, Issue | None] = {}
    under: dict[str | None, list[Entry]] = {}
    stated: dict[str | None, list[Agreement]] = {}
    for one in entries:
        key, issue = keyed(one.statement.issue)
        issues.setdefault(key, issue)
        under.setdefault(key, []).append(one)
    for agreement in agreements:
        key, issue = keyed(agreement.relation.issue)
        issues.setdefault(key, issue)
        stated.setdefault(key, []).append(agreement)
    for key, issue in sorted(issues.items(), key=lambda item: item[0] is None):
        yield Topic(issue, voices_of(under.get(key, ()), offices), tuple(stated.get(key, ())))


def keyed(issue: Issue | None) -> tuple[str | None, Issue | None]:
    return (issue.id, issue) if issue else (None, None)


def agreements_of(reading: Reading, numbers: Mapping[str, int]) -> Iterator[Agreement]:
    ordered = sorted(reading.relations, key=lambda one: one.span.start)
    for number, relation in enumerate(ordered, 1):
        behind = tuple(sorted(numbers[one] for one in relation.evidence if one in numbers))
        yield Agreement(number, relation, around(reading.document.text, relation.span), behind)


def people_of(entries: Sequence[Entry], reading: Reading) -> Iterator[Person]:
    """Speakers in order of first appearance, then whoever acts, is expected or agrees without a word of their own."""
    for one in voices_of(entries):
        if one.speaker is not None:
            yield Person(fullest(one), one.offices, one.entries)
    quoted = {speaker_id(one) for one in entries}
    named: dict[str, list[Actor]] = {}
    for actor in actors_named(reading):
        named.setdefault(actor.id, []).append(actor)
    for key, actors in named.items():
        if key not in quoted:
            yield Person(actors[0], offices_of(actors), ())


def fullest(voice: Voice) -> Actor:
    """The first of a speaker's actors that knows most of who it is."""
    actors = [one.statement.speaker for one in voice.entries if one.statement.speaker]
    return max(actors, key=lambda one: sum(bool(part) for part in (one.held, one.organisation, one.state)))


def actors_named(reading: Reading) -> Iterator[Actor]:
    for event in reading.events:
        yield from (actor for actor in (event.actor, event.recipient, *event.expected) if actor)
    for relation in reading.relations:
        yield from relation.actors


def carriers_of(entries: Sequence[Entry]) -> Iterator[Carrier]:
    """Every relay by its name, in order of first appearance."""
    found: dict[str, list[Entry]] = {}
    for one in entries:
        for name in dict.fromkeys(relay.name for relay in one.statement.relays):
            found.setdefault(name, []).append(one)
    for name, carried in found.items():
        yield Carrier(name, tuple(carried))


def unresolved_of(entries: Sequence[Entry], timeline: Sequence[Happening], rejected: Sequence[Statement]) -> Unresolved:
    judged = {one.number: one.statement.judged for one in entries}
    doubted = [one for one in entries if (found := judged[one.number]) and found.verdict == "unsure"]
    confirmed = {number for number, one in judged.items() if one and one.verdict == "confirm"}
    return Unresolved(
        speakers=tuple(one for one in entries if one.statement.speaker is None),
        uncertain=tuple(one for one in entries if one.statement.confidence < UNSURE and one.number not in confirmed),
        doubted=tuple(doubted),
        mended=tuple(one for one in entries if one.statement.repair),
        undated=tuple(one for one in timeline if one.date is None),
        yearless=tuple(one for one in timeline if one.date is not None and one.start is None),
        rejected=tuple(printed_words(one) for one in rejected),
    )


def entry(document: Document, statement: Statement, number: int, holders: Mapping[str, Holder]) -> Entry:
    holder = holders.get(statement.nested_in) if statement.nested_in else None
    return Entry(number, statement, printed_words(statement), lead(document.text, statement), holder)


def voice(entries: Sequence[Entry], offices: Mapping[str, tuple[str, ...]] | None = None) -> Voice:
    speakers = [entry.statement.speaker for entry in entries]
    first = speakers[0]
    printed = offices_of([speaker for speaker in speakers if speaker])
    return Voice(first, (offices or {}).get(first.id, printed) if first else (), tuple(entries))


def offices_of(actors: Sequence[Actor]) -> tuple[str, ...]:
    """Every office printed, those left out that others contain."""
    printed = dict.fromkeys(actor.office for actor in actors if actor.office)
    folded = {office: office.casefold() for office in printed}
    return tuple(one for one in printed if not any(folded[one] != f and folded[one] in f for f in folded.values()))


def lead(text: str, statement: Statement) -> str | None:
    """Source and cue in the order of the page, with whatever short thing stands between them."""
    parts = sorted((span for span in (statement.source, statement.cue) if span), key=lambda span: span.start)
    if len(parts) == 2 and parts[0].end <= parts[1].start <= parts[0].end + 2:
        return text[parts[0].start : parts[1].end]
    return GAP.join(span.text for span in parts) or None


def printed_words(statement: Statement) -> tuple[str, ...]:
    """The content, one string a part, widened to the quotation marks that the page has around it."""
    anchor = statement.anchor
    around = anchor.prefix + anchor.exact + anchor.suffix
    return tuple(
        with_marks(around, span, span.start - anchor.start + len(anchor.prefix), alone=statement.kind == "direct")
        for span in statement.content
    )


def with_marks(around: str, span: Span, start: int, *, alone: bool) -> str:
    """`span.text`, with the marks beside it; `alone` also takes a mark that has no partner on the other side."""
    end = start + len(span.text)
    if start < 0 or around[start:end] != span.text:
        return span.text
    before = BEFORE.search(around, max(0, start - 3), start)
    after = (AFTER if before or alone else CLOSE).match(around, end)
    if not alone and not (before and after):
        return span.text
    return around[before.start() if before else start : after.end() if after else end]


def http_link(address: str | None) -> str | None:
    """The address, if a browser may be sent there."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
