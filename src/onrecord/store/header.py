"""The few fields by which a list shows a document.

Comes in: a Document or a row of the table `document`; goes out: a DocumentHeader. It loads no text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Document

__all__ = ["DocumentHeader", "header_of", "header_of_row", "header_rows"]

PAGE = 256  # rows fetched at a time: whoever walks through the list may add documents meanwhile


@dataclass(frozen=True, slots=True)
class DocumentHeader:
    """A document without its text. `published` is ISO 8601 at the precision known; None where the page names none."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    source: str


def header_of(document: Document) -> DocumentHeader:
    return DocumentHeader(document.id, document.title, document.outlet, document.published, document.source)


def header_of_row(row: sqlite3.Row) -> DocumentHeader:
    """The header of a row that has at least the columns id, title, outlet, published and source of `document`."""
    return DocumentHeader(row["id"], row["title"], row["outlet"], row["published"], row["source"])


def header_rows(connection: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    """A row for every document in the order in which they were added; those added meanwhile come too."""
    page = f"""
        SELECT number, id, title, outlet, published, source FROM document
        WHERE number > ? ORDER BY number LIMIT {PAGE}
    """
    last = 0
    while rows := connection.execute(page, (last,)).fetchall():
        yield from rows
        last = rows[-1]["number"]
