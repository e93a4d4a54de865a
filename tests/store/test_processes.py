"""A writer that is killed, and a reader beside a writer."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from onrecord.store import Store, open_store

from .factory import ledger, numbered

WRITER = Path(__file__).with_name("killed_writer.py")
JUDGE = Path(__file__).with_name("killed_judge.py")
MANY = 100_000


def writer(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(path), str(first), str(last)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_killed_writer_leaves_whole_readings(tmp_path: Path) -> None:
    path, moments, kept, kills = tmp_path / "record.db", random.Random(31), 0, 0
    while kills < 6 or (kept < 10 and kills < 60):  # the first dies while the file is made
        process = writer(path, max(0, kept - 1), MANY)  # begins with what is known
        time.sleep(moments.uniform(0.002, 0.12) if kills else 0)
        kill(process)
        kept, kills = still_whole(path, kept), kills + 1
    assert kept >= 10
    with open_store(path) as store:
        assert store.add(numbered(kept)).new_document


def still_whole(path: Path, kept: int) -> int:
    """How many documents the record holds, which must be the first ones, with all their statements."""
    with open_store(path) as store:
        report = store.verify()
        assert report.faults == ()
        assert report.documents >= kept
        assert report.statements == 3 * report.documents
        ids = [numbered(number).document.id for number in range(report.documents)]
        assert [header.id for header in store.documents()] == ids
    return report.documents


def test_a_killed_judge_leaves_whole_decisions(tmp_path: Path) -> None:
    path, moments = tmp_path / "record.db", random.Random(13)
    with open_store(path) as store:
        store.add(ledger())
    for _ in range(2):
        command = [sys.executable, str(JUDGE), str(path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0.01, 0.15))
        kill(process)
        with open_store(path) as store:
            report = store.verify()
            assert report.faults == ()
            assert report.judgements % 3 == 0
            assert report.orphans == ()


def test_one_reads_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.add(numbered(0))
        process = writer(path, 1, MANY)
        try:
            counts = watch(store)
        finally:
            kill(process)
        assert counts == sorted(counts)
        assert counts[-1] > counts[0]
        store.add(numbered(MANY))
        assert store.verify().ok


def watch(store: Store) -> list[int]:
    """Numbers of documents seen, one look after the other, until the writer got somewhere."""
    counts = [1]
    until = time.monotonic() + 30
    while counts[-1] < 40 and time.monotonic() < until:
        counts.append(len(list(store.documents())))
        reading = store.reading(numbered(counts[-1] - 1).document.id)
        assert reading == numbered(counts[-1] - 1)
        assert len(store.find("footbridge", limit=counts[-1])) >= counts[-1]
    return counts
