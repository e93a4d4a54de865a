"""Does a reading hold together: do all its words stand where it says, is the capture what its digest says?

Comes in: a Document with its Statements, or a Capture; goes out: what is wrong, one Misfit each. It reads no file.
The same questions are asked before a reading is kept and when the whole store is verified.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Anchor, Capture, Document, Segment, Span, Statement

__all__ = [
    "Misfit",
    "capture_digest",
    "document_misfits",
    "placed_spans",
    "segment_misfits",
    "statement_misfits",
    "text_digest",
]

SHOWN = 60  # characters of the words an error repeats


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that is not as it says. `statement` is an id, None where the document itself is at fault."""

    statement: str | None
    field: str
    reason: str


def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def capture_digest(capture: Capture) -> str:
    """SHA-256 of the captured bytes, in hexadecimal."""
    return hashlib.sha256(capture.content).hexdigest()


def placed_spans(statement: Statement) -> Iterator[tuple[str, int, Span]]:
    """Every span a statement rests on, as (role, ordinal, span), in the order of the table `span`."""
    yield from (("content", ordinal, span) for ordinal, span in enumerate(statement.content))
    yield from (("relay", ordinal, relay.span) for ordinal, relay in enumerate(statement.relays))
    single = {
        "cue": statement.cue,
        "source": statement.source,
        "addressee": None if statement.addressee is None else statement.addressee.span,
        "setting": None if statement.setting is None else statement.setting.span,
        "stance": None if statement.stance is None else statement.stance.cue,
        "date": None if statement.date is None else statement.date.span,
    }
    yield from ((role, 0, span) for role, span in single.items() if span is not None)


def document_misfits(document: Document) -> Iterator[Misfit]:
    """Furniture that does not stand at its place."""
    for furniture in document.furniture:
        if not stands(document.text, furniture.start, furniture.end, furniture.text):
            yield Misfit(None, "furniture", missing(furniture.start, furniture.end, furniture.text))


def segment_misfits(document: Document) -> Iterator[Misfit]:
    """An offset map that leaves a gap in the text, overlaps or ends elsewhere; a document may have none."""
    segments = document.segments
    if not segments:
        return
    if segments[0].start != 0 or segments[-1].end != len(document.text) or not joined(segments):
        yield Misfit(None, "segments", "the offset map does not cover the text without gaps")


def joined(segments: tuple[Segment, ...]) -> bool:
    return all(one.end == other.start for one, other in pairwise(segments))


def statement_misfits(document: Document, statement: Statement) -> Iterator[Misfit]:
    """Whatever of one statement does not stand in its document."""
    if statement.document != document.id:
        yield Misfit(statement.id, "document", f"it is a statement of document {statement.document}")
    for role, _, span in placed_spans(statement):
        if not stands(document.text, span.start, span.end, span.text):
            yield Misfit(statement.id, role, missing(span.start, span.end, span.text))
    if not anchored(document.text, statement.anchor):
        anchor = statement.anchor
        yield Misfit(statement.id, "anchor", missing(anchor.start, anchor.end, anchor.exact))


def stands(text: str, start: int, end: int, words: str) -> bool:
    """Half open and inside the text: a negative offset would count from the end and find something all the same."""
    return 0 <= start <= end <= len(text) and text[start:end] == words


def anchored(text: str, anchor: Anchor) -> bool:
    before = max(0, anchor.start - len(anchor.prefix))
    after = anchor.end + len(anchor.suffix)
    return (
        stands(text, anchor.start, anchor.end, anchor.exact)
        and stands(text, before, anchor.start, anchor.prefix)
        and stands(text, anchor.end, after, anchor.suffix)
    )


def missing(start: int, end: int, words: str) -> str:
    shown = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
    return f"{shown!r} does not stand at [{start}, {end})"
