"""A reading as JSON Lines: one object a line, as `schema/onrecord-1.schema.json` describes them.

Comes in: a Reading or a Statement; goes out: lines, without their line ends; and back: lines to plain dicts.
It leaves nothing out and adds nothing; values not known are null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.model import (
    Actor,
    Addressee,
    Document,
    Event,
    Furniture,
    Issue,
    Judged,
    Original,
    Place,
    Reading,
    Relation,
    Relay,
    Setting,
    Span,
    Stance,
    StatedDate,
    Statement,
)

__all__ = [
    "TYPES",
    "document_object",
    "dumped",
    "event_object",
    "lines",
    "load",
    "relation_object",
    "schema",
    "statement_object",
]

TYPES = ("document", "statement", "event", "relation", "pairing")
UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""Ends of lines to some readers, and halves of surrogate pairs, which UTF-8 cannot hold: written as escapes."""


def lines(reading: Reading) -> Iterator[str]:
    """The document, then its statements, events and relations in their order."""
    yield dumped(document_object(reading.document))
    yield from (dumped(statement_object(statement)) for statement in reading.statements)
    yield from (dumped(event_object(event)) for event in reading.events)
    yield from (dumped(relation_object(relation)) for relation in reading.relations)


def load(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects of JSON Lines; blank lines are passed over.

    Raises OnrecordError, naming the line, for what is no JSON object of a known type. The schema says what is in one.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield loaded(line, f"line {number}")


def loaded(line: str, subject: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise OnrecordError(subject, f"not JSON: {error}") from error
    if not isinstance(value, dict) or value.get("type") not in TYPES:
        raise OnrecordError(subject, f"not an object whose type is one of {', '.join(TYPES)}")
    return value


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of every line."""
    text = (files("onrecord.views") / "schema" / "onrecord-1.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def dumped(value: dict[str, Any]) -> str:
    """One line that any UTF-8 file can hold."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def document_object(document: Document) -> dict[str, Any]:
    return {
        "type": "document",
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "deck": document.deck,
        "byline": document.byline,
        "outlet": document.outlet,
        "published": document.published,
        "language": document.language,
        "translated_from": original(document.translated_from),
        "text": document.text,
        "furniture": [furniture(one) for one in document.furniture],
    }


def statement_object(statement: Statement) -> dict[str, Any]:
    return {
        "type": "statement",
        "id": statement.id,
        "document": statement.document,
        "kind": statement.kind,
        "act": statement.act,
        "content": [span(one) for one in statement.content],
        "cue": span(statement.cue),
        "source": span(statement.source),
        "speaker": actor(statement.speaker),
        "candidates": [actor(one) for one in statement.candidates],
        "addressee": named(statement.addressee),
        "setting": setting(statement.setting),
        "relays": [named(relay) for relay in statement.relays],
        "nested_in": statement.nested_in,
        "negated": statement.negated,
        "issue": issue(statement.issue),
        "issues": [issue(one) for one in statement.issues],
        "stance": stance(statement.stance),
        "date": date(statement.date),
        "times": [date(one) for one in statement.times],
        "quad": statement.quad,
        "translated": statement.translated,
        "repair": list(statement.repair),
        "confidence": statement.confidence,
        "judged": judged(statement.judged),
    }


def event_object(event: Event) -> dict[str, Any]:
    return {
        "type": "event",
        "id": event.id,
        "document": event.document,
        "plover": event.plover,
        "cameo": event.cameo,
        "quad": event.quad,
        "actor": actor(event.actor),
        "recipient": actor(event.recipient),
        "expected": [actor(one) for one in event.expected],
        "place": place(event.place),
        "date": date(event.date),
        "tense": event.tense,
        "span": span(event.span),
        "statement": event.statement,
    }


def relation_object(relation: Relation) -> dict[str, Any]:
    """The words that state it come first in `evidence`."""
    return {
        "type": "relation",
        "document": relation.document,
        "issue": issue(relation.issue),
        "actors": [actor(one) for one in relation.actors],
        "value": relation.value,
        "evidence": [span(relation.span), *relation.evidence],
    }


def original(value: Original | None) -> dict[str, Any] | None:
    return None if value is None else {"title": value.title, "language": value.language, "url": value.url}


def furniture(value: Furniture) -> dict[str, Any]:
    return {"start": value.start, "end": value.end, "text": value.text, "kind": value.kind}


def span(value: Span | None) -> dict[str, Any] | None:
    return None if value is None else {"start": value.start, "end": value.end, "text": value.text}


def actor(value: Actor | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "id": value.id,
        "name": value.name,
        "office": value.office,
        "kind": value.kind,
        "held": value.held,
        "organisation": value.organisation,
        "state": value.state,
        "wikidata": value.wikidata,
    }


def named(value: Addressee | Relay | None) -> dict[str, Any] | None:
    return None if value is None else {"name": value.name, "span": span(value.span)}


def place(value: Place | None) -> dict[str, Any] | None:
    return None if value is None else {"name": value.name, "state": value.state, "span": span(value.span)}


def setting(value: Setting | None) -> dict[str, Any] | None:
    return None if value is None else {"label": value.label, "span": span(value.span)}


def issue(value: Issue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    words = [span(one) for one in value.words]
    return {"id": value.id, "label": value.label, "scheme": value.scheme, "words": words}


def stance(value: Stance | None) -> dict[str, Any] | None:
    return None if value is None else {"label": value.label, "target": value.target, "cue": span(value.cue)}


def date(value: StatedDate | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "value": value.value,
        "precision": value.precision,
        "span": span(value.span),
        "end": value.end,
        "inferred": value.inferred,
    }


def judged(value: Judged | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "verdict": value.verdict,
        "by": list(value.by),
        "corrected": list(value.corrected),
        "judgements": list(value.judgements),
    }
