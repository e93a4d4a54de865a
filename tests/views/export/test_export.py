"""What every format promises: a file whole or not at all, the same bytes, no crash on hostile pages, losses counted."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.errors import OnrecordError
from onrecord.model import Reading
from onrecord.views.export import FORMATS, TABLES, Options, export
from tests.store.factory import ledger, readings
from tests.views.export.debate import debate, hostile

DOCS = Path(__file__).parents[3] / "docs"


def content(path: Path) -> dict[str, bytes] | list[str]:
    """All bytes; of a database its rows."""
    if path.suffix == ".dna":
        with sqlite3.connect(path) as connection:
            return list(connection.iterdump())
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("reading", [ledger(), debate(), hostile()], ids=["ledger", "debate", "hostile"])
def test_the_same_record_gives_the_same_file_whatever_it_holds(name: str, reading: Reading, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.{name}" for number in (1, 2)]
    reports = [export(name, iter([reading]), path) for path in paths]
    assert content(paths[0]) == content(paths[1])
    assert reports[0].documents == 1
    assert reports[0].notes() == reports[1].notes()
    assert sorted(tmp_path.iterdir()) == paths  # no draft is left


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_record_is_a_whole_file(name: str, tmp_path: Path) -> None:
    report = export(name, [], tmp_path / "none")
    assert (report.documents, report.items, report.notes()) == (0, 0, [])
    assert (tmp_path / "none").exists()


@given(readings())
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_reading_can_be_written(tmp_path: Path, reading: Reading) -> None:
    for name in FORMATS:
        if name not in ("dna", "parquet"):  # slow to begin; the hostile page is theirs
            export(name, [reading], tmp_path / name)
    for table in TABLES:
        export("csv", [reading], tmp_path / "table", Options(table=table))


def broken() -> list[Reading]:
    raise OnrecordError("page.html", "its bytes are damaged")


@pytest.mark.parametrize("name", [name for name, kind in FORMATS.items() if kind.into != "folder"])
def test_what_fails_midway_leaves_the_old_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_text("old")

    def failing():  # type: ignore[no-untyped-def]
        yield ledger()
        broken()

    with pytest.raises(OnrecordError, match="damaged"):
        export(name, failing(), path)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("old", "old")]


@pytest.mark.parametrize(
    ("name", "path", "reason"),
    [
        ("poem", "x", "no such format; known: jsonl"),
        ("csv", "missing/x", "cannot be written: No such file"),
        ("dna", "missing/x", "cannot be written"),
        ("csv", ".", "cannot be written"),
        ("citron", "-", "cannot be printed"),
    ],
)
def test_what_cannot_be_written(name: str, path: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match=reason):
        export(name, [ledger()], Path(path) if path == "-" else tmp_path / path)


def test_it_can_be_printed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    export("jsonl", [ledger()], Path("-"))
    printed = capsysbinary.readouterr().out.splitlines()
    assert [json.loads(line)["type"] for line in printed][:2] == ["document", "statement"]


def test_losses_are_counted(tmp_path: Path) -> None:
    report = export("dna", [hostile()], tmp_path / "x.dna")
    losses = {line.rpartition(": ")[0] for line in report.notes()}
    assert losses >= {
        "characters the format cannot hold, replaced",
        "documents without a date, dated by their capture",
        "names cut to 190 characters",
        "names that several actors share, numbered",
    }


def test_every_format_is_documented() -> None:
    text = (DOCS / "reference" / "exports.md").read_text(encoding="utf-8")
    assert all(f"## `{name}`" in text for name in FORMATS)
