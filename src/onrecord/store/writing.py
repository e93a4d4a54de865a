"""Keep one reading, whole or not at all.

Comes in: a connection and a Reading; goes out: what was new in it. It changes no statement that already stands.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import NotInDocument, StoreError
from onrecord.model import Actor, Capture, Document, Reading, Statement
from onrecord.store.checking import (
    capture_digest,
    document_misfits,
    placed_spans,
    segment_misfits,
    statement_misfits,
    text_digest,
)
from onrecord.store.packing import pack_segments, packed_bytes

__all__ = ["Added", "add_reading", "capture_id", "joined_content"]

GAP = " … "  # between the content spans of one statement where they are shown as one text
KEEP = "ON CONFLICT DO NOTHING"  # not OR IGNORE, which would pass over a missing value too


@dataclass(frozen=True, slots=True)
class Added:
    """What one reading brought: the id of its document, and how much of it the record did not hold before."""

    document: str
    new_document: bool
    new_statements: int
    known_statements: int


def add_reading(connection: sqlite3.Connection, reading: Reading) -> Added:
    """One transaction. Raises NotInDocument or StoreError, and then nothing of the reading is kept."""
    refuse_misfits(reading)
    with transaction(connection):
        capture = add_capture(connection, reading.capture)
        new_document = add_document(connection, reading, capture)
        insert(connection, "sighting", [(reading.document.id, capture)], known=KEEP)
        new = new_statements(connection, reading)
        first = next_ordinal(connection, reading.document.id)
        for ordinal, statement in enumerate(new, first):
            add_statement(connection, statement, ordinal)
        refuse_strays(connection, new)
    return Added(reading.document.id, new_document, len(new), len(reading.statements) - len(new))


def refuse_misfits(reading: Reading) -> None:
    document = reading.document
    for misfit in document_misfits(document):
        raise NotInDocument(document.id, f"{misfit.field}: {misfit.reason}")
    for statement in reading.statements:
        for misfit in statement_misfits(document, statement):
            raise NotInDocument(document.id, f"statement {misfit.statement}, {misfit.field}: {misfit.reason}")
    for misfit in segment_misfits(document):
        raise StoreError(document.id, misfit.reason)
    if capture_digest(reading.capture) != reading.capture.digest:
        raise StoreError(reading.capture.source, "its digest is not that of its bytes")
    if reading.capture.captured.utcoffset() is None:
        raise StoreError(reading.capture.source, "its time of capture names no time zone")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, also when the program is interrupted in the middle."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]], *, known: str = "") -> None:
    """Rows in the order of the table's columns; `known` is the clause for a row that is there already."""
    for row in rows:
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))}) {known}", row)


def capture_id(capture: Capture) -> str:
    """Hash of all that makes two captures the same, which is everything but the time."""
    parts = [capture.source, capture.address, capture.media_type, capture.encoding, capture.digest]
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def add_capture(connection: sqlite3.Connection, capture: Capture) -> str:
    """Its id. A capture that is known keeps its row, and the earlier of the two times."""
    identity, captured = capture_id(capture), in_utc(capture.captured)
    if connection.execute("SELECT 1 FROM capture WHERE id = ?", (identity,)).fetchone():
        later = "UPDATE capture SET captured = ? WHERE id = ? AND captured > ?"
        connection.execute(later, (captured, identity, captured))
        return identity
    row = (
        identity,
        capture.source,
        capture.address,
        capture.media_type,
        capture.encoding,
        captured,
        capture.digest,
        len(capture.content),
        packed_bytes(capture.content),
    )
    insert(connection, "capture", [row])
    return identity


def in_utc(moment: datetime) -> str:
    """Fixed width, so that text sorts as time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def add_document(connection: sqlite3.Connection, reading: Reading, capture: str) -> bool:
    """Whether it was new. Its metadata, furniture, notes and offset map are those of the first reading."""
    document, digest = reading.document, text_digest(reading.document.text)
    known = connection.execute("SELECT digest FROM document WHERE id = ?", (document.id,)).fetchone()
    if known is not None and known["digest"] != digest:
        raise StoreError(document.id, "this id already stands for another text")
    if known is not None:
        return False
    insert(connection, "document", [document_row(document, capture, digest)])
    insert(connection, "origin", [(document.id, *found) for found in document.origins.items()])
    insert(connection, "note", [(document.id, *note) for note in enumerate(reading.notes)])
    insert(connection, "segment", [(document.id, pack_segments(document.segments))])
    insert(connection, "furniture", furniture_rows(document))
    return True


def document_row(document: Document, capture: str, digest: str) -> tuple[Any, ...]:
    original = document.translated_from
    return (
        None,
        document.id,
        capture,
        document.source,
        document.title,
        document.deck,
        document.byline,
        document.outlet,
        document.published,
        document.language,
        original is not None,
        original and original.title,
        original and original.language,
        original and original.url,
        digest,
        document.text,
    )


def furniture_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    for ordinal, furniture in enumerate(document.furniture):
        yield document.id, ordinal, furniture.start, furniture.end, furniture.kind, furniture.text


def new_statements(connection: sqlite3.Connection, reading: Reading) -> list[Statement]:
    """Those the record does not hold yet, each once, in the order of the page."""
    new: dict[str, Statement] = {}
    for statement in reading.statements:
        known = connection.execute("SELECT document FROM statement WHERE id = ?", (statement.id,)).fetchone()
        if known is None:
            new.setdefault(statement.id, statement)
        elif known["document"] != statement.document:
            raise StoreError(statement.id, f"this id already stands for a statement of document {known['document']}")
    return list(new.values())


def next_ordinal(connection: sqlite3.Connection, document: str) -> int:
    counted = connection.execute("SELECT coalesce(max(ordinal) + 1, 0) FROM statement WHERE document = ?", (document,))
    return int(counted.fetchone()[0])


def add_statement(connection: sqlite3.Connection, statement: Statement, ordinal: int) -> None:
    if statement.speaker is not None:
        add_actor(connection, statement.speaker)
    row = statement_row(statement, ordinal)
    columns = ", ".join(row)
    places = ", ".join(f":{column}" for column in row)
    number = connection.execute(f"INSERT INTO statement ({columns}) VALUES ({places})", row).lastrowid
    searched = "INSERT INTO statement_text (rowid, content, speaker_name, source) VALUES (?, ?, ?, ?)"
    connection.execute(searched, (number, row["content"], row["speaker_name"], row["source"]))
    insert(
        connection,
        "span",
        [(statement.id, role, at, span.start, span.end, span.text) for role, at, span in placed_spans(statement)],
    )
    insert(connection, "relay", [(statement.id, at, relay.name) for at, relay in enumerate(statement.relays)])
    insert(connection, "repair", [(statement.id, *repair) for repair in enumerate(statement.repair)])


def add_actor(connection: sqlite3.Connection, actor: Actor) -> None:
    insert(connection, "actor", [(actor.id, actor.name, actor.kind)], known=KEEP)


def statement_row(statement: Statement, ordinal: int) -> dict[str, Any]:
    """The columns of table `statement`, but for its number."""
    speaker, anchor = statement.speaker, statement.anchor
    return {
        "id": statement.id,
        "document": statement.document,
        "ordinal": ordinal,
        "kind": statement.kind,
        "act": statement.act,
        "content": joined_content(statement),
        "source": statement.source and statement.source.text,
        "speaker": speaker and speaker.id,
        "speaker_name": speaker and speaker.name,
        "speaker_office": speaker and speaker.office,
        "speaker_kind": speaker and speaker.kind,
        "addressee": statement.addressee and statement.addressee.name,
        "setting": statement.setting and statement.setting.label,
        "nested_in": statement.nested_in,
        "negated": statement.negated,
        "confidence": statement.confidence,
        "anchor_exact": anchor.exact,
        "anchor_prefix": anchor.prefix,
        "anchor_suffix": anchor.suffix,
        "anchor_start": anchor.start,
        "anchor_end": anchor.end,
        "issue": statement.issue and statement.issue.id,
        "issue_label": statement.issue and statement.issue.label,
        "stance": statement.stance and statement.stance.label,
        "stance_target": statement.stance and statement.stance.target,
        "date": statement.date and statement.date.value,
        "date_precision": statement.date and statement.date.precision,
    }


def joined_content(statement: Statement) -> str:
    return GAP.join(span.text for span in statement.content)


def refuse_strays(connection: sqlite3.Connection, new: list[Statement]) -> None:
    """A statement nested in one that its document does not hold; the reading's own order is free."""
    for statement in new:
        if statement.nested_in is None:
            continue
        outer = (statement.document, statement.nested_in)
        if not connection.execute("SELECT 1 FROM statement WHERE document = ? AND id = ?", outer).fetchone():
            raise StoreError(statement.id, f"it is nested in {statement.nested_in}, which its document does not hold")
