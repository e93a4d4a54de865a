"""Opening: what is a record, what is not, and what several processes do to it at once."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.model import Actor, Issue, Reading, StatedDate, Statement
from onrecord.store import open_store
from onrecord.store.opening import APPLICATION_ID, MIGRATIONS, statements

from .factory import ledger

NAMED = Path(__file__).parents[2] / "docs" / "reference" / "store.md"


def test_a_record_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.add(ledger())
    with open_store(str(path)) as store:
        assert store.reading(ledger().document.id) == ledger()
        settings = {name: store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert settings == PRAGMAS
    assert not path.with_name("record.db-wal").exists()


PRAGMAS = {
    "journal_mode": "wal",
    "foreign_keys": 1,
    "application_id": APPLICATION_ID,
    "user_version": len(MIGRATIONS),
    "busy_timeout": 30_000,
}


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with open_store(path) as store:
        assert list(store.documents()) == []


def text_file(path: Path) -> None:
    path.write_text("This is a letter, not a record.\n" * 100)


def short_file(path: Path) -> None:
    path.write_bytes(b"SQLite")


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name)")


def foreign_application(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")
        connection.execute("CREATE TABLE document (id)")


def newer_record(path: Path) -> None:
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


def cut_record(path: Path) -> None:
    with open_store(path) as store:
        store.add(ledger())
    path.write_bytes(path.read_bytes()[:50])


REFUSED = [
    (text_file, "not a database"),
    (short_file, "not a database"),
    (foreign_database, "another program"),
    (foreign_application, "another program"),
    (newer_record, "newer"),
    (cut_record, "malformed"),
    (Path.mkdir, "unable to open"),
]


@pytest.mark.parametrize(("make", "reason"), REFUSED)
def test_what_is_no_record_is_refused_and_left_alone(tmp_path: Path, make: object, reason: str) -> None:
    path = tmp_path / "given.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=reason) as refused:
        open_store(path)
    assert refused.value.subject == str(path)
    assert [file.name for file in tmp_path.iterdir()] == ["given.db"]
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("path", ["", "no/such/folder/record.db", "null\0character"])
def test_paths_that_cannot_be(path: str) -> None:
    with pytest.raises(StoreError):
        open_store(path)


def test_several_processes_create_one_record(tmp_path: Path) -> None:
    opening = "import sys; from onrecord.store import open_store; [open_store(line[:-1]).close() for line in sys.stdin]"
    started = [
        subprocess.Popen([sys.executable, "-c", opening], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    paths = [tmp_path / f"{number}.db" for number in range(8)]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("".join(f"{path}\n" for path in paths))
        process.stdin.flush()
    assert [process.communicate(timeout=60)[1] for process in started] == [""] * 4
    for path in paths:
        with open_store(path) as store:
            assert store.verify().ok


def first_version(path: Path, reading: Reading) -> None:
    """A file as the first schema had it: what its tables can hold of the reading."""
    with open_store(":memory:") as store, closing(sqlite3.connect(path)) as old:
        store.add(reading)
        for statement in statements(MIGRATIONS[0]):
            old.execute(statement)
        listed = old.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for table in [name for (name,) in listed if not name.startswith("statement_text")]:
            columns = [row[1] for row in old.execute(f"PRAGMA table_info({table})")]
            rows = store._connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            fitting = [tuple(row) for row in rows if table != "span" or row["role"] not in ("issue", "time")]
            old.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", fitting)
        old.execute("INSERT INTO statement_text (statement_text) VALUES ('rebuild')")
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
        old.commit()


def as_first_version(statement: Statement) -> Statement:
    issue, date, speaker = statement.issue, statement.date, statement.speaker
    return replace(
        statement,
        speaker=speaker and Actor(speaker.id, speaker.name, speaker.office, speaker.kind),
        issue=issue and Issue(issue.id, issue.label),
        date=date and StatedDate(date.value, date.precision, date.span),
        candidates=(),
        issues=(),
        times=(),
        quad=None,
        translated=False,
    )


def test_a_file_of_the_first_schema_loses_nothing(tmp_path: Path) -> None:
    path, reading = tmp_path / "record.db", ledger()
    first_version(path, reading)
    with open_store(path) as store:
        told, document = tuple(map(as_first_version, reading.statements)), replace(reading.document, versions=())
        old = replace(reading, document=document, statements=told, events=(), relations=())
        assert store.reading(document.id) == old
        assert store.verify().faults == ()
        assert len(store.find("footbridge")) == 1
        assert store.add(reading).known_statements == 3  # any later reading takes its place
        assert store.reading(reading.document.id) == reading
        assert store.verify().faults == ()


def test_every_table_and_column_is_documented() -> None:
    page = NAMED.read_text(encoding="utf-8")
    sections = {part.split("`")[0]: part for part in page.split("\n### `")[1:]}
    with open_store(":memory:") as store:
        connection = store._connection
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        tables = [row["name"] for row in listed if not row["name"].startswith(("sqlite_", "statement_text_"))]
        assert sorted(sections) == sorted(tables)
        for table in tables:
            columns = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
            assert re.findall(r"^\| `(\w+)` \|", sections[table], re.MULTILINE) == columns, table
