"""The four tables of CSV and Parquet: documents, statements, events, relations; the same columns in both.

Comes in: readings; goes out: columns with their types, rows of plain values. Offsets are code points. It writes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from onrecord.model import Actor, Document, Issue, Place, Reading, Span, StatedDate, Statement
from onrecord.views.export.options import Table
from onrecord.views.export.report import Report

__all__ = ["COLUMNS", "Kind", "rows_of"]

Kind = Literal["text", "texts", "integer", "number", "boolean", "spans"]
Columns = Mapping[str, Kind]


def texts(*names: str) -> dict[str, Kind]:
    return dict.fromkeys(names, "text")


def located(name: str) -> dict[str, Kind]:
    return {name: "text", f"{name}_start": "integer", f"{name}_end": "integer"}


def actor_columns(name: str) -> dict[str, Kind]:
    return texts(
        *(f"{name}{part}" for part in ("_id", "", "_kind", "_office", "_held", "_organisation", "_state", "_wikidata"))
    )


def date_columns(name: str) -> dict[str, Kind]:
    return {**texts(name, f"{name}_end", f"{name}_precision", f"{name}_words"), f"{name}_inferred": "boolean"}


PAGE = texts("outlet", "published", "language")
COLUMNS: Mapping[Table, Columns] = {
    "documents": {
        **texts("id", "source", "address", "captured", "title", "deck", "byline", *PAGE),
        **texts("original_title", "original_language", "original_url", "text"),
        **dict.fromkeys(("statements", "events"), "integer"),
    },
    "statements": {
        **texts("id", "document", *PAGE, "kind", "act"),
        "negated": "boolean",
        "words": "text",
        "content": "spans",
        **located("cue"),
        **located("source"),
        **actor_columns("speaker"),
        "candidates": "texts",
        **texts("addressee", "setting"),
        "relays": "texts",
        **texts("nested_in", "issue_id", "issue", "issue_scheme"),
        "issues": "texts",
        **texts("stance", "stance_target", "stance_cue"),
        **date_columns("date"),
        "times": "texts",
        "quad": "text",
        "translated": "boolean",
        "repair": "texts",
        "confidence": "number",
        "verdict": "text",
        "corrected": "texts",
    },
    "events": {
        **texts("id", "document", *PAGE, "plover", "cameo", "quad", "tense"),
        **located("words"),
        **actor_columns("actor"),
        **actor_columns("recipient"),
        "expected": "texts",
        **texts("place", "place_state"),
        **date_columns("date"),
        "statement": "text",
    },
    "relations": {
        **texts("document", *PAGE, "value", "issue_id", "issue"),
        **texts("actor_id", "actor", "other_id", "other"),
        **located("words"),
        "evidence": "texts",
    },
}
"""Names and types of the columns, in order. What is not known is null; a list may be empty."""
GAP = " … "


def rows_of(readings: Iterable[Reading], table: Table, report: Report) -> Iterator[dict[str, Any]]:
    """Rows with every column of the table; text in characters that UTF-8 can hold."""
    make = {"documents": documents, "statements": statements, "events": events, "relations": relations}[table]
    for reading in readings:
        report.documents += 1
        for row in make(reading):
            report.items += 1
            yield {name: kept(value, report) for name, value in row.items()}


def kept(value: Any, report: Report) -> Any:
    if isinstance(value, str):
        return report.text(value)
    if isinstance(value, list):
        return [kept(one, report) for one in value]
    return {name: kept(one, report) for name, one in value.items()} if isinstance(value, dict) else value


def page(document: Document) -> dict[str, Any]:
    return {"outlet": document.outlet, "published": document.published, "language": document.language}


def documents(reading: Reading) -> Iterator[dict[str, Any]]:
    document, original = reading.document, reading.document.translated_from
    yield {
        "id": document.id,
        "source": document.source,
        "address": reading.capture.address,
        "captured": reading.capture.captured.isoformat(),
        "title": document.title,
        "deck": document.deck,
        "byline": document.byline,
        **page(document),
        "original_title": original.title if original else None,
        "original_language": original.language if original else None,
        "original_url": original.url if original else None,
        "text": document.text,
        "statements": len(reading.statements),
        "events": len(reading.events),
    }


def statements(reading: Reading) -> Iterator[dict[str, Any]]:
    for statement in reading.statements:
        stance, judged = statement.stance, statement.judged
        yield {
            "id": statement.id,
            "document": statement.document,
            **page(reading.document),
            "kind": statement.kind,
            "act": statement.act,
            "negated": statement.negated,
            "words": GAP.join(span.text for span in statement.content),
            "content": [{"start": span.start, "end": span.end, "text": span.text} for span in statement.content],
            **place_of("cue", statement.cue),
            **place_of("source", statement.source),
            **actor("speaker", statement.speaker),
            "candidates": [one.name for one in statement.candidates],
            **said_where(statement),
            **issue(statement.issue, scheme=True),
            "issues": [one.label for one in statement.issues],
            "stance": stance.label if stance else None,
            "stance_target": stance.target if stance else None,
            "stance_cue": stance.cue.text if stance else None,
            **date("date", statement.date),
            "times": [one.value if one.end is None else f"{one.value}/{one.end}" for one in statement.times],
            "quad": statement.quad,
            "translated": statement.translated,
            "repair": list(statement.repair),
            "confidence": statement.confidence,
            "verdict": judged.verdict if judged else None,
            "corrected": list(judged.corrected) if judged else [],
        }


def said_where(statement: Statement) -> dict[str, Any]:
    setting = statement.setting
    return {
        "addressee": statement.addressee.name if statement.addressee else None,
        "setting": (setting.label or setting.span.text) if setting else None,
        "relays": [relay.name for relay in statement.relays],
        "nested_in": statement.nested_in,
    }


def events(reading: Reading) -> Iterator[dict[str, Any]]:
    for event in reading.events:
        yield {
            "id": event.id,
            "document": event.document,
            **page(reading.document),
            "plover": event.plover,
            "cameo": event.cameo,
            "quad": event.quad,
            "tense": event.tense,
            **place_of("words", event.span),
            **actor("actor", event.actor),
            **actor("recipient", event.recipient),
            "expected": [one.name for one in event.expected],
            **where(event.place),
            **date("date", event.date),
            "statement": event.statement,
        }


def where(place: Place | None) -> dict[str, Any]:
    return {"place": place.name if place else None, "place_state": place.state if place else None}


def relations(reading: Reading) -> Iterator[dict[str, Any]]:
    for relation in reading.relations:
        one, other = relation.actors
        yield {
            "document": relation.document,
            **page(reading.document),
            "value": relation.value,
            **issue(relation.issue, scheme=False),
            "actor_id": one.id,
            "actor": one.name,
            "other_id": other.id,
            "other": other.name,
            **place_of("words", relation.span),
            "evidence": list(relation.evidence),
        }


def place_of(name: str, span: Span | None) -> dict[str, Any]:
    if span is None:
        return {name: None, f"{name}_start": None, f"{name}_end": None}
    return {name: span.text, f"{name}_start": span.start, f"{name}_end": span.end}


def actor(name: str, value: Actor | None) -> dict[str, Any]:
    if value is None:
        return dict.fromkeys(actor_columns(name))
    held = (value.id, value.name, value.kind, value.office, value.held, value.organisation, value.state, value.wikidata)
    return dict(zip(actor_columns(name), held, strict=True))


def issue(value: Issue | None, *, scheme: bool) -> dict[str, Any]:
    made = {"issue_id": value.id if value else None, "issue": value.label if value else None}
    return {**made, "issue_scheme": value.scheme if value else None} if scheme else made


def date(name: str, value: StatedDate | None) -> dict[str, Any]:
    if value is None:
        return dict.fromkeys(date_columns(name))
    held = (value.value, value.end, value.precision, value.span.text, value.inferred)
    return dict(zip(date_columns(name), held, strict=True))
