"""Printed and machine-readable dates."""

from __future__ import annotations

import pytest

from onrecord.document.dates import date_line, is_update, iso, printed_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 16, 2019", "2019-05-16"),  # English
        ("Thursday, 16th of May 2019", "2019-05-16"),  # weekday, ordinal
        ("Sept. 3, 2020", "2020-09-03"),  # abbreviation with full stop
        ("16 de mayo de 2019", "2019-05-16"),  # Spanish
        ("3 ago. 2021", "2021-08-03"),  # Spanish abbreviation
        ("le 16 mai 2019", "2019-05-16"),  # French
        ("1er août 2022", "2022-08-01"),  # French first of the month
        ("2019-05-16", "2019-05-16"),  # ISO
        ("May 2019", "2019-05"),  # month precision
        ("16/05/2019", "2019-05-16"),  # only one reading
        ("05/06/2019", None),  # two readings: none is guessed
        ("31 de febrero de 2019", None),  # no such day
        ("on Monday", None),  # no year
        ("İstanbul 16 May 2019", "2019-05-16"),  # a letter that grows in lower case
    ],
)
def test_printed_date(text: str, expected: str | None) -> None:
    found = printed_date(text)
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019-05-16T08:00:00Z", "2019-05-16T08:00:00+00:00"),
        ("2019-05-16T08:00:00.123+0200", "2019-05-16T08:00:00+02:00"),
        ("2019-05-16 08:00", "2019-05-16T08:00:00"),
        ("2019-05", "2019-05"),
        ("20190516", "2019-05-16"),
        ("2019/05/16", "2019-05-16"),
        ("2019-13-45", None),
        ("soon", None),
    ],
)
def test_iso(value: str, expected: str | None) -> None:
    assert iso(value) == expected


def test_a_date_line_holds_little_else() -> None:
    assert date_line("Lima, Thursday, May 16, 2019, 10:30 GMT")
    assert not date_line("The strike of May 16, 2019 closed every port in the country")


def test_an_update_is_not_the_publication() -> None:
    assert is_update("Updated May 16, 2019")
    assert is_update("Actualizado el 16 de mayo de 2019")
    assert not is_update("Published May 16, 2019")
