"""Open the record, or create it, and bring its schema up to this program.

Comes in: a path; goes out: a Store. It changes nothing in a file that is not a record of onrecord.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store.record import Store

__all__ = ["APPLICATION_ID", "MIGRATIONS", "open_store"]

APPLICATION_ID = 0x6F6E7263  # "onrc"; SQLite files carry it at byte 68, and file(1) can be told about it
MIGRATIONS = ("1_record.sql", "2_readings.sql", "3_judgements.sql", "4_occasions.sql", "5_versions.sql")
"""The step at index n takes a record from version n to version n + 1 (`PRAGMA user_version`)."""
BUSY_SECONDS = 30.0  # how long one process waits for another's transaction; ours last milliseconds
RETRY_SECONDS = 0.01


def open_store(path: Path | str) -> Store:
    """The record at `path`, created if there is none; `:memory:` for one that is forgotten.

    Raises StoreError naming the path when it cannot be opened, is no SQLite file, belongs to another program or was
    written by a newer onrecord.
    """
    name = str(path)
    if not name:
        raise StoreError("''", "a store needs a path")
    connection = connected(name)
    try:
        prepare(connection, name)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(name, f"cannot be used as a store: {error}") from error
    except StoreError:
        connection.close()
        raise
    return Store(connection, name)


def connected(name: str) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(name, timeout=BUSY_SECONDS, isolation_level=None)
    except (sqlite3.Error, ValueError) as error:  # ValueError: a null character in the path
        raise StoreError(name, f"cannot be opened: {error}") from error
    connection.row_factory = sqlite3.Row
    return connection


def prepare(connection: sqlite3.Connection, name: str) -> None:
    """Look before touching: another program's file must not even be switched to WAL."""
    connection.execute("BEGIN")  # one look: another process may be creating this record right now
    recognise(connection, name)
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = ON")
    switch_to_wal(connection)
    # In WAL mode NORMAL cannot damage the file; a power cut may cost the last transactions, which reading again adds.
    connection.execute("PRAGMA synchronous = NORMAL")
    migrate(connection, name)


def switch_to_wal(connection: sqlite3.Connection) -> None:
    """The one step for which SQLite does not wait by itself when another process has the file."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def recognise(connection: sqlite3.Connection, name: str) -> None:
    application = pragma(connection, "application_id")
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (application or tables):
        raise StoreError(name, "is another program's database")
    version = pragma(connection, "user_version")
    if version > len(MIGRATIONS):
        raise StoreError(name, f"was written by a newer onrecord (version {version}, known: {len(MIGRATIONS)})")


def migrate(connection: sqlite3.Connection, name: str) -> None:
    while pragma(connection, "user_version") < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection, name)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def step(connection: sqlite3.Connection, name: str) -> None:
    """One migration, unless another process made it while this one waited for the lock."""
    recognise(connection, name)
    version = pragma(connection, "user_version")
    if version == len(MIGRATIONS):
        return
    for statement in statements(MIGRATIONS[version]):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version + 1}")


def statements(migration: str) -> Iterator[str]:
    """The SQL statements of a migration one by one, since `executescript` would end the transaction."""
    sql = (files("onrecord.store") / "migrations" / migration).read_text(encoding="utf-8")
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
