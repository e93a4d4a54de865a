"""Times named in the text: dates, stretches, periods and times told from an event, not yet anchored.

Comes in: paragraphs and a language; goes out: TimeExpressions in text order, none overlapping.
It says nothing of when the text was written; words that may mean something else (`May`, `March`, 2000) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from onrecord.language.timepoints import Found, day_number, month_name, number, point, roman_ordinal
from onrecord.language.timewords import Words, words_of
from onrecord.model import Span, TimeExpression, TimePoint
from onrecord.vocabulary import vocabulary

__all__ = ["times_of"]

Bound = Literal["since", "until", "before", "after"]
BOUNDS: tuple[Bound, ...] = ("since", "until", "before", "after")
Reading = tuple[int, int, int, TimePoint | None, TimePoint | None, Bound | None]
"""End; start and end of the date itself; its two ends; its bound."""
IN_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/.])")
PLAIN = "day", "month", "year", "week", "minute", "quarter"


def times_of(paragraphs: Iterable[Span], language: str) -> tuple[TimeExpression, ...]:
    """All time expressions of the paragraphs; none in a language without a list of time words. Never raises."""
    if not vocabulary(language, "times"):
        return ()
    every = tuple(paragraphs)
    turned = day_first(every)
    return tuple(found for paragraph in every for found in in_paragraph(paragraph, language, turned))


def day_first(paragraphs: Sequence[Span]) -> bool:
    """Whether dates in figures put the day first: one has a first part above 12, and none a second part."""
    pairs = [(int(m[1]), int(m[3])) for paragraph in paragraphs for m in IN_FIGURES.finditer(paragraph.text)]
    return any(12 < first <= 31 and second <= 12 for first, second in pairs) and all(
        second <= 12 for _, second in pairs
    )


def in_paragraph(paragraph: Span, language: str, turned: bool) -> Iterator[TimeExpression]:
    w = words_of(paragraph.text, language, day_first=turned)
    at = 0
    while at < len(w.tokens):
        if not w.opens(at) and not roman_ordinal(w.token(at)):
            at += 1
            continue
        skipped = passed_over(w, at)
        if skipped:
            at = skipped
            continue
        reading = expression(w, at)
        if reading is None:
            at += 1
            continue
        yield built(paragraph, w, at, reading)
        at = reading[0]


def built(paragraph: Span, w: Words, at: int, reading: Reading) -> TimeExpression:
    end, first, last, start, other, bound = reading
    return TimeExpression(placed(paragraph, w, at, end), placed(paragraph, w, first, last), start, other, bound)


def placed(paragraph: Span, w: Words, first: int, last: int) -> Span:
    start, end = w.places[first][0], w.places[last - 1][1]
    return Span(paragraph.start + start, paragraph.start + end, paragraph.text[start:end])


def passed_over(w: Words, at: int) -> int | None:
    """The token after words that are no single time: names, `every Monday`, `in the morning`."""
    if hit := w.at(at, "names not") or feast_in_name(w, at):
        return hit[0]
    if w.at(at, "decade") or point_of_decade(w, at):
        return None
    if (hit := w.at(at, "repeated each")) and (inner := w.at(hit[0], "unit") or w.at(hit[0], "weekday")):
        return None if w.at(inner[0], "shift after") else inner[0]
    if week := w.at(at, "weekday"):
        return opening_hours(w, week[0])
    part = w.at(at, "daytime")
    if part and part[0] > at + 1:
        return part[0]
    return None


def feast_in_name(w: Words, at: int) -> tuple[int, int | str] | None:
    """A feast before a capital: the Good Friday Agreement is no day."""
    hit = w.at(at, "feast")
    if hit is None or w.at(hit[0], "month") or w.at(hit[0], "weekday") or w.at(hit[0], "unit"):
        return None
    return hit if hit[0] < len(w.printed) and w.printed[hit[0]][:1].isupper() else None


def opening_hours(w: Words, at: int) -> int | None:
    """`Monday to Friday`, after its first word: unless a week or a date follows."""
    joint = w.at(at, "ranges to")
    last = w.at(joint[0], "weekday") if joint else None
    if last is None or w.figure(last[0]) is not None or w.at(last[0], "shift") or w.at(last[0], "shift after"):
        return None
    return None if w.at(w.skip(last[0], "links comma"), "month") else last[0]


def point_of_decade(w: Words, at: int) -> bool:
    lead = w.at(at, "links decade")
    return bool(lead and w.figure(lead[0]))


def expression(w: Words, at: int) -> Reading | None:
    """The longest reading that begins at a token: from an event, a stretch, a bounded date, a date."""
    readings = [hit for reading in (from_event, stretch, bounded, single) if (hit := reading(w, at))]
    return max(readings, key=lambda hit: hit[0]) if readings else None


def single(w: Words, at: int) -> Reading | None:
    found = point(w, at)
    if found is None or not alone(w, at, found[0], found[1]):
        return None
    behind = w.at(found[0], "bounds since_behind")
    return (behind[0] if behind else found[0], at, found[0], found[1], None, "since" if behind else None)


def bounded(w: Words, at: int) -> Reading | None:
    """`since August`, `before 2018`, `until the end of June`."""
    for bound in BOUNDS:
        hit = w.at(at, f"bounds {bound}")
        if hit is None:
            continue
        start = hit[0] if point(w, hit[0]) else w.skip(hit[0], "links article")
        found = point(w, start)
        if found and alone(w, start, found[0], found[1]) and not told_from_today(found[1]):
            return found[0], start, found[0], found[1], None, bound
    return None


def told_from_today(found: TimePoint) -> bool:
    """`after two weeks`, `since two years ago`: no bound of a date."""
    return found.unit in {"minute", "hour"} and found.shift is not None


def from_event(w: Words, at: int) -> Reading | None:
    """`hours after the meeting`, `tres días después`, `the following day`: a time without a date of its own."""
    if hit := w.at(at, "neighbours any"):
        return hit[0], at, hit[0], None, None, None
    near = w.at(at, "event near")
    count = None if near else number(w, at)
    unit = w.at(count[0], "unit") if count else None
    end = near[0] if near else unit[0] if unit else None
    if end is None:
        return None
    if any((part := w.at(end, kind)) and w.at(part[0], "shift") for kind in ("part", "event after")):
        return None
    for side in ("after", "before"):
        if hit := w.at(end, f"event {side}"):
            return hit[0], at, hit[0], None, None, None
    return None


# stretches with both ends printed


def stretch(w: Words, at: int) -> Reading | None:
    """`from May to June 2017`, `between 3 and 12 September`, `18-19 November`, `2014-2018`."""
    lead = w.at(at, "ranges between")
    if lead:
        return joined(w, at, lead[0], "ranges and") or joined(w, at, lead[0], "ranges to")
    lead = w.at(at, "ranges from")
    if lead and (found := joined(w, at, lead[0], "ranges to")):
        return found
    return joined(w, at, at, "ranges to")


def joined(w: Words, at: int, first: int, joint: str) -> Reading | None:
    """Two dates with a joint between them; parts that one end lacks are those of the other."""
    for end, start in end_point(w, first):
        hit = w.at(end, joint)
        if hit is None:
            continue
        begin = hit[0]
        right = closing(w, begin, start)
        if right is None:
            continue
        pair = shared(start, right[1])
        if pair and plausible(w, at, first, pair):
            return right[0], at, right[0], pair[0], pair[1], None
    return None


def end_point(w: Words, first: int) -> list[tuple[int, TimePoint]]:
    """Readings of the first end: a date, or a bare number of a day whose month comes with the other end."""
    out: list[tuple[int, TimePoint]] = []
    found = point(w, first)
    if found:
        out.append(found)
    if hit := w.at(first, "ranges now"):
        out.append((hit[0], TimePoint("day", shift=0)))
    start = w.skip(first, "links article")
    if day := day_number(w, start):
        out.append((day[0], TimePoint("day", day=day[1])))
    if month := month_name(w, first):
        out.append((month[0], TimePoint("month", month=month[1])))
    return out


def closing(w: Words, at: int, start: TimePoint) -> Found:
    found = point(w, at) or point(w, w.skip(at, "links article"))
    if found:
        if start.unit == "day" and start.day and start.month is None and found[1].unit != "day":
            return None
        return found
    if hit := w.at(at, "ranges now"):
        return hit[0], TimePoint("day", shift=0)
    day = day_number(w, w.skip(at, "links article"))
    if day and start.unit == "day" and start.month and start.day and not w.at(day[0], "unit"):
        return after_day_number(w, day[0], replace(start, day=day[1], weekday=None, year=None))
    return None


def after_day_number(w: Words, at: int, found: TimePoint) -> Found:
    """`18-19 2015`: a year behind the second day is that of both."""
    end = w.skip(at, "links comma")
    year = w.figure(end)
    if end > at and year is not None and 1000 <= year <= 2199 and len(w.token(end)) == 4:
        return end + 1, replace(found, year=year)
    return at, found


def shared(left: TimePoint, right: TimePoint) -> tuple[TimePoint, TimePoint] | None:
    """Both ends, each with the month and year that only the other prints; None when they do not go together."""
    if left.unit == "day" and left.day and left.month is None and left.within is None:
        if right.month is None or right.day is None or right.shift is not None:
            return None
        left = replace(left, month=right.month)
    if left.month and right.year and left.year is None and left.shift is None and right.month:
        wraps = (left.month, left.day or 0) > (right.month, right.day or 0)
        left = replace(left, year=right.year - wraps)
    if left.month and left.unit == "month" and right.unit == "day" and right.month and left.year is None:
        return (left, right) if right.year is None else (replace(left, year=right.year), right)
    return left, right


def plausible(w: Words, at: int, first: int, pair: tuple[TimePoint, TimePoint]) -> bool:
    """No opening hours (`Monday to Friday`), no plain sums (`2-3`), years in their order."""
    left, right = pair
    if all(one.weekday and not (one.day or one.shift or one.within) for one in pair):
        return False
    if left.unit == "year" == right.unit and left.year and right.year:
        return left.year < right.year
    if left.unit in {"year"} and first == at and right.unit not in {"year", "month", "day"}:
        return False
    if left.unit == "month" and w.at(first, "month") and not left.year and right.unit == "month":
        return first > at or w.printed[first][0].isupper() or bool(right.year) or not opening(w, at)
    return True


# words that are not always a time


def alone(w: Words, at: int, end: int, found: TimePoint) -> bool:
    """Whether a date stands for itself where it is: `May` after `in`, 2016 before `elections`, no first names."""
    if found.unit == "year" and found.part is None and found.shift is None and end == at + 1:
        return plain_year(w, at)
    if end <= at + 2 and found in (TimePoint("month", month=found.month), TimePoint("day", weekday=found.weekday)):
        return plain_name(w, at, end)
    if found.month and found.shift is not None and found.unit == "month" and w.at(end - 1, "open words"):
        return w.printed[end - 1][0].isupper()
    if found.unit == "day" and found.shift == 1 and w.at(at, "daytime") and end == at + 1:
        return not (w.at(at - 1, "links article") or w.at(at - 1, "shift") or w.at(at - 1, "repeated each"))
    return True


def plain_year(w: Words, at: int) -> bool:
    """Four figures alone are a year after a preposition or an article, and before the end of a clause."""
    year = w.figure(at)
    if year is None:
        return True
    if not 1500 <= year <= 2150 or w.at(at + 1, "unit"):
        return False
    before, after = w.token(at - 1), w.token(at + 1)
    if led_by(w, at, "open years"):
        return year % 100 != 0 or not after.isalpha() or bool(w.at(at + 1, "open behind"))
    if not after.isalpha():
        return year >= 1900 and before not in {"-", "/"} and not (before == "," and w.token(at - 2).isdigit())
    return year >= 1900 and year % 100 != 0 and bool(w.at(at + 1, "open behind"))


def led_by(w: Words, at: int, kind: str) -> bool:
    """Whether a phrase of a class ends right before a token."""
    return any((hit := w.at(place, kind)) is not None and hit[0] == at for place in range(max(0, at - 3), at))


def plain_name(w: Words, at: int, end: int) -> bool:
    """A month or weekday by its bare name: not a verb, no one's name, no paper's."""
    led = led_by(w, at, "open steady")
    if w.at(at, "open words"):
        if not led or not (w.printed[at][0].isupper() or w.token(end - 1) == "."):
            return False
        return not (w.month_first and w.token(at - 1) == "this" and w.token(at) == "may" and w.printed[at].islower())
    capital = w.printed[at][0].isupper()
    if w.month_first:
        return led or not capital or not beside_name(w, at, end)
    return not capital or (opening(w, at) and not (w.at(at, "month") or w.token(end)[:1].isupper()))


def beside_name(w: Words, at: int, end: int) -> bool:
    """`the Sunday Times`, `April Ryan`: a capital follows the name without a mark between."""
    follows = end < len(w.printed) and w.printed[end][:1].isupper()
    if w.at(at, "month"):
        return follows or (at > 0 and w.printed[at - 1][:1].isupper() and not opening(w, at - 1))
    return follows and w.token(at - 1) == "the"


def opening(w: Words, at: int) -> bool:
    """Whether a token begins a sentence."""
    return at == 0 or w.token(at - 1) in {".", "!", "?", "…", ":", '"', "“", "«", "¿", "¡", "—", "–", "(", "|"}
