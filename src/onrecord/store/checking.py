"""Does a reading hold together: do all its words stand where it says, is the capture what its digest says?

Comes in: a Document with its Statements, or a Capture; goes out: what is wrong, one Misfit each. It reads no file.
The same questions are asked before a reading is kept and when the whole store is verified.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Anchor, Capture, Document, Event, Issue, Reading, Relation, Segment, Span, Statement

__all__ = [
    "Misfit",
    "capture_digest",
    "document_misfits",
    "event_misfits",
    "placed_spans",
    "reading_misfits",
    "relation_misfits",
    "segment_misfits",
    "statement_misfits",
    "text_digest",
    "words_of_event",
    "words_of_issues",
    "words_of_relation",
]

SHOWN = 60  # characters of the words an error repeats
Word = tuple[str, int, int, int, int, str]
"""A row of the table `word`, but for document and owner: role, ordinal, part, start, end, text."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that is not as it says. `part` is the id of a statement or event, None where neither is at fault."""

    part: str | None
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
    yield from (("time", ordinal, date.span) for ordinal, date in enumerate(statement.times))
    if statement.issue is not None:
        yield from (("issue", ordinal, span) for ordinal, span in enumerate(statement.issue.words))
    single = {
        "cue": statement.cue,
        "source": statement.source,
        "addressee": None if statement.addressee is None else statement.addressee.span,
        "setting": None if statement.setting is None else statement.setting.span,
        "stance": None if statement.stance is None else statement.stance.cue,
        "date": None if statement.date is None else statement.date.span,
    }
    yield from ((role, 0, span) for role, span in single.items() if span is not None)


def words_of_issues(issues: Sequence[Issue]) -> Iterator[Word]:
    for ordinal, issue in enumerate(issues):
        yield from (word("issue", span, ordinal, part) for part, span in enumerate(issue.words))


def words_of_event(event: Event) -> Iterator[Word]:
    yield word("event", event.span)
    if event.place is not None:
        yield word("place", event.place.span)
    if event.date is not None:
        yield word("date", event.date.span)


def words_of_relation(relation: Relation) -> Iterator[Word]:
    yield word("relation", relation.span)


def word(role: str, span: Span, ordinal: int = 0, part: int = 0) -> Word:
    return role, ordinal, part, span.start, span.end, span.text


def reading_misfits(reading: Reading) -> Iterator[Misfit]:
    """Whatever of a reading does not stand in its document."""
    document = reading.document
    yield from document_misfits(document)
    for statement in reading.statements:
        yield from statement_misfits(document, statement)
    for event in reading.events:
        yield from event_misfits(document, event)
    for relation in reading.relations:
        yield from relation_misfits(document, relation)


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
    yield from word_misfits(document.text, statement.id, words_of_issues(statement.issues))
    if not anchored(document.text, statement.anchor):
        anchor = statement.anchor
        yield Misfit(statement.id, "anchor", missing(anchor.start, anchor.end, anchor.exact))


def event_misfits(document: Document, event: Event) -> Iterator[Misfit]:
    """Whatever of one event does not stand in its document."""
    if event.document != document.id:
        yield Misfit(event.id, "document", f"it is an event of document {event.document}")
    yield from word_misfits(document.text, event.id, words_of_event(event))


def relation_misfits(document: Document, relation: Relation) -> Iterator[Misfit]:
    """Whatever of one relation does not stand in its document."""
    if relation.document != document.id:
        yield Misfit(None, "relation", f"it is a relation of document {relation.document}")
    issues = () if relation.issue is None else (relation.issue,)
    yield from word_misfits(document.text, None, [*words_of_relation(relation), *words_of_issues(issues)])


def word_misfits(text: str, part: str | None, words: Iterable[Word]) -> Iterator[Misfit]:
    for role, _, _, start, end, printed in words:
        if not stands(text, start, end, printed):
            yield Misfit(part, role, missing(start, end, printed))


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
