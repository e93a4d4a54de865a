"""The grammar of single dates and periods: `14 May`, `next Tuesday`, `the first week of June`, `two weeks ago`.

Comes in: the words of a paragraph and a token; goes out: the end and the TimePoint of the longest date beginning there.
It knows no day of writing and joins no two dates. Bounded look-ahead, so linear over a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, cast

from onrecord.language.timewords import Words
from onrecord.model import TimePoint, TimeUnit

__all__ = ["Found", "counted", "day_number", "month_name", "number", "point", "roman_ordinal", "year_number"]

Found = tuple[int, TimePoint] | None
Mode = Literal["coming", "next", "following", "last", "previous", "this"]
SHIFTS: dict[str, int] = {"this": 0, "next": 1, "coming": 1, "following": 1, "last": -1, "previous": -1}
OFFSET = re.compile(r"(easter|\d+-\d-(?:\d|last))([+-]\d+)?")
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
ROMAN = re.compile(r"[ivx]{1,5}$")
ROMANS = {
    numeral: value
    for value, numeral in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
            "xxi",
        ],
        1,
    )
}


def point(w: Words, at: int) -> Found:
    """The longest date or period that begins at a token; each token is read once."""
    if at not in w.points:
        w.points[at] = longest(w, at)
    return w.points[at]


def longest(w: Words, at: int) -> Found:
    readings: tuple[Callable[[Words, int], Found], ...] = (
        moment, partial, of_another, ago, shifted, ordinal_period, week_number, decade, century, season, calendar_day,
        month_date, year_date, relative_day,
    )  # fmt: skip
    best: Found = None
    for reading in readings:
        hit = reading(w, at)
        if hit and (best is None or hit[0] > best[0]):
            best = hit
    return best


# numbers


def number(w: Words, at: int) -> tuple[int, int] | None:
    """A number below 1000, in figures or words (`twenty-one`, `treinta y uno`)."""
    figure = w.figure(at)
    if figure is not None:
        return (at + 1, figure) if figure < 1000 else None
    hit = w.at(at, "number")
    if hit is None or int(hit[1]) >= 1000:
        return None
    end, value = hit[0], int(hit[1])
    if value >= 20 and value % 10 == 0:
        joined = w.skip(w.skip(end, "links dash"), "links and")
        ones = w.at(joined, "number")
        if ones and int(ones[1]) < 10 and (joined > end or value > 20 or not w.at(end, "links comma")):
            return ones[0], value + int(ones[1])
    return end, value


def counted(w: Words, at: int) -> tuple[int, int] | None:
    """A number before a unit; `a week` is one."""
    hit = number(w, at)
    if hit is None:
        one = w.at(at, "one any")
        hit = (one[0], 1) if one else None
    if hit is None and (half := w.at(at, "clock half")):
        return half[0], 0
    return hit


def unit_at(w: Words, at: int) -> tuple[int, TimeUnit] | None:
    hit = w.at(at, "unit")
    return (hit[0], cast(TimeUnit, hit[1])) if hit else None


def day_number(w: Words, at: int) -> tuple[int, int, bool] | None:
    """A day of the month, and whether it is printed as an ordinal."""
    figure = w.figure(at)
    if figure is not None and len(w.token(at)) <= 2:
        end = at + 1
        marked = w.at(end, "marks ordinal") if w.glued(end) or w.token(end) in {".", "º"} else None
        if marked and not (marked[0] - end == 1 and w.token(end).isalpha() and not w.glued(end)):
            end = marked[0]
        return (end, figure, end > at + 1) if 1 <= figure <= 31 else None
    worded = ordinal_words(w, at)
    if worded:
        return (*worded, True) if 1 <= worded[1] <= 31 else None
    plain = None if figure is not None else number(w, at)
    return (*plain, False) if plain and 1 <= plain[1] <= 31 else None


def ordinal_words(w: Words, at: int) -> tuple[int, int] | None:
    hit = w.at(at, "ordinal")
    if hit:
        return hit[0], int(hit[1])
    tens = w.at(at, "number")
    if tens and int(tens[1]) in {20, 30}:
        ones = w.at(w.skip(tens[0], "links dash"), "ordinal")
        if ones and 0 < int(ones[1]) < 10:
            return ones[0], int(tens[1]) + int(ones[1])
    return None


def year_number(w: Words, at: int) -> tuple[int, int] | None:
    """A year in four figures or in words (`nineteen ninety-six`, `dos mil veinte`)."""
    figure = w.figure(at)
    if figure is not None:
        if len(w.token(at)) != 4 or not 1000 <= figure <= 2199 or amount(w, at):
            return None
        return at + 1, figure
    if (lead := w.at(at, "number")) and int(lead[1]) == 1000:
        return hundreds(w, lead[0])
    first = number(w, at)
    return worded_year(w, *first) if first else None


def worded_year(w: Words, at: int, value: int) -> tuple[int, int] | None:
    """`two thousand and fifteen`, `nineteen ninety-six`, after their first number."""
    first = at, value
    thousand = w.at(first[0], "number")
    if thousand and int(thousand[1]) == 1000 and first[1] in {1, 2}:
        rest = number(w, w.skip(thousand[0], "links and")) if w.figure(thousand[0]) is None else None
        return (rest[0], 1000 * first[1] + rest[1]) if rest else (thousand[0], 1000 * first[1])
    if 15 <= first[1] <= 20 and w.figure(first[0]) is None:
        rest = number(w, first[0])
        if rest and 10 <= rest[1] <= 99:
            return rest[0], 100 * first[1] + rest[1]
    return None


def hundreds(w: Words, at: int) -> tuple[int, int] | None:
    """`mil novecientos noventa y dos`, after its first word."""
    hit = w.at(at, "number")
    if hit is None or not 100 <= int(hit[1]) < 1000:
        return None
    rest = number(w, hit[0]) if w.figure(hit[0]) is None else None
    return (rest[0], 1000 + int(hit[1]) + rest[1]) if rest and rest[1] < 100 else (hit[0], 1000 + int(hit[1]))


def amount(w: Words, at: int) -> bool:
    """Whether figures are part of a sum, a decimal or a code rather than a year."""
    before, after = w.token(at - 1), w.token(at + 1)
    if w.glued(at) and (before in {"$", "€", "£", "#", "_", "."} or before.isalpha()):
        return True
    if w.glued(at) and before == "," and w.token(at - 2).isdigit() and w.glued(at - 1):
        return True
    if after in {"%", "€", "$", "£", "°", "_"}:
        return True
    return w.glued(at + 1) and after in {",", ".", ":"} and w.glued(at + 2) and w.token(at + 2).isdigit()


# days, months and years of the calendar


def month_name(w: Words, at: int) -> tuple[int, int] | None:
    """A month by name, with the full stop of its abbreviation."""
    hit = w.at(at, "month")
    if hit is None:
        return None
    end = hit[0]
    follows = w.printed[end + 1][:1] if end + 1 < len(w.printed) else ""
    if (
        w.at(at, "short month")
        and w.token(end) == "."
        and w.glued(end)
        and (follows.isdigit() or follows in ",-" or follows.islower())
    ):
        end += 1
    return end, int(hit[1])


def joint(w: Words, at: int) -> int:
    """Past what may stand between the parts of a date: `of`, `de`, a comma, a glued stroke."""
    for kind in ("links of", "links comma"):
        at = w.skip(at, kind)
    if w.token(at) in {"-", "/", "–", "."}:
        at += 1
    return w.skip(at, "links of")


def trailing_year(w: Words, at: int) -> tuple[int, int] | None:
    """The year after a day or month."""
    after = w.skip(joint(w, at), "links article")
    hit = year_number(w, w.skip(after, "links year"))
    if hit:
        return hit
    if short := year_of_two(w, at, after):
        return short
    if w.token(after) in {"'", "’"} and (two := w.figure(after + 1)) is not None and len(w.token(after + 1)) == 2:
        return after + 2, century_of(two)
    return None


def year_of_two(w: Words, at: int, after: int) -> tuple[int, int] | None:
    """`15 April of 87`, `el 3 de mayo del 98`: two figures behind the word itself, at the end of a clause."""
    linked = any(w.token(place) in {"of", "de", "del"} for place in range(at, after))
    two = w.figure(after) if linked and len(w.token(after)) == 2 else None
    if two is None or w.token(after + 1)[:1].isalpha() or w.token(after + 1) in {"%", ":", "-", "/", "€", "$", "°"}:
        return None
    return after + 1, century_of(two)


def century_of(two: int) -> int:
    """Two figures of a year: up to 49 in this century, the others in the last (a convention, not tuned)."""
    return 2000 + two if two < 50 else 1900 + two


def calendar_day(w: Words, at: int) -> Found:
    """A day with its month, a weekday in front or not; a weekday with the day's number."""
    if feast := holiday(w, at):
        return feast
    start, weekday = at, None
    if hit := w.at(at, "weekday"):
        weekday, start = int(hit[1]), after_weekday(w, hit[0])
    elif hit := w.at(at, "links numbered") or w.at(at, "links day"):
        start = hit[0] if day_number(w, hit[0]) else at
    elif (shift := w.at(at, "shift")) and (
        w.at(shift[0], "weekday") or w.figure(shift[0]) or w.at(shift[0], "holiday") or w.at(shift[0], "feast")
    ):
        return shifted_calendar_day(w, shift[0], str(shift[1]))
    found = figures(w, start) or day_month(w, start) or month_day(w, start) or holiday(w, start)
    if found and found[1].month and not found[1].ordinal:
        return found[0], replace(found[1], weekday=weekday)
    return weekday_with_number(w, at, start, weekday)


def after_weekday(w: Words, at: int) -> int:
    if w.token(at) == "." and w.glued(at) and (w.figure(at + 1) is not None or w.at(at + 1, "month")):
        at += 1
    at = w.skip(at, "links comma")
    if w.token(at) in {"-", "("}:
        at += 1
    return w.skip(w.skip(at, "links on"), "links article")


def shifted_calendar_day(w: Words, at: int, shift: str) -> Found:
    """`this Friday, 6 July`: the shift says which year."""
    hit = calendar_day(w, at)
    if hit is None:
        return None
    end, found = hit
    mode = cast(Mode, "coming" if shift == "this" else shift)
    if found.part == "easter":
        return end, replace(found, mode=mode)
    if found.within is not None and found.within.part == "easter":
        return end, replace(found, within=replace(found.within, mode=mode))
    if found.month is None:
        return None
    return end, found if found.year else replace(found, mode=mode)


def holiday(w: Words, at: int) -> Found:
    """A day of the calendar by its name: `Christmas Day`, `Nochebuena 2019`, `Good Friday`, `Labor Day weekend`."""
    hit = w.at(at, "holiday") or w.at(at, "feast")
    if hit is None:
        return None
    end, found, offset = hit[0], *named_day(hit[1])
    unit = unit_at(w, end)
    weekend = unit is not None and unit[1] == "weekend"
    if unit is not None and weekend:
        end = unit[0]
    year = year_of_holiday(w, w.skip(end, "links of"))
    if year:
        end, dated = year
        found = replace(found, year=dated.year) if dated.year else replace(found, within=dated)
    if offset:
        found = TimePoint("day", shift=offset, within=found)
    return end, TimePoint("weekend", within=found) if weekend else found


def year_of_holiday(w: Words, at: int) -> Found:
    """`2019`, `this year`, after the name of a day."""
    if year := year_number(w, at):
        return year[0], TimePoint("year", year=year[1])
    near = shifted(w, at)
    return near if near and near[1].unit == "year" and near[1].part is None and near[1].count == 1 else None


def named_day(value: int | str) -> tuple[TimePoint, int]:
    """A day as the lists have it, and days after it: 1225; `easter-2`; `11-4-4+1`, the day after November's fourth
    Thursday; -1 for the last one of the month."""
    if isinstance(value, int):
        return TimePoint("day", month=value // 100, day=value % 100), 0
    rule, offset = OFFSET.fullmatch(value).groups()  # type: ignore[union-attr]
    if rule == "easter":
        return TimePoint("day", part="easter"), int(offset or 0)
    month, weekday, nth = (int(part) for part in rule.replace("last", "-1").split("-", 2))
    return TimePoint("day", month=month, weekday=weekday, ordinal=nth), int(offset or 0)


def day_month(w: Words, at: int) -> Found:
    day = day_number(w, at)
    if day is None or (at and w.glued(at) and w.token(at - 1) in {".", ":", ","}):
        return None
    between = joint(w, day[0])
    named = w.skip(between, "links article")
    month = month_name(w, named)
    if month is None:
        return numbered_month(w, at, day[0], day[1])
    if w.figure(at) is None and w.at(named, "short month") and not w.month_first:
        return None  # `el tercer set` is no third of September
    return with_year(w, month[0], TimePoint("day", month=month[1], day=day[1]))


def numbered_month(w: Words, at: int, end: int, day: int) -> Found:
    """`9 de 8 de 1971`: the month as a figure between two links, before a year."""
    start = w.skip(end, "links of")
    month, after = w.figure(start), w.skip(start + 1, "links of")
    if month is None or w.figure(at) is None or start == end or after == start + 1:
        return None
    year = year_number(w, after)
    return checked(year[0], year[1], month, day) if year else None


def month_day(w: Words, at: int) -> Found:
    month = month_name(w, at)
    if month is None:
        return None
    start = w.skip(month[0], "links comma")
    if w.token(start) in {"-", "/"}:
        start += 1
    day = day_number(w, w.skip(start, "links article"))
    if day is None or w.token(day[0]) in {":", "%"} or (w.at(day[0], "clock am") and w.glued(day[0])):
        return None
    if w.at(day[0], "unit") or w.at(day[0], "clock pm") or (w.at(day[0], "clock am") and len(w.token(day[0])) > 1):
        return None
    return with_year(w, day[0], TimePoint("day", month=month[1], day=day[1]))


def with_year(w: Words, at: int, found: TimePoint) -> Found:
    year = trailing_year(w, at)
    if year:
        return year[0], replace(found, year=year[1])
    mark = w.token(at)
    two = w.figure(at + 1) if mark in {"-", "/"} and mark == w.token(at - 2) and tight(w, at) else None
    if two is not None and len(w.token(at + 1)) == 2:
        return at + 2, replace(found, year=century_of(two))
    return at, found


def figures(w: Words, at: int) -> Found:
    """Dates in figures: 2019-05-14, 14/05/2019, 14.05.2019, 5/14, 2019/Aug/01."""
    parts: list[tuple[int, int]] = []
    marks: list[str] = []
    end = at
    while len(parts) < 3:
        value = w.figure(end)
        if value is None:
            break
        parts.append((value, len(w.token(end))))
        end += 1
        if len(parts) < 3 and w.token(end) in ({marks[0]} if marks else {"-", "/", "."}) and tight(w, end):
            marks.append(w.token(end))
            end += 1
        else:
            break
    if len(parts) == 1 and parts[0][1] == 4 and marks:
        return year_first(w, parts[0][0], end)
    if [length for _, length in parts] == [4, 2, 2] and marks == ["-", "-"] and not w.figure(at - 1):
        return checked(end, *(value for value, _ in parts))
    if not marks or len(marks) >= len(parts) or (at and w.glued(at) and w.token(at - 1) in {*"/.,:$€£", marks[0]}):
        return None
    if w.glued(end) and (w.token(end) in {"%", "/", ":", marks[0]} or w.token(end)[:1].isalpha()):
        return None
    return arranged(w, parts, marks[0], end)


def tight(w: Words, at: int) -> bool:
    """Whether a mark stands between its neighbours without spaces."""
    return w.glued(at) and w.glued(at + 1)


def year_first(w: Words, year: int, at: int) -> Found:
    month = month_name(w, at)
    if month is None or w.token(month[0]) not in {"-", "/"}:
        return None
    day = day_number(w, month[0] + 1)
    return (day[0], TimePoint("day", year=year, month=month[1], day=day[1])) if day else None


def arranged(w: Words, parts: list[tuple[int, int]], mark: str, end: int) -> Found:
    """Which figures are the day, the month and the year; `w.month_first` where both orders could be."""
    values = [value for value, _ in parts]
    if len(parts) == 3 and parts[0][1] == 4:
        return checked(end, values[0], values[1], values[2])
    if len(parts) == 3 and parts[2][1] in {2, 4}:
        year = values[2] if parts[2][1] == 4 else century_of(values[2])
        first, second = (values[0], values[1]) if month_leads(w) else (values[1], values[0])
        return checked(end, year, first, second) or checked(end, year, second, first)
    if len(parts) == 2 and parts[1][1] == 4 and 1 <= values[0] <= 12 and 1000 <= values[1] <= 2199:
        return end, TimePoint("month", year=values[1], month=values[0])
    if len(parts) == 2 and parts[0][1] == 4 and parts[1][1] == 2 and 1 <= values[1] <= 12 and mark == "-":
        return end, TimePoint("month", year=values[0], month=values[1])
    if len(parts) == 2 and mark == "/" and max(part[1] for part in parts) <= 2:
        first, second = values if month_leads(w) else (values[1], values[0])
        return checked(end, None, first, second) or checked(end, None, second, first)
    return None


def month_leads(w: Words) -> bool:
    return w.month_first and not w.day_first


LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def checked(end: int, year: int | None, month: int, day: int) -> Found:
    if not (1 <= month <= 12 and 1 <= day <= LENGTHS[month - 1] and (year is None or 1000 <= year <= 2199)):
        return None
    return end, TimePoint("day", year=year, month=month, day=day)


def weekday_with_number(w: Words, at: int, start: int, weekday: int | None) -> Found:
    """`Monday 21`, `Tuesday the 11th`; and without a weekday `the 18th`, `the 21st of next month`."""
    day = day_number(w, start)
    if day and day[1] == 1 and not day[2] and w.figure(start) is None:
        day = None  # `el martes, un plan`
    if weekday is None:
        return numbered_day(w, at, start, day)
    if (
        day
        and not clocklike(w, day[0])
        and not w.at(day[0], "unit")
        and not (day[2] and w.figure(start) is None and w.token(day[0])[:1].isalpha() and not w.at(day[0], "clock at"))
    ):
        return day[0], TimePoint("day", day=day[1], weekday=weekday)
    return None


def clocklike(w: Words, at: int) -> bool:
    return (w.token(at) in {":", "-", "%", "."} and w.glued(at) and w.figure(at + 1) is not None) or bool(
        w.at(at, "clock am") or w.at(at, "clock pm") or w.at(at, "marks hours") or w.at(at, "clock full")
    )


def numbered_day(w: Words, at: int, start: int, day: tuple[int, int, bool] | None) -> Found:
    named = w.at(at, "links day") is not None
    if day is None or start == at or not (day[2] or named):
        return None
    if w.figure(start) is None and not w.at(day[0], "unit") and not named:
        return None
    end = day[0]
    unit = unit_at(w, end)
    if unit and unit[1] == "day":
        end = unit[0]
    month = shifted(w, w.skip(end, "links of")) or shifted(w, end)
    if month and month[1].unit == "month" and month[1].count == 1:
        return month[0], TimePoint("day", day=day[1], within=month[1])
    if (
        end == day[0]
        and w.figure(start) is not None
        and (named or not w.token(end)[:1].isalpha())
        and w.token(end) not in {"-"}
    ):
        return end, TimePoint("day", day=day[1])
    return None


def month_date(w: Words, at: int) -> Found:
    """A month, with or without its year."""
    month = month_name(w, at)
    if month is None:
        return None
    year = trailing_year(w, month[0])
    if year:
        return year[0], TimePoint("month", year=year[1], month=month[1])
    return (month[0] if month[0] - at > 1 else w.found[at]["month"][0]), TimePoint("month", month=month[1])


def year_date(w: Words, at: int) -> Found:
    start = w.skip(at, "links year")
    year = year_number(w, start)
    return (year[0], TimePoint("year", year=year[1])) if year else None


# days and units told from the day of writing


def relative_day(w: Words, at: int) -> Found:
    """`yesterday`, `tomorrow`; a weekday alone."""
    if hit := w.at(at, "day"):
        return hit[0], TimePoint("day", shift=int(hit[1]))
    start = w.skip(at, "links day")
    if hit := w.at(start, "weekday"):
        end = hit[0]
        return end + (w.token(end) == "." and w.glued(end) and len(w.token(start)) < 5), TimePoint(
            "day", weekday=int(hit[1])
        )
    return None


def shifted(w: Words, at: int) -> Found:
    """`last week`, `the next two years`, `next Friday`, `this May`, `la semana que viene`."""
    return shift_first(w, at) or count_first(w, at) or unit_first(w, at)


def shift_first(w: Words, at: int) -> Found:
    hit = w.at(at, "shift")
    if hit is None:
        return None
    end, mode = hit[0], str(hit[1])
    inner = w.at(end, "shift")
    if inner and mode == "this":
        end, mode = inner[0], str(inner[1])
    if w.at(at, "links article") and not (w.at(end, "unit") or number(w, end)):
        return None
    if named := name_of_time(w, end):
        return named[0], replace(named[1], shift=SHIFTS[mode], mode=cast(Mode, mode))
    count = number(w, end)
    unit = unit_at(w, count[0] if count else end)
    if (
        unit is None
        or (count is None and w.at(end, "plural"))
        or (count and (mode == "this" or w.at(at, "links article") or not plural(w, unit[0], count[1])))
    ):
        return None
    return unit[0], several(unit[1], count[1] if count else None, mode)


def name_of_time(w: Words, at: int) -> Found:
    """A month, weekday or season by name."""
    if month := month_name(w, at):
        return month[0], TimePoint("month", month=month[1])
    if weekday := w.at(at, "weekday"):
        return weekday[0], TimePoint("day", weekday=int(weekday[1]))
    season = w.at(at, "season")
    return (season[0], TimePoint("season", ordinal=SEASONS[str(season[1])])) if season else None


def plural(w: Words, end: int, count: int) -> bool:
    """Whether a unit may be counted so: `3 next week` is no three weeks. In all three languages plurals end in s."""
    return count == 1 or w.token(end - 1).endswith("s")


def several(unit: TimeUnit, count: int | None, mode: str) -> TimePoint:
    """One neighbouring unit, or as many as are counted, up to today or from tomorrow on."""
    if unit == "fortnight" and count is None and mode != "this":
        unit, count = "week", 2
    return TimePoint(
        unit, shift=SHIFTS[mode] if count is None else SHIFTS[mode] * count, mode=cast(Mode, mode), count=count or 1,
        part=None if count is None else "counted",
    )  # fmt: skip


def count_first(w: Words, at: int) -> Found:
    """`5 upcoming years`, `tres próximos días`, `10 semanas anteriores`."""
    count = number(w, at)
    if count is None:
        return None
    shift = None if w.at(count[0], "links article") else w.at(count[0], "shift")
    unit = unit_at(w, shift[0]) if shift else None
    if shift and unit and shift[1] != "this" and plural(w, unit[0], count[1]):
        return unit[0], several(unit[1], count[1], str(shift[1]))
    unit = unit_at(w, count[0])
    shift = w.at(unit[0], "shift after") if unit else None
    return (shift[0], several(unit[1], count[1], str(shift[1]))) if unit and shift and shift[1] != "this" else None


def unit_first(w: Words, at: int) -> Found:
    start = w.skip(at, "links article")
    if unit := unit_at(w, start):
        shift = None if w.at(start, "plural") else w.at(unit[0], "shift after")
        return (shift[0], several(unit[1], None, str(shift[1]))) if shift else None
    weekday = w.at(start, "weekday")
    if weekday and (shift := w.at(weekday[0], "shift after")) and start == at:
        mode = str(shift[1])
        return shift[0], TimePoint("day", weekday=int(weekday[1]), shift=SHIFTS[mode], mode=cast(Mode, mode))
    month = month_name(w, start)
    if month and start == at and (shift := w.at(month[0], "shift after")):
        mode = str(shift[1])
        return shift[0], TimePoint("month", month=month[1], shift=SHIFTS[mode], mode=cast(Mode, mode))
    return None


def ago(w: Words, at: int) -> Found:
    """`two weeks ago`, `hace dos semanas`, `in three days`, `two days after 3 May`."""
    before = w.at(at, "shift_before ahead") or w.at(at, "shift_before back")
    sign = 0 if before is None else 1 if w.at(at, "shift_before ahead") else -1
    count = counted(w, before[0] if before else at)
    unit = unit_at(w, count[0]) if count else None
    if count is None or unit is None or count[1] == 0:
        return None
    if sign:
        if sign > 0 and from_another(w, unit[0], unit[1], count[1]):
            return None  # `in two days from tomorrow` is told from tomorrow
        return unit[0], TimePoint(unit[1], shift=sign * count[1])
    for kind, sign in (("shift_after ahead", 1), ("shift_after back", -1)):
        if after := w.at(unit[0], kind):
            return after[0], TimePoint(unit[1], shift=sign * count[1])
    if more := two_units(w, unit[0], TimePoint(unit[1], shift=count[1])):
        return more
    return from_another(w, unit[0], unit[1], count[1])


def two_units(w: Words, at: int, first: TimePoint) -> Found:
    """`two weeks and three days ago`, after its first unit."""
    start = w.skip(w.skip(at, "links comma"), "links and")
    count = counted(w, start) if start > at else None
    unit = unit_at(w, count[0]) if count else None
    if count is None or unit is None or count[1] == 0:
        return None
    for kind, sign in (("shift_after ahead", 1), ("shift_after back", -1)):
        if after := w.at(unit[0], kind):
            outer = replace(first, shift=sign * (first.shift or 0))
            return after[0], TimePoint(unit[1], shift=sign * count[1], within=outer)
    return None


def from_another(w: Words, at: int, unit: TimeUnit, count: int) -> Found:
    """`two days after tomorrow`: told from a date that is printed."""
    for kind, sign in (("event after", 1), ("event before", -1), ("event from", 1)):
        if hit := w.at(at, kind):
            other = any_day(w, hit[0]) or any_day(w, w.skip(hit[0], "links article"))
            if other:
                return other[0], TimePoint(unit, shift=sign * count, within=other[1])
    return None


# periods inside others


def of_another(w: Words, at: int) -> Found:
    """`Tuesday of next week`, `next week on Tuesday`, `the last week of this month`."""
    if weekday := w.at(at, "weekday"):
        week = shifted(w, w.skip(weekday[0], "links of")) or shifted(w, weekday[0])
        if week and week[1].unit == "week" and week[1].count == 1:
            return week[0], TimePoint("day", weekday=int(weekday[1]), within=week[1])
        return None
    week = shifted(w, at)
    if week and week[1].unit == "week" and week[1].part is None:
        inner = w.skip(week[0], "links dash")
        weekday = w.at(w.skip(inner, "links on"), "weekday")
        if weekday:
            return weekday[0], TimePoint("day", weekday=int(weekday[1]), within=week[1])
    return None


def ordinal_period(w: Words, at: int) -> Found:
    """`the first quarter of 2017`, `first week of January`, `Q3 2019`, `2019 H2`, `the last four months of 2021`."""
    if hit := lettered(w, at):
        return hit
    start = w.skip(at, "links article")
    nth = ordinal_words(w, start) or marked_ordinal(w, start)
    if nth is None:
        return None
    count = number(w, nth[0])
    unit = unit_at(w, count[0] if count else nth[0])
    if unit is None or unit[1] in {"century", "decade", "minute", "hour", "year"}:
        return None
    found = TimePoint(unit[1], ordinal=nth[1], count=count[1] if count else 1)
    whole = container(w, unit[0])
    if whole:
        return whole[0], replace(found, within=whole[1])
    return (unit[0], found) if unit[1] in {"quarter", "half"} and nth[1] > 0 else None


def marked_ordinal(w: Words, at: int) -> tuple[int, int] | None:
    day = day_number(w, at)
    return (day[0], day[1]) if day and day[2] else None


def container(w: Words, at: int) -> Found:
    """The month or year a period lies in."""
    start = w.skip(at, "links of")
    year = year_date(w, w.skip(w.skip(start, "links comma"), "links dash"))
    if year:
        return year
    if start > at and (unit := this_unit(w, w.skip(start, "links article"))):
        return unit
    return shifted(w, start) or month_date(w, start) if start > at or w.at(start, "shift") else None


def lettered(w: Words, at: int) -> Found:
    year = year_number(w, at)
    start = w.skip(year[0], "links dash") if year else at
    name = w.at(start, "quarters quarter") or w.at(start, "quarter")
    if name is None:
        return None
    nth, unit = w.figure(start + 1), cast(TimeUnit, name[1])
    if nth is None or not w.glued(start + 1) or not 1 <= nth <= (4 if unit == "quarter" else 2):
        return None
    found = TimePoint(unit, ordinal=nth)
    if year:
        return start + 2, replace(found, within=TimePoint("year", year=year[1]))
    whole = container(w, w.skip(start + 2, "links dash"))
    return (whole[0], replace(found, within=whole[1])) if whole else None


def week_number(w: Words, at: int) -> Found:
    """`week 27 of last year`, `the week of the 18th`."""
    if hit := w.at(at, "links weekof"):
        day = calendar_day(w, hit[0]) or numbered(w, hit[0])
        return (day[0], TimePoint("week", within=day[1])) if day else None
    hit = w.at(at, "links week")
    nth = w.figure(hit[0]) if hit else None
    if hit is None or nth is None or not 1 <= nth <= 53:
        return None
    whole = container(w, hit[0] + 1)
    within = whole[1] if whole else TimePoint("year", shift=0, mode="this")
    return (whole[0] if whole else hit[0] + 1), TimePoint("week", ordinal=nth, within=within)


def numbered(w: Words, at: int) -> Found:
    """A day by its number alone, where the words before it say that it is one: `the week of the 18th`."""
    day = day_number(w, w.skip(at, "links article"))
    return (day[0], TimePoint("day", day=day[1])) if day else None


def decade(w: Words, at: int) -> Found:
    """`the 1990s`, `los años 90`, `nineties`."""
    if hit := w.at(at, "decade"):
        return hit[0], TimePoint("decade", year=int(hit[1]))
    lead = w.at(at, "links decade")
    start = lead[0] if lead else at
    figure = w.figure(start)
    if figure is None or figure % 10 or len(w.token(start)) not in {2, 4}:
        return None
    year = figure if figure >= 100 else (1900 + figure if figure >= 20 else 2000 + figure)
    mark = w.at(start + 1, "marks decade")
    if mark and not (len(w.token(start + 1)) > 2 or (w.token(start + 2) in {"."} and w.glued(start + 2) and False)):
        return mark[0], TimePoint("decade", year=year)
    named = lead and any(w.at(place, "unit") for place in range(at, start))
    return (start + 1, TimePoint("decade", year=year)) if named else None


def century(w: Words, at: int) -> Found:
    """`the 15th century`, `siglo XX`, `XXe siècle`."""
    start = w.skip(at, "links article")
    unit = unit_at(w, start)
    if unit and unit[1] == "century" and w.token(unit[0]) in ROMANS and w.printed[unit[0]].isupper():
        return unit[0] + 1, TimePoint("century", year=100 * (ROMANS[w.token(unit[0])] - 1))
    nth = marked_ordinal(w, start)
    end, value = (nth[0], nth[1]) if nth else (start + 1, roman_ordinal(w.token(start)))
    unit = unit_at(w, end)
    return (unit[0], TimePoint("century", year=100 * (value - 1))) if unit and unit[1] == "century" and value else None


def roman_ordinal(token: str) -> int:
    return ROMANS.get(token[:-1], 0) if token.endswith("e") and ROMAN.match(token[:-1]) else 0


def season(w: Words, at: int) -> Found:
    """A season with its year."""
    hit = w.at(w.skip(at, "links article"), "season")
    year = trailing_year(w, hit[0]) if hit else None
    return (year[0], TimePoint("season", year=year[1], ordinal=SEASONS[str(hit[1])])) if hit and year else None


def partial(w: Words, at: int) -> Found:
    """`early 2019`, `mid-November`, `the end of this year`, `earlier this month`."""
    hit = w.at(at, "part")
    if hit is None:
        return None
    start = hit[0]
    whole = of_another(w, start) or shifted(w, start) or ordinal_period(w, start) or decade(w, start)
    whole = whole or month_date(w, start) or year_date(w, start) or relative_day(w, start)
    whole = whole or shifted(w, w.skip(start, "links of")) or this_unit(w, w.skip(start, "links article"))
    return (whole[0], replace(whole[1], part=str(hit[1]))) if whole and whole[1].part is None else None


def this_unit(w: Words, at: int) -> Found:
    """`the end of the year`: the year of writing."""
    unit = unit_at(w, at)
    return (
        (unit[0], TimePoint(unit[1], shift=0, mode="this")) if unit and unit[1] in {"week", "month", "year"} else None
    )


# moments of a day


def moment(w: Words, at: int) -> Found:
    """A day with a clock or a part of the day, in either order; `this morning`, `tonight`."""
    if hit := w.at(at, "tonight"):
        found: Found = (hit[0], TimePoint("day", shift=0, part=str(hit[1])))
        time = clock(w, hit[0])
        return (time[0], timed(cast(tuple[int, TimePoint], found)[1], time[1])) if time else found
    day = any_day(w, at)
    if day:
        return after_day(w, day[0], day[1])
    time = clock(w, at)
    if time is None:
        return None
    rest = any_day(w, w.skip(w.skip(time[0], "links comma"), "links of")) or any_day(w, w.skip(time[0], "links on"))
    if rest is None and (hit := w.at(time[0], "tonight")):
        rest = hit[0], TimePoint("day", shift=0, part=str(hit[1]))
    return (rest[0], timed(rest[1], time[1])) if rest else None


def any_day(w: Words, at: int) -> Found:
    for reading in (of_another, calendar_day, shifted, relative_day):
        hit = reading(w, at)
        if hit and hit[1].unit == "day" and hit[1].part is None and hit[1].count == 1:
            return hit
    return None


def after_day(w: Words, at: int, day: TimePoint) -> Found:
    comma = w.skip(at, "links comma")
    time = clock(w, comma)
    if time:
        return time[0], timed(day, time[1])
    part = w.at(at, "daytime")
    if part:
        time = clock(w, part[0])
        return (time[0], timed(day, time[1])) if time else (part[0], replace(day, part=str(part[1])))
    return None


def timed(day: TimePoint, time: tuple[int, int]) -> TimePoint:
    hour = time[0]
    if day.part in {"afternoon", "evening", "night"} and hour < 12:
        hour += 12
    return replace(day, unit="minute", hour=hour, minute=time[1], part=None)


def clock(w: Words, at: int) -> tuple[int, tuple[int, int]] | None:
    """The time of day: 14:30, 16h30, 4 pm, at eight, a las 9 de la mañana."""
    lead = w.at(at, "clock at")
    start = lead[0] if lead else at
    named = w.at(start, "daytime")
    if named and named[1] in {"noon", "midnight"}:
        return named[0], (12 if named[1] == "noon" else 0, 0)
    hour = number(w, start)
    if hour is None or hour[1] > 24 or (w.at(hour[0], "unit") and not w.at(hour[0], "marks hours")):
        return None
    end, minutes, sure = minutes_after(w, hour[0])
    return with_half(w, end, hour[1], minutes, sure=sure or (bool(lead) and not counting(w, end)))


def counting(w: Words, at: int) -> bool:
    """Whether a number counts what follows: `at 7 stations`."""
    return w.token(at)[:1].isalpha() and not (
        w.at(at, "open behind") or w.at(at, "clock zone") or w.at(at, "links on") or w.at(at, "clock full")
        or w.at(at, "daytime") or w.at(at, "clock am") or w.at(at, "clock pm")
    )  # fmt: skip


def minutes_after(w: Words, at: int) -> tuple[int, int, bool]:
    """Past the minutes, and whether what stands there makes a clock of the number before."""
    minutes = w.figure(at + 1) if w.token(at) in {":", ".", "h"} and tight(w, at) else None
    if minutes is not None and minutes < 60 and len(w.token(at + 1)) == 2:
        seconds = w.token(at + 2) == ":" and tight(w, at + 2) and w.figure(at + 3) is not None
        halves = w.at(at + 2, "clock am") or w.at(at + 2, "clock pm")
        return (at + 4 if seconds else at + 2), minutes, w.token(at) != "." or bool(halves)
    if half := w.at(at, "clock half"):
        return half[0], 30, False
    if hours := w.at(at, "marks hours"):
        return hours[0], 0, True
    return at, 0, False


def with_half(w: Words, at: int, hour: int, minutes: int, *, sure: bool) -> tuple[int, tuple[int, int]] | None:
    full = w.skip(at, "clock full")
    sure, at = sure or full > at, full
    morning, evening = w.at(at, "clock am"), w.at(at, "clock pm")
    part = w.at(at, "daytime")
    if part and part[1] in {"afternoon", "evening", "night"}:
        evening = part
    elif part and part[1] in {"morning", "dawn"}:
        morning = part
    if hit := morning or evening:
        return w.skip(hit[0], "clock zone"), (hour % 12 + (12 if evening and not morning else 0), minutes)
    return (w.skip(at, "clock zone"), (hour, minutes)) if sure and hour < 24 else None
