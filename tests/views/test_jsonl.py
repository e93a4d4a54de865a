from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from onrecord.errors import OnrecordError
from onrecord.model import (
    Actor,
    Event,
    Issue,
    Judged,
    Likeness,
    Pairing,
    Reading,
    StatedDate,
    Statement,
    StatementPair,
)
from onrecord.views.jsonl import dumped, lines, load, schema, statement_object
from onrecord.views.pairs import pair_lines
from tests.store.factory import ledger
from tests.views.sample import decided, document_of, ferry, reading_of, readings

SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
SPAN = {"start": 0, "end": 2, "text": "on"}
ACTOR = {"id": "a1", "name": "Mara Quint", "office": None, "kind": "person"} | dict.fromkeys(
    ["held", "organisation", "state", "wikidata"]
)
EVENT = {
    "type": "event",
    "id": "e1",
    "document": "d1",
    "plover": "CONSULT",
    "cameo": "04",
    "quad": "verbal cooperation",
    "actor": ACTOR,
    "recipient": None,
    "expected": [ACTOR],
    "place": {"name": "Port Ellery", "state": None, "span": SPAN},
    "date": {"value": "2031-06", "precision": "month", "span": SPAN, "end": None, "inferred": False},
    "tense": "scheduled",
    "span": SPAN,
    "statement": None,
}
RELATION = {
    "type": "relation",
    "document": "d1",
    "issue": {"id": "i1", "label": "ferries", "scheme": "story", "words": [SPAN]},
    "actors": [ACTOR, ACTOR],
    "value": "disagree",
    "evidence": [SPAN, "s1"],
}
TWINS = StatementPair(("s1", "s2"), 0.8, (Likeness("number", "40"),))
PAIRING = Pairing(("d1", "d2"), "title", 0.4, "d2", "declared", (TWINS,))


def spans_of(value: Any) -> list[dict[str, Any]]:
    """Every object that has a place in the text."""
    if isinstance(value, list):
        return [span for one in value for span in spans_of(one)]
    if not isinstance(value, dict):
        return []
    own = [value] if "start" in value else []
    return own + [span for one in value.values() for span in spans_of(one)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("reading", [ferry(), decided(), ledger(), reading_of(document_of("nothing said"), ())])
def test_lines_are_what_the_schema_says(reading: Reading) -> None:
    objects = list(load(lines(reading)))
    for one in objects:
        VALIDATOR.validate(one)
    counts = {"statement": reading.statements, "event": reading.events, "relation": reading.relations}
    assert [one["type"] for one in objects] == ["document", *(name for name, found in counts.items() for _ in found)]


@given(readings())
@settings(deadline=None, max_examples=40)
def test_words_stand_at_their_place(reading: Reading) -> None:
    made = list(lines(reading))
    assert all(len(line.splitlines()) == 1 and line.encode("utf-8") for line in made)
    document, *statements = load(made)
    VALIDATOR.validate(document)
    for one in statements:
        VALIDATOR.validate(one)
    for span in spans_of([document, statements]):
        assert document["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("name", ["document", "statement", "event", "relation"])
def test_fields_stand_in_the_order_of_the_schema(name: str) -> None:
    one = next(one for one in load(lines(ledger())) if one["type"] == name)
    assert list(one) == list(SCHEMA["$defs"][name]["properties"]) == SCHEMA["$defs"][name]["required"]


def test_everything_that_the_types_hold_is_printed() -> None:
    reading = ledger()
    judged = Judged("confirm", ("Ana",), ("speaker",), ("j1",))
    statement = replace(reading.statements[1], judged=judged, translated=True)
    one = next(load([dumped(statement_object(statement))]))
    VALIDATOR.validate(one)
    assert one["speaker"]["held"] == "Mayor of Ostrava"
    assert [issue["scheme"] for issue in one["issues"]] == ["iptc", "codebook"]
    assert [word["text"] for word in one["issue"]["words"]] == ["footbridge", "ferry"]
    assert [(time["value"], time["end"], time["inferred"]) for time in one["times"]] == [
        ("2031-05-04", "2031-05-06", True),
        ("2031-W14", None, False),
    ]
    assert (one["quad"], one["translated"], one["judged"]["by"]) == ("verbal cooperation", True, ["Ana"])
    _, ferry, *_, event, calm, relation = load(lines(reading))
    assert [actor["name"] for actor in ferry["candidates"]] == ["Dusková", "harbour master"]
    assert event["statement"] == statement.id
    assert event["place"]["state"] == "CZE"
    assert [actor["name"] for actor in event["expected"]] == ["River Board", "a band"]
    assert calm["date"] is calm["actor"] is calm["quad"] is None
    assert relation["evidence"][0]["text"] == "recalled"


def test_no_field_of_the_types_is_forgotten() -> None:
    made = {name: set(SCHEMA["$defs"][name]["properties"]) for name in ("statement", "event", "actor", "issue", "date")}
    for name, kind in {
        "statement": Statement,
        "event": Event,
        "actor": Actor,
        "issue": Issue,
        "date": StatedDate,
    }.items():
        held = {field.name for field in fields(kind)} - {"anchor"}  # it follows from content and text
        assert made[name] - {"type"} == held


@pytest.mark.parametrize("pairing", [PAIRING, replace(PAIRING, original=None, known_by=None, pairs=())])
def test_a_pairing_follows_both_readings(pairing: Pairing) -> None:
    *_, one = objects = list(load(pair_lines((ferry(), decided()), pairing)))
    assert [each["type"] for each in objects].count("document") == 2
    VALIDATOR.validate(one)
    assert list(one) == list(SCHEMA["$defs"]["pairing"]["properties"])
    assert set(one) - {"type"} == {field.name for field in fields(Pairing)}
    for pair in one["pairs"]:
        assert (list(pair), list(pair["evidence"][0])) == (["statements", "score", "evidence"], ["kind", "words"])


def test_undecided_is_null_and_decided_is_there() -> None:
    assert [next(iter(list(load(lines(ferry())))[1:]))[field] for field in ("issue", "stance", "date")] == [None] * 3
    statement = list(load(lines(decided())))[1]
    assert statement["issue"] == {"id": "medtop:20000270", "label": "ferries", "scheme": "story", "words": []}
    assert statement["stance"]["cue"]["text"] == "backs"
    assert statement["date"]["value"] == "2031-05-04"


@pytest.mark.parametrize("one", [EVENT, RELATION])
def test_event_and_relation_have_their_schema(one: dict[str, Any]) -> None:
    VALIDATOR.validate(one)


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},  # no other fields
        {"plover": "SHOUT"},
        {"cameo": "21"},
        {"tense": "past tense"},
        {"date": {"value": "2031"}},
        {"type": "statement"},
        {"span": {"start": -1, "end": 2, "text": "on"}},
    ],
)
def test_what_the_schema_refuses(change: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(EVENT | change)


def test_every_object_is_closed_and_every_field_described() -> None:
    objects = {name: one for name, one in SCHEMA["$defs"].items() if "properties" in one}
    for name, one in objects.items():
        assert one["additionalProperties"] is False, name
        assert one["required"] == list(one["properties"]), name
        assert one["description"], name
        assert all(field["description"] for field in one["properties"].values()), name


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),  # deeper than the parser goes
        ("[]", "not an object"),
        ('{"type": "poem"}', "not an object whose type"),
        ('{"id": "s1"}', "not an object whose type"),
    ],
)
def test_lines_that_are_none(line: str, reason: str) -> None:
    with pytest.raises(OnrecordError, match=f"line 2: {reason}"):
        list(load(["", line]))


def test_a_line_is_one_line_and_valid_utf8_whatever_the_page_holds() -> None:
    line = dumped({"text": "a\u2028b\u2029c\x85d\ud800e\nf"})
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert json.loads(line) == {"text": "a\u2028b\u2029c\x85d\ud800e\nf"}
