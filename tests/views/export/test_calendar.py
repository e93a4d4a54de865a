"""The calendar, read back by the icalendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from onrecord.model import Reading
from onrecord.views.export import export
from onrecord.views.export.calendar import folded
from tests.store.factory import ledger
from tests.views.export.debate import debate, hostile


def events(reading: Reading, folder: Path) -> dict[str, Any]:
    export("ics", [reading], folder / "x.ics")
    calendar = Calendar.from_ical((folder / "x.ics").read_bytes())
    assert str(calendar["VERSION"]) == "2.0"
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize(
    ("uid", "start", "end", "status"),
    [
        ("e0", date(2031, 5, 4), date(2031, 5, 5), "CONFIRMED"),  # a day; ends are exclusive
        ("e1", datetime(2031, 5, 4, 16, 30), None, "CONFIRMED"),  # an hour, floating
        ("e2", date(2031, 5, 1), date(2031, 6, 1), "TENTATIVE"),  # some day of a month
        ("e3", date(2031, 5, 12), date(2031, 5, 19), "TENTATIVE"),  # of an ISO week
        ("e4", date(2031, 1, 1), date(2032, 1, 1), "TENTATIVE"),  # of a year
        ("e5", date(2031, 5, 4), date(2031, 5, 7), "CONFIRMED"),  # a stretch
    ],
)
def test_dates_are_as_exact_as_they_are_told(
    uid: str, start: date, end: date | None, status: str, tmp_path: Path
) -> None:
    event = events(debate(), tmp_path)[f"{uid}@onrecord"]
    assert event["DTSTART"].dt == start
    assert (event["DTEND"].dt if "DTEND" in event else None) == end
    assert str(event["STATUS"]) == status


def test_without_a_date_there_is_no_entry(tmp_path: Path) -> None:
    report = export("ics", [debate()], tmp_path / "x.ics")
    assert report.notes() == ["scheduled events without a date, left out: 1"]
    assert len(events(debate(), tmp_path)) == 6


def test_what_is_past_is_left_out_and_an_inferred_date_is_tentative(tmp_path: Path) -> None:
    (event,) = events(ledger(), tmp_path).values()
    assert str(event["SUMMARY"]) == "the footbridge reopens"
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    assert str(event["STATUS"]) == "TENTATIVE"
    assert str(event["DESCRIPTION"]).splitlines() == [
        "4 May",
        "River Board, a band",
        "Footbridge to reopen · Ostrava Ledger",
        "ledger.txt",
    ]
    assert str(event["LOCATION"]) == "Ostrava"
    assert event["DTSTAMP"].dt == datetime(2031, 4, 2, 6, 30, tzinfo=UTC)


def test_a_hostile_page_adds_no_entry(tmp_path: Path) -> None:
    (event,) = events(hostile(), tmp_path).values()
    assert "BEGIN:VEVENT" in str(event["SUMMARY"])  # as words
    assert "LANGUAGE" not in event["SUMMARY"].params


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
@settings(deadline=None, max_examples=60)
def test_lines_are_at_most_75_octets_and_fold_back(line: str) -> None:
    made = folded(line)
    assert all(len(part) <= 75 for part in made.split(b"\r\n"))
    assert made.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == line
