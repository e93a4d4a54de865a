from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span, StatedDate
from onrecord.views.timeline import around, days, days_of, happenings, tense_of
from tests.views.sample import at, readings, story

NOWHERE = Span(0, 0, "")


@pytest.mark.parametrize(
    ("value", "first", "after"),
    [
        ("2031", date(2031, 1, 1), date(2032, 1, 1)),  # year
        ("2031-12", date(2031, 12, 1), date(2032, 1, 1)),  # month, over the year's end
        ("2031-W01", date(2030, 12, 30), date(2031, 1, 6)),  # ISO week
        ("2031-02-28", date(2031, 2, 28), date(2031, 3, 1)),  # day
        ("2031-05-14T16:30+02:00", date(2031, 5, 14), date(2031, 5, 15)),  # minute
        ("XXXX-05", None, None),  # no year
        ("2031-13", None, None),  # no such month
        ("2031-02-30", None, None),  # no such day
        ("9999", None, None),  # its end is beyond the calendar
        ("0000-01", None, None),
        ("soon", None, None),
    ],
)
def test_days(value: str, first: date | None, after: date | None) -> None:
    assert days_of(value) == (first, after)


def test_a_stretch_ends_with_its_last_unit() -> None:
    assert days(StatedDate("2031-05-03", "day", NOWHERE, end="2031-05-06")) == (date(2031, 5, 3), date(2031, 5, 7))
    backwards = StatedDate("2031-05-03", "day", NOWHERE, end="2030")
    assert days(backwards) == (date(2031, 5, 3), date(2031, 5, 4))


@pytest.mark.parametrize(
    ("value", "published", "tense"),
    [
        ("2029", "2031-03-12", "past"),
        ("2031-03-11", "2031-03-12", "past"),
        ("2031-03-12", "2031-03-12", None),  # the day itself
        ("2031", "2031-03-12", None),  # holds the day
        ("2031-04", "2031-03-12T08:00:00+00:00", "scheduled"),
        ("2029", None, None),  # the page carries no date
    ],
)
def test_tense_of_a_named_date(value: str, published: str | None, tense: str | None) -> None:
    assert tense_of(*days_of(value), published) == tense


def test_the_story_in_order_of_time() -> None:
    told = [
        (one.span.text, one.tense, one.start and one.start.isoformat(), one.statement) for one in happenings(story())
    ]
    assert told == [
        ("2029", "past", "2029-01-01", 4),  # a date named in a statement
        ("met", "past", "2031-02-03", None),
        ("votes", "scheduled", "2031-04-02", None),
        ("strike", "ongoing", None, None),  # no date
        ("hearing", "scheduled", None, None),  # no year
    ]  # `said` is nothing but the saying of a statement


def test_a_date_that_an_event_has_is_not_told_twice() -> None:
    reading = story()
    vote = next(one.date for one in reading.events if one.span.text == "votes")
    assert vote is not None
    named = replace(reading.statements[0], times=(vote,))
    again = replace(reading, statements=(named, *reading.statements[1:]))
    assert len(happenings(again)) == len(happenings(reading))


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("One. Two met here. Three.", "met", "Two met here."),  # one sentence
        ("It met", "met", "It met"),  # no stop
        ("“It met.” Then.", "met", "“It met.”"),  # the closing mark belongs to it
        ("Title\n\nThey met\n\nEnd", "met", "They met"),  # a paragraph ends it
        ("It rose 2.5 percent, they met.", "met", "It rose 2.5 percent, they met."),  # a stop within a figure
        ("word " * 80 + "met" + " word" * 80, "met", "… " + ("word " * 43) + "met" + (" word" * 43) + " …"),  # cut
    ],
)
def test_the_sentence_around(text: str, words: str, shown: str) -> None:
    found = around(text, at(text, words))
    assert found.before + found.words + found.after == shown


@given(st.text(alphabet="ab .!\n”", max_size=40), st.data())
@settings(deadline=None, max_examples=60)
def test_context_is_words_of_the_page_at_their_place(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    found = around(text, Span(start, end, text[start:end]))
    assert found.before + found.words + found.after == text[found.start : found.end]


@given(readings())
@settings(deadline=None, max_examples=20)
def test_any_reading_has_a_timeline(reading: object) -> None:
    assert happenings(reading) == []  # type: ignore[arg-type]  # these have neither events nor dates
