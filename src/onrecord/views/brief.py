"""What a brief holds: one document's statements by speaker, each with its words as printed.

Comes in: a Reading, just made or from the record; goes out: a frozen Brief. It renders nothing and adds no words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from onrecord.model import Actor, Document, Reading, Span, Statement

__all__ = ["GAP", "Brief", "Entry", "Holder", "Voice", "brief_of", "http_link", "printed_words"]

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
class Brief:
    """One document as a person reads it. `voices` stand in order of first appearance, the unidentified ones last.

    `link` is the address of the page where it is http or https, else None.
    """

    document: Document
    voices: tuple[Voice, ...]
    notes: tuple[str, ...]
    captured: datetime
    digest: str
    link: str | None

    @property
    def entries(self) -> list[Entry]:
        """All entries in the order of the page."""
        return sorted((entry for voice in self.voices for entry in voice.entries), key=lambda entry: entry.number)

    @property
    def speakers(self) -> int:
        """How many speakers are identified."""
        return sum(voice.speaker is not None for voice in self.voices)

    @property
    def unresolved(self) -> int:
        """How many statements nobody could be named for."""
        return sum(len(voice.entries) for voice in self.voices if voice.speaker is None)


def brief_of(reading: Reading) -> Brief:
    """Statements numbered by their place, grouped by the id of their speaker."""
    ordered = sorted(reading.statements, key=place)
    numbers = {statement.id: number for number, statement in enumerate(ordered, 1)}
    holders = {one.id: Holder(numbers[one.id], one.speaker.name if one.speaker else None) for one in ordered}
    groups: dict[str | None, list[Entry]] = {}
    for statement in ordered:
        key = statement.speaker.id if statement.speaker else None
        groups.setdefault(key, []).append(entry(reading.document, statement, numbers[statement.id], holders))
    voices = [voice(entries) for key, entries in groups.items() if key is not None]
    voices += [voice(groups[None])] if None in groups else []
    capture = reading.capture
    link = http_link(capture.address) or http_link(capture.source)
    return Brief(reading.document, tuple(voices), reading.notes, capture.captured, capture.digest, link)


def place(statement: Statement) -> tuple[int, int]:
    return statement.anchor.start, -statement.anchor.end


def entry(document: Document, statement: Statement, number: int, holders: Mapping[str, Holder]) -> Entry:
    holder = holders.get(statement.nested_in) if statement.nested_in else None
    return Entry(number, statement, printed_words(statement), lead(document.text, statement), holder)


def voice(entries: Sequence[Entry]) -> Voice:
    speakers = [entry.statement.speaker for entry in entries]
    printed = dict.fromkeys(speaker.office for speaker in speakers if speaker and speaker.office)
    folded = {office: office.casefold() for office in printed}
    offices = [one for one in printed if not any(folded[one] != f and folded[one] in f for f in folded.values())]
    return Voice(speakers[0], tuple(offices), tuple(entries))


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
