"""The record as one object: add, find, list, read back, verify.

Comes in: readings and questions; goes out: what the record holds. The work is done in the modules beside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from onrecord.errors import StoreError
from onrecord.model import Reading
from onrecord.store.header import DocumentHeader, header_of_row, header_rows
from onrecord.store.loading import load_document, load_reading, load_statements
from onrecord.store.occurrence import Occurrence, holds, occurrences
from onrecord.store.searching import Found, find_statements
from onrecord.store.verifying import Identify, Progress, VerifyReport, verify_store
from onrecord.store.writing import Added, add_reading
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

        Case and accents do not matter. Any string is a valid query; one without a word finds nothing.
        """
        with failures(self.path):
            return find_statements(self._connection, query, limit)

    def documents(self) -> Iterator[DocumentHeader]:
        """Every document, in the order in which they were added."""
        with failures(self.path):
            yield from map(header_of_row, header_rows(self._connection))

    def reading(self, identity: str) -> Reading | None:
        """What was read of the document with this id, or with the one id that begins so; None if there is none.

        Raises StoreError when several ids begin so.
        """
        with failures(self.path):
            full = self._full_id(identity)
            return None if full is None else load_reading(self._connection, full)

    def verify(self, progress: Progress | None = None, *, identify: Identify | None = None) -> VerifyReport:
        """Check every word against its page, every digest and every reference, and the file itself.

        `progress(done, total)` counts captures and documents. `identify` gives the id a Document should have; without
        it, documents are checked by the digest of their text.
        """
        with failures(self.path):
            return verify_store(self._connection, progress, identify)

    def whose(self, text: str) -> list[Occurrence]:
        """Every place in every stored page that holds `text`, with the statements over it. See `whose_words`."""
        with failures(self.path):
            pages = self._connection.execute("SELECT id, text FROM document ORDER BY number")
            held = (page["id"] for page in pages if holds(page["text"], text))
            return [place for identity in held for place in self._places(identity, text)]

    def _places(self, identity: str, text: str) -> list[Occurrence]:
        document = load_document(self._connection, identity)
        return occurrences(document, load_statements(self._connection, identity), text)

    def _full_id(self, identity: str) -> str | None:
        """The id that is or begins with `identity`."""
        if not identity or not encodable(identity):
            return None
        within = "SELECT id FROM document WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
        ids = [row["id"] for row in self._connection.execute(within, (identity, identity + LAST_CHARACTER))]
        if len(ids) > 1 and ids[0] != identity:
            raise StoreError(identity, f"several documents begin so, among them {ids[0]} and {ids[1]}")
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
