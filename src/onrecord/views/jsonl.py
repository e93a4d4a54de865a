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
    Furniture,
    Issue,
    Original,
    Reading,
    Relay,
    Setting,
    Span,
    Stance,
    StatedDate,
    Statement,
)

__all__ = ["TYPES", "document_object", "dumped", "lines", "load", "schema", "statement_object"]

TYPES = ("document", "statement", "event", "relation")
UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""Ends of lines to some readers, and halves of surrogate pairs, which UTF-8 cannot hold: written as escapes."""


def lines(reading: Reading) -> Iterator[str]:
    """The document, then its statements in their order."""
    yield dumped(document_object(reading.document))
    for statement in reading.statements:
        yield dumped(statement_object(statement))


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
        "addressee": named(statement.addressee),
        "setting": setting(statement.setting),
        "relays": [named(relay) for relay in statement.relays],
        "nested_in": statement.nested_in,
        "negated": statement.negated,
        "issue": issue(statement.issue),
        "stance": stance(statement.stance),
        "date": date(statement.date),
        "repair": list(statement.repair),
        "confidence": statement.confidence,
    }


def original(value: Original | None) -> dict[str, Any] | None:
    return None if value is None else {"title": value.title, "language": value.language, "url": value.url}


def furniture(value: Furniture) -> dict[str, Any]:
    return {"start": value.start, "end": value.end, "text": value.text, "kind": value.kind}


def span(value: Span | None) -> dict[str, Any] | None:
    return None if value is None else {"start": value.start, "end": value.end, "text": value.text}


def actor(value: Actor | None) -> dict[str, Any] | None:
    return None if value is None else {"id": value.id, "name": value.name, "office": value.office, "kind": value.kind}


def named(value: Addressee | Relay | None) -> dict[str, Any] | None:
    return None if value is None else {"name": value.name, "span": span(value.span)}


def setting(value: Setting | None) -> dict[str, Any] | None:
    return None if value is None else {"label": value.label, "span": span(value.span)}


def issue(value: Issue | None) -> dict[str, Any] | None:
    return None if value is None else {"id": value.id, "label": value.label}


def stance(value: Stance | None) -> dict[str, Any] | None:
    return None if value is None else {"label": value.label, "target": value.target, "cue": span(value.cue)}


def date(value: StatedDate | None) -> dict[str, Any] | None:
    return None if value is None else {"value": value.value, "precision": value.precision, "span": span(value.span)}
