from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span, StatedDate
from onrecord.views.export.moments import clock_of, days_of, published_at

WORDS = Span(0, 3, "now")


@pytest.mark.parametrize(
    ("value", "end", "expected"),
    [
        ("2031-05-04", None, (date(2031, 5, 4), date(2031, 5, 4))),
        ("2032-02", None, (date(2032, 2, 1), date(2032, 2, 29))),  # a leap year
        ("2031-12", None, (date(2031, 12, 1), date(2031, 12, 31))),
        ("2026-W53", None, (date(2026, 12, 28), date(2027, 1, 3))),  # a week of two years
        ("2031-W53", None, None),  # a week that the year has not
        ("2031-05-04T16:30", None, (date(2031, 5, 4), date(2031, 5, 4))),
        ("2031", "2033", (date(2031, 1, 1), date(2033, 12, 31))),
        ("2033", "2031", None),  # backwards
        ("2031-02-30", None, None),  # no day
        ("0000", None, None),
        ("9999-W52", None, None),  # ends beyond the last day that there is
        ("9999-12", None, (date(9999, 12, 1), date(9999, 12, 31))),
        ("soon", None, None),
        ("2031-05-04", "later", None),
    ],
)
def test_days(value: str, end: str | None, expected: tuple[date, date] | None) -> None:
    assert days_of(StatedDate(value, "day", WORDS, end)) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2031-05-04T08:30:00+02:00", datetime(2031, 5, 4, 8, 30)),  # its own clock
        ("2031-05-04T08:30:00.250Z", datetime(2031, 5, 4, 8, 30)),
        ("2031-05-04", datetime(2031, 5, 4)),
        ("2031-05", datetime(2031, 5, 1)),
        ("2031", datetime(2031, 1, 1)),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_published(published: str | None, expected: datetime | None) -> None:
    assert published_at(published) == expected


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{4}-(W?[0-9]{2})(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?", fullmatch=True))
@settings(deadline=None, max_examples=100)
def test_any_value_is_read_or_not(value: str) -> None:
    days, clock = days_of(StatedDate(value, "day", WORDS)), clock_of(value)
    assert days is None or days[0] <= days[1]
    assert clock is None or (days is not None and clock.date() == days[0])
