from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.views.brief import brief_of
from onrecord.views.drawing import NARROWEST, SHAPES, cut, matrix_picture, scale_of, wrapped
from onrecord.views.timeline import happenings
from tests.views.sample import ferry, story


def test_every_cell_has_its_shape_and_counts() -> None:
    brief = brief_of(story())
    picture = matrix_picture(brief.matrix)
    assert [line.name for line in picture.rows] == ["Mara Quint", "Tomas Vell"]
    assert [column.lines for column in picture.columns] == [("toll",), ("lamp",)]
    assert [(one.shape, one.counts) for one in picture.glyphs] == [
        ("support", "1"),
        ("uncoded", "1"),  # Quint speaks of the lamp and takes no position
        ("oppose", "1"),
        ("support", "1"),
    ]
    assert {one.shape for one in picture.glyphs} <= set(SHAPES)
    assert all(0 < one.x < picture.width and 0 < one.y < picture.height for one in picture.glyphs)


def test_nobody_on_any_issue_is_an_empty_matrix() -> None:
    assert brief_of(ferry()).matrix.rows == ()


def test_long_labels_are_cut_in_sight() -> None:
    assert wrapped("interference in the elections of the islands and of the mainland")[-1].endswith("…")
    assert len(wrapped("a b " * 30)) == 3
    assert wrapped("") == ("",)
    assert cut("The " + "very " * 9 + "long name") == "The very very very very…"


def test_bars_are_as_long_as_the_dates_are_uncertain() -> None:
    found = happenings(story())
    scale = scale_of(found, [date(2031, 3, 12)])
    year, day = (scale.bar(one) for one in found[:2])
    assert year is not None
    assert day is not None
    assert year.width > day.width >= NARROWEST
    assert scale.bar(found[-1]) is None  # no date, no bar
    assert 0 < scale.places[date(2031, 3, 12)] < 100


@given(st.lists(st.dates(), max_size=8))
@settings(deadline=None, max_examples=40)
def test_a_scale_keeps_the_order_of_days(days: list[date]) -> None:
    places = scale_of([], days).places
    assert [places[day] for day in sorted(places)] == sorted(places.values())
    assert all(0 <= place <= 100.001 for place in places.values())


def test_a_week_stays_visible_beside_a_century() -> None:
    start = date(1931, 1, 1)
    places = scale_of([], [start, date(2031, 1, 1), date(2031, 1, 1) + timedelta(7)]).places
    assert places[date(2031, 1, 1)] < 90
