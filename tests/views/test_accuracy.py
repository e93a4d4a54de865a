"""`onrecord evaluate` on a gold of our own: figures, JSON, gains and losses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.views.cli import main

TEXT = "Harbour fees double\n\nThe fees will double in May, harbour minister Mara Quint said on Monday."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    def place(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    attribution = {
        "source": [place("harbour minister Mara Quint")],
        "cue": [place("said")],
        "content": [place("The fees will double in May")],
        "speaker": "Mara Quint",
        "relays": [],
    }
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"id": "a", "language": "en", "text": TEXT, "attributions": [attribution]}) + "\n")
    return file


def test_figures(gold: Path) -> None:
    done = CliRunner().invoke(main, ["evaluate", str(gold)])
    assert done.exit_code == 0, done.output
    assert "statements" in done.output


def test_json(gold: Path) -> None:
    done = CliRunner().invoke(main, ["evaluate", str(gold), "--json"])
    figures = json.loads(done.stdout)
    assert figures["articles"] == 1
    assert figures["rows"]["statements"]["gold"] == 1


def test_gains_and_losses_against_an_earlier_run(gold: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.jsonl"
    CliRunner().invoke(main, ["evaluate", str(gold), "--min-confidence", "1", "--save", str(earlier)])
    done = CliRunner().invoke(main, ["evaluate", str(gold), "--min-confidence", "0", "--against", str(earlier)])
    assert done.exit_code == 0, done.output
    assert "The fees will double in May" in done.output


def test_a_file_that_is_no_gold_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonl"
    file.write_text('{"id": 1}\n')
    done = CliRunner().invoke(main, ["evaluate", str(file)])
    assert done.exit_code != 0
    assert "notes.jsonl" in done.output
