"""Dates at their precision as whole days and moments, for formats that know nothing coarser.

Comes in: a StatedDate, a published date; goes out: first and last day, or a moment. It reads no words.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from onrecord.model import StatedDate

__all__ = ["clock_of", "days_of", "published_at"]

UNIT = re.compile(r"(\d{4})(?:-(?:W(\d\d)|(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?))?", re.ASCII)
DECEMBER = 12


def days_of(stated: StatedDate | None) -> tuple[date, date] | None:
    """The first and the last day of what is stated: of a month its first and last, and so on; None where unknown."""
    if stated is None:
        return None
    first, last = unit_of(stated.value), unit_of(stated.end or stated.value)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def unit_of(value: str) -> tuple[date, date] | None:
    """First and last day of one year, month, ISO week or day; None for anything else."""
    read = UNIT.fullmatch(value)
    if read is None:
        return None
    year, week, month, day = (int(part) if part else 0 for part in read.groups()[:4])
    try:
        if week:
            monday = date.fromisocalendar(year, week, 1)
            return monday, monday + timedelta(days=6)
        if day:
            return (whole := date(year, month, day)), whole
        if month:
            return date(year, month, 1), end_of_month(year, month)
        return date(year, 1, 1), date(year, DECEMBER, 31)
    except (ValueError, OverflowError):
        return None


def end_of_month(year: int, month: int) -> date:
    if month == DECEMBER:
        return date(year, month, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def clock_of(value: str) -> datetime | None:
    """The moment of a value to the minute, as printed, without zone."""
    read = UNIT.fullmatch(value)
    if read is None or read[5] is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def published_at(published: str | None) -> datetime | None:
    """When a page says it was published, by its own clock; of a year or month, the beginning. None if it says none."""
    try:
        return datetime.fromisoformat(published or "").replace(tzinfo=None, microsecond=0)
    except ValueError:
        known = unit_of(published or "")
        return datetime(known[0].year, known[0].month, known[0].day) if known else None
