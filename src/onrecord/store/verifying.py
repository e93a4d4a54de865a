"""Is the whole record still true to its pages?

Comes in: a connection; goes out: a VerifyReport with every fault. It repairs nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import StoreError
from onrecord.model import Document, Statement
from onrecord.store.checking import (
    Misfit,
    capture_digest,
    document_misfits,
    event_misfits,
    relation_misfits,
    segment_misfits,
    statement_misfits,
    text_digest,
)
from onrecord.store.judged import State, decisions, states
from onrecord.store.judgements import chain_faults, load_judgements
from onrecord.store.keeping import joined_content
from onrecord.store.loading import (
    load_capture,
    load_document,
    load_events,
    load_relations,
    load_statement,
    statement_rows,
)
from onrecord.store.writing import capture_id

__all__ = ["Fault", "Identify", "Progress", "VerifyReport", "verify_store"]

Progress = Callable[[int, int], None]
Identify = Callable[[Document], str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `id` names what it is wrong with, or the table; `document` is the document that this is in."""

    kind: Literal["file", "capture", "document", "statement", "event", "judgement"]
    id: str
    document: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How much was checked, and every fault that was found.

    `orphans` are judgements whose statement is no longer, or not yet, in the record: to be looked at, but no fault.
    """

    captures: int
    documents: int
    statements: int
    faults: tuple[Fault, ...]
    judgements: int = 0
    orphans: tuple[State, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.faults


def verify_store(
    connection: sqlite3.Connection,
    progress: Progress | None = None,
    identify: Identify | None = None,
    key: bytes | None = None,
) -> VerifyReport:
    """Checks the file, then captures and documents one at a time; `progress(done, total)` counts those two.

    Where a column holds values of another type, the walk is left out: nothing can be read back from such rows.

    `identify` gives the id a document should have, which only the stage that made it knows.
    """
    faults: list[Fault] = []
    orphans: tuple[State, ...] = ()
    counts = {"capture": 0, "document": 0, "statement": 0, "judgement": 0}
    try:
        faults += full_text_faults(connection)
        connection.execute("BEGIN")  # one snapshot, whatever a writer adds meanwhile
        faults += file_faults(connection)
        counts = {table: counted(connection, table) for table in counts}
        mistyped = list(type_faults(connection))
        faults += mistyped or walked(connection, counts["capture"] + counts["document"], progress, identify)
        faults += [Fault("judgement", name, None, why) for name, why in chain_faults(connection, key)]
        orphans = () if faults else orphaned(connection)
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise
        faults.append(Fault("file", "database", None, str(error)))
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    checked = counts["capture"], counts["document"], counts["statement"]
    return VerifyReport(*checked, tuple(faults), counts["judgement"], orphans)


def orphaned(connection: sqlite3.Connection) -> tuple[State, ...]:
    """In a record without faults: whatever is damaged cannot be asked."""
    decided = decisions(connection, load_judgements(connection))
    return tuple(state for state in states(decided) if state.state == "orphan")


def is_busy(error: sqlite3.DatabaseError) -> bool:
    """Another process holding the file is no fault of the record."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def counted(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def full_text_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """FTS5 compares its index with the table it was made from; the command is written as an insertion."""
    try:
        connection.execute("INSERT INTO statement_text (statement_text, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise
        yield Fault("file", "statement_text", None, f"the full-text index does not fit the statements: {error}")


def file_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for row in connection.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Fault("file", "database", None, row[0])
    for table in ("party", "issue", "word"):
        known = " UNION ALL ".join(f"SELECT id FROM {owner}" for owner in ("statement", "event", "relation"))
        for row in connection.execute(f"SELECT DISTINCT owner FROM {table} WHERE owner NOT IN ({known})"):
            yield Fault("file", table, None, f"a row belongs to {row['owner']}, which is not there")
    for row in connection.execute("PRAGMA foreign_key_check"):
        place = "" if row["rowid"] is None else f" {row['rowid']}"
        yield Fault("file", row["table"], None, f"row{place} points to a row of {row['parent']} that is not there")


def type_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Columns that hold a type they were not declared with, which SQLite allows and reading back does not."""
    ours = "name NOT GLOB 'statement_text*' AND name NOT GLOB 'sqlite_*'"
    tables = f"SELECT name FROM sqlite_master WHERE type = 'table' AND {ours}"
    for table in [row["name"] for row in connection.execute(tables)]:
        for column in connection.execute(f"PRAGMA table_info({table})").fetchall():
            name, declared = column["name"], column["type"].lower()
            other = f"SELECT typeof({name}) FROM {table} WHERE typeof({name}) NOT IN ('{declared}', 'null') LIMIT 1"
            for row in connection.execute(other):
                yield Fault("file", table, None, f"{table}.{name} holds {row[0]} where {declared} belongs")


def walked(
    connection: sqlite3.Connection, total: int, progress: Progress | None, identify: Identify | None
) -> Iterator[Fault]:
    done = 0
    for row in connection.execute("SELECT id FROM capture"):
        yield from capture_faults(connection, row["id"])
        done = advanced(progress, done, total)
    for row in connection.execute("SELECT id FROM document ORDER BY number"):
        yield from document_faults(connection, row["id"], identify)
        done = advanced(progress, done, total)


def advanced(progress: Progress | None, done: int, total: int) -> int:
    if progress is not None:
        progress(done + 1, total)
    return done + 1


def capture_faults(connection: sqlite3.Connection, identity: str) -> Iterator[Fault]:
    try:
        capture = load_capture(connection, identity)
    except StoreError as error:
        yield Fault("capture", identity, None, error.reason)
        return
    if capture_digest(capture) != capture.digest:
        yield Fault("capture", identity, None, "its digest is not that of its bytes")
    if capture_id(capture) != identity:
        yield Fault("capture", identity, None, "its id is not that of its contents")


def document_faults(connection: sqlite3.Connection, identity: str, identify: Identify | None) -> Iterator[Fault]:
    try:
        document = load_document(connection, identity)
    except StoreError as error:
        yield Fault("document", identity, identity, error.reason)
        return
    for reason in identity_faults(connection, document, identify):
        yield Fault("document", identity, identity, reason)
    for misfit in (*document_misfits(document), *segment_misfits(document)):
        yield fault_of(misfit, document)
    for row in statement_rows(connection, identity):
        yield from statement_faults(connection, row, document)
    yield from event_faults(connection, document)
    yield from relation_faults(connection, document)


def identity_faults(connection: sqlite3.Connection, document: Document, identify: Identify | None) -> Iterator[str]:
    row = connection.execute("SELECT capture, digest FROM document WHERE id = ?", (document.id,)).fetchone()
    if row["digest"] != text_digest(document.text):
        yield "its digest is not that of its text"
    if identify is not None and identify(document) != document.id:
        yield "its id is not that of its contents"
    seen = "SELECT 1 FROM sighting WHERE document = ? AND capture = ?"
    if not connection.execute(seen, (document.id, row["capture"])).fetchone():
        yield "the capture it was read from is not among its sightings"


def event_faults(connection: sqlite3.Connection, document: Document) -> Iterator[Fault]:
    try:
        events = load_events(connection, document.id)
    except StoreError as error:
        yield Fault("event", error.subject, document.id, error.reason)
        return
    for event in events:
        for misfit in event_misfits(document, event):
            yield fault_of(misfit, document, "event")


def relation_faults(connection: sqlite3.Connection, document: Document) -> Iterator[Fault]:
    try:
        relations = load_relations(connection, document.id)
    except StoreError as error:
        yield Fault("document", document.id, document.id, f"relation {error.subject}: {error.reason}")
        return
    for relation in relations:
        for misfit in relation_misfits(document, relation):
            yield fault_of(misfit, document)


def fault_of(misfit: Misfit, document: Document, kind: Literal["statement", "event"] = "statement") -> Fault:
    reason = f"{misfit.field}: {misfit.reason}"
    if misfit.part is None:
        return Fault("document", document.id, document.id, reason)
    return Fault(kind, misfit.part, document.id, reason)


def statement_faults(connection: sqlite3.Connection, row: sqlite3.Row, document: Document) -> Iterator[Fault]:
    try:
        statement = load_statement(connection, row)
    except StoreError as error:
        yield Fault("statement", row["id"], document.id, error.reason)
        return
    for misfit in statement_misfits(document, statement):
        yield fault_of(misfit, document)
    for reason in row_faults(connection, row, statement):
        yield Fault("statement", statement.id, document.id, reason)


def row_faults(connection: sqlite3.Connection, row: sqlite3.Row, statement: Statement) -> Iterator[str]:
    """What a row says twice must be the same twice, and what it is nested in must be of its own document."""
    if row["content"] != joined_content(statement):
        yield "the content of its row is not that of its spans"
    if row["source"] != (statement.source and statement.source.text):
        yield "the source of its row is not that of its span"
    outer = (statement.document, statement.nested_in)
    held = "SELECT 1 FROM statement WHERE document = ? AND id = ?"
    if statement.nested_in is not None and not connection.execute(held, outer).fetchone():
        yield f"it is nested in {statement.nested_in}, which its document does not hold"
