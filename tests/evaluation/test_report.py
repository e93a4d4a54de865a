"""Figures as text and JSON, and what changed between two runs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from onrecord.errors import OnrecordError
from onrecord.evaluation import (
    ROWS,
    SHARES,
    Attribution,
    GoldArticle,
    Outcome,
    as_json,
    compare,
    comparison_text,
    intervals,
    judged,
    table_text,
    total,
)
from onrecord.model import Span

from .sample import FERRY, GOLD, HULL, PAID, UNSAFE, one

WRONG = one("the new pier", "warned", "Anton Rees")
OTHER = one("a cheaper ticket")


def run(*predicted: Attribution) -> tuple[Outcome, ...]:
    return judged([GOLD], {"lissow": predicted})


def test_table_has_rows_that_count_something() -> None:
    outcomes = run(FERRY, HULL, WRONG)
    lines = table_text(total(outcomes), intervals(outcomes, samples=20)).splitlines()
    assert lines[0].split() == ["P", "R", "F1", "right", "pred", "gold", "F1", "between"]
    assert lines[1].split() == ["statements", "66.7", "33.3", "44.4", "2", "3", "6", "44.4-44.4"]
    assert any(line.split() == ["source:", "pronoun", "1", "1", "100.0"] for line in lines)


def test_table_leaves_out_what_the_gold_does_not_tell() -> None:
    plain = replace(GOLD, attributions=(replace(FERRY, speaker=None, relays=None),))
    table = table_text(total(judged([plain], {})))
    assert "statements" in table
    assert "speaker" not in table
    assert "mixed" not in table


def test_json_holds_every_row_and_share() -> None:
    outcomes = run(FERRY)
    table = json.loads(json.dumps(as_json(total(outcomes), intervals(outcomes, ["statements"], samples=20))))
    assert (tuple(table["rows"]), tuple(table["shares"]), table["articles"]) == (ROWS, SHARES, 1)
    statements = table["rows"]["statements"]
    assert statements["f1_interval"] == [statements["f1"], statements["f1"]]
    assert (statements["precision"], statements["right"], statements["gold"]) == (1.0, 1, 6)
    assert "f1_interval" not in table["rows"]["mixed"]


def test_gains_and_losses() -> None:
    changes = compare(run(FERRY, HULL, WRONG), run(HULL, PAID, OTHER))
    found = [[case.attribution for case in side] for side in (changes.lost, changes.won, changes.new, changes.gone)]
    assert found == [[FERRY], [PAID], [OTHER], [WRONG]]


def test_the_same_run_changes_nothing() -> None:
    assert comparison_text(compare(run(FERRY, WRONG), run(WRONG, FERRY))) == (
        "statement lost: 0, statement won: 0, false statement new: 0, false statement gone: 0"
    )


def test_comparison_as_text() -> None:
    lines = comparison_text(compare(run(FERRY), run(UNSAFE, OTHER))).splitlines()
    assert lines == [
        "statement lost: 1, statement won: 1, false statement new: 1, false statement gone: 0",
        f"- statement lost: lissow at {FERRY.content[0].start}: Harbour master Ilse Brandt | said | "
        "the ferry would sail again in May",
        f"+ statement won: lissow at {UNSAFE.content[0].start}: - | it was never said | The pier … is unsafe",
        f"! false statement new: lissow at {OTHER.content[0].start}: - | - | a cheaper ticket",
    ]


def test_comparison_shows_no_character_that_steers_a_terminal() -> None:
    text = "the f\x1b]\x07y\u202e\n\nwould " + "x" * 300
    said = Attribution((Span(0, len(text), text),))
    hostile = GoldArticle("a\x1b[2J", text, "en", (said,))
    before, after = judged([hostile], {}), judged([hostile], {hostile.id: [said]})
    shown = comparison_text(compare(before, after))
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert shown.endswith("x…")
    assert len(shown.splitlines()) == 2


def test_two_golds_cannot_be_compared() -> None:
    other = judged([replace(GOLD, attributions=(FERRY,))], {})
    with pytest.raises(OnrecordError, match="not judged on the same gold"):
        compare(run(), other)
