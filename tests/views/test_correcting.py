"""`onrecord correct`: what is typed, what it leaves in the record, and what people then see."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.model import Reading, Statement
from onrecord.store import open_store
from onrecord.views.cli import main
from tests.views.sample import ferry

Run = Callable[..., Result]
READING = ferry()
TEXT = READING.document.text
FIRST, SECOND = READING.statements[:2]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in a folder with a record of one reading made by hand, by somebody named Iva."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("USER", "Iva")
    with open_store(tmp_path / "onrecord.db") as store:
        store.add(READING)
    return lambda *arguments: CliRunner().invoke(main, list(arguments), prog_name="onrecord")


def now(identity: str = FIRST.id) -> Statement:
    with open_store("onrecord.db") as store:
        found = store.statement(identity)
        assert found is not None
        return found[0]


def reading() -> Reading:
    with open_store("onrecord.db") as store:
        found = store.reading(READING.document.id)
        assert found is not None
        return found


def place(words: str) -> str:
    return f"{TEXT.index(words)}:{TEXT.index(words) + len(words)}"


WORDS = TEXT.split()[5]
SEEN = [
    (["--confirm"], lambda one: one.judged.verdict, "confirm"),
    (["--unsure"], lambda one: one.judged.verdict, "unsure"),
    (["--speaker", "Somebody New"], lambda one: one.speaker.name, "Somebody New"),
    (["--speaker", "-"], lambda one: one.speaker, None),
    (["--speaker", SECOND.speaker.name.upper()], lambda one: one.speaker.id, SECOND.speaker.id),
    (["--relay", WORDS], lambda one: [relay.span.text for relay in one.relays], [WORDS]),
    (["--relay", "-"], lambda one: one.relays, ()),
    (
        ["--relay", "The Wire", "--at", place(WORDS)],
        lambda one: (one.relays[0].name, one.relays[0].span.text),
        ("The Wire", WORDS),
    ),
    (["--addressee", WORDS], lambda one: one.addressee.span.text, WORDS),
    (["--setting", "-"], lambda one: one.setting, None),
    (["--span", place(WORDS)], lambda one: [span.text for span in one.content], [WORDS]),
    (
        ["--issue", "fares=Ferry fares", "--issue", "Harbour"],
        lambda one: [i.id for i in one.issues],
        ["fares", "harbour"],
    ),
    (
        ["--stance", "oppose", "--towards", "fares", "--at", place(WORDS)],
        lambda one: (one.stance.label, one.stance.cue.text),
        ("oppose", WORDS),
    ),
    (
        ["--date", "2031-05/2031-06", "--at", place(WORDS)],
        lambda one: (one.date.value, one.date.end, one.date.precision),
        ("2031-05", "2031-06", "month"),
    ),
]


@pytest.mark.parametrize(("options", "seen", "value"), SEEN, ids=[" ".join(options) for options, _, _ in SEEN])
def test_one_statement(run: Run, options: list[str], seen: Callable[[Statement], object], value: object) -> None:
    result = run("correct", FIRST.id[:8], *options)
    assert result.exit_code == 0, result.output
    assert FIRST.id in result.stdout
    assert "Iva" in result.stdout
    assert result.stdout.rstrip().endswith("applied")
    assert seen(now()) == value


def test_several_things_at_once(run: Run) -> None:
    result = run("correct", FIRST.id, "--speaker", "Somebody New", "--confirm", "--note", "on tape", "--as", "Jan Vrba")
    assert len(result.stdout.splitlines()) == 2
    assert "“on tape”" in result.stdout
    one = now()
    assert (one.speaker.name, one.judged.verdict, one.judged.by) == ("Somebody New", "confirm", ("Jan Vrba",))


def test_rejected_statements_vanish_with_a_count(run: Run) -> None:
    words = FIRST.content[0].text
    run("correct", FIRST.id, "--reject")
    assert words not in run("find", words.split()[0]).stdout
    assert len(reading().rejected) == 1
    assert len(reading().statements) == len(READING.statements) - 1


def test_corrected_values_are_shown(run: Run) -> None:
    run("correct", FIRST.id, "--confirm", "--speaker", "Somebody New")
    assert "Somebody New" in run("brief", READING.document.id, "--language", "en").stdout
    assert FIRST.id in run("find", "somebody", "new", "--json").stdout


def test_actors(run: Run) -> None:
    one, other = FIRST.speaker, SECOND.speaker
    if one.id == other.id:
        other = next(s.speaker for s in READING.statements if s.speaker and s.speaker.id != one.id)
    assert run("correct", "--merge", one.name, other.id).exit_code == 0
    assert {s.speaker.id for s in reading().statements if s.speaker and s.speaker.name == one.name} == {one.id}
    assert run("correct", "--rename", one.name, "The First").exit_code == 0
    assert now().speaker.name == "The First"
    result = run("correct", FIRST.id, "--split", "The First", "The Second")
    assert result.exit_code == 0, result.output
    assert now().speaker.name == "The Second"


def test_undo_and_list(run: Run) -> None:
    judgement = run("correct", FIRST.id, "--reject").stdout.split()[0]
    assert run("correct", "--undo", judgement[:9]).exit_code == 0
    assert now().judged is None
    listed = run("correct", "--list").stdout.splitlines()
    assert [line.rsplit("  ", 1)[1] for line in listed] == ["undone", "applied"]


def test_judgements_travel(run: Run, tmp_path: Path) -> None:
    run("correct", FIRST.id, "--reject")
    assert "1 judgement" in run("correct", "--export", "mine.jsonl").stderr
    assert json.loads(run("correct", "--export", "-").stdout)["action"] == "reject"
    with open_store(tmp_path / "other.db"):
        pass
    result = run("correct", "--import", "mine.jsonl", "--list", "--store", "other.db")
    assert "1 new judgement" in result.stdout
    assert "its page is not in the record" in result.stdout
    assert "0 new judgements" in run("correct", "--import", "mine.jsonl", "--store", "other.db").stdout
    verified = run("verify", "--store", "other.db")
    assert verified.exit_code == 0
    assert "not applied: its page is not in the record" in verified.stderr


def test_signed_with_a_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"river and stone")
    (tmp_path / "onrecord.toml").write_text('signature = "Desk"\nsigning_key = "secret"\n', encoding="utf-8")
    assert "Desk" in run("correct", FIRST.id, "--reject").stdout
    assert json.loads(run("correct", "--export", "-").stdout)["signature"].startswith("hmac-sha256:")
    assert "1 judgement" in run("verify").stdout


WRONG = [
    ([], "nothing to do"),
    (["--confirm"], "of which statement"),
    ([FIRST.id], "what about"),
    ([FIRST.id, "--confirm", "--reject"], "cannot both"),
    (["zzz", "--confirm"], "no statement"),
    (["s", "--confirm"], "several statements begin so"),
    ([FIRST.id, "--relay", "Words of no page"], "does not have these words"),
    ([FIRST.id, "--span", "5"], "START:END"),
    ([FIRST.id, "--span", "5:4"], "no such characters"),
    ([FIRST.id, "--span", "0:999999"], "no such characters"),
    ([FIRST.id, "--span", "0:9", "--span", "4:12"], "overlap"),
    ([FIRST.id, "--date", "tomorrow"], "a date is"),
    ([FIRST.id, "--speaker", "…"], "no name"),
    (["--merge", "Nobody", "Noone"], "no actor"),
    (["--merge", FIRST.speaker.name, FIRST.speaker.id], "already"),
    (["--split", FIRST.speaker.name, "Another"], "--office"),
    (["--undo", "j0"], "no judgement"),
    (["--import", "missing.jsonl"], "cannot be read"),
    ([FIRST.id, "--confirm", "--as", " "], "nobody signs"),
]


@pytest.mark.parametrize(("arguments", "reason"), WRONG, ids=[reason for _, reason in WRONG])
def test_what_cannot_be_is_one_clear_line_and_changes_nothing(run: Run, arguments: list[str], reason: str) -> None:
    result = run("correct", *arguments)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert "Traceback" not in result.output
    assert reading() == READING


@pytest.mark.parametrize("line", ["{", "[]", '{"type": "statement"}', '{"type": "judgement", "id": "j1"}'])
def test_a_bad_line_takes_nothing_in(run: Run, tmp_path: Path, line: str) -> None:
    run("correct", FIRST.id, "--reject")
    good = run("correct", "--export", "-").stdout
    (tmp_path / "mixed.jsonl").write_text(good + line + "\n", encoding="utf-8")
    with open_store(tmp_path / "other.db"):
        pass
    result = run("correct", "--import", "mixed.jsonl", "--store", "other.db")
    assert result.exit_code == 2
    assert "mixed.jsonl: line 2" in result.stderr
    assert run("correct", "--list", "--store", "other.db").stdout == ""
