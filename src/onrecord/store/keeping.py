"""Write the parts of one reading as rows, and take those of an older reading away.

Comes in: a connection inside a transaction, and the types; goes out: nothing. It decides nothing about what is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.model import Actor, Document, Event, Issue, Reading, Relation, StatedDate, Statement
from onrecord.store.checking import placed_spans, text_digest, words_of_event, words_of_issues, words_of_relation
from onrecord.store.packing import pack_segments

__all__ = ["drop_reading", "insert", "joined_content", "keep_reading", "relation_id"]

GAP = " … "  # between the content spans of one statement where they are shown as one text
KEEP = "ON CONFLICT DO NOTHING"  # not OR IGNORE, which would pass over a missing value too
Row = dict[str, Any]

OF_STATEMENTS = ("span", "relay", "repair", "time")
OF_DOCUMENT = (
    "party", "issue", "word", "event", "relation", "statement",
    "origin", "note", "segment", "furniture", "language_version",
)  # fmt: skip


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]], *, known: str = "") -> None:
    """Rows in the order of the table's columns; `known` is the clause for a row that is there already."""
    for row in rows:
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))}) {known}", row)


def insert_named(connection: sqlite3.Connection, table: str, row: Row) -> int | None:
    places = ", ".join(f":{column}" for column in row)
    return connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row).lastrowid


def keep_reading(connection: sqlite3.Connection, reading: Reading, capture: str, version: str) -> None:
    """Every part but capture and sightings. A document that is known keeps its number; its other parts must be gone."""
    document = reading.document
    keep_document(connection, document, capture, version)
    insert(connection, "origin", [(document.id, *found) for found in document.origins.items()])
    insert(connection, "note", [(document.id, *note) for note in enumerate(reading.notes)])
    insert(connection, "segment", [(document.id, pack_segments(document.segments))])
    insert(connection, "furniture", furniture_rows(document))
    insert(connection, "language_version", version_rows(document))
    for ordinal, statement in enumerate(reading.statements):
        keep_statement(connection, statement, ordinal)
    for ordinal, event in enumerate(reading.events):
        keep_event(connection, event, ordinal)
    for ordinal, relation in enumerate(reading.relations):
        keep_relation(connection, relation, ordinal)


def drop_reading(connection: sqlite3.Connection, document: str) -> None:
    """All that `keep_reading` wrote but the document's own row."""
    unindexed = """
        INSERT INTO statement_text (statement_text, rowid, content, speaker_name, source)
        SELECT 'delete', number, content, speaker_name, source FROM statement WHERE document = ?
    """
    connection.execute(unindexed, (document,))
    for table in OF_STATEMENTS:
        within = "SELECT id FROM statement WHERE document = ?"
        connection.execute(f"DELETE FROM {table} WHERE statement IN ({within})", (document,))
    within = "SELECT id FROM relation WHERE document = ?"
    connection.execute(f"DELETE FROM evidence WHERE relation IN ({within})", (document,))
    for table in OF_DOCUMENT:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def keep_document(connection: sqlite3.Connection, document: Document, capture: str, version: str) -> None:
    row = document_row(document, capture, version)
    if connection.execute("SELECT 1 FROM document WHERE id = ?", (document.id,)).fetchone():
        changes = ", ".join(f"{column} = :{column}" for column in row)
        connection.execute(f"UPDATE document SET {changes} WHERE id = :id", row)
    else:
        insert_named(connection, "document", row)


def document_row(document: Document, capture: str, version: str) -> Row:
    original = document.translated_from
    return {
        "id": document.id,
        "capture": capture,
        "source": document.source,
        "title": document.title,
        "deck": document.deck,
        "byline": document.byline,
        "outlet": document.outlet,
        "published": document.published,
        "language": document.language,
        "translated": original is not None,
        "original_title": original and original.title,
        "original_language": original and original.language,
        "original_url": original and original.url,
        "digest": text_digest(document.text),
        "text": document.text,
        "version": version,
    }


def furniture_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    for ordinal, furniture in enumerate(document.furniture):
        yield document.id, ordinal, furniture.start, furniture.end, furniture.kind, furniture.text


def version_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    for ordinal, version in enumerate(document.versions):
        yield document.id, ordinal, version.title, version.language, version.url


def keep_statement(connection: sqlite3.Connection, statement: Statement, ordinal: int) -> None:
    if statement.speaker is not None:
        keep_actor(connection, statement.speaker)
    row = statement_row(statement, ordinal)
    number = insert_named(connection, "statement", row)
    searched = "INSERT INTO statement_text (rowid, content, speaker_name, source) VALUES (?, ?, ?, ?)"
    connection.execute(searched, (number, row["content"], row["speaker_name"], row["source"]))
    insert(
        connection,
        "span",
        [(statement.id, role, at, span.start, span.end, span.text) for role, at, span in placed_spans(statement)],
    )
    insert(connection, "relay", [(statement.id, at, relay.name) for at, relay in enumerate(statement.relays)])
    insert(connection, "repair", [(statement.id, *repair) for repair in enumerate(statement.repair)])
    insert(connection, "time", [(statement.id, at, *date_values(date)) for at, date in enumerate(statement.times)])
    keep_parties(connection, statement.document, statement.id, "candidate", statement.candidates)
    keep_issues(connection, statement.document, statement.id, statement.issues)


def statement_row(statement: Statement, ordinal: int) -> Row:
    """The columns of table `statement`, but for its number."""
    speaker, anchor, issue = statement.speaker, statement.anchor, statement.issue
    return {
        "id": statement.id,
        "document": statement.document,
        "ordinal": ordinal,
        "kind": statement.kind,
        "act": statement.act,
        "content": joined_content(statement),
        "source": statement.source and statement.source.text,
        "speaker": speaker and speaker.id,
        "speaker_name": speaker and speaker.name,
        "speaker_office": speaker and speaker.office,
        "speaker_kind": speaker and speaker.kind,
        "speaker_held": speaker and speaker.held,
        "speaker_organisation": speaker and speaker.organisation,
        "speaker_state": speaker and speaker.state,
        "speaker_wikidata": speaker and speaker.wikidata,
        "addressee": statement.addressee and statement.addressee.name,
        "setting": statement.setting and statement.setting.label,
        "nested_in": statement.nested_in,
        "negated": statement.negated,
        "confidence": statement.confidence,
        "anchor_exact": anchor.exact,
        "anchor_prefix": anchor.prefix,
        "anchor_suffix": anchor.suffix,
        "anchor_start": anchor.start,
        "anchor_end": anchor.end,
        "issue": issue and issue.id,
        "issue_label": issue and issue.label,
        "issue_scheme": issue and issue.scheme,
        "stance": statement.stance and statement.stance.label,
        "stance_target": statement.stance and statement.stance.target,
        **date_columns(statement.date),
        "quad": statement.quad,
        "translated": statement.translated,
    }


def joined_content(statement: Statement) -> str:
    return GAP.join(span.text for span in statement.content)


def date_values(date: StatedDate) -> tuple[Any, ...]:
    return date.value, date.end, date.precision, date.inferred


def date_columns(date: StatedDate | None) -> Row:
    values = (None,) * 4 if date is None else date_values(date)
    return dict(zip(("date", "date_end", "date_precision", "date_inferred"), values, strict=True))


def keep_actor(connection: sqlite3.Connection, actor: Actor) -> None:
    insert(connection, "actor", [(actor.id, actor.name, actor.kind, actor.state, actor.wikidata)], known=KEEP)


def keep_parties(
    connection: sqlite3.Connection, document: str, owner: str, role: str, actors: Sequence[Actor | None]
) -> None:
    """Those that are known, each at its ordinal."""
    for ordinal, actor in enumerate(actors):
        if actor is not None:
            keep_actor(connection, actor)
            insert(connection, "party", [(document, owner, role, ordinal, *actor_values(actor))])


def actor_values(actor: Actor) -> tuple[str | None, ...]:
    """In the order of the columns of `party`, from `actor` on."""
    known = (actor.id, actor.name, actor.office, actor.kind)
    return (*known, actor.held, actor.organisation, actor.state, actor.wikidata)


def keep_issues(connection: sqlite3.Connection, document: str, owner: str, issues: Sequence[Issue]) -> None:
    rows = [(document, owner, ordinal, one.id, one.label, one.scheme) for ordinal, one in enumerate(issues)]
    insert(connection, "issue", rows)
    insert(connection, "word", ((document, owner, *word) for word in words_of_issues(issues)))


def keep_event(connection: sqlite3.Connection, event: Event, ordinal: int) -> None:
    insert_named(connection, "event", event_row(event, ordinal))
    for role, actors in {"actor": (event.actor,), "recipient": (event.recipient,), "expected": event.expected}.items():
        keep_parties(connection, event.document, event.id, role, actors)
    insert(connection, "word", ((event.document, event.id, *word) for word in words_of_event(event)))


def event_row(event: Event, ordinal: int) -> Row:
    return {
        "id": event.id,
        "document": event.document,
        "ordinal": ordinal,
        "plover": event.plover,
        "cameo": event.cameo,
        "quad": event.quad,
        "place": event.place and event.place.name,
        "place_state": event.place and event.place.state,
        **date_columns(event.date),
        "tense": event.tense,
        "statement": event.statement,
    }


def relation_id(document: str, ordinal: int) -> str:
    """A relation has no id of its own; inside the record it is known by its place in the reading."""
    return f"{document}:{ordinal}"


def keep_relation(connection: sqlite3.Connection, relation: Relation, ordinal: int) -> None:
    document, identity = relation.document, relation_id(relation.document, ordinal)
    insert(connection, "relation", [(identity, document, ordinal, relation.value)])
    insert(connection, "evidence", [(identity, *evidence) for evidence in enumerate(relation.evidence)])
    keep_parties(connection, document, identity, "related", relation.actors)
    keep_issues(connection, document, identity, () if relation.issue is None else (relation.issue,))
    insert(connection, "word", ((document, identity, *word) for word in words_of_relation(relation)))
