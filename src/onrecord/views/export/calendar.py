"""iCalendar (RFC 5545): what the pages say is scheduled, with its date at its precision.

Comes in: readings; goes out: one VCALENDAR in UTF-8. What has no date is left out and counted; none is made more exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta
from typing import BinaryIO

from onrecord.model import Event, Reading
from onrecord.version import __version__
from onrecord.views.export.moments import clock_of, days_of
from onrecord.views.export.report import REPLACEMENT, Report

__all__ = ["write_calendar"]

WIDTH = 75
"""Octets of a line, its end not counted (RFC 5545, 3.1)."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
LANGUAGE = re.compile("[a-z]{2,3}")


def write_calendar(readings: Iterable[Reading], out: BinaryIO, report: Report) -> None:
    """One VEVENT for each scheduled event; the same in two articles stands there twice, with the page of each."""

    def put(lines: Iterable[str]) -> None:
        for line in lines:
            out.write(folded(line))

    put(["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//onrecord//onrecord {__version__}//EN", "CALSCALE:GREGORIAN"])
    for reading in readings:
        report.documents += 1
        for event in reading.events:
            if event.tense != "scheduled":
                continue
            days = days_of(event.date)
            if days is None:
                report.losses["scheduled events without a date, left out"] += 1
                continue
            report.items += 1
            put(entry(reading, event, days, report))
    put(["END:VCALENDAR"])


def entry(reading: Reading, event: Event, days: tuple[date, date], report: Report) -> Iterator[str]:
    """A date of one day, or a stretch over all the days that it may be; only a printed hour gives an hour."""
    document = reading.document
    language = f";LANGUAGE={document.language}" if document.language and LANGUAGE.fullmatch(document.language) else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.id, report)}@onrecord"
    yield f"DTSTAMP:{reading.capture.captured.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from when(event, days)
    yield f"SUMMARY{language}:{text(event.span.text, report)}"
    yield f"DESCRIPTION{language}:{text(description(reading, event), report)}"
    if event.place is not None:
        yield f"LOCATION{language}:{text(event.place.name, report)}"
    if (address := reading.capture.address) is not None and address.isascii() and address.isprintable():
        yield f"URL:{address}"
    if event.plover is not None:
        yield f"CATEGORIES:{text(event.plover, report)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def when(event: Event, days: tuple[date, date]) -> Iterator[str]:
    first, last = days
    stated = event.date
    clock = clock_of(stated.value) if stated is not None and stated.end is None else None
    if clock is not None:
        yield f"DTSTART:{stamp(clock.date())}T{clock:%H%M%S}"  # floating: a page names no zone
    else:
        yield f"DTSTART;VALUE=DATE:{stamp(first)}"
        if last < date.max:
            yield f"DTEND;VALUE=DATE:{stamp(last + timedelta(days=1))}"  # exclusive
    exact = stated is not None and stated.precision in ("day", "minute") and not stated.inferred
    yield f"STATUS:{'CONFIRMED' if exact else 'TENTATIVE'}"
    if stated is not None:
        yield f"X-ONRECORD-DATE;PRECISION={stated.precision}:{stated.value}{'/' + stated.end if stated.end else ''}"


def stamp(day: date) -> str:
    """Four digits of a year also where the C library prints fewer."""
    return day.isoformat().replace("-", "")


def description(reading: Reading, event: Event) -> str:
    """The page's own words for the time, who is named as taking part, and where it stands."""
    document = reading.document
    parts = [
        event.date.span.text if event.date else "",
        ", ".join(actor.name for actor in event.expected),
        " · ".join(part for part in (document.title, document.outlet) if part),
        reading.capture.address or document.source,
    ]
    return "\n".join(part for part in parts if part)


def text(words: str, report: Report) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    kept, number = CONTROL.subn(REPLACEMENT, words)
    report.losses["characters the format cannot hold, replaced"] += number
    return kept.translate(ESCAPES)


def folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, cut between characters."""
    pieces: list[str] = []
    piece: list[str] = []
    size = 0
    for character in line:
        octets = len(character.encode())
        if size + octets > WIDTH:
            pieces.append("".join(piece))
            piece, size = [" "], 1
        piece.append(character)
        size += octets
    pieces.append("".join(piece))
    return ("\r\n".join(pieces) + "\r\n").encode()
