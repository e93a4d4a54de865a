"""Web Annotation and schema.org read back by PyLD, which knows JSON-LD and nothing of us; contexts lie at hand."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from onrecord.model import Reading
from onrecord.views.export import export
from tests.store.factory import ledger
from tests.views.export.debate import debate, hostile, load

OA, RDF, SCHEMA = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://schema.org/"
OURS = "urn:onrecord:terms:"


def expanded(name: str, reading: Reading, folder: Path) -> Any:
    export(name, [reading], folder / "x")
    document = json.loads((folder / "x").read_text(encoding="utf-8"))
    return jsonld.expand(document, {"documentLoader": load})


def annotations(reading: Reading, folder: Path) -> list[dict[str, Any]]:
    (collection,) = expanded("annotation", reading, folder)
    assert collection["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    return list(page["http://www.w3.org/ns/activitystreams#items"][0]["@list"])


def value(node: dict[str, Any], name: str) -> Any:
    (only,) = node[name]
    return only.get("@value", only.get("@id"))


@pytest.mark.parametrize("reading", [ledger(), debate(), hostile()], ids=["ledger", "debate", "hostile"])
def test_every_target_is_at_its_place(reading: Reading, tmp_path: Path) -> None:
    found, text = annotations(reading, tmp_path), reading.document.text
    assert [one["@id"].rpartition(":")[2] for one in found] == [one.id for one in reading.statements]
    for one, statement in zip(found, reading.statements, strict=True):
        assert one["@type"] == [f"{OA}Annotation"]
        assert value(one, f"{OA}motivatedBy") == f"{OA}identifying"
        assert len(one[f"{OA}hasTarget"]) == len(statement.content)
        for target, span in zip(one[f"{OA}hasTarget"], statement.content, strict=True):
            quoted, placed = target[f"{OA}hasSelector"]
            start, end = int(value(placed, f"{OA}start")), int(value(placed, f"{OA}end"))
            assert text[start:end] == value(quoted, f"{OA}exact") == span.text
            assert text[:start].endswith(value(quoted, f"{OA}prefix"))
            assert text[end:].startswith(value(quoted, f"{OA}suffix"))


def test_state_says_when_and_which_text(tmp_path: Path) -> None:
    (target,) = annotations(debate(), tmp_path)[0][f"{OA}hasTarget"]
    assert value(target, f"{OA}hasSource") == "https://ledger.example/song"
    (state,) = target[f"{OA}hasState"]
    assert value(state, f"{OA}sourceDate") == "2031-04-02T06:30:00Z"
    assert value(state, f"{OURS}textDigest") == "sha256:" + sha256(debate().document.text.encode()).hexdigest()


def test_bodies_are_speaker_issue_and_stance(tmp_path: Path) -> None:
    first, *_, last = annotations(debate(), tmp_path)
    told = [
        (value(body, f"{OA}hasPurpose").removeprefix(OA), value(body, f"{RDF}value")) for body in first[f"{OA}hasBody"]
    ]
    assert told == [("identifying", "Mara Quint"), ("tagging", "night ferry"), ("classifying", "support")]
    assert first[f"{OURS}relay"] == [{"@list": [{"@value": "Radio"}]}]
    assert [value(body, f"{OA}hasPurpose") for body in last[f"{OA}hasBody"]] == [f"{OA}identifying", f"{OA}tagging"]


@pytest.mark.parametrize("name", ["annotation", "schema-org"])
@pytest.mark.parametrize("reading", [ledger(), debate(), hostile()], ids=["ledger", "debate", "hostile"])
def test_it_is_rdf_and_no_key_is_dropped(name: str, reading: Reading, tmp_path: Path) -> None:
    export(name, [reading], tmp_path / "x")
    document = json.loads((tmp_path / "x").read_text(encoding="utf-8"))
    quads = jsonld.to_rdf(document, {"documentLoader": load, "format": "application/n-quads"})
    assert len(quads.splitlines()) > 10
    for key in keys(document):
        assert ":" in key or key in known(name), key


def keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for one in value for key in keys(one)}
    if isinstance(value, dict):
        return {key for name, one in value.items() if name != "@context" for key in {name, *keys(one)}}
    return set()


def known(name: str) -> set[str]:
    keywords = {"@context", "@id", "@type", "@graph", "@list"}
    if name == "annotation":
        return keywords | set(load("http://www.w3.org/ns/anno.jsonld", None)["document"]["@context"])
    return keywords | {
        "headline", "alternativeHeadline", "author", "publisher", "datePublished", "inLanguage", "url", "name", "text",
        "translationOfWork", "creator", "isPartOf", "appearance", "about", "provider", "jobTitle", "affiliation",
        "identifier", "propertyID", "value", "termCode", "inDefinedTermSet", "startDate", "endDate", "location",
        "attendee", "eventStatus", "subjectOf",
    }  # fmt: skip


def nodes(reading: Reading, folder: Path) -> dict[str, dict[str, Any]]:
    return {node["@id"]: node for node in expanded("schema-org", reading, folder)}


def test_schema_org_quotations_claims_and_events(tmp_path: Path) -> None:
    reading = ledger()
    found = nodes(reading, tmp_path)
    ferry, opened, recalled = (found[f"urn:onrecord:statement:{one.id}"] for one in reading.statements)
    assert [node["@type"][0].removeprefix(SCHEMA) for node in (ferry, opened, recalled)] == [
        "Quotation",
        "Quotation",
        "Claim",
    ]
    article = f"urn:onrecord:document:{reading.document.id}"
    assert value(opened, f"{SCHEMA}isPartOf") == value(recalled, f"{SCHEMA}appearance") == article
    assert value(opened, f"{SCHEMA}creator") == "urn:onrecord:actor:actor-1"
    assert value(opened, f"{SCHEMA}text") == "the footbridge reopens on 4 May"
    assert value(ferry, f"{OURS}negated") is True
    event = found[f"urn:onrecord:event:{reading.events[0].id}"]
    assert (value(event, f"{SCHEMA}startDate"), value(event, f"{SCHEMA}endDate")) == ("2031-05-04", "2031-05-06")
    assert value(event, f"{SCHEMA}eventStatus") == f"{SCHEMA}EventScheduled"
    assert not any("ClaimReview" in kind for node in found.values() for kind in node["@type"])


def test_everything_that_is_named_is_described(tmp_path: Path) -> None:
    found = nodes(debate(), tmp_path)
    for node in found.values():
        for name, values in node.items():
            for one in values if name.startswith(SCHEMA) else ():
                assert one.get("@id", "urn").startswith("https:") or one.get("@id", "") in {"", *found}
    assert found["urn:onrecord:actor:a2"]["@type"] == [f"{SCHEMA}Organization"]
