"""Dates as pages print them, with the precision they have.

Comes in: a line, or a machine-readable value; goes out: ISO 8601 and the place of the words. It resolves nothing
relative (`yesterday`) and guesses no part that is not printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.document.lines import folded, words
from onrecord.vocabulary import languages, vocabulary

__all__ = ["PrintedDate", "date_line", "is_update", "iso", "leads_to_date", "printed_date"]


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """ISO 8601 at the precision printed (`2019`, `2019-05`, `2019-05-16`), and where in the line it stands."""

    value: str
    start: int
    end: int


ISO = re.compile(
    r"(\d{4})-(\d\d?)(?:-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d\d:?(?:\d\d)?)?)?)?(?!\d)"
)
LONGEST = 120  # characters of a date line


def iso(value: str) -> str | None:
    """A machine-readable date as ISO 8601 at its own precision, None where it is none."""
    match = ISO.match(value.strip()[:60])
    if match is None:
        compact = re.match(r"(\d{4})(\d\d)(\d\d)(?!\d)", value.strip())
        return day(*compact.groups()) if compact else slashed(value)
    year, month, number, hour, minute, second, zone = match.groups()
    if number is None:
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 and 1800 < int(year) < 2200 else None
    whole = day(year, month, number)
    if whole is None or hour is None or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return whole
    return f"{whole}T{int(hour):02}:{minute}:{second or '00'}{zoned(zone)}"


def slashed(value: str) -> str | None:
    match = re.match(r"(\d{4})/(\d\d?)/(\d\d?)(?!\d)", value.strip())
    return day(*match.groups()) if match else None


def zoned(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone == "Z":
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        return ""
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def day(year: str, month: str, number: str) -> str | None:
    """A day of the calendar in the years newspapers have been printed; None for any other numbers."""
    try:
        value = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return value.isoformat() if 1700 < value.year < 2200 else None


@cache
def months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in languages():
        for number, names in vocabulary(language, "calendar").get("months", {}).items():
            found.update(dict.fromkeys(names, int(number)))
    return found


@cache
def calendar_words(name: str, table: str = "dates") -> frozenset[str]:
    return frozenset(
        word for language in languages() for word in vocabulary(language, "calendar").get(table, {}).get(name, ())
    )


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Day month year, month day year, month year; each part named."""
    month = "(?P<month>" + "|".join(sorted(map(re.escape, months()), key=len, reverse=True)) + r")\b\.?"
    between = r"(?:[\s,./-]{1,3}(?:(?:" + "|".join(sorted(map(re.escape, calendar_words("between")))) + r")\s)?){1,2}"
    ordinal = "(?:" + "|".join(sorted(map(re.escape, calendar_words("ordinals")), key=len, reverse=True)) + ")?"
    number = rf"(?P<day>\d{{1,2}}){ordinal}"
    year = r"(?P<year>(?:1[7-9]|20|21)\d\d)(?!\d)"
    return (
        re.compile(rf"(?<!\w){number}{between}{month}{between}{year}", re.IGNORECASE),
        re.compile(rf"(?<!\w){month}{between}{number}{between}{year}", re.IGNORECASE),
        re.compile(rf"(?<!\w){month}{between}{year}", re.IGNORECASE),
    )


NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/])")


def printed_date(text: str) -> PrintedDate | None:
    """The first date with a year in a line of at most LONGEST characters (the rest is not read)."""
    line = text[:LONGEST]
    for pattern in patterns():
        if match := pattern.search(line):
            named = match.groupdict()
            month = months()[named["month"].lower()]
            value = f"{named['year']}-{month:02}"
            if named.get("day"):
                value = day(named["year"], str(month), named["day"]) or ""
            return PrintedDate(value, match.start(), match.end()) if value else None
    return numbered_date(line)


def numbered_date(line: str) -> PrintedDate | None:
    """ISO dates, and 16/05/2019 where only one reading is a day of the calendar or both are the same."""
    if match := re.search(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", line):
        value = iso(match[0])
        return PrintedDate(value, match.start(), match.end()) if value else None
    if match := NUMERIC.search(line):
        readings = {day(match[4], match[3], match[1]), day(match[4], match[1], match[3])} - {None}
        if len(readings) == 1:
            return PrintedDate(str(readings.pop()), match.start(), match.end())
    return None


def date_line(text: str) -> PrintedDate | None:
    """The date of a line that holds little else: a weekday, a clock, a place, `published on`."""
    if len(text) > LONGEST or (found := printed_date(text)) is None:
        return None
    rest = words(text[: found.start] + " " + text[found.end :])
    spoken = calendar_words("clock") | calendar_words("published") | calendar_words("updated")
    plain = {word for phrase in spoken for word in words(phrase)} | calendar_words("names", "days")
    plain |= calendar_words("between") | set(months())
    left = [word for word in rest if word not in plain and not any(mark.isdigit() for mark in word)]
    return found if len(left) <= 2 else None


def leads_to_date(word: str) -> bool:
    """Whether a single word is a weekday or one that dates are introduced with (`on`, `le`, `publicado`)."""
    said = word.lower().strip(" .,:")
    return said in calendar_words("published") | calendar_words("updated") | calendar_words("names", "days")


def is_update(text: str) -> bool:
    """Whether the words before the date say that it is the day of a change."""
    found = printed_date(text)
    before = folded(text[: found.start] if found else text).rstrip(" :,-|")
    return any(before.endswith(word) or before.startswith(word) for word in calendar_words("updated"))
