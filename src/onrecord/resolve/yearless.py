"""Dates whose year nothing tells: `in June`, `on May 14`, in the notation of ISO 8601-2:2019 (EDTF), `XXXX-06`.

Comes in: a TimeExpression, or values of StatedDates; goes out: a StatedDate without a year, or how two values compare.
It guesses no year, and knows of a month only what stands in the words.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.model import StatedDate, TimeExpression, TimePoint

__all__ = ["UNKNOWN_YEAR", "days_of", "finer", "is_compatible", "without_year"]

UNKNOWN_YEAR = "XXXX"
VALUE = re.compile(r"(\d{4})(?:-W(\d\d)|-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d)?)?)?", re.ASCII)
LEAP = 2000
"""A year in which 29 February is a day."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the words tell: `06` or `05-14`, and at which precision."""

    rest: str
    precision: Literal["month", "day"]


def without_year(time: TimeExpression) -> StatedDate | None:
    """The date with its year left open; None where no month is named, where a year is, or for no day of the calendar.

    A part of a month (`the first week of June`) is told as the month, a clock as its day.
    """
    first = known(time.start)
    last = known(time.end) if time.end else first
    if first is None or last is None:
        return None
    precision = first.precision if first.precision == last.precision else "month"
    value, end = (one.rest if precision == "day" else one.rest[:2] for one in (first, last))
    span = time.named if time.bound else time.span
    return StatedDate(
        f"{UNKNOWN_YEAR}-{value}", precision, span, None if end == value else f"{UNKNOWN_YEAR}-{end}"
    )  # fmt: skip


def known(point: TimePoint | None) -> Known | None:
    if point is None or point.year is not None:
        return None
    if point.within is not None:
        part = point.ordinal is not None and point.shift is None
        inner = known(point.within) if part else None
        return Known(inner.rest[:2], "month") if inner else None
    if point.month is None:
        return None
    if point.day is None:
        return Known(f"{point.month:02}", "month")
    real = point.day <= monthrange(LEAP, point.month)[1]
    return Known(f"{point.month:02}-{point.day:02}", "day") if real else None


def days_of(value: str) -> tuple[date, date] | None:
    """The first and the last day of one year, month, ISO week, day or minute; None where the year is open."""
    read = VALUE.fullmatch(value)
    if read is None:
        return None
    year, week, month, day = (int(part) if part else 0 for part in read.groups())
    try:
        if week:
            monday = date.fromisocalendar(year, week, 1)
            return monday, monday + timedelta(days=6)
        last = monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1), date(year, month or 12, day or last)
    except (ValueError, OverflowError):
        return None


def is_compatible(left: str, right: str) -> bool:
    """Whether one value is the other told less finely: `2019` and `2019-06-28`, `XXXX-06` and `2019-06-28`."""
    if UNKNOWN_YEAR in left or UNKNOWN_YEAR in right:
        left, right = left[4:], right[4:]
        return bool(left and right) and (left.startswith(right) or right.startswith(left))
    return left.startswith(right) or right.startswith(left)


def finer(left: StatedDate | None, right: StatedDate | None) -> StatedDate | None:
    """The one that tells more, the first of equal ones: a year before a day without one."""
    if left is None or right is None:
        return left or right
    return right if weight(right.value) > weight(left.value) else left


def weight(value: str) -> tuple[bool, int]:
    return not value.startswith(UNKNOWN_YEAR), len(value)
