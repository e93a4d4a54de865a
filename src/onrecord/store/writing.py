"""Keep one reading, whole or not at all.

Comes in: a connection and a Reading; goes out: what was new in it. The newest reading of a document counts: one by a
newer onrecord, or another one of the same bytes by the same onrecord. An older onrecord replaces nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from onrecord.errors import NotInDocument, StoreError
from onrecord.model import Capture, Event, Reading, Statement
from onrecord.store.checking import capture_digest, reading_misfits, segment_misfits, text_digest
from onrecord.store.keeping import KEEP, drop_reading, insert, keep_reading
from onrecord.store.loading import load_capture, load_reading
from onrecord.store.packing import packed_bytes

__all__ = ["Added", "add_reading", "capture_id", "transaction"]

NUMBER = re.compile(r"\d+")
Part = TypeVar("Part", Statement, Event)


@dataclass(frozen=True, slots=True)
class Added:
    """What one reading brought: the id of its document, and how much of it the record did not hold before.

    `dropped_statements` stood in the reading of this page that was replaced, and not in this one. `outdated` when the
    record holds a reading of the page by a newer onrecord, or the first one of other bytes with the same text: then
    that one stays, and only the capture was kept.
    """

    document: str
    new_document: bool
    new_statements: int
    known_statements: int
    dropped_statements: int = 0
    outdated: bool = False


def add_reading(connection: sqlite3.Connection, reading: Reading, version: str) -> Added:
    """One transaction. Raises NotInDocument or StoreError, and then nothing of the reading is kept."""
    refuse_misfits(reading)
    reading = replace(reading, statements=once(reading.statements), events=once(reading.events))
    with transaction(connection):
        return add_whole(connection, reading, version)


def once(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Each id once, in the order of the page."""
    first: dict[str, Part] = {}
    for part in parts:
        first.setdefault(part.id, part)
    return tuple(first.values())


def refuse_misfits(reading: Reading) -> None:
    document = reading.document
    if reading.rejected or any(statement.judged for statement in reading.statements):
        raise StoreError(document.id, "these are corrected values; the record keeps what the machine read (raw=True)")
    for misfit in reading_misfits(reading):
        part = "" if misfit.part is None else f"{misfit.part}, "
        raise NotInDocument(document.id, f"{part}{misfit.field}: {misfit.reason}")
    for misfit in segment_misfits(document):
        raise StoreError(document.id, misfit.reason)
    if capture_digest(reading.capture) != reading.capture.digest:
        raise StoreError(reading.capture.source, "its digest is not that of its bytes")
    if reading.capture.captured.utcoffset() is None:
        raise StoreError(reading.capture.source, "its time of capture names no time zone")


def add_whole(connection: sqlite3.Connection, reading: Reading, version: str) -> Added:
    document, capture = reading.document.id, add_capture(connection, reading.capture)
    others = other_texts(connection, document, capture)
    newer = [other for other, read_by in others.items() if age(read_by) > age(version)]
    if newer:
        return Added(newer[0], False, 0, len(reading.statements), outdated=True)
    dropped = sum(drop_document(connection, other) for other in others)
    added = take(connection, reading, capture, version)
    insert(connection, "sighting", [(document, capture)], known=KEEP)
    return replace(added, dropped_statements=added.dropped_statements + dropped)


def other_texts(connection: sqlite3.Connection, document: str, capture: str) -> dict[str, str | None]:
    """Documents, with the version that read them, that an earlier reading of these very bytes made."""
    made = "SELECT id, version FROM document WHERE capture = ? AND id != ?"
    return {row["id"]: row["version"] for row in connection.execute(made, (capture, document))}


def age(version: str | None) -> tuple[int, ...]:
    """Sorts versions of onrecord as they came out; the one of an old record, which is not known, is the first."""
    return tuple(int(number) for number in NUMBER.findall(version or ""))


def drop_document(connection: sqlite3.Connection, document: str) -> int:
    """Its number of statements. Its captures stay."""
    statements = len(statement_ids(connection, document))
    drop_reading(connection, document)
    connection.execute("DELETE FROM sighting WHERE document = ?", (document,))
    connection.execute("DELETE FROM document WHERE id = ?", (document,))
    return statements


def statement_ids(connection: sqlite3.Connection, document: str) -> set[str]:
    return {row["id"] for row in connection.execute("SELECT id FROM statement WHERE document = ?", (document,))}


def take(connection: sqlite3.Connection, reading: Reading, capture: str, version: str) -> Added:
    """Keep the reading in the place of the one that is held, or leave that one."""
    document = reading.document
    known = connection.execute("SELECT version, digest FROM document WHERE id = ?", (document.id,)).fetchone()
    if known is not None and known["digest"] != text_digest(document.text):
        raise StoreError(document.id, "this id already stands for another text")
    ids, held = {statement.id for statement in reading.statements}, statement_ids(connection, document.id)
    added = Added(document.id, known is None, len(ids - held), len(ids & held), len(held - ids))
    if known is not None and age(known["version"]) <= age(version) and is_held(connection, reading):
        connection.execute("UPDATE document SET version = ? WHERE id = ?", (version, document.id))
        return added
    if known is not None and not may_replace(connection, reading, known["version"], version):
        return Added(document.id, False, 0, len(ids), outdated=True)
    refuse_strays(connection, reading)
    if known is not None:
        drop_reading(connection, document.id)
    keep_reading(connection, reading, capture, version)
    return added


def is_held(connection: sqlite3.Connection, reading: Reading) -> bool:
    """Whether the record says the same already; bytes and source may be others."""
    held = load_reading(connection, reading.document.id)
    document = replace(reading.document, source=held.document.source)
    return replace(reading, capture=held.capture, document=document) == held


def may_replace(connection: sqlite3.Connection, reading: Reading, held: str | None, version: str) -> bool:
    """Whether the reading is by a newer onrecord, or one of the same bytes by the same: with other settings, say."""
    if age(held) != age(version):
        return age(held) < age(version)
    row = connection.execute("SELECT capture FROM document WHERE id = ?", (reading.document.id,)).fetchone()
    return load_capture(connection, row["capture"]).digest == reading.capture.digest


def refuse_strays(connection: sqlite3.Connection, reading: Reading) -> None:
    """Ids that stand for something in another document, and references to what the reading does not hold."""
    document, ids = reading.document.id, {statement.id for statement in reading.statements}
    parts: list[Statement | Event] = [*reading.statements, *reading.events]
    for part in parts:
        table, what = ("statement", "a statement") if isinstance(part, Statement) else ("event", "an event")
        known = connection.execute(f"SELECT document FROM {table} WHERE id = ?", (part.id,)).fetchone()
        if known is not None and known["document"] != document:
            raise StoreError(part.id, f"this id already stands for {what} of document {known['document']}")
    for statement in reading.statements:
        if statement.nested_in is not None and statement.nested_in not in ids:
            raise StoreError(statement.id, f"it is nested in {statement.nested_in}, which its document does not hold")
    for event in reading.events:
        if event.statement is not None and event.statement not in ids:
            raise StoreError(event.id, f"it is told by {event.statement}, which its document does not hold")


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
