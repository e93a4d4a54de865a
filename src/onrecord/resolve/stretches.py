"""The arithmetic of dates: from what the words say to a stretch of the calendar.

Comes in: a TimePoint, the day of writing and the direction where known; goes out: a Stretch, or None.
It reads no text and decides no direction: without one, a date that needs it has two readings and gets none.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from onrecord.model import Precision, TimePoint

__all__ = ["Stretch", "Written", "anchor_of", "joined", "stretch"]

DAY = timedelta(days=1)
GRAINS: tuple[str, ...] = ("minute", "day", "week", "month", "year")

BEFORE_WEEKEND = 2
"""Monday and Tuesday go with the weekend before them (`Labor Day weekend`), later days with the one of their week."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """[start, end) on the calendar, told at a precision; `last` is where its last unit begins."""

    start: datetime
    end: datetime
    precision: Precision
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The day a text was written, as far as known: `precision` is year, month or day. `inferred` from the text only."""

    day: date
    precision: Precision
    inferred: bool = False


def anchor_of(published: str | None) -> Written | None:
    """The anchor of an ISO 8601 date at its precision; None for anything else."""
    parts = (published or "")[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return None
    year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
    precision: Precision = "day" if len(parts) == 3 else "month" if len(parts) == 2 else "year"
    return Written(date(year, month, day), precision) if real(year, month, day) else None


def real(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def stretch(point: TimePoint, anchor: Written | None, *, ahead: bool | None = None) -> Stretch | None:
    """Where on the calendar a point lies. `ahead`: after the anchor, before it, or not known.

    None when a part is missing that neither the words nor the anchor give, or when there is no such day.
    """
    try:
        return whole(point, anchor, ahead)
    except (OverflowError, ValueError):
        return None  # a day beyond the calendar: `in 90,000 years`


def whole(point: TimePoint, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    for applies, reading in (
        (point.unit == "minute" and point.hour is not None, at_clock),
        (point.part == "easter" or (point.month and point.weekday and point.ordinal), feast),
        (point.within is not None, inside),
        (point.weekday and point.month is None and point.day is None, weekday),
        (point.month is not None, of_month),
        (point.day is not None, day_of_some_month),
        (point.unit in {"quarter", "half", "season"} and point.ordinal, part_of_year),
        (point.year is not None, of_year),
        (point.shift is not None, relative),
    ):
        if applies:
            return reading(point, anchor, ahead)
    return None


def at_clock(point: TimePoint, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    day = whole(replace(point, unit="day", hour=None, minute=None), anchor, ahead)
    if day is None or day.precision != "day":
        return None
    start = day.start + timedelta(hours=point.hour or 0, minutes=point.minute or 0)
    return Stretch(start, start + timedelta(minutes=1), "minute")


def of_year(point: TimePoint, _anchor: Written | None, _ahead: bool | None) -> Stretch:
    year = point.year or 0
    length = {"decade": 10, "century": 100}.get(point.unit, 1)
    return Stretch(begin(year), begin(year + length), "year", begin(year + length - 1))


def begin(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day)


# months and days of months


def of_month(point: TimePoint, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    years = years_of(point, anchor)
    found = [made for year in years if (made := in_year(point, year)) is not None]
    if len(years) == 1:
        return found[0] if found else None
    if anchor is None:
        return None
    if point.weekday:
        return with_weekday(point, found, anchor)
    return chosen(found, anchor, coming(point, ahead))


def with_weekday(point: TimePoint, found: list[Stretch], anchor: Written) -> Stretch | None:
    """`Tuesday, 14 May`: the weekday tells which of the two nearest years it is; None when it fits neither."""
    near = {chosen(found, anchor, False), chosen(found, anchor, True)} - {None}
    fitting = [one for one in near if one and one.start.isoweekday() == point.weekday]
    return fitting[0] if len(fitting) == 1 else None


def years_of(point: TimePoint, anchor: Written | None) -> list[int]:
    if point.year is not None:
        return [point.year]
    if anchor is None:
        return []
    if point.shift == 0 and point.mode == "this" and point.unit == "month":
        return [anchor.day.year]
    return list(range(anchor.day.year - 8, anchor.day.year + 9))


def in_year(point: TimePoint, year: int) -> Stretch | None:
    month = point.month or 1
    if point.unit == "month":
        return Stretch(begin(year, month), after_month(year, month), "month")
    day = point.day or 1
    if not real(year, month, day):
        return None
    return Stretch(begin(year, month, day), begin(year, month, day) + DAY, "day")


def after_month(year: int, month: int) -> datetime:
    return begin(year + month // 12, month % 12 + 1)


def coming(point: TimePoint, ahead: bool | None) -> bool | None:
    """The direction the words give themselves, before the tense."""
    if point.mode in {"next", "coming"}:
        return True
    return False if point.mode in {"last", "previous"} else ahead


def chosen(found: list[Stretch], anchor: Written, ahead: bool | None) -> Stretch | None:
    """The nearest one in the direction; what holds the anchor itself goes with either.

    Without a direction one that holds the anchor, or that lies within two months when the other does not: dates in
    the news are told without their year when they are near. Two months were set by reading, not tuned.
    """
    today = datetime.combine(anchor.day, datetime.min.time())
    behind = [one for one in found if one.start <= today]
    onward = [one for one in found if one.end > today]
    if ahead is True:
        return onward[0] if onward else None
    if ahead is False:
        return behind[-1] if behind else None
    if not behind or not onward or behind[-1] == onward[0]:
        return behind[-1] if behind else onward[0] if onward else None
    near = timedelta(days=62)
    close = [one for one in (behind[-1], onward[0]) if abs(one.start - today) <= near]
    return close[0] if len(close) == 1 and behind[-1].precision != "week" else None


def day_of_some_month(point: TimePoint, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    """`the 18th`, `Monday 21`: the nearest month that has such a day."""
    if anchor is None or anchor.precision != "day":
        return None
    found = []
    for back in range(-30, 31):
        months = anchor.day.year * 12 + anchor.day.month - 1 + back
        year, month, day = months // 12, months % 12 + 1, point.day or 1
        if real(year, month, day) and (not point.weekday or date(year, month, day).isoweekday() == point.weekday):
            found.append(Stretch(begin(year, month, day), begin(year, month, day) + DAY, "day"))
    if point.weekday:
        this = [one for one in found if (one.start.year, one.start.month) == (anchor.day.year, anchor.day.month)]
        if len(this) == 1:
            return this[0]
    return chosen(found, anchor, ahead)


# days that move with the year


def feast(point: TimePoint, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    """Easter Sunday, or the n-th weekday of a month (`ordinal`, -1 the last), in its year or the nearest."""
    if point.within is not None:
        outer = whole(point.within, anchor, ahead)
        years = [] if outer is None else [outer.start.year]
    else:
        years = years_of(point, anchor)
    found = [one_day(day) for year in years if (day := day_of_feast(point, year)) is not None]
    if len(years) <= 1 or anchor is None:
        return found[0] if found else None
    return chosen(found, anchor, coming(point, ahead))


def day_of_feast(point: TimePoint, year: int) -> date | None:
    """None for a month that has no such day: a fifth Monday."""
    if point.part == "easter":
        return easter(year)
    month, nth = point.month or 1, point.ordinal or 1
    first = date(year, month, 1)
    days = (first + timedelta(days=count) for count in range(monthrange(year, month)[1]))
    fitting = [day for day in days if day.isoweekday() == point.weekday]
    place = nth - 1 if nth > 0 else len(fitting) + nth
    return fitting[place] if 0 <= place < len(fitting) else None


def easter(year: int) -> date:
    """Easter Sunday of the western churches: the Gregorian computus, as Meeus and Jones give it."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


# weekdays


def weekday(point: TimePoint, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    if anchor is None or anchor.precision != "day":
        return None
    wanted, today = point.weekday or 1, anchor.day
    monday = today - timedelta(days=today.isoweekday() - 1)
    if point.mode in {"next", "following", "previous", "this"}:
        week = {"next": 7, "following": 7, "previous": -7, "this": 0}[point.mode]
        return one_day(monday + timedelta(days=week + wanted - 1))
    back = (today.isoweekday() - wanted) % 7
    onward = 7 - back
    if point.mode == "last":
        return one_day(today - timedelta(days=back or 7))
    if back == 0 and point.mode is None:
        return one_day(today)
    ahead = True if point.mode == "coming" else ahead
    return None if ahead is None else one_day(today + timedelta(days=onward) if ahead else today - timedelta(days=back))


def one_day(day: date) -> Stretch:
    start = begin(day.year, day.month, day.day)
    return Stretch(start, start + DAY, "day")


# units told from the anchor


def relative(point: TimePoint, anchor: Written | None, _ahead: bool | None) -> Stretch | None:
    if anchor is None or not fine_enough(point.unit, anchor):
        return None
    if point.part == "counted":
        return rolling(point, anchor.day)
    count = point.shift or 0
    if point.mode is None:
        return moved(point.unit, count, anchor.day)
    return unit_around(point.unit, count, anchor.day)


def fine_enough(unit: str, anchor: Written) -> bool:
    needed = {"year": 4, "decade": 4, "century": 4, "month": 3, "quarter": 3, "half": 3, "season": 3}.get(unit, 1)
    return needed >= GRAINS.index(anchor.precision)


def unit_around(unit: str, count: int, today: date) -> Stretch | None:
    """The unit that holds today, `count` units on: `last month`, `this year`, `next week`."""
    if unit == "day":
        return one_day(today + count * DAY)
    if unit in {"week", "weekend", "fortnight"}:
        monday = today - timedelta(days=today.isoweekday() - 1) + timedelta(weeks=count)
        first = begin(monday.year, monday.month, monday.day)
        if unit == "weekend":
            return Stretch(first + 5 * DAY, first + 7 * DAY, "day", first + 6 * DAY)
        return Stretch(first, first + 7 * DAY, "week")
    if unit in {"month", "quarter", "half"}:
        size = {"month": 1, "quarter": 3, "half": 6}[unit]
        at = (today.year * 12 + today.month - 1) // size * size + count * size
        return months(at, size)
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years is None:
        return None
    year = today.year // years * years + count * years
    return Stretch(begin(year), begin(year + years), "year", begin(year + years - 1))


def months(at: int, size: int) -> Stretch:
    """`size` months from month `at`, counted from year 0."""
    last = at + size - 1
    start, final = begin(at // 12, at % 12 + 1), begin(last // 12, last % 12 + 1)
    return Stretch(start, after_month(final.year, final.month), "month", final)


def moved(unit: str, count: int, today: date) -> Stretch | None:
    """`two months ago`: the day that far off, told no finer than the unit."""
    day = shifted_day(unit, count, today)
    if day is None:
        return None
    exact = one_day(day)
    if unit == "day":
        return exact
    precision: Precision = "week" if unit in {"week", "fortnight"} else "month" if unit == "month" else "year"
    return Stretch(exact.start, exact.end, precision)


def shifted_day(unit: str, count: int, today: date) -> date | None:
    sizes = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    if unit in sizes:
        at = today.year * 12 + today.month - 1 + count * sizes[unit]
        year, month = at // 12, at % 12 + 1
        return date(year, month, min(today.day, monthrange(year, month)[1]))
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    return None if days is None else today + timedelta(days=count * days)


def rolling(point: TimePoint, today: date) -> Stretch | None:
    """`the last three months`: up to the day of writing; `the next two weeks`: from the day after."""
    if point.unit in {"quarter", "half", "decade", "century"}:
        return whole_units(point, today)
    shift = point.shift or 0
    first = today if shift < 0 else today + DAY
    other = shifted_day(point.unit, shift, first)
    if other is None:
        return None
    start, end = (other, today) if shift < 0 else (first, other)
    precision: Precision = "day" if point.unit in {"day", "week", "fortnight", "weekend"} else "month"
    if point.unit == "year":
        precision = "year"
    return Stretch(one_day(start).start, one_day(end).start, precision, one_day(end - DAY).start)


def whole_units(point: TimePoint, today: date) -> Stretch | None:
    shift = point.shift or 0
    first = unit_around(point.unit, 1 if shift > 0 else shift, today)
    last = unit_around(point.unit, shift if shift > 0 else -1, today)
    if first is None or last is None:
        return None
    if point.unit == "decade" and shift > 0:
        first = unit_around(point.unit, 1, today)
    return replace(last, start=first.start) if first else None


# periods inside another


def inside(point: TimePoint, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    outer = whole(point.within, anchor, ahead) if point.within else None
    if outer is None:
        return None
    first = outer.start.date()
    if point.shift is not None:
        return moved(point.unit, point.shift, first)
    if point.weekday and point.ordinal is None:
        return one_day(first + timedelta(days=point.weekday - 1))
    if point.day is not None:
        return in_year(TimePoint("day", month=point.month or first.month, day=point.day), first.year)
    if point.unit == "weekend" and point.within and point.within.unit == "day":
        return unit_around("weekend", 0 if first.isoweekday() > BEFORE_WEEKEND else -1, first)
    return nth(point, outer) if point.ordinal else unit_around(point.unit, 0, first)


def nth(point: TimePoint, outer: Stretch) -> Stretch | None:
    """The n-th unit of a stretch, -1 the last; `count` of them from there on, or up to its end."""
    order, count = point.ordinal or 1, point.count
    if point.unit in {"week", "weekend"}:
        return nth_week(order, count, outer)
    if point.unit in {"month", "quarter", "half"}:
        size = {"month": 1, "quarter": 3, "half": 6}[point.unit]
        first = outer.start.year * 12 + outer.start.month - 1
        length = (outer.end.year * 12 + outer.end.month - 1 - first) // size
        begin_at = length - count if order < 0 else order - 1
        return months(first + begin_at * size, size * count) if 0 <= begin_at < length else None
    if point.unit == "day":
        days = (outer.end - outer.start).days
        begin_at = days - count if order < 0 else order - 1
        start = outer.start + begin_at * DAY
        return Stretch(start, start + count * DAY, "day", start + (count - 1) * DAY) if 0 <= begin_at < days else None
    return None


def nth_week(order: int, count: int, outer: Stretch) -> Stretch | None:
    """ISO weeks: the first one holds the first Thursday of the year or month."""
    thursday = outer.start + ((4 - outer.start.isoweekday()) % 7) * DAY
    final = outer.end - DAY
    final -= ((final.isoweekday() - 4) % 7) * DAY
    start = (final - timedelta(weeks=count - 1) if order < 0 else thursday + timedelta(weeks=order - 1)) - 3 * DAY
    if not outer.start <= start + 3 * DAY < outer.end:
        return None
    return Stretch(start, start + timedelta(weeks=count), "week", start + timedelta(weeks=count - 1))


def part_of_year(point: TimePoint, anchor: Written | None, _ahead: bool | None) -> Stretch | None:
    """A quarter or half of this year; of a season with a year only the year is told: its months depend on the place."""
    if point.unit == "season":
        return Stretch(begin(point.year), begin(point.year + 1), "year") if point.year else None
    if anchor is None:
        return None
    year = replace(point, within=TimePoint("year", year=point.year or anchor.day.year))
    return inside(year, anchor, None)


def joined(first: Stretch, last: Stretch) -> Stretch | None:
    """From the first to the end of the last, at the coarser precision; None when they are in the wrong order."""
    if last.start < first.start:
        return None
    precision = max(first.precision, last.precision, key=GRAINS.index)
    if "week" in {first.precision, last.precision}:
        precision = "day" if precision == "week" else precision
    return Stretch(first.start, last.end, precision, last.last or last.start)
