"""The table of judgements: rows are added in a chain, and never changed.

Comes in: a connection and Judgements; goes out: Judgements as they were made, and whatever is wrong with the chain. It
applies none. A chain shows that somebody meddled with the file by chance or without care; who rewrites all of it with
this very program is shown by nothing but signatures and copies in other hands (`onrecord correct --export`).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator

from onrecord.errors import StoreError
from onrecord.model import Judgement
from onrecord.store.judging import body_of, judgement_object, judgement_of_object, signature_fits

__all__ = ["add_judgements", "chain_faults", "load_judgements"]

INSERT = """
INSERT INTO judgement (id, made, by, action, document, page, statement, undoes, body, signature, chain)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def add_judgements(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """How many were new. The caller holds the transaction."""
    last = connection.execute("SELECT chain FROM judgement ORDER BY number DESC LIMIT 1").fetchone()
    chain, added = last["chain"] if last else "", 0
    for judgement in judgements:
        if connection.execute("SELECT 1 FROM judgement WHERE id = ?", (judgement.id,)).fetchone():
            continue
        body = body_of(judgement)
        chain, added = link(chain, body, judgement.signature), added + 1
        connection.execute(INSERT, (*columns(judgement), body, judgement.signature, chain))
    return added


def columns(judgement: Judgement) -> tuple[str | None, ...]:
    target, told = judgement.target, judgement_object(judgement)
    place = (target.document, target.page, target.statement) if target else (None, None, None)
    return judgement.id, told["made"], judgement.by, judgement.action, *place, judgement.undoes


def link(chain: str, body: str, signature: str | None) -> str:
    return hashlib.sha256(f"{chain}\n{body}\n{signature or ''}".encode()).hexdigest()


def load_judgements(connection: sqlite3.Connection) -> list[Judgement]:
    """All, in the order in which they came into the record. Raises StoreError for one that was meddled with."""
    rows = connection.execute("SELECT id, body, signature FROM judgement ORDER BY number")
    return [load_judgement(row) for row in rows]


def load_judgement(row: sqlite3.Row) -> Judgement:
    try:
        body = json.loads(row["body"])
    except ValueError as error:
        raise StoreError(row["id"], f"this judgement cannot be read: {error}") from error
    if not isinstance(body, dict):
        raise StoreError(row["id"], "this judgement cannot be read")
    return judgement_of_object({**body, "id": row["id"], "signature": row["signature"]})


def chain_faults(connection: sqlite3.Connection, key: bytes | None) -> Iterator[tuple[str, str]]:
    """Whatever is wrong, as (id of the judgement, reason); signatures are looked at with a key only."""
    chain, number = "", 0
    for row in connection.execute("SELECT * FROM judgement ORDER BY number"):
        number += 1
        if row["number"] != number:
            yield row["id"], f"{row['number'] - number} judgements before it are missing"
            number = row["number"]
        chain = link(chain, row["body"], row["signature"])
        if row["chain"] != chain:
            yield row["id"], "it, or what stood before it, is not what was added"
            chain = row["chain"]
        yield from ((row["id"], reason) for reason in row_faults(row, key))
    highest = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'judgement'").fetchone()
    if highest is not None and highest["seq"] != number:
        yield "judgement", f"the last {highest['seq'] - number} judgements are missing"


def row_faults(row: sqlite3.Row, key: bytes | None) -> Iterator[str]:
    try:
        judgement = load_judgement(row)
    except StoreError as error:
        yield error.reason
        return
    named = ("id", "made", "by", "action", "document", "page", "statement", "undoes")
    if columns(judgement) != tuple(row[name] for name in named):
        yield "its columns do not say what its body says"
    if key is not None and signature_fits(judgement, key) is False:
        yield "its signature is not that of its contents"
