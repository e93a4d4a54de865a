"""The command `onrecord matrix` over readings about invented people."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from onrecord.model import Actor, Issue, Reading, Relation, Stance
from onrecord.views.labels import labels_for
from onrecord.views.matrix import Asked, csv_lines, gathered, json_lines, write_matrix
from tests.store.factory import at, capture_of, document_of, statement_of

TEXT = "Quint backs the lock. Brandt rejects the lock. Quint and Brandt disagree on the lock. Arrieta knows the lock."
ISSUE = Issue("i1", "=the lock")
PEOPLE = {name: Actor(f"a-{name}", name, None, "person") for name in ("Quint", "Brandt", "Arrieta")}


@pytest.fixture(scope="module")
def found():
    document = document_of(TEXT)
    held = [("Quint", "backs", "support"), ("Brandt", "rejects", "oppose"), ("Arrieta", "knows", None)]
    statements = tuple(
        statement_of(
            document, (at(TEXT, cue),), id=f"s-{name}", speaker=PEOPLE[name], issue=ISSUE,
            stance=Stance(label, ISSUE.label, at(TEXT, cue)) if label else None,
        )
        for name, cue, label in held
    )  # fmt: skip
    stated = Relation(
        document.id, ISSUE, (PEOPLE["Quint"], PEOPLE["Brandt"]), "disagree", at(TEXT, "disagree on the lock")
    )
    reading = Reading(capture_of(TEXT.encode()), document, statements, relations=(stated,))
    other = replace(reading, document=replace(document, id="d2"), relations=())
    return gathered([reading, other])


def printed(found, asked, language="en"):
    stream = io.StringIO()
    assert write_matrix(found, asked, labels_for(language), stream)
    return stream.getvalue()


def test_actor_by_issue_in_a_terminal(found):
    lines = printed(found, Asked(None, "none", "document")).splitlines()
    assert lines[0].split() == ["=the", "lock"]
    assert [line.split() for line in lines[1:4]] == [["Quint", "+2"], ["Brandt", "−2"], ["Arrieta", "·2"]]
    assert lines[5] == "stated: Quint – Brandt: disagree on =the lock “disagree on the lock”"


def test_actor_by_actor_in_a_terminal(found):
    assert printed(found, Asked("subtract", "none", "ever")).startswith(
        " -1.00  Quint – Brandt: disagree on =the lock (1)"
    )
    assert "en desacuerdo en" in printed(found, Asked("conflict", "jaccard", "ever"), "es")


def test_json_of_cells_names_the_statements(found):
    cells = [json.loads(line) for line in json_lines(found, Asked(None, "none", "week"))]
    assert [(c["type"], c.get("stance"), c.get("uncoded")) for c in cells] == [
        ("cell", "support", 0), ("cell", "oppose", 0), ("cell", None, 1), ("stated", None, None),
    ]  # fmt: skip
    assert cells[2]["statements"] == {"uncoded": ["s-Arrieta"]}
    assert cells[3]["evidence"][0]["words"] == "disagree on the lock"


def test_json_of_ties(found):
    tie, stated = [json.loads(line) for line in json_lines(found, Asked("conflict", "cosine", "document"))]
    assert (tie["conflict"], tie["weight"], tie["issues"][0]["statements"]) == (4, 1.0, [["s-Quint"], ["s-Brandt"]])
    assert stated["type"] == "stated"


@pytest.mark.parametrize("asked", [Asked(None, "none", "document"), Asked("conflict", "none", "document")])
def test_csv_is_read_back_and_reckons_nothing(found, asked):
    rows = list(csv.DictReader(csv_lines(found, asked)))
    assert len(rows) == (3 if asked.type is None else 1)
    assert not any(value.startswith("=") for row in rows for value in row.values())
    assert rows[0]["actor" if asked.type is None else "actor_a"] == "Quint"


def test_nothing_to_show():
    assert not write_matrix(gathered([]), Asked(None, "none", "document"), labels_for("en"), io.StringIO())
