"""Rows back into the types they came from.

Comes in: a connection and ids; goes out: Statement, Document, Capture, Reading. It checks no words against the text.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import cast

from onrecord.errors import StoreError
from onrecord.model import (
    Actor,
    Addressee,
    Anchor,
    Capture,
    Document,
    Event,
    Furniture,
    Issue,
    Kind,
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
from onrecord.store.packing import unpack_segments, unpacked_bytes

__all__ = [
    "load_capture",
    "load_document",
    "load_reading",
    "load_statement",
    "load_statements",
    "statement_rows",
]

Spans = dict[str, list[Span]]
Owner = tuple[str, str]
"""Document and id of the statement, event or relation that a row belongs to."""


def load_reading(connection: sqlite3.Connection, identity: str) -> Reading:
    """The reading of the document with this full id, which must be there."""
    row = connection.execute("SELECT capture FROM document WHERE id = ?", (identity,)).fetchone()
    notes = connection.execute("SELECT note FROM note WHERE document = ? ORDER BY ordinal", (identity,))
    return Reading(
        capture=load_capture(connection, row["capture"]),
        document=load_document(connection, identity),
        statements=load_statements(connection, identity),
        notes=tuple(note["note"] for note in notes),
        events=load_events(connection, identity),
        relations=load_relations(connection, identity),
    )


def load_capture(connection: sqlite3.Connection, identity: str) -> Capture:
    """Raises StoreError when its bytes are damaged or its time cannot be read."""
    row = connection.execute("SELECT * FROM capture WHERE id = ?", (identity,)).fetchone()
    if row is None:
        raise StoreError(identity, "there is no such capture")
    try:
        captured = datetime.fromisoformat(row["captured"])
    except (TypeError, ValueError) as error:
        raise StoreError(identity, f"its time of capture cannot be read: {error}") from error
    return Capture(
        source=row["source"],
        address=row["address"],
        content=unpacked_bytes(row["content"], row["size"], identity),
        media_type=row["media_type"],
        encoding=row["encoding"],
        captured=captured,
        digest=row["digest"],
    )


def load_document(connection: sqlite3.Connection, identity: str) -> Document:
    """Raises StoreError when its offset map is missing or damaged."""
    row = connection.execute("SELECT * FROM document WHERE id = ?", (identity,)).fetchone()
    segment = connection.execute("SELECT packed FROM segment WHERE document = ?", (identity,)).fetchone()
    if segment is None:
        raise StoreError(identity, "its offset map is missing")
    origins = connection.execute("SELECT field, origin FROM origin WHERE document = ?", (identity,))
    return Document(
        id=row["id"],
        source=row["source"],
        title=row["title"],
        deck=row["deck"],
        byline=row["byline"],
        outlet=row["outlet"],
        published=row["published"],
        language=row["language"],
        translated_from=original_of(row),
        text=row["text"],
        furniture=load_furniture(connection, identity),
        segments=unpack_segments(segment["packed"], identity),
        origins={origin["field"]: origin["origin"] for origin in origins},
        versions=load_versions(connection, identity),
    )


def original_of(row: sqlite3.Row) -> Original | None:
    if not row["translated"]:
        return None
    return Original(row["original_title"], row["original_language"], row["original_url"])


def load_versions(connection: sqlite3.Connection, document: str) -> tuple[Original, ...]:
    rows = connection.execute("SELECT * FROM language_version WHERE document = ? ORDER BY ordinal", (document,))
    return tuple(Original(row["title"], row["language"], row["url"]) for row in rows)


def load_furniture(connection: sqlite3.Connection, document: str) -> tuple[Furniture, ...]:
    rows = connection.execute("SELECT * FROM furniture WHERE document = ? ORDER BY ordinal", (document,))
    return tuple(Furniture(row["start"], row["end"], row["text"], row["kind"]) for row in rows)


def load_statements(connection: sqlite3.Connection, document: str) -> tuple[Statement, ...]:
    """Those of one document, in the order in which they were added, which within a reading is that of the page."""
    return tuple(load_statement(connection, row) for row in statement_rows(connection, document))


def statement_rows(connection: sqlite3.Connection, document: str) -> list[sqlite3.Row]:
    return connection.execute("SELECT * FROM statement WHERE document = ? ORDER BY ordinal", (document,)).fetchall()


def load_statement(connection: sqlite3.Connection, row: sqlite3.Row) -> Statement:
    """The Statement of one row of its table. Raises StoreError when a value has lost the words it was read from."""
    spans = load_spans(connection, row["id"])
    return Statement(
        id=row["id"],
        document=row["document"],
        kind=cast(Kind, row["kind"]),
        act=row["act"],
        content=tuple(spans.get("content", ())),
        cue=single(spans, "cue"),
        source=single(spans, "source"),
        speaker=speaker_of(row),
        addressee=addressee_of(row, spans),
        setting=setting_of(row, spans),
        relays=load_relays(connection, row["id"], spans),
        nested_in=row["nested_in"],
        negated=bool(row["negated"]),
        repair=load_repair(connection, row["id"]),
        confidence=row["confidence"],
        anchor=anchor_of(row),
        issue=issue_of(row, spans),
        stance=stance_of(row, spans),
        date=date_of(row, spans.get("date"), row["id"]),
        candidates=load_parties(connection, (row["document"], row["id"]), "candidate"),
        issues=load_issues(connection, (row["document"], row["id"])),
        times=load_times(connection, row["id"], spans),
        quad=row["quad"],
        translated=bool(row["translated"]),
    )


def load_spans(connection: sqlite3.Connection, statement: str) -> Spans:
    found: Spans = {}
    rows = connection.execute("SELECT * FROM span WHERE statement = ? ORDER BY role, ordinal", (statement,))
    for row in rows:
        found.setdefault(row["role"], []).append(Span(row["start"], row["end"], row["text"]))
    return found


def single(spans: Spans, role: str) -> Span | None:
    return spans[role][0] if role in spans else None


def needed(spans: Spans, role: str, statement: str) -> Span:
    if role not in spans:
        raise StoreError(statement, f"its {role} has lost the words it was read from")
    return spans[role][0]


def speaker_of(row: sqlite3.Row) -> Actor | None:
    if row["speaker"] is None:
        return None
    return actor_of(row, "speaker", "speaker_")


def actor_of(row: sqlite3.Row, identity: str, prefix: str = "") -> Actor:
    columns = ("name", "office", "kind", "held", "organisation", "state", "wikidata")
    return Actor(row[identity], **{column: row[prefix + column] for column in columns})


def issue_of(row: sqlite3.Row, spans: Spans) -> Issue | None:
    if row["issue"] is None:
        return None
    return Issue(row["issue"], row["issue_label"], row["issue_scheme"], tuple(spans.get("issue", ())))


def addressee_of(row: sqlite3.Row, spans: Spans) -> Addressee | None:
    if row["addressee"] is None:
        return None
    return Addressee(row["addressee"], needed(spans, "addressee", row["id"]))


def setting_of(row: sqlite3.Row, spans: Spans) -> Setting | None:
    """A setting may have words and no label, never a label without words."""
    if row["setting"] is None and "setting" not in spans:
        return None
    return Setting(row["setting"], needed(spans, "setting", row["id"]))


def stance_of(row: sqlite3.Row, spans: Spans) -> Stance | None:
    if row["stance"] is None:
        return None
    return Stance(row["stance"], row["stance_target"], needed(spans, "stance", row["id"]))


def date_of(row: sqlite3.Row, words: list[Span] | None, owner: str) -> StatedDate | None:
    """The date in the columns `date`, `date_end`, ... of a statement or event."""
    if row["date"] is None:
        return None
    span = needed({"date": words} if words else {}, "date", owner)
    return StatedDate(row["date"], row["date_precision"], span, row["date_end"], bool(row["date_inferred"]))


def anchor_of(row: sqlite3.Row) -> Anchor:
    exact, prefix, suffix = row["anchor_exact"], row["anchor_prefix"], row["anchor_suffix"]
    return Anchor(exact, prefix, suffix, row["anchor_start"], row["anchor_end"])


def load_relays(connection: sqlite3.Connection, statement: str, spans: Spans) -> tuple[Relay, ...]:
    rows = connection.execute("SELECT name FROM relay WHERE statement = ? ORDER BY ordinal", (statement,)).fetchall()
    words = spans.get("relay", [])
    if len(rows) != len(words):
        raise StoreError(statement, f"it names {len(rows)} relays and has the words of {len(words)}")
    return tuple(Relay(row["name"], span) for row, span in zip(rows, words, strict=True))


def load_repair(connection: sqlite3.Connection, statement: str) -> tuple[str, ...]:
    rows = connection.execute("SELECT repair FROM repair WHERE statement = ? ORDER BY ordinal", (statement,))
    return tuple(row["repair"] for row in rows)


def load_times(connection: sqlite3.Connection, statement: str, spans: Spans) -> tuple[StatedDate, ...]:
    rows = connection.execute("SELECT * FROM time WHERE statement = ? ORDER BY ordinal", (statement,)).fetchall()
    words = spans.get("time", [])
    if len(rows) != len(words):
        raise StoreError(statement, f"it names {len(rows)} dates and has the words of {len(words)}")
    return tuple(
        StatedDate(row["value"], row["precision"], span, row["end"], bool(row["inferred"]))
        for row, span in zip(rows, words, strict=True)
    )


def load_parties(connection: sqlite3.Connection, owner: Owner, role: str) -> tuple[Actor, ...]:
    within = "SELECT * FROM party WHERE document = ? AND owner = ? AND role = ? ORDER BY ordinal"
    return tuple(actor_of(row, "actor") for row in connection.execute(within, (*owner, role)))


def load_words(connection: sqlite3.Connection, owner: Owner) -> dict[tuple[str, int], list[Span]]:
    """The words of each role and ordinal."""
    found: dict[tuple[str, int], list[Span]] = {}
    within = "SELECT * FROM word WHERE document = ? AND owner = ? ORDER BY role, ordinal, part"
    for row in connection.execute(within, owner):
        found.setdefault((row["role"], row["ordinal"]), []).append(Span(row["start"], row["end"], row["text"]))
    return found


def load_issues(connection: sqlite3.Connection, owner: Owner) -> tuple[Issue, ...]:
    within = "SELECT * FROM issue WHERE document = ? AND owner = ? ORDER BY ordinal"
    rows = connection.execute(within, owner).fetchall()
    words = load_words(connection, owner) if rows else {}
    return tuple(
        Issue(row["issue"], row["label"], row["scheme"], tuple(words.get(("issue", row["ordinal"]), ())))
        for row in rows
    )


def load_events(connection: sqlite3.Connection, document: str) -> tuple[Event, ...]:
    """Raises StoreError when one has lost the words it was read from."""
    rows = connection.execute("SELECT * FROM event WHERE document = ? ORDER BY ordinal", (document,)).fetchall()
    return tuple(load_event(connection, row) for row in rows)


def load_event(connection: sqlite3.Connection, row: sqlite3.Row) -> Event:
    owner = (row["document"], row["id"])
    spans = {role: words for (role, _), words in load_words(connection, owner).items()}
    actor, recipient, expected = (load_parties(connection, owner, role) for role in ("actor", "recipient", "expected"))
    return Event(
        id=row["id"],
        document=row["document"],
        plover=row["plover"],
        cameo=row["cameo"],
        quad=row["quad"],
        actor=actor[0] if actor else None,
        recipient=recipient[0] if recipient else None,
        place=place_of(row, spans),
        date=date_of(row, spans.get("date"), row["id"]),
        tense=row["tense"],
        span=needed(spans, "event", row["id"]),
        statement=row["statement"],
        expected=expected,
    )


def place_of(row: sqlite3.Row, spans: Spans) -> Place | None:
    if row["place"] is None:
        return None
    return Place(row["place"], row["place_state"], needed(spans, "place", row["id"]))


def load_relations(connection: sqlite3.Connection, document: str) -> tuple[Relation, ...]:
    """Raises StoreError when one has lost its actors or the words that state it."""
    rows = connection.execute("SELECT * FROM relation WHERE document = ? ORDER BY ordinal", (document,)).fetchall()
    return tuple(load_relation(connection, row) for row in rows)


def load_relation(connection: sqlite3.Connection, row: sqlite3.Row) -> Relation:
    owner = (row["document"], row["id"])
    issues, actors = load_issues(connection, owner), load_parties(connection, owner, "related")
    spans = {role: words for (role, _), words in load_words(connection, owner).items()}
    evidence = connection.execute("SELECT evidence FROM evidence WHERE relation = ? ORDER BY ordinal", (row["id"],))
    if len(actors) != 2:
        raise StoreError(row["id"], f"it relates {len(actors)} actors, not two")
    return Relation(
        document=row["document"],
        issue=issues[0] if issues else None,
        actors=(actors[0], actors[1]),
        value=row["value"],
        span=needed(spans, "relation", row["id"]),
        evidence=tuple(one["evidence"] for one in evidence),
    )
