from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.store import open_store
from onrecord.views.across import gathered_of_actor, gathered_on_issue, moments
from onrecord.views.cli import main
from tests.views.sample import QUINT, ferry, story

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line beside a record of two readings made by hand."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    with open_store(tmp_path / "onrecord.db") as store:
        store.add(ferry())
        store.add(story(judged=False))
    return lambda *arguments: CliRunner().invoke(main, list(arguments), prog_name="onrecord")


def test_an_actor_over_all_documents(run: Run) -> None:
    result = run("actor", "mara quint")  # case aside
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Mara Quint")
    assert "6 statements · 2 documents" in lines
    assert {"toll", "lamp", "Under no issue"} <= set(lines)
    assert "Mara Quint and Tomas Vell disagree on toll" in lines
    assert "I oppose the toll" not in result.stdout


def test_an_issue_over_all_documents(run: Run) -> None:
    result = run("issue", "Toll")
    assert result.exit_code == 0, result.output
    assert "2 statements · 1 document" in result.stdout
    assert "“I oppose the toll,”" in result.stdout
    assert "I back the lamp" not in result.stdout
    assert "desacuerdo" not in result.stdout
    assert "declaraciones" in run("issue", "toll", "--labels", "es").stdout  # another name of --language


def test_what_the_record_does_not_know(run: Run) -> None:
    for command in ("actor", "issue"):
        result = run(command, "nobody")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "'nobody'" in result.stderr


def test_json_lines_are_those_of_everywhere(run: Run) -> None:
    said = [json.loads(line) for line in run("actor", "Tomas Vell", "--json").stdout.splitlines()]
    assert {one["type"] for one in said} == {"statement"}
    assert {one["speaker"]["name"] for one in said} == {"Tomas Vell"}
    told = [json.loads(line) for line in run("timeline", "--json").stdout.splitlines()]
    assert [one["tense"] for one in told] == ["past", "scheduled", "ongoing", "scheduled"]


def test_the_timeline(run: Run) -> None:
    shown = run("timeline").stdout
    places = [shown.index(words) for words in ("2029", "3 February 2031", "2 April 2031", "No date on the page")]
    assert places == sorted(places)
    upcoming = run("timeline", "--upcoming").stdout
    assert "Parliament votes" in upcoming
    assert "3 February" not in upcoming


def test_the_timeline_of_one_document(run: Run) -> None:
    assert "Parliament votes" in run("timeline", story().document.id).stdout
    nothing = run("timeline", ferry().document.id)
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "no event and no date found" in nothing.stderr
    assert run("timeline", "d-none").exit_code == 2


def test_gathering() -> None:
    made = (ferry(), story())
    assert [len(gathered_of_actor(made, {QUINT.id}).said), gathered_of_actor(made, {QUINT.id}).documents] == [6, 2]
    assert [one.statement.id for one in gathered_on_issue(made, "i2").said] == [
        one.id for one in story().statements[2:4]
    ]  # by its id
    assert [one.span.text for one in moments(made)][:2] == ["2029", "met"]
