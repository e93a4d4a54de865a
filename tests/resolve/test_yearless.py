"""Dates without a year: how they compare, and which one tells more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span, StatedDate, TimeExpression, TimePoint
from onrecord.resolve.yearless import days_of, finer, is_compatible, without_year


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("2019-06-28", "2019", True),  # told less finely
        ("2019-06", "2018-06", False),
        ("XXXX-06", "2019-06-28", True),  # the year stands elsewhere
        ("2019-06-28", "XXXX-06-29", False),
        ("XXXX-06", "2019", False),  # nothing in common
        ("XXXX-06", "XXXX-07", False),
    ],
)
def test_compatible(left: str, right: str, agree: bool) -> None:
    assert is_compatible(left, right) is is_compatible(right, left) is agree


def test_a_year_tells_more_than_a_day_without_one() -> None:
    span = Span(0, 1, "x")
    open_year, known = StatedDate("XXXX-06-28", "day", span), StatedDate("2019-06", "month", span)
    assert finer(open_year, known) == finer(known, open_year) == known
    assert finer(None, open_year) == finer(open_year, None) == open_year


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2019", (date(2019, 1, 1), date(2019, 12, 31))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2019-W20", (date(2019, 5, 13), date(2019, 5, 19))),
        ("2019-05-14T16:30", (date(2019, 5, 14), date(2019, 5, 14))),
        ("XXXX-06", None),
        ("2019-13", None),
        ("0000", None),
    ],
)
def test_days(value: str, days: tuple[date, date] | None) -> None:
    assert days_of(value) == days


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 12), st.none() | st.integers(1, 31), st.none() | st.integers(1000, 2199))
def test_only_what_is_printed(month: int, day: int | None, year: int | None) -> None:
    span = Span(0, 1, "x")
    point = TimePoint("day" if day else "month", year=year, month=month, day=day)
    found = without_year(TimeExpression(span, span, point))
    if found is not None:
        assert year is None
        assert found.value == f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
