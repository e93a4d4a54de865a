"""Times become dates: anchored at the day of writing, in the direction of the tense.

Comes in: Document, Analysis, the day of capture; goes out: a Timetable: statements and events take their dates from it.
A date that needs a day or a direction that nothing in the page gives stays without a value; one that lacks only its
year keeps its month and day (`XXXX-06`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from onrecord.model import Analysis, Document, Quotation, Span, StatedDate, Statement, TimeExpression, TimePoint
from onrecord.resolve.stretches import Stretch, Written, anchor_of, joined, stretch
from onrecord.resolve.tenses import clause_at, is_participle, is_verb, leads, points_ahead, ties
from onrecord.resolve.yearless import without_year

__all__ = ["Dated", "Timetable", "dated", "dates_of", "said_on", "times_in"]

WORD = re.compile(r"[^\W\d_]+")
FORMATS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "minute": "%Y-%m-%dT%H:%M"}
GAP = 90
"""Code points between a cue and the time of saying, contents and source not counted; set by reading, not tuned."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A time of the text and its date, None where it has none. `ahead`: the tense of its clause, None when not told."""

    expression: TimeExpression
    date: StatedDate | None
    ahead: bool | None

    @property
    def when(self) -> StatedDate | None:
        """The date if the time is that date: not one that only bounds it (`before 2018`)."""
        return None if self.expression.bound else self.date


@dataclass(frozen=True, slots=True)
class Timetable:
    """All times of a document in text order. `anchor` is the day of writing, as far as known, printed at `dateline`."""

    text: str
    language: str
    anchor: Written | None
    entries: tuple[Dated, ...]
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    dateline: Span | None = None

    def between(self, start: int, end: int) -> tuple[Dated, ...]:
        """The times that lie wholly in [start, end)."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(one for one in self.entries[first:last] if one.expression.span.end <= end)

    def sentence(self, place: int) -> tuple[int, int]:
        """The sentence [start, end) that a place lies in; empty where there is none."""
        at = bisect_right(self.sentence_starts, place) - 1
        if at < 0 or place >= self.sentences[at].end:
            return place, place
        return self.sentences[at].start, self.sentences[at].end

    def direction(self, span: Span) -> bool | None:
        """Whether the clause of a span speaks of what will be (True) or was (False)."""
        return points_ahead(self.text, span, self.sentence(span.start), self.language)


def dates_of(document: Document, analysis: Analysis, *, captured: date | None = None) -> Timetable:
    """Every time of the analysis with its date.

    The anchor is `document.published` at its precision, else a dateline, else a year that is the only one the text
    prints beside a month (then the dates are marked inferred). `captured` only bounds what is inferred.
    """
    language = analysis.language or "en"
    sentences = tuple(sorted(analysis.sentences, key=lambda sentence: sentence.start))
    table = Timetable(
        document.text, language, None, (), sentences,
        tuple(time.span.start for time in analysis.times), tuple(sentence.start for sentence in sentences),
    )  # fmt: skip
    line = dateline(document.text, analysis)
    anchor, year = known(document, analysis, line.start if line else None, captured)
    entries = tuple(entry(table, time, anchor, year, captured) for time in analysis.times)
    return replace(table, anchor=anchor, entries=entries, dateline=line.span if line else None)


def entry(
    table: Timetable, time: TimeExpression, anchor: Written | None, year: int | None, captured: date | None
) -> Dated:
    ahead = table.direction(time.span)
    if time.start is None:
        return Dated(time, None, ahead)
    value = anchored(time, anchor, ahead)
    inferred = bool(anchor and anchor.inferred) and anchored(time, None, ahead) is None
    if value is None and anchor is None and year is not None:
        value, inferred = in_year(time, year), True
    if value is None or (inferred and captured and ahead is False and value.start.date() > captured):
        return Dated(time, unanchored(time, anchor), ahead)
    return Dated(time, stated(value, time.named if time.bound else time.span, inferred=inferred), ahead)


def unanchored(time: TimeExpression, anchor: Written | None) -> StatedDate | None:
    """The month and day without a year; nothing where a printed weekday fits neither year that the anchor leaves."""
    points = [point for point in (time.start, time.end) if point]
    if any(told_from_story(point) or (anchor and point.weekday) for point in points):
        return None
    return without_year(time)


def anchored(time: TimeExpression, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    if time.start is None or contradicted(time.start) or told_from_story(time.start):
        return None
    if duration(time.start) and ahead is False:
        return None
    if time.bound in {"until", "before"} and ahead is not False:
        ahead = True
    if time.bound == "since":
        ahead = False if ahead is None else ahead
    first = stretch(time.start, anchor, ahead=ahead)
    if first and anchor and far_fetched(time.start, first, anchor, ahead):
        return None
    if time.end is None or first is None:
        return first
    return up_to(time.end, first, anchor, ahead)


def far_fetched(point: TimePoint, found: Stretch, anchor: Written, ahead: bool | None) -> bool:
    """Whether the tense picks a day half a year off or more, and the same day lies within two months on the other side.

    `The ministers agreed on the summit on 12 October`, written on the 4th: the verb is not that of the summit. Both
    spans of time were set by reading, not tuned.
    """
    if point.year or point.month is None or point.mode or ahead is None:
        return False
    other = stretch(point, anchor, ahead=not ahead)
    if other is None:
        return False
    here, there = (abs((one.start.date() - anchor.day).days) for one in (found, other))
    return here > 180 and there <= 62


def up_to(end: TimePoint, first: Stretch, anchor: Written | None, ahead: bool | None) -> Stretch | None:
    last = stretch(end, anchor, ahead=ahead)
    if last is None or last.start < first.start:
        last = stretch(end, Written(first.start.date(), "day"), ahead=True)
    return joined(first, last) if last else None


def duration(point: TimePoint) -> bool:
    """`sold out in two weeks` is no time to come."""
    return (
        point.mode is None
        and point.within is None
        and point.weekday is None
        and (point.shift or 0) > 0
        and (point.unit != "day" or (point.shift or 0) > 2)
    )


def told_from_story(point: TimePoint) -> bool:
    """`the previous week`, `el año siguiente`: counted from another time of the story, not from the day of writing."""
    inner = point.within
    return point.mode in {"previous", "following"} or (inner is not None and inner.mode in {"previous", "following"})


def contradicted(point: TimePoint) -> bool:
    """Whether a printed weekday is not that of its printed date."""
    if not (point.year and point.month and point.day and point.weekday):
        return False
    try:
        return date(point.year, point.month, point.day).isoweekday() != point.weekday
    except ValueError:
        return True


def stated(value: Stretch, span: Span, *, inferred: bool) -> StatedDate:
    first = told(value.start, value.precision)
    last = told(value.last, value.precision) if value.last else first
    return StatedDate(first, value.precision, span, None if last == first else last, inferred)


def told(moment: datetime, precision: str) -> str:
    if precision == "week":
        year, week, _ = moment.isocalendar()
        return f"{year:04}-W{week:02}"
    if precision == "year":
        return f"{moment.year:04}"
    return moment.strftime(FORMATS[precision])


# the day of writing


def known(
    document: Document, analysis: Analysis, line: TimePoint | None, captured: date | None
) -> tuple[Written | None, int | None]:
    """The anchor, and where there is none the year that months without one are in."""
    anchor = anchor_of(document.published)
    if anchor:
        return anchor, None
    year = only_year(analysis.times, captured)
    if line and line.year and line.month and line.day:
        return anchor_of(f"{line.year:04}-{line.month:02}-{line.day:02}"), None
    if line and year and line.month and line.day:
        found = anchor_of(f"{year:04}-{line.month:02}-{line.day:02}")
        return (replace(found, inferred=True), None) if found else (None, year)
    return None, year


def dateline(text: str, analysis: Analysis) -> TimeExpression | None:
    """The day that an agency prints before the first sentence: `LISBON, 14 May (Agency) -`."""
    for paragraph in analysis.paragraphs[:3]:
        for time in analysis.times:
            if time.start is None or not paragraph.start <= time.span.start < paragraph.start + 60:
                continue
            before, after = text[paragraph.start : time.span.start], text[time.span.end : paragraph.end][:40]
            if time.start.unit == "day" and time.start.month and time.end is None and is_dateline(before, after):
                return time
    return None


def is_dateline(before: str, after: str) -> bool:
    names = WORD.findall(before)
    if not names and not after.strip(" ."):
        return True
    closed = re.match(r"\.?\s*(?:[(/][^)/\n]{1,30}[)/])?\s*(?:[—–]|-{1,2}\s|\.-)", after)
    return closed is not None and all(word[0].isupper() or len(word) <= 3 for word in names) and len(names) <= 5


def only_year(times: Iterable[TimeExpression], captured: date | None) -> int | None:
    """The one year that the text prints beside a month, if all agree and no later year is named or yet to come.

    A year alone says nothing of the day of writing: `the 2016 elections` stand in pages of any later year.
    """
    points = [point for time in times for point in (time.start, time.end) if point is not None]
    years = {point.year for point in points if point.year and point.month}
    if len(years) != 1:
        return None
    year = years.pop()
    other = {point.year for point in points if point.year and point.unit == "year"}
    if year is None or (captured and year > captured.year) or any(one != year for one in other):
        return None
    agreeing = [weekday_fits(point, year) for point in points if point.weekday and point.month and point.day]
    return year if all(agreeing) else None


def weekday_fits(point: TimePoint, year: int) -> bool:
    try:
        return date(point.year or year, point.month or 1, point.day or 1).isoweekday() == point.weekday
    except ValueError:
        return False


def in_year(time: TimeExpression, year: int) -> Stretch | None:
    """A time that lacks nothing but its year."""
    start, end = time.start, time.end
    if start is None or start.month is None or start.shift is not None or start.within is not None:
        return None
    first = stretch(replace(start, year=year), None)
    if end is None or first is None:
        return first
    last = stretch(replace(end, year=year), None) if end.month else None
    return joined(first, last) if last else None


# statements


def dated(statements: Sequence[Statement], quotations: Sequence[Quotation], table: Timetable) -> tuple[Statement, ...]:
    """The statements of the quotations, each with the date of saying and the dates in its content."""
    contents = stretches_of(quotations)
    return tuple(
        replace(statement, date=said_on(quotation, table, contents), times=times_in(quotation.content, table))
        for statement, quotation in zip(statements, quotations, strict=True)
    )


def stretches_of(quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """[start, end) of all contents, those that lie in or run into another made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for quotation in quotations for span in quotation.content):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return out


def times_in(content: Sequence[Span], table: Timetable) -> tuple[StatedDate, ...]:
    """The dates named inside a content, in text order."""
    return tuple(one.date for span in content for one in table.between(span.start, span.end) if one.date)


def said_on(quotation: Quotation, table: Timetable, others: Sequence[tuple[int, int]] = ()) -> StatedDate | None:
    """When it was said: the time in its setting, else the one time of its reporting clause.

    `others` are the stretches [start, end) of contents of the whole document: a time inside one tells of what is said
    there, unless the cue lies in the same one.
    """
    if quotation.setting is not None:
        inside = {one.when for one in table.between(quotation.setting.start, quotation.setting.end)}
        if len(inside) == 1:
            return inside.pop()
    if quotation.cue is None:
        return None
    start, end = table.sentence(quotation.cue.start)
    near = [one for one in table.between(start, end) if belongs(one, quotation, table, others)]
    values = {one.when.value if one.when else None for one in near}
    return near[0].when if len(values) == 1 else None


def belongs(one: Dated, quotation: Quotation, table: Timetable, others: Sequence[tuple[int, int]]) -> bool:
    span, cue = one.expression.span, quotation.cue
    if cue is None or one.expression.bound or one.expression.start is None:
        return False
    if any(content.start < span.end and span.start < content.end for content in quotation.content):
        return False
    if any(start <= span.start < end and not start <= cue.start < end for start, end in around(others, span.start)):
        return False
    return is_setting(one, table) and linked(span, cue, quotation, table)


def around(others: Sequence[tuple[int, int]], place: int) -> Iterable[tuple[int, int]]:
    """The stretches that may hold a place: they are sorted, and none lies in another."""
    at = bisect_right(others, (place, place + 1_000_000_000)) - 1
    return others[max(0, at) : at + 1]


def is_setting(one: Dated, table: Timetable) -> bool:
    """`in 2016` and `on Sunday` may say when; `the 2016 elections` and `Sunday's rally` name a thing."""
    point, span = one.expression.start, one.expression.span
    before = WORD.findall(table.text[max(0, span.start - 24) : span.start])
    if point is None or span == table.dateline or table.text.startswith(("'s", "’s"), span.end):
        return False
    if before and ties(before[-1], table.language):
        return False
    if point.unit in {"day", "minute", "week", "weekend"} or point.shift is not None:
        return True
    return bool(before) and leads(before[-1], table.language)


def linked(span: Span, cue: Span, quotation: Quotation, table: Timetable) -> bool:
    """Whether no other verb and no other clause stands between a time and the cue, or in the time's own clause."""
    clause = clause_at(table.text, span, table.sentence(cue.start), table.language)
    own = without(table.text, clause.start, clause.end, [cue, *quotation.content]).strip()
    before = WORD.findall(without(table.text, clause.start, span.start, [cue, *quotation.content]))[-2:]
    if any(is_participle(word, table.language) for word in before):
        return False
    low, high = (span.end, cue.start) if span.end <= cue.start else (cue.end, span.start)
    parts = [quotation.source, *quotation.content] if quotation.source else [*quotation.content]
    between = without(table.text, low, high, parts)
    if len(between) > GAP or any(is_verb(word, table.language) for word in WORD.findall(own[:1].lower() + own[1:])):
        return False
    return not any(is_verb(word, table.language) or word.lower() in CLAUSES for word in WORD.findall(between))


CLAUSES = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "after",
        "before",
        "when",
        "que",
        "quien",
        "quienes",
        "cual",
        "tras",
        "cuando",
        "qui",
        "dont",
    ]
)


def without(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """text[start:end] less the spans."""
    out, at = [], start
    for span in sorted(spans, key=lambda one: one.start):
        if span.end <= at or span.start >= end:
            continue
        out.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join([*out, text[at:end]]) if at < end else " ".join(out)
