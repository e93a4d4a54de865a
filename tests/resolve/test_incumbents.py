"""An office printed without a name, and who held it by the lists on the page's day."""

from __future__ import annotations

import pytest

from onrecord.resolve.actors import Person, actor_of
from onrecord.resolve.identity import identities
from onrecord.resolve.incumbents import listed_office
from onrecord.resolve.lists import Known, Listed

ROWS = (
    Listed("Mara Quint", (), "President", "", "MLT", "2018-03-01", "2020-06-30", "Q1", False),
    Listed("Ana Brandt", (), "President", "", "MLT", "2020-07-01", "2023-06-30", "Q2", False),
    Listed("Milo Berg", (), "Foreign Minister", "", "MLT", "2018-03-01", "2020-06-30", "Q3", False),
    Listed("Ilse Rees", (), "Foreign Minister", "", "MLT", "2019-01-01", "2019-12-31", "Q4", False),
)


@pytest.mark.parametrize(
    ("phrase", "language", "expected"),
    [
        ("Maltese president", "en", ("President", "MLT")),
        ("president of the United States", "en", ("President", "USA")),
        ("US Secretary of State", "en", ("Secretary of State", "USA")),
        ("Malta's foreign minister", "en", ("Foreign Minister", "MLT")),
        ("former president of Malta", "en", None),
        ("Maltese vice president", "en", None),
        ("president", "en", None),
        ("president of the Maltese football association", "en", None),
        ("presidenta de Malta", "es", ("President", "MLT")),
        ("ministro francés de Exteriores", "es", ("Foreign Minister", "FRA")),
    ],
)
def test_the_office_of_a_phrase(phrase: str, language: str, expected: tuple[str, str] | None) -> None:
    assert listed_office(phrase, language) == expected


def person(name: str, *offices: str) -> Person:
    return Person(name, [], list(offices))


@pytest.mark.parametrize(
    ("phrase", "day", "persons", "expected"),
    [
        # the page does not name the holder: its words stay, the list says who
        ("Maltese president", "2019-05-14", (), ("Maltese president", "President", "Q1")),
        ("Maltese president", "2021-05-14", (), ("Maltese president", "President", "Q2")),
        # the page names the holder: that name, and the office as printed
        ("Maltese president", "2019-05-14", (person("Mara Quint"),), ("Mara Quint", "President", "Q1")),
        # the page prints the office with somebody else
        ("Maltese president", "2019-05-14", (person("Joan Hill", "President"),), ("Maltese president", None, None)),
        # no day; a day nobody vouches for; two holders that day
        ("Maltese president", None, (), ("Maltese president", None, None)),
        ("Maltese president", "2025-05-14", (), ("Maltese president", None, None)),
        ("Maltese foreign minister", "2019-05-14", (), ("Maltese foreign minister", None, None)),
    ],
)
def test_the_holder_of_the_day(
    phrase: str, day: str | None, persons: tuple[Person, ...], expected: tuple[str, str | None, str | None]
) -> None:
    who = identities(Known(ROWS), "en", day, "Malta said no.", persons)
    found = who.completed(actor_of(phrase, None, None))
    assert (found.name, found.held, found.wikidata) == expected
