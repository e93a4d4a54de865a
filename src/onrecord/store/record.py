"""The record as one object: add, find, list, read back, verify.

Comes in: readings and questions; goes out: what the record holds. The work is done in the modules beside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from onrecord.errors import StoreError
from onrecord.model import Actor, Judgement, Reading, Statement
from onrecord.store.header import DocumentHeader, header_of_row, header_rows
from onrecord.store.judged import Decisions, State, decisions, states
from onrecord.store.judgements import add_judgements, load_judgements
from onrecord.store.loading import load_document, load_reading
from onrecord.store.occurrence import Occurrence, holds, occurrences
from onrecord.store.searching import Found, find_statements
from onrecord.store.verifying import Identify, Progress, VerifyReport, verify_store
from onrecord.store.writing import Added, add_reading, transaction
from onrecord.version import __version__

__all__ = ["Added", "DocumentHeader", "Found", "Store"]

LAST_CHARACTER = "\U0010ffff"  # sorts behind every id that begins with a prefix


class Store:
    """An open record; `open_store` makes one. Close it, or use it as a context manager.

    For one thread; other processes may read and add at the same time. Every method raises StoreError when SQLite
    cannot do its work (damaged file, full disk, a lock that is not given back).
    """

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.path = path
        self._connection = connection
        self._judgements: list[Judgement] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        self._connection.close()

    def add(self, reading: Reading, *, version: str = __version__) -> Added:
        """Keep one reading in one transaction; one that the record holds already changes nothing.

        `version` is the onrecord that made it. The reading takes the place of one of the same page by an older
        onrecord, or of one of the same bytes by the same (with other settings, say); never of one by a newer.

        Raises NotInDocument when words of a statement or of furniture do not stand at their place, StoreError when
        the reading contradicts itself or the record, or cannot be written. Then nothing of it is kept.
        """
        with failures(self.path, f"document {reading.document.id} was not kept: "):
            return add_reading(self._connection, reading, version)

    def find(self, query: str, *, limit: int = 20) -> list[Found]:
        """Statements whose content, speaker or source hold every word and quoted phrase, best first.

        They are as people corrected them, and rejected ones are not found. Case and accents do not matter. Any string
        is a valid query; one without a word finds nothing.
        """
        with failures(self.path):
            return find_statements(self._connection, query, limit, self._decisions())

    def documents(self) -> Iterator[DocumentHeader]:
        """Every document, in the order in which they were added."""
        with failures(self.path):
            yield from map(header_of_row, header_rows(self._connection))

    def reading(self, identity: str, *, raw: bool = False) -> Reading | None:
        """What was read of the document with this id, or with the one id that begins so; None if there is none.

        As people corrected it, with `judged` and `rejected` set; `raw` as the machine read it. Raises StoreError when
        several ids begin so.
        """
        with failures(self.path):
            full = self._full_id("document", identity)
            if full is None:
                return None
            return load_reading(self._connection, full) if raw else self._decisions().reading(full)

    def statement(self, identity: str, *, raw: bool = False) -> tuple[Statement, Reading] | None:
        """The statement with this id, or the one id that begins so, and its reading; None if there is none.

        Rejected ones are found too. Raises StoreError when several ids begin so.
        """
        with failures(self.path):
            full = self._full_id("statement", identity)
            held = "SELECT document FROM statement WHERE id = ?"
            row = self._connection.execute(held, (full,)).fetchone()
            reading = None if row is None else self.reading(row["document"], raw=raw)
            if reading is None:
                return None
            return next((one, reading) for one in (*reading.statements, *reading.rejected) if one.id == full)

    def actors(self, named: str) -> list[Actor]:
        """The actors with this id, or else with this name, case aside, as people decided; each once."""
        with failures(self.path):
            cast = self._decisions().cast
            rows = self._connection.execute("SELECT id, name, kind, state, wikidata FROM actor ORDER BY id")
            every = [Actor(row["id"], row["name"], None, row["kind"], None, None, *row[3:]) for row in rows]
            every += [split.other for split in cast.splits]
            wanted = named.casefold()
            known = [one for one in every if one.id == named]
            known = known or [one for one in every if cast.decided(one, "").name.casefold() == wanted]
            known = known or [one for one in every if one.name.casefold() == wanted]
            return list({one.id: one for one in (cast.decided(actor, "") for actor in known)}.values())

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements, all or none, and say how many were new; those that the record holds are left as they are.

        `new_judgement` makes them, `judgement_of_object` reads them from JSON. Those about pages that are not in the
        record wait for them. Raises StoreError when they cannot be written.
        """
        with failures(self.path, "the judgements were not kept: "), transaction(self._connection):
            return add_judgements(self._connection, judgements)

    def judgements(self) -> list[State]:
        """Every judgement, with what became of it, in the order in which they came into the record."""
        with failures(self.path):
            return list(states(self._decisions()))

    def verify(
        self, progress: Progress | None = None, *, identify: Identify | None = None, key: bytes | None = None
    ) -> VerifyReport:
        """Check every word against its page, every digest and every reference, the judgements and the file itself.

        `progress(done, total)` counts captures and documents. `identify` gives the id a Document should have; without
        it, documents are checked by the digest of their text. `key` checks the signatures that were made with it.
        """
        with failures(self.path):
            return verify_store(self._connection, progress, identify, key)

    def whose(self, text: str) -> list[Occurrence]:
        """Every place in every stored page that holds `text`, with the statements over it. See `whose_words`."""
        with failures(self.path):
            pages = self._connection.execute("SELECT id, text FROM document ORDER BY number")
            held = (page["id"] for page in pages if holds(page["text"], text))
            return [place for identity in held for place in self._places(identity, text)]

    def _places(self, identity: str, text: str) -> list[Occurrence]:
        document = load_document(self._connection, identity)
        return occurrences(document, self._decisions().reading(identity).statements, text)

    def _decisions(self) -> Decisions:
        """Judgements are read once, and again when there are more of them; nothing else is kept between questions."""
        number = self._connection.execute("SELECT count(*) FROM judgement").fetchone()[0]
        if number != len(self._judgements):
            self._judgements = load_judgements(self._connection)
        return decisions(self._connection, self._judgements)

    def _full_id(self, table: str, identity: str) -> str | None:
        """The id that is or begins with `identity`."""
        if not identity or not encodable(identity):
            return None
        within = f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
        ids = [row["id"] for row in self._connection.execute(within, (identity, identity + LAST_CHARACTER))]
        if len(ids) > 1 and ids[0] != identity:
            raise StoreError(identity, f"several {table}s begin so, among them {ids[0]} and {ids[1]}")
        return ids[0] if ids else None


@contextmanager
def failures(path: str, doing: str = "") -> Iterator[None]:
    """SQLite's errors, and values it cannot hold (half of a surrogate pair, a number beyond 64 bits), as StoreError."""
    try:
        yield
    except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
        raise StoreError(path, f"{doing}{error}") from error


def encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
