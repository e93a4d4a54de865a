"""The .dna file and the event list, read back by SQLite and by the csv module alone."""

from __future__ import annotations

import csv
import sqlite3
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.views.export import Options, export
from onrecord.views.export.coding import Naming, carets
from onrecord.views.export.report import LONGEST, Report
from tests.store.factory import ledger
from tests.views.export.debate import debate, hostile

COLUMNS = {
    "SETTINGS": "Property Value",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
    "REGEXES": "Label Red Green Blue",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    export("dna", [debate(), ledger()], tmp_path / "debate.dna")
    with closing(sqlite3.connect(tmp_path / "debate.dna")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def statements_of(database: sqlite3.Connection, label: str) -> list[dict[str, Any]]:
    """A reader of our own: every statement of a type with its variables, as DNA shows them."""
    found = []
    query = (
        "SELECT s.*, d.Text FROM STATEMENTS s JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId AND t.Label = ?"
        " JOIN DOCUMENTS d ON d.ID = s.DocumentId ORDER BY s.ID"
    )
    for row in database.execute(query, (label,)):
        units = row["Text"].encode("utf-16-le")
        one = {"text": units[2 * row["Start"] : 2 * row["Stop"]].decode("utf-16-le"), "document": row["DocumentId"]}
        for variable in database.execute(
            "SELECT * FROM VARIABLES WHERE StatementTypeId = ?", (row["StatementTypeId"],)
        ):
            value = value_of(database, row["ID"], variable)
            assert value is not None, f"{variable['Variable']} has no value"
            one[variable["Variable"]] = value
        found.append(one)
    return found


def value_of(database: sqlite3.Connection, statement: int, variable: sqlite3.Row) -> Any:
    if variable["DataType"] == "short text":
        query = "SELECT e.Value FROM DATASHORTTEXT x JOIN ENTITIES e ON e.ID = x.Entity AND e.VariableId = x.VariableId"
    else:
        table = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT"}[variable["DataType"]]
        query = f"SELECT x.Value FROM {table} x"
    row = database.execute(
        f"{query} WHERE x.StatementId = ? AND x.VariableId = ?", (statement, variable["ID"])
    ).fetchone()
    return row[0] if row else None


def test_the_tables_are_those_of_dna(database: sqlite3.Connection) -> None:
    for table, columns in COLUMNS.items():
        assert [row["name"] for row in database.execute(f"PRAGMA table_info({table})")] == columns.split()
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    coders = [row["name"] for row in database.execute("PRAGMA table_info(CODERS)")]
    assert coders[:8] == ["ID", "Name", "Red", "Green", "Blue", "Refresh", "FontSize", "Password"]


def test_the_statement_types(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT Variable, DataType FROM VARIABLES ORDER BY ID").fetchall()
    assert [tuple(row) for row in rows[:4]] == [
        ("person", "short text"),
        ("organization", "short text"),
        ("concept", "short text"),
        ("agreement", "boolean"),
    ]
    assert ("qualifier", "integer") in [tuple(row) for row in rows]


def test_boolean_statements_support_or_oppose_and_nothing_else(database: sqlite3.Connection) -> None:
    assert statements_of(database, "DNA Statement") == [
        {
            "text": "backs the night ferry",  # behind characters of two units
            "document": 1,
            "person": "Mara Quint",
            "organization": "Harbour Ministry",
            "concept": "night ferry",
            "agreement": 1,
        },
        {
            "text": "rejects it",
            "document": 1,
            "person": "",
            "organization": "Sorrel Council",
            "concept": "night ferry",
            "agreement": 0,
        },
    ]


def test_integer_statements_keep_unclear_and_uncoded_apart(database: sqlite3.Connection) -> None:
    found = statements_of(database, "onrecord Statement")
    assert [(one["text"], one["qualifier"], one["stance"]) for one in found[:4]] == [
        ("backs the night ferry", 1, "support"),
        ("rejects it", -1, "oppose"),
        ("unsure of fares", 0, "unclear"),
        ("nothing on fares", 0, "uncoded"),
    ]
    assert found[0]["relay"] == "Radio"
    assert [one["onrecord id"] for one in found[:4]] == [one.id for one in debate().statements]
    opened = [one for one in found[4:] if one["text"] == "the footbridge reopens on 4 May"]
    assert [one["concept"] for one in opened] == ["bridges", "the river"]  # one for each issue


def test_documents_and_their_dates(database: sqlite3.Connection) -> None:
    song, page = database.execute("SELECT * FROM DOCUMENTS ORDER BY ID").fetchall()
    assert song["Text"] == debate().document.text
    assert datetime.fromtimestamp(song["Date"], UTC) == datetime(2031, 4, 2, 8, 30, tzinfo=UTC)  # the page's own clock
    assert datetime.fromtimestamp(page["Date"], UTC) == datetime(2031, 4, 2, tzinfo=UTC)
    assert (page["Author"], page["Source"]) == ("Pavel Horn", "Ostrava Ledger")
    assert debate().document.id in song["Notes"]


def test_every_entity_has_every_attribute(database: sqlite3.Connection) -> None:
    entities, variables, values = (
        database.execute(f"SELECT count(*) FROM {query}").fetchone()[0]
        for query in (
            "ENTITIES",
            "ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId",
            "ATTRIBUTEVALUES",
        )
    )
    assert entities
    assert variables == values
    query = (
        "SELECT a.AttributeVariable, v.AttributeValue FROM ATTRIBUTEVALUES v JOIN ENTITIES e ON e.ID = v.EntityId"
        " JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId WHERE e.Value = 'Mara Quint' AND e.VariableId = 1"
    )
    assert dict(map(tuple, database.execute(query))) == {
        "Type": "person",
        "Alias": "",
        "Notes": "",
        "Office": "Harbour Minister",
        "State": "CZE",
        "Wikidata candidate": "Q1",
    }


def test_the_password_is_a_digest_that_jasypt_knows(database: sqlite3.Connection) -> None:
    for row in database.execute("SELECT Password FROM CODERS"):
        kept = b64decode(row["Password"])
        salt, digest = kept[:16], kept[16:]
        found = sha256(salt + b"onrecord").digest()
        for _ in range(99_999):
            found = sha256(found).digest()
        assert found == digest


@pytest.mark.parametrize(("qualifier", "types"), [("boolean", 1), ("integer", 1), ("both", 2), (None, 2)])
def test_the_types_asked_for(qualifier: Any, types: int, tmp_path: Path) -> None:
    export("dna", [debate()], tmp_path / "x.dna", Options(qualifier=qualifier))
    with closing(sqlite3.connect(tmp_path / "x.dna")) as connection:
        assert connection.execute("SELECT count(*) FROM STATEMENTTYPES").fetchone()[0] == types


def test_hostile_names_are_values_like_others(tmp_path: Path) -> None:
    export("dna", [hostile()], tmp_path / "x.dna")
    with closing(sqlite3.connect(tmp_path / "x.dna")) as connection:
        values = [row[0] for row in connection.execute("SELECT Value FROM ENTITIES")]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert all(len(value.encode("utf-16-le")) // 2 <= LONGEST for value in values)
    assert any(value.endswith("…") for value in values)  # cut visibly
    assert any(value.endswith("… [2]") for value in values)  # another actor of the same long name


@given(st.text(max_size=40), st.data())
@settings(deadline=None, max_examples=60)
def test_carets_are_units_of_utf16(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert carets(text)(offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def test_one_value_for_one_actor() -> None:
    naming = Naming(Report())
    assert [naming.value("person", identity, "Ana Ferro") for identity in ("a", "b", "a", "c")] == [
        "Ana Ferro",
        "Ana Ferro [2]",
        "Ana Ferro",
        "Ana Ferro [3]",
    ]


# the event list


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_event_list(tmp_path: Path) -> None:
    export("dna-csv", [debate()], tmp_path / "x.csv")
    header = (tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == (
        '"statement_id";"time";"person";"organization";"concept";"agreement";"start_position";"stop_position";"text";'
        '"coder";"document_id";"document_title";"document_author";"document_source";"document_section";"document_type"'
    )
    one, two = rows(tmp_path / "x.csv")
    assert one["time"] == "2031-04-02 08:30:00"
    assert (one["person"], one["organization"], one["agreement"]) == ("Mara Quint", "Harbour Ministry", "1")
    assert (two["person"], two["organization"], two["agreement"]) == ("", "Sorrel Council", "0")
    units = debate().document.text.encode("utf-16-le")
    assert units[2 * int(two["start_position"]) : 2 * int(two["stop_position"])].decode("utf-16-le") == two["text"]


def test_the_event_list_with_the_integer_qualifier(tmp_path: Path) -> None:
    export("dna-csv", [debate()], tmp_path / "x.csv", Options(qualifier="integer"))
    assert [(row["qualifier"], row["stance"]) for row in rows(tmp_path / "x.csv")] == [
        ("1", "support"),
        ("-1", "oppose"),
        ("0", "unclear"),
        ("0", "uncoded"),
    ]
