from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from onrecord import __version__
from onrecord.store import open_store
from onrecord.views.cli import main
from onrecord.views.jsonl import load, schema
from tests.views.sample import TEXT, TITLE, ferry

Run = Callable[..., Result]
HEAVY = ("numpy", "onnxruntime", "trafilatura", "httpx2", "rich", "jinja2", "lxml", "sqlite3", "tokenizers")
DOCUMENT = ferry().document.id


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments, **given: CliRunner().invoke(main, list(arguments), prog_name="onrecord", **given)


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    return "ferry.txt"


@pytest.fixture
def record(tmp_path: Path) -> str:
    """A record that holds one reading made by hand."""
    with open_store(tmp_path / "onrecord.db") as store:
        store.add(ferry())
    return "onrecord.db"


def last(text: str) -> str:
    return text.rstrip().splitlines()[-1]


# read


def test_read_prints_the_brief_and_keeps_nothing(run: Run, page: str, tmp_path: Path) -> None:
    result = run("read", page)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(TITLE)
    assert [path.name for path in tmp_path.iterdir()] == [page]


def test_read_json_is_what_the_schema_says(run: Run, page: str) -> None:
    result = run("read", "--json", page)
    assert result.exit_code == 0
    document, *rest = load(result.stdout.splitlines())
    for one in [document, *rest]:
        Draft202012Validator(schema()).validate(one)
    assert document["text"] == TEXT
    for one in rest:
        for span in one.get("content", []):
            assert TEXT[span["start"] : span["end"]] == span["text"]


def test_read_markdown(run: Run, page: str) -> None:
    assert run("read", "--markdown", page).stdout.startswith(f"# {TITLE}\n")


def test_read_in_place(run: Run, page: str) -> None:
    shown = run("read", "--in-place", page).stdout
    assert "Listen to this article" in shown
    assert "You may be interested" in shown


def test_read_html(run: Run, page: str, tmp_path: Path) -> None:
    result = run("read", page, "--html", "brief.html")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "brief.html: 1 document" in result.stderr
    assert TITLE in (tmp_path / "brief.html").read_text(encoding="utf-8")


def test_read_html_to_standard_output(run: Run, page: str) -> None:
    assert run("read", page, "--html", "-").stdout.lstrip().startswith("<!doctype html>")


def test_read_in_another_language(run: Run, page: str) -> None:
    shown = run("read", page, "--html", "-", "--language", "es").stdout
    assert '<html lang="es">' in shown


def test_read_standard_input(run: Run) -> None:
    result = run("read", "--json", "-", input="Rain stops play\n\nIt rained all day in Port Ellery.\n")
    assert next(load(result.stdout.splitlines()))["source"] == "-"


def test_read_a_folder(run: Run, page: str, tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("Rain\n\nIt rained all day in Port Ellery.", encoding="utf-8")
    result = run("read", ".", "--json")
    assert [one["source"] for one in load(result.stdout.splitlines()) if one["type"] == "document"] == [
        "ferry.txt",
        "rain.txt",
    ]


def test_read_least_confidence_leaves_out(run: Run, page: str) -> None:
    sure = [*load(run("read", "--json", "--min-confidence", "0.99", page).stdout.splitlines())]
    every = [*load(run("read", "--json", "--min-confidence", "0", page).stdout.splitlines())]
    assert len(sure) <= len(every)
    said = [one for one in sure if one["type"] == "statement"]
    assert all(one["confidence"] >= 0.99 or one["kind"] != "indirect" for one in said)


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],  # no source
        ["read", "x", "--json", "--markdown"],  # two forms
        ["read", "x", "--json", "--html", "-"],  # two things on standard output
        ["read", "x", "--min-confidence", "2"],
        ["read", "x", "--language", "xx"],
        ["frobnicate"],
    ],
)
def test_usage(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: onrecord")


# what goes wrong


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("none.txt", None, "no such file"),
        ("empty.txt", b"", ""),
        ("image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", ""),
        ("folder", None, "no such file"),
    ],
)
def test_a_source_that_fails_is_one_line(
    run: Run, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("read", name)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"onrecord: {name}: ")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_one_bad_source_does_not_stop_the_rest(run: Run, page: str) -> None:
    result = run("read", "none.txt", page)
    assert result.exit_code == 1
    assert result.stdout.startswith(TITLE)
    assert "onrecord: none.txt: no such file" in result.stderr


def test_a_name_cannot_write_several_lines_or_act_on_the_terminal(run: Run) -> None:
    result = run("read", "x\nonrecord: forged: line\x1b[2J")
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--settings", "none.toml", "read", "x"], "onrecord: none.toml: there is no such settings file"),
        (["find", "ferry"], "onrecord: onrecord.db: there is no such record"),
        (["verify"], "onrecord: onrecord.db: there is no such record"),
        (["verify", "words"], "onrecord: onrecord.db: there is no such record"),
        (["brief"], "onrecord: onrecord.db: there is no such record"),
    ],
)
def test_errors_are_one_clear_line(run: Run, tmp_path: Path, arguments: list[str], line: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())  # no empty record was made


def test_a_file_that_is_no_record(run: Run, page: str) -> None:
    result = run("--store", page, "find", "ferry")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"onrecord: {page}: ")


def test_a_page_that_cannot_be_written(run: Run, page: str) -> None:
    result = run("read", page, "--html", "none/brief.html")
    assert result.exit_code == 2
    assert last(result.stderr) == "onrecord: none/brief.html: cannot be written: No such file or directory"


class Interrupting(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        if size == 0:  # the runner asks whether these are bytes
            return b""
        raise KeyboardInterrupt


def test_an_interruption_ends_cleanly(run: Run) -> None:
    result = run("read", "-", input=Interrupting())
    assert result.exit_code == 130
    assert result.output == ""


COMMAND = [sys.executable, "-c", "from onrecord.views.cli import main; main()"]


@pytest.mark.parametrize("form", ["--json", "--markdown", "--in-place"])
def test_a_closed_pipe_is_silent(record: str, tmp_path: Path, form: str) -> None:
    script = '{ "$0" "$@"; echo "status $?" >&2; } | head -c 100 > /dev/null'
    command = ["bash", "-c", script, *COMMAND, "brief", form, *[DOCUMENT] * 200]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    *notes, status = result.stderr.splitlines()
    assert status == "status 1"
    assert all("the second page of the article was not there" in note for note in notes)  # written before it closed


# add


def test_add_keeps_and_adding_again_changes_nothing(run: Run, page: str, tmp_path: Path) -> None:
    first, again = run("add", page), run("add", page)
    assert first.exit_code == again.exit_code == 0
    assert "onrecord.db: 1 document added (d" in first.stdout
    assert "0 documents added (the record holds d" in again.stdout
    with open_store(tmp_path / "onrecord.db") as store:
        assert [one.source for one in store.documents()] == [page]


def test_add_goes_on_after_a_bad_source(run: Run, page: str, tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("Rain\n\nIt rained all day in Port Ellery.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    result = run("add", page, "bad.txt", "rain.txt", "--store", "other.db")
    assert result.exit_code == 1
    assert "onrecord: bad.txt: " in result.stderr
    assert result.stdout.startswith("other.db: 2 documents added, ")
    assert last(result.stdout).endswith("1 source failed")


def test_add_when_all_fail(run: Run) -> None:
    assert run("add", "none.txt", "none either").exit_code == 2


def test_which_record_is_used(run: Run, page: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('store = "set.db"', encoding="utf-8")
    run("--settings", "mine.toml", "add", page)
    run("--settings", "mine.toml", "--store", "before.db", "add", page)
    run("--settings", "mine.toml", "--store", "before.db", "add", page, "--store", "after.db")
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["after.db", "before.db", "set.db"]


# find


def test_find(run: Run, record: str) -> None:
    result = run("find", "modest", "Amount")
    assert result.exit_code == 0
    assert result.stdout.startswith("Mara Quint warns (mixed)\n")
    assert DOCUMENT in result.stdout


def test_find_json(run: Run, record: str) -> None:
    found = list(load(run("find", "quint", "--json", "--limit", "2").stdout.splitlines()))
    assert len(found) == 2
    for one in found:
        Draft202012Validator(schema()).validate(one)


def test_find_in_spanish(run: Run, record: str) -> None:
    assert run("find", "modest", "--language", "es").stdout.startswith("Mara Quint advierte (mixta)\n")


@pytest.mark.parametrize("query", ["zeppelin", '"', "NEAR (", "*", "\ud800"])
def test_finding_nothing_is_no_error(run: Run, record: str, query: str) -> None:
    result = run("find", query)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found\n")


# brief


def test_brief_lists_documents(run: Run, record: str) -> None:
    assert run("brief").stdout == f"{DOCUMENT}  2031-04-01  The Ellery Ledger  {TITLE}\n"


def test_brief_of_a_document_by_the_beginning_of_its_id(run: Run, record: str) -> None:
    shown = run("brief", DOCUMENT[:6]).stdout
    assert shown.startswith(TITLE)
    assert "10 statements · 4 speakers" in shown


def test_brief_json_is_the_reading(run: Run, record: str) -> None:
    document, *statements = load(run("brief", DOCUMENT, "--json").stdout.splitlines())
    assert document["id"] == DOCUMENT
    assert [one["id"] for one in statements] == [one.id for one in ferry().statements]


def test_brief_of_several_on_one_page(run: Run, page: str, record: str, tmp_path: Path) -> None:
    run("add", page)
    with open_store(tmp_path / "onrecord.db") as store:
        ids = [one.id for one in store.documents()]
    result = run("brief", *ids, "--html", "brief.html")
    assert "brief.html: 2 documents" in result.stderr
    assert (tmp_path / "brief.html").read_text(encoding="utf-8").count("<article ") == 2


def test_brief_of_an_unknown_document(run: Run, record: str) -> None:
    result = run("brief", "nope", DOCUMENT)
    assert result.exit_code == 1
    assert result.stderr == "onrecord: nope: no document in onrecord.db has an id that begins so\n"
    assert result.stdout.startswith(TITLE)


def test_two_briefs_are_apart(run: Run, record: str) -> None:
    shown = run("brief", DOCUMENT, DOCUMENT, "--markdown").stdout
    assert shown.count(f"# {TITLE}\n") == 2
    assert f"\n\n# {TITLE}" in shown


# verify


def test_verify_the_whole_record(run: Run, record: str) -> None:
    result = run("verify")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "onrecord.db: 1 capture, 1 document, 10 statements; every word stands at its place\n"


def test_verify_finds_what_was_changed(run: Run, record: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / record) as connection:
        connection.execute("UPDATE span SET text = 'nobody' WHERE role = 'cue' AND text = 'warned'")
    connection.close()
    result = run("verify")
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: statement s")
    assert "'nobody' does not stand at" in result.stderr
    assert last(result.stdout).endswith("1 fault")


def test_verify_finds_another_source(run: Run, record: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / record) as connection:
        connection.execute("UPDATE document SET source = 'https://other.example/'")
    connection.close()
    assert "its id is not that of its contents" in run("verify").stderr


def test_verify_words_in_the_record(run: Run, record: str) -> None:
    result = run("verify", "the islands owe nothing")
    assert result.exit_code == 0
    assert "said by Mara Quint (says, direct)" in result.stdout


def test_verify_words_that_are_nowhere(run: Run, record: str) -> None:
    result = run("verify", "the islands owe everything")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "no page holds these words\n")


def test_verify_words_in_a_source(run: Run, page: str) -> None:
    result = run("verify", "nine months in dry dock", page)
    assert result.exit_code == 0
    assert TITLE[:20] in result.stdout
    assert run("verify", "nine years in dry dock", page).exit_code == 1
    assert run("verify", "nine months", "none.txt").exit_code == 2


# starting


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"onrecord {__version__}\n"


@pytest.mark.parametrize("command", ["read", "add", "find", "verify", "brief"])
def test_help_needs_no_settings(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "onrecord.toml").write_text("broken", encoding="utf-8")
    result = run(command, "-h")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: onrecord {command}")


def test_starting_imports_nothing_heavy(tmp_path: Path) -> None:
    code = f"import sys, onrecord.views.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    begun = process_time()
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
    assert process_time() - begun < 2  # about 0.1 s on a quiet machine


def test_output_is_utf8_lines_whatever_the_terminal_speaks(run: Run, record: str, tmp_path: Path) -> None:
    result = subprocess.run(
        [*COMMAND, "brief", DOCUMENT, "--json"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert "“" in json.loads(result.stdout.splitlines()[0])["text"]


def test_the_record_shows_a_translation_as_the_fresh_reading_does(run: Run, tmp_path: Path) -> None:
    note = "Translated from “El muelle se queda”\n\nLeer en español: El muelle se queda"
    report = "Mara Quint told the council on Monday that nobody had asked her. “The quay stays ours,” she said."
    text = f"The quay stays\n\n{note}\n\n{report}\n"
    (tmp_path / "quay.txt").write_text(text, encoding="utf-8")
    fresh = run("read", "quay.txt", "--json").stdout
    document, *said = load(fresh.splitlines())
    assert any(one.get("translated") for one in said)
    run("add", "quay.txt")
    assert run("brief", document["id"], "--json").stdout == fresh
    assert run("export", "jsonl", "--out", "-").stdout == fresh
    assert run("brief", document["id"], "--markdown").stdout == run("read", "quay.txt", "--markdown").stdout


# export


def test_export_writes_the_record(run: Run, record: str, tmp_path: Path) -> None:
    result = run("export", "dna", "--out", "ferry.dna")
    assert result.exit_code == 0, result.output
    assert last(result.stderr) == "ferry.dna: 1 document, 10 statements"
    with sqlite3.connect(tmp_path / "ferry.dna") as database:
        assert database.execute("SELECT count(*) FROM DOCUMENTS").fetchone() == (1,)


def test_export_of_a_source_keeps_nothing(run: Run, page: str, tmp_path: Path) -> None:
    result = run("export", "jsonl", page, "--out", "-")
    assert result.exit_code == 0, result.output
    assert next(load(result.stdout.splitlines()))["title"] == TITLE
    assert [path.name for path in tmp_path.iterdir()] == [page]


def test_export_of_a_table(run: Run, record: str) -> None:
    result = run("export", "csv", "--table", "documents", "--out", "-")
    assert result.stdout.splitlines()[0].startswith('"id","source","address"')


def test_export_says_what_a_format_cannot_hold(run: Run, record: str) -> None:
    result = run("export", "dna-csv", "--out", "list.csv")
    assert "onrecord: dna-csv: statements left out of the list: " in result.stderr


def test_export_when_every_source_fails_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("old")
    result = run("export", "csv", "missing.html", "--out", "old.csv")
    assert result.exit_code == 2
    assert last(result.stderr) == "onrecord: export: every source failed; nothing was written"
    assert (tmp_path / "old.csv").read_text() == "old"


def test_export_goes_on_when_a_source_fails(run: Run, page: str, tmp_path: Path) -> None:
    result = run("export", "csv", "missing.html", page, "--out", "some.csv")
    assert result.exit_code == 1
    assert (tmp_path / "some.csv").read_text(encoding="utf-8").count("\n") > 1


@pytest.mark.parametrize("arguments", [["csv"], ["poem", "--out", "x"], ["dna", "--out", "onrecord.db"]])
def test_export_asked_wrongly(run: Run, record: str, tmp_path: Path, arguments: list[str]) -> None:
    before = (tmp_path / "onrecord.db").read_bytes()
    assert run("export", *arguments).exit_code == 2
    assert (tmp_path / "onrecord.db").read_bytes() == before
