"""JSON Lines, PLOVER and Citron: names and values, read back by the json module and by our reader of gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.evaluation.formats import annotated_articles
from onrecord.views.export import export
from onrecord.views.jsonl import lines, load, schema
from tests.store.factory import ledger
from tests.views.export.debate import debate, hostile

NAMES = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment",
}  # fmt: skip
"""The names of the PLOVER manual."""
OURS = {"date_precision", "cameo", "event_status", "expected"}


def test_json_lines_are_those_that_read_prints(tmp_path: Path) -> None:
    export("jsonl", [ledger(), hostile()], tmp_path / "x")
    written = (tmp_path / "x").read_text(encoding="utf-8").split("\n")[:-1]
    assert written == [*lines(ledger()), *lines(hostile())]
    for one in list(load(written))[: 1 + 3 + 2 + 1]:
        Draft202012Validator(schema()).validate(one)


def plover(folder: Path, *readings: Any) -> list[dict[str, Any]]:
    export("plover", readings, folder / "x")
    return [json.loads(line) for line in (folder / "x").read_text(encoding="utf-8").splitlines()]


def test_plover_names(tmp_path: Path) -> None:
    for event in plover(tmp_path, ledger(), debate()):
        assert set(event) <= NAMES | OURS
        assert {"id", "date", "actor", "event"} <= set(event)  # those that PLOVER demands
        assert isinstance(event["actor"], list)
        assert isinstance(event["event"], list)


def test_plover_values(tmp_path: Path) -> None:
    opening, calm = plover(tmp_path, ledger())
    assert (opening["date"], opening["enddate"], opening["date_precision"]) == ("2031-05-04", "2031-05-06", "day")
    assert (opening["quad_code"], opening["cameo"], opening["event_status"]) == (2, "05", "scheduled")
    assert opening["actor"] == [
        {
            "code": "CZE",
            "entity_text": "Irena Dusková",
            "identifier_id": "https://www.wikidata.org/wiki/Q1",
            "office": "Mayor",
            "organisation": "City Hall",
            "onrecord_id": "actor-1",
        }
    ]
    text = ledger().document.text
    assert text[opening["text_info"]["start"] : opening["text_info"]["end"]] == opening["text"]
    assert (calm["date"], calm["actor"], "recipient" in calm) == (None, [], False)  # not known, not invented


@pytest.mark.parametrize(
    ("event", "date", "enddate", "time"),
    [
        ("e0", "2031-05-04", None, None),
        ("e1", "2031-05-04", None, "16:30"),
        ("e2", "2031-05-01", "2031-05-31", None),
        ("e3", "2031-05-12", "2031-05-18", None),
        ("e4", "2031-01-01", "2031-12-31", None),
        ("e5", "2031-05-04", "2031-05-06", None),
        ("e6", None, None, None),  # no date can be read
    ],
)
def test_plover_dates(event: str, date: str | None, enddate: str | None, time: str | None, tmp_path: Path) -> None:
    one = next(one for one in plover(tmp_path, debate()) if one["id"] == event)
    assert (one["date"], one.get("enddate"), one.get("time")) == (date, enddate, time)


def test_citron_there_and_back(tmp_path: Path) -> None:
    """Through the reader of `onrecord evaluate`, which was written for Citron's own files."""
    report = export("citron", [ledger(), debate()], tmp_path / "citron")
    files = sorted((tmp_path / "citron").iterdir())
    assert [file.stem for file in files] == sorted(one.document.id for one in (ledger(), debate()))
    readings = {one.document.id: one for one in (ledger(), debate())}
    for file in files:
        (article,) = annotated_articles(file)
        reading = readings[file.stem]
        cued = [one for one in reading.statements if one.cue]
        assert article.text == reading.document.text
        assert len(article.attributions) == len(cued)
        for quote, statement in zip(json.loads(file.read_bytes())["quotes"], cued, strict=True):
            spans = [quote["cue"], *quote["sources"], *quote["contents"]]
            assert all(article.text[span["start"] : span["end"]] == span["text"] for span in spans)
            assert [span["text"] for span in quote["contents"]] == [span.text for span in statement.content]
    assert report.notes() == ["statements without a cue, left out: 1"]
