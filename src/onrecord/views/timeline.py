"""What happened, goes on and is scheduled, in order of time, each with the sentence of the page that tells it.

Comes in: readings; goes out: Happenings, those with a date first. It reckons no date: what has none says so, and what
is only a date named in a statement is told apart from an event.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Document, Event, Reading, Span, StatedDate, Statement

__all__ = ["Context", "Happening", "Tense", "around", "days", "days_of", "happenings", "in_order", "statement_numbers"]

Tense = Literal["past", "ongoing", "scheduled"]
REACH = 220
"""Code points of the page shown on either side of the words that name an event, at most."""
STOP = re.compile(r"[.!?…]['\"”’»)\]]{0,2}(?=\s)|\n")
VALUE = re.compile(
    r"(?P<year>\d{4})(?:-W(?P<week>\d\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence around some words of the page: [start, end), shown as `before + words + after`."""

    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline. `event` is None for a date that a statement names.

    `number` counts those of one document in the order of the page, from 1. `statement` is the number of the statement
    that tells it, in its brief. `start` and `end` are its first day and the day after its last, None where it has no
    date. `tense` is None for a date that cannot be told from the day of the page.
    """

    number: int
    document: Document
    event: Event | None
    statement: int | None
    date: StatedDate | None
    tense: Tense | None
    span: Span
    context: Context
    start: datetime.date | None
    end: datetime.date | None


def statement_numbers(statements: Iterable[Statement]) -> dict[str, int]:
    """The number of each statement by its id: they count in the order of the page, from 1."""
    ordered = sorted(statements, key=lambda one: (one.anchor.start, -one.anchor.end))
    return {statement.id: number for number, statement in enumerate(ordered, 1)}


def happenings(reading: Reading) -> list[Happening]:
    """The events of one reading and the dates that its statements name, in order of time.

    Left out are events that are nothing but the saying of a statement and have no date, and named dates that an event
    has already.
    """
    document, numbers = reading.document, statement_numbers(reading.statements)
    told = {one.id: one for one in reading.statements}
    events = [one for one in reading.events if not only_said(one, told)]
    lines: list[tuple[Span, StatedDate | None, Event | None, int | None]]
    lines = [(one.span, one.date, one, numbers.get(one.statement or "")) for one in events]
    lines += [(at.span, at, None, number) for at, number in named_dates(reading.statements, events, numbers)]
    lines.sort(key=lambda line: (line[0].start, line[0].end))
    found = [happening(document, number, *line) for number, line in enumerate(lines, 1)]
    return in_order(found)


def in_order(found: Iterable[Happening]) -> list[Happening]:
    """Earliest first; those without a date last, as they come."""
    return sorted(
        found, key=lambda one: (one.start is None, one.start or datetime.date.min, one.end or datetime.date.min)
    )


def only_said(event: Event, told: Mapping[str, Statement]) -> bool:
    statement = told.get(event.statement or "")
    if statement is None or statement.cue is None or event.date is not None:
        return False
    return event.span.start < statement.cue.end and statement.cue.start < event.span.end


def named_dates(
    statements: Sequence[Statement], events: Sequence[Event], numbers: Mapping[str, int]
) -> Iterator[tuple[StatedDate, int]]:
    """Each date that can be placed once, with the innermost statement that names it."""
    taken = [one.date.span for one in events if one.date]
    for statement in sorted(statements, key=lambda one: one.anchor.end - one.anchor.start):
        for at in statement.times:
            if days(at)[0] and not any(at.span.start < other.end and other.start < at.span.end for other in taken):
                taken.append(at.span)
                yield at, numbers[statement.id]


def happening(
    document: Document, number: int, span: Span, at: StatedDate | None, event: Event | None, statement: int | None
) -> Happening:
    start, end = days(at) if at else (None, None)
    tense = event.tense if event else tense_of(start, end, document.published)
    return Happening(number, document, event, statement, at, tense, span, around(document.text, span), start, end)


def tense_of(start: datetime.date | None, end: datetime.date | None, published: str | None) -> Tense | None:
    """Before or after the day of the page; None for what holds that day, and where the page has none."""
    first, last = days_of(published or "")
    if not (start and end and first and last):
        return None
    return "past" if end <= first else "scheduled" if start >= last else None


def days(at: StatedDate) -> tuple[datetime.date | None, datetime.date | None]:
    """Its first day and the day after its last; None twice for what is no date of the calendar."""
    start, end = days_of(at.value)
    last = days_of(at.end)[1] if at.end else end
    return (start, last) if start and last and last > start else (start, end)


def days_of(value: str) -> tuple[datetime.date | None, datetime.date | None]:
    """`2019-05` -> 1 May, 1 June."""
    read = VALUE.fullmatch(value)
    if read is None:
        return None, None
    try:
        return stretch(int(read["year"]), read["week"], read["month"], read["day"])
    except (ValueError, OverflowError):
        return None, None


def stretch(year: int, week: str | None, month: str | None, day: str | None) -> tuple[datetime.date, datetime.date]:
    if week:
        start = datetime.date.fromisocalendar(year, int(week), 1)
        return start, start + datetime.timedelta(days=7)
    if day:
        start = datetime.date(year, int(month or 1), int(day))
        return start, start + datetime.timedelta(days=1)
    if month:
        start = datetime.date(year, int(month), 1)
        return start, (start + datetime.timedelta(days=32)).replace(day=1)
    return datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)


def around(text: str, span: Span) -> Context:
    """The sentence that holds the words, cut at REACH on either side; a cut shows as an ellipsis."""
    low, high = max(0, span.start - REACH), min(len(text), span.end + REACH)
    stops = [stop.end() for stop in STOP.finditer(text, low, span.start)]
    start = stops[-1] if stops else low
    stop = STOP.search(text, span.end, high)
    end = high if stop is None else stop.end()
    start += len(text[start : span.start]) - len(text[start : span.start].lstrip())
    end = span.end + len(text[span.end : end].rstrip())
    before, after = text[start : span.start], text[span.end : end]
    if not stops and low > 0:
        before = "… " + before.partition(" ")[2]
    if stop is None and high < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Context(start, end, before, text[span.start : span.end], after)
