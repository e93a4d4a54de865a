"""W3C Web Annotation: each statement as an annotation of the words it stands in.

Comes in: readings; goes out: one JSON-LD document, an AnnotationCollection of one page. Offsets are Unicode code points
into the document's text, as the recommendation has them. Source: W3C, Web Annotation Data Model (2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import sha256
from typing import Any, BinaryIO

from onrecord.model import Reading, Span, Statement
from onrecord.views.export.linked import TERMS, actor_iri, iri, streamed
from onrecord.views.export.report import Report

__all__ = ["CONTEXT", "annotation_object", "write_annotations"]

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": TERMS}]
AROUND = 32
"""Code points of prefix and suffix."""


def write_annotations(readings: Iterable[Reading], out: BinaryIO, report: Report) -> None:
    """Streamed: the page is not held in memory."""
    head = {"@context": CONTEXT, "id": "urn:onrecord:export", "type": "AnnotationCollection", "label": "onrecord"}
    page = {"id": "urn:onrecord:export:1", "type": "AnnotationPage", "startIndex": 0}
    streamed(out, head, ("first", page), "items", annotation_objects(readings, report))


def annotation_objects(readings: Iterable[Reading], report: Report) -> Iterator[dict[str, Any]]:
    for reading in readings:
        report.documents += 1
        digest = sha256(reading.document.text.encode("utf-8", "surrogatepass")).hexdigest()
        for statement in reading.statements:
            report.items += 1
            yield annotation_object(reading, statement, digest)


def annotation_object(reading: Reading, statement: Statement, digest: str) -> dict[str, Any]:
    """`digest` is the SHA-256 of the document's text in UTF-8. Each span of a statement's words is one target."""
    made: dict[str, Any] = {
        "id": iri("statement", statement.id),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": "urn:onrecord", "type": "Software", "name": "onrecord"},
        "body": list(bodies(statement)),
        "target": [target(reading, span, digest) for span in statement.content],
        "onrecord:kind": statement.kind,
        "onrecord:act": statement.act,
        "onrecord:negated": statement.negated,
        "onrecord:confidence": statement.confidence,
        "onrecord:nestedIn": {"id": iri("statement", statement.nested_in)} if statement.nested_in else None,
        "onrecord:relay": {"@list": [relay.name for relay in statement.relays]} if statement.relays else None,
        "onrecord:cue": target(reading, statement.cue, digest) if statement.cue else None,
        "onrecord:sourceWords": target(reading, statement.source, digest) if statement.source else None,
    }
    return {name: value for name, value in made.items() if value is not None}


def bodies(statement: Statement) -> Iterator[dict[str, Any]]:
    """The speaker identifies, issues tag, the stance classifies."""
    if statement.speaker is not None:
        named = {"type": "TextualBody", "purpose": "identifying", "value": statement.speaker.name}
        yield {
            "id": f"{iri('statement', statement.id)}:speaker",
            **named,
            "onrecord:actor": {"id": actor_iri(statement.speaker)},
        }
    for issue in statement.issues or ((statement.issue,) if statement.issue else ()):
        tag = {"type": "TextualBody", "purpose": "tagging", "value": issue.label}
        yield {**tag, "onrecord:issue": {"id": iri("issue", issue.id)}}
    if statement.stance is not None:
        label = {"type": "TextualBody", "purpose": "classifying", "value": statement.stance.label}
        yield {**label, "onrecord:toward": statement.stance.target}


def target(reading: Reading, span: Span, digest: str) -> dict[str, Any]:
    """The words in the text that was read; `state` says when it was captured and which text it was."""
    document, capture = reading.document, reading.capture
    state = {
        "type": "TimeState",
        "sourceDate": capture.captured.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "onrecord:textDigest": f"sha256:{digest}",
        "onrecord:captureDigest": f"sha256:{capture.digest}",
    }
    return {
        "type": "SpecificResource",
        "source": page_iri(reading),
        "selector": [
            quote_selector(document.text, span),
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
        "state": state,
    }


def page_iri(reading: Reading) -> str:
    return reading.capture.address or iri("document", reading.document.id)


def quote_selector(text: str, span: Span) -> dict[str, Any]:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": after}
