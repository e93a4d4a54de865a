"""Dates: anchors, directions, what is inferred, and which date is that of the saying."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.times import times_of
from onrecord.model import Analysis, Document, Quotation, Span
from onrecord.model import TimePoint as Point
from onrecord.resolve.dates import Timetable, dates_of, said_on, times_in
from onrecord.resolve.stretches import Written, stretch


def spans(text: str) -> tuple[Span, ...]:
    """Paragraphs, one a line."""
    out, at = [], 0
    for line in text.split("\n"):
        if line:
            out.append(Span(at, at + len(line), line))
        at += len(line) + 1
    return tuple(out)


def read(
    text: str, language: str = "en", published: str | None = "2019-05-16", captured: date | None = None
) -> Timetable:
    lines = spans(text)
    document = Document("d", "d", None, None, None, None, published, language, None, text, (), ())
    analysis = Analysis(language, lines, lines, (), (), None, times_of(lines, language))
    return dates_of(document, analysis, captured=captured)


def values(table: Timetable) -> list[tuple[str, str | None] | None]:
    return [(one.date.value, one.date.end) if one.date else None for one in table.entries]


# The anchor is Thursday, 16 May 2019.
@pytest.mark.parametrize(
    ("language", "text", "value", "end"),
    [
        ("en", "The envoys met on May 14.", "2019-05-14", None),  # the past day, by the tense
        ("en", "The minister met them on Sunday.", "2019-05-12", None),
        ("en", "The ministers will meet on Sunday.", "2019-05-19", None),  # the coming day
        ("en", "The summit will be held in June in Osaka.", "2019-06", None),  # the coming month
        ("en", "The party lost the 2016 elections.", "2016", None),
        ("en", "They talked last Tuesday.", "2019-05-14", None),
        ("en", "They talked on Thursday.", "2019-05-16", None),  # the day of writing itself
        ("en", "He resigned two months ago.", "2019-03", None),  # no finer than the words
        ("en", "They meet next week.", "2019-W21", None),
        ("en", "The court ruled in the first half of 2018.", "2018-01", "2018-06"),
        ("en", "It rose in the last three months.", "2019-02", "2019-05"),
        ("en", "They met from 3 to 5 April.", "2019-04-03", "2019-04-05"),
        ("en", "It opened in the 1980s.", "1980", "1989"),
        ("en", "He arrived yesterday at 4:30 pm.", "2019-05-15T16:30", None),
        ("en", "They will vote this weekend.", "2019-05-18", "2019-05-19"),
        ("es", "Los enviados se reunieron el 14 de mayo.", "2019-05-14", None),
        ("es", "La ministra habló el domingo.", "2019-05-12", None),
        ("es", "Los ministros se reunirán el domingo.", "2019-05-19", None),
        ("es", "La cumbre se celebrará en junio en Osaka.", "2019-06", None),
        ("es", "El partido perdió las elecciones de 2016.", "2016", None),
        ("es", "Hablaron el martes pasado.", "2019-05-14", None),
        ("es", "Dimitió hace dos meses.", "2019-03", None),
        ("es", "Viajará el próximo viernes.", "2019-05-17", None),  # the nearest Friday, not that of next week
        ("fr", "Les envoyés se sont rencontrés le 14 mai.", "2019-05-14", None),
        ("fr", "Le sommet se tiendra en juin à Osaka.", "2019-06", None),
        ("fr", "Les ministres se rencontreront dimanche.", "2019-05-19", None),
        ("fr", "Il a démissionné il y a deux mois.", "2019-03", None),
    ],
)  # fmt: skip
def test_anchored(language: str, text: str, value: str, end: str | None) -> None:
    assert values(read(text, language)) == [(value, end)]


@pytest.mark.parametrize(
    ("language", "text", "published", "reason"),
    [
        ("en", "The meeting on Sunday", "2019-05-16", "no tense: two Sundays"),
        ("en", "It sold out in two weeks.", "2019-05-16", "a duration"),
        ("en", "They met on Wednesday, 14 May 2019.", "2019-05-16", "a Tuesday"),
        ("en", "They met on 31 June 2019.", "2019-05-16", "no such day"),
        ("en", "They met on Sunday.", "2019-05", "the month of writing is not enough"),
        ("en", "They met on Tuesday, 15 May.", "2019-05-16", "no such Tuesday this year or last"),
        ("en", "Hours after the meeting they left.", "2019-05-16", "no date of its own"),
        ("es", "La reunión del domingo", "2019-05-16", "no tense"),
    ],
)
def test_no_date(language: str, text: str, published: str | None, reason: str) -> None:
    assert values(read(text, language, published)) == [None], reason


# Days that move with the year, told on Thursday, 16 May 2019.
@pytest.mark.parametrize(
    ("language", "text", "value", "end"),
    [
        ("en", "They talked at Easter.", "2019-04-21", None),
        ("en", "They signed it on Good Friday 1998.", "1998-04-10", None),
        ("en", "They will talk on Easter Monday.", "2020-04-13", None),  # the coming one
        ("en", "The shop closed last Easter.", "2019-04-21", None),
        ("en", "They met on Thanksgiving Day last year.", "2018-11-22", None),
        ("en", "It sold out on Black Friday 2017.", "2017-11-24", None),
        ("en", "They met on Memorial Day 2018.", "2018-05-28", None),  # the last Monday
        ("en", "It burned over the Labor Day weekend.", "2018-09-01", "2018-09-02"),  # the one before the Monday
        ("en", "It burned over the Halloween weekend in 2018.", "2018-11-03", "2018-11-04"),
        ("es", "Hablaron el Viernes Santo.", "2019-04-19", None),
        ("es", "Se agotó el viernes negro de 2017.", "2017-11-24", None),
        ("es", "Hablaron el día de San Patricio.", "2019-03-17", None),
        ("es", "Nació el 9 de 8 de 1971.", "1971-08-09", None),  # a month in figures
        ("en", "He was born on 15 April of 87.", "1987-04-15", None),
        ("en", "He resigned two years and three months ago.", "2017-02", None),
        ("en", "It is called report-2019-03-02.pdf and nobody read it.", "2019-03-02", None),
        ("fr", "Ils se sont parlé le lundi de Pâques 2018.", "2018-04-02", None),
    ],
)
def test_days_that_move(language: str, text: str, value: str, end: str | None) -> None:
    assert (value, end) in values(read(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Good Friday Agreement ended it."),
        ("en", "They sailed to Easter Island."),
        ("es", "El Acuerdo de Viernes Santo lo cerró."),
    ],
)
def test_names_with_a_feast_in_them_are_no_days(language: str, text: str) -> None:
    assert values(read(text, language)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 04/06/2019.", ["2019-04-06"]),  # English alone: the month first
        ("They met on 13/05/2019 and on 04/06/2019.", ["2019-05-13", "2019-06-04"]),  # the page shows its order
        ("They met on 13/05/2019, 05/13/2019 and 04/06/2019.", ["2019-05-13", "2019-05-13", "2019-04-06"]),  # both
    ],
)
def test_the_order_that_a_page_shows(text: str, expected: list[str]) -> None:
    assert [value and value[0] for value in values(read(text))] == expected


def test_bound_is_named_but_no_time() -> None:
    (one,) = read("Emissions must fall by 2030.").entries
    assert one.date is not None
    assert (one.date.value, one.date.span.text, one.when) == ("2030", "2030", None)


# no day of publication


def test_a_dateline_anchors() -> None:
    table = read("OSLO, 14 May 2019 (Agency) - The minister met them on Sunday.", published=None)
    assert values(table)[-1] == ("2019-05-12", None)
    assert not any(one.date and one.date.inferred for one in table.entries)


def test_year_of_another_date_is_inferred() -> None:
    table = read("On May 14 they met.\nThe deal was signed on 2 March 2019.", published=None)
    assert values(table) == [("2019-05-14", None), ("2019-03-02", None)]
    assert [one.date.inferred for one in table.entries if one.date] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "On May 14 they met.\nThey lost the 2016 elections.",  # a year alone is no evidence
        "On May 14 they met.\nIt was signed on 2 March 2019 and changed on 3 April 2018.",  # two years
        "On May 14 they met.\nIt was signed on 2 March 2019 and ends in 2020.",  # another year named
        "On Sunday, May 14 they met.\nIt was signed on 2 March 2019.",  # no Sunday in that year
    ],
)
def test_no_year_is_invented(text: str) -> None:
    assert values(read(text, published=None))[0] == ("XXXX-05-14", None)


@pytest.mark.parametrize(
    ("text", "published", "value", "end"),
    [
        ("They met on May 14.", None, "XXXX-05-14", None),
        ("The summit will be held in June in Osaka.", None, "XXXX-06", None),
        ("The summit will be held next June.", None, "XXXX-06", None),  # which one, nobody tells
        ("They met at 4:30 pm on Tuesday, May 14.", None, "XXXX-05-14", None),  # a clock needs its day
        ("They met from 3 to 5 April.", None, "XXXX-04-03", "XXXX-04-05"),
        ("It is cold from December to February.", None, "XXXX-12", "XXXX-02"),
        ("They met in the first week of June.", None, "XXXX-06", None),
        ("The ministers agreed on a summit on 4 June.", "2019-05-16", "XXXX-06-04", None),  # not told by its verb
        ("They were born on 29 February.", None, "XXXX-02-29", None),
    ],
)
def test_a_year_that_nothing_tells_stays_open(text: str, published: str | None, value: str, end: str | None) -> None:
    (one,) = [one for one in read(text, published=published).entries if one.date]
    assert one.date is not None
    assert (one.date.value, one.date.end, one.date.inferred) == (value, end, False)


def test_capture_bounds_what_is_inferred() -> None:
    text = "On May 14 they met.\nThe deal was signed on 2 March 2019."
    assert values(read(text, published=None, captured=date(2019, 4, 1)))[0] == ("XXXX-05-14", None)
    assert values(read(text, published=None, captured=date(2018, 4, 1)))[0] == ("XXXX-05-14", None)


# statements


def quoted(text: str, cue: str, content: str, source: str | None = None, setting: str | None = None) -> Quotation:
    def at(words: str | None) -> Span | None:
        return None if words is None else Span(text.index(words), text.index(words) + len(words), words)

    inside, said = at(content), at(cue)
    assert inside is not None
    return Quotation("direct", (inside,), said, at(source), (), None, at(setting), None, False, None, (), 1.0)


@pytest.mark.parametrize(
    ("language", "text", "cue", "content", "source", "said", "told"),
    [
        ("en", 'On Sunday, Ana Ruiz said: "We start in June."', "said", "We start in June.", "Ana Ruiz",
         "2019-05-12", 1),  # the clause in front; June is near, though no tense tells
        ("en", '"We will start in June," Ruiz told reporters on Tuesday.', "told reporters", "We will start in June,",
         "Ruiz", "2019-05-14", 1),
        ("en", "Ruiz, elected in 2015, said the plan was dead.", "said", "the plan was dead", "Ruiz", None, 0),
        ("en", "Ruiz, who met Ek on Monday, said it was over.", "said", "it was over", "Ruiz", None, 0),
        ("en", "Ruiz said on the 2016 elections that they were fair.", "said", "they were fair", "Ruiz", None, 0),
        ("en", "Ruiz said the deal was signed in 2016.", "said", "the deal was signed in 2016", "Ruiz", None, 1),
        ("es", "El domingo, Ana Ruiz dijo que el plan llegará en junio.", "dijo", "el plan llegará en junio",
         "Ana Ruiz", "2019-05-12", 1),
        ("es", "Ruiz, elegida en 2015, afirmó que el plan murió.", "afirmó", "el plan murió", "Ruiz", None, 0),
        ("es", "Tras el mitin de hoy Ruiz dijo que ganarán.", "dijo", "ganarán", "Ruiz", None, 0),
        ("en", "Sunday's rally was calm, Ruiz said.", "said", "rally was calm", "Ruiz", None, 0),
        ("en", "OSLO, 14 May 2019 (Agency) - Ruiz said on Sunday it was over.", "said", "it was over", "Ruiz",
         "2019-05-12", 0),  # the dateline is not when it was said
        ("fr", "Dimanche, Ana Ruiz a déclaré que le plan était mort.", "a déclaré", "le plan était mort", "Ana Ruiz",
         "2019-05-12", 0),
    ],
)  # fmt: skip
def test_said(language: str, text: str, cue: str, content: str, source: str, said: str | None, told: int) -> None:
    table = read(text, language)
    quotation = quoted(text, cue, content, source)
    date_said = said_on(quotation, table)
    assert (date_said.value if date_said else None) == said
    assert len(times_in(quotation.content, table)) == told


def test_setting_dates_the_saying() -> None:
    text = "In an interview on Friday with a station in Bergen, which lasted long, Ruiz warned that it was over."
    quotation = quoted(text, "warned", "it was over", "Ruiz", "In an interview on Friday with a station in Bergen")
    said = said_on(quotation, read(text))
    assert said is None or said.value == "2019-05-10"


@settings(deadline=None, max_examples=100)
@given(
    st.builds(
        Point,
        unit=st.sampled_from(
            ["minute", "day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade"]
        ),
        year=st.none() | st.integers(1, 9999),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        weekday=st.none() | st.integers(1, 7),
        hour=st.none() | st.integers(0, 24),
        shift=st.none() | st.integers(-(10**6), 10**6),
        mode=st.sampled_from([None, "coming", "next", "last", "previous", "this"]),
        count=st.integers(1, 1000),
        ordinal=st.none() | st.integers(-1, 60),
        part=st.sampled_from([None, "start", "counted"]),
        within=st.none() | st.builds(Point, unit=st.sampled_from(["week", "month", "year"]), shift=st.integers(-3, 3)),
    ),
    st.dates(),
    st.sampled_from(["day", "month", "year"]),
    st.sampled_from([None, True, False]),
)
def test_no_point_breaks_the_calendar(point: Point, day: date, precision: str, ahead: bool | None) -> None:
    found = stretch(point, Written(day, precision), ahead=ahead)  # type: ignore[arg-type]
    assert found is None or found.start < found.end


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="on May 14, Sunday 2016 said will ago week.\n", max_size=120), st.none() | st.text(max_size=12))
def test_any_text_and_any_publication(text: str, published: str | None) -> None:
    for one in read(text, published=published).entries:
        assert one.date is None or text[one.date.span.start : one.date.span.end] == one.date.span.text
