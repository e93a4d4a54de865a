"""Lists of actors: forms, errors that name file and line, and who is known again by them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.resolve.actors import actor_of
from onrecord.resolve.identity import identities
from onrecord.resolve.lists import Known, known_actors, read_list

CSV = """name,aliases,office,organisation,state,from,to,wikidata
Mara Quint,Minister Quint|M. Quint,Harbour Minister,Harbour Ministry,MLT,2018-03,2020-06-30,
Ana Brandt,,Mayor,Lowmouth,,2015,2016,Q1001
Ana Brandt,,Judge,High Court,,2019,,Q1002
"""
JSON = {
    "results": {
        "bindings": [
            {
                "person": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1003"},
                "personLabel": {"value": "Tomás Arrieta"},
                "positionLabel": {"value": "minister of fisheries"},
                "start": {"value": "2017-01-20T00:00:00Z"},
            }
        ]
    }
}


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_csv_list(tmp_path: Path) -> None:
    first, *_ = read_list(written(tmp_path / "own.csv", CSV))
    assert (first.name, first.aliases, first.until) == ("Mara Quint", ("Minister Quint", "M. Quint"), "2020-06-30")


def test_a_query_result(tmp_path: Path) -> None:
    (row,) = read_list(written(tmp_path / "own.json", json.dumps(JSON)))
    assert (row.name, row.wikidata, row.since, row.office) == (
        "Tomás Arrieta", "Q1003", "2017-01-20", "minister of fisheries",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("office,state\nMayor,MLT\n", "1: no column 'name'"),
        ("", "1: no column 'name'"),
        ("name,from\nMara Quint,soon\n", "2: from: 'soon' is no date"),
        ("name,from\nMara Quint,2019\n,2020\n", "3: a row without a name"),
        ("name,state\nMara Quint,Malta\n", "2: state: 'Malta' is no ISO"),
        ("name,wikidata\nMara Quint,42\n", "2: wikidata: '42' is no identifier"),
        ("name\nMara Quint,Mayor\n", "2: 2 cells under 1 columns"),
        ('{"head": {}}', "neither a Wikidata query result"),
        ("[1]", "1: not an object"),
        ("[", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path / "own.csv", text)
    with pytest.raises(SettingsError) as caught:
        read_list(path)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


def test_no_such_file_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_list(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"name\n\xff\n")
    with pytest.raises(SettingsError, match="not UTF-8"):
        read_list(tmp_path / "bytes.csv")


def known(tmp_path: Path) -> Known:
    return Known(read_list(written(tmp_path / "own.csv", CSV)))


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2019-05-16", "Harbour Minister"),
        ("2018-03", "Harbour Minister"),
        ("2018-02-28", None),
        ("2020-07-01", None),
        (None, None),
    ],
)
def test_the_office_of_the_day(tmp_path: Path, day: str | None, held: str | None) -> None:
    who = identities(known(tmp_path), "en", day, "")
    assert who.completed(actor_of("Mara Quint", None, "person")).held == held


def test_one_id_in_every_article_and_one_for_each_namesake(tmp_path: Path) -> None:
    quint = actor_of("Mara Quint", None, "person")
    then, later, none = (identities(known(tmp_path), "en", day, "") for day in ("2015-06", "2020", None))
    assert then.completed(quint).id == none.completed(quint).id == quint.id
    assert then.completed(actor_of("M. Quint", None, "person")).id == quint.id
    brandt = actor_of("Ana Brandt", None, "person")
    assert then.completed(brandt).wikidata == "Q1001"
    assert later.completed(brandt).wikidata == "Q1002"
    assert then.completed(brandt).id != later.completed(brandt).id
    assert none.completed(brandt).wikidata is None


def test_the_shipped_table_wants_its_state_named() -> None:
    lavrov = actor_of("Sergey Lavrov", None, "person")
    named = identities(known_actors(), "en", "2019-05-14", "Moscow said no.").completed(lavrov)
    assert (named.held, named.state) == ("Foreign Minister", "RUS")
    assert identities(known_actors(), "en", "2019-05-14", "He said no.").completed(lavrov) == lavrov
    member = actor_of("Maria Cantwell", None, "person")
    assert identities(known_actors(), "en", "2019-05-14", "The United States.").completed(member).wikidata is None
    member = actor_of("Maria Cantwell", "Senator", "person")
    assert identities(known_actors(), "en", "2019-05-14", "Lowmouth.").completed(member).wikidata == "Q22250"


def test_who_a_spokeswoman_speaks_for() -> None:
    who = identities(known_actors(), "en", None, "")
    found = who.completed(actor_of("Joan Hill", "spokeswoman for the Harbour Board", "person"))
    assert found.organisation == "Harbour Board"
    found = who.completed(actor_of("spokesman for the German government", None, None))
    assert (found.organisation, found.state) == ("German government", "DEU")
