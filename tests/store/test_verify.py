"""The whole record, checked; and a record that somebody has meddled with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.store import open_store

from .factory import ledger, numbered


def test_a_good_record(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with open_store(tmp_path / "record.db") as store:
        for number in range(3):
            store.add(numbered(number))
        report = store.verify(lambda done, total: seen.append((done, total)), identify=lambda document: document.id)
        assert report.ok
        assert (report.captures, report.documents, report.statements) == (3, 3, 9)
        assert seen == [(done, 6) for done in range(1, 7)]
        assert not store.verify(identify=lambda document: "another").ok


MEDDLING = [
    ("UPDATE span SET text = 'sold' WHERE text = 'told'", "statement", "cue"),
    ("UPDATE span SET start = start + 1 WHERE role = 'source'", "statement", "source"),
    ("UPDATE span SET end = 'many' WHERE role = 'source'", "file", "span.end holds text"),
    ("UPDATE document SET text = x'ff'", "file", "document.text holds blob"),
    ("UPDATE statement SET confidence = 'sure'", "file", "statement.confidence holds text"),
    ("UPDATE statement SET content = 'we give up'", "statement", "content of its row"),
    ("UPDATE statement SET source = 'nobody'", "statement", "source of its row"),
    ("UPDATE statement SET anchor_start = 0", "statement", "anchor"),
    ("UPDATE statement SET nested_in = 'nowhere'", "statement", "nested in nowhere"),
    ("UPDATE statement SET nested_in = 'nowhere'", "file", "not there"),
    ("UPDATE statement SET speaker_name = 'Nobody'", "file", "full-text"),
    ("DELETE FROM statement WHERE kind = 'direct'", "file", "not there"),
    ("DELETE FROM span WHERE role = 'addressee'", "statement", "addressee has lost"),
    ("DELETE FROM span WHERE role = 'setting'", "statement", "setting has lost"),
    ("DELETE FROM span WHERE role = 'stance'", "statement", "stance has lost"),
    ("DELETE FROM span WHERE role = 'date'", "statement", "date has lost"),
    ("DELETE FROM span WHERE role = 'time'", "statement", "names 2 dates"),
    ("UPDATE span SET text = 'boat' WHERE role = 'issue'", "statement", "issue"),
    ("UPDATE word SET text = 'boat' WHERE role = 'issue'", "statement", "issue"),
    ("UPDATE word SET text = 'boat' WHERE role = 'event'", "event", "event"),
    ("UPDATE word SET start = 0 WHERE role = 'place'", "event", "place"),
    ("DELETE FROM word WHERE role = 'date'", "event", "date has lost"),
    ("UPDATE word SET text = 'boat' WHERE role = 'relation'", "document", "relation"),
    ("DELETE FROM party WHERE role = 'related'", "document", "relates 0 actors"),
    ("UPDATE party SET owner = 'nobody' WHERE role = 'candidate'", "file", "belongs to nobody"),
    ("UPDATE event SET statement = 'nowhere'", "file", "not there"),
    ("DELETE FROM relay WHERE ordinal = 1", "statement", "names 1 relays"),
    ("DELETE FROM sighting", "document", "sightings"),
    ("DELETE FROM segment", "document", "offset map is missing"),
    ("UPDATE segment SET packed = x'00'", "document", "offset map is damaged"),
    ("UPDATE document SET text = text || '!'", "document", "digest"),
    ("UPDATE document SET text = text || '!'", "document", "segments"),
    ("UPDATE furniture SET text = 'Buy'", "document", "furniture"),
    ("UPDATE capture SET content = x'0000'", "capture", "damaged"),
    ("UPDATE capture SET size = 3", "capture", "3 bytes"),
    ("UPDATE capture SET digest = 'abc'", "capture", "digest"),
    ("UPDATE capture SET source = 'elsewhere'", "capture", "id"),
    ("UPDATE capture SET captured = 'yesterday'", "capture", "time of capture"),
    ("UPDATE document SET capture = 'lost'", "file", "not there"),
]


@pytest.mark.parametrize(("meddling", "kind", "reason"), MEDDLING)
def test_meddling_is_found(meddling: str, kind: str, reason: str) -> None:
    with open_store(":memory:") as store:
        store.add(ledger())
        store._connection.execute("PRAGMA foreign_keys = OFF")
        store._connection.execute("PRAGMA ignore_check_constraints = ON")
        store._connection.execute(meddling)
        report = store.verify()
        assert not report.ok
        assert [fault for fault in report.faults if fault.kind == kind and reason in fault.reason], report.faults
        assert all(fault.id for fault in report.faults)


def test_damaged_pages_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        for number in range(20):
            store.add(numbered(number))
    content = bytearray(path.read_bytes())
    later = len(content) * 3 // 4  # the schema stands before, and a file without its schema is not opened
    content[later : later + 20_000] = b"\x5a" * 20_000
    path.write_bytes(content)
    with open_store(path) as store:
        assert not store.verify().ok


def test_verifying_waits_for_nobody_who_reads(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.add(ledger())
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM statement").fetchone()
            assert store.verify().ok
