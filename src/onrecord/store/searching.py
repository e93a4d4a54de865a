"""Full-text search over what was said, by whom.

Comes in: the words a person typed; goes out: statements, best first. It knows no query language, so it has no errors.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from onrecord.model import Statement
from onrecord.store.header import DocumentHeader, header_of_row
from onrecord.store.loading import load_statement

__all__ = ["Found", "find_statements", "match_expression"]

SNIPPET_TOKENS = 24  # about two lines of a terminal
TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
QUOTES = str.maketrans("“”„«»\0", '""""" ')

SEARCH = f"""
SELECT rowid, snippet(statement_text, -1, '', '', '…', {SNIPPET_TOKENS}) AS snippet
FROM statement_text WHERE statement_text MATCH ? ORDER BY rank, rowid LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One statement that a search found. `snippet` is the part of its content, speaker or source that matched."""

    statement: Statement
    document: DocumentHeader
    snippet: str


def find_statements(connection: sqlite3.Connection, query: str, limit: int) -> list[Found]:
    """At most `limit` statements that hold every word and every quoted phrase of the query, ranked by BM25."""
    expression = match_expression(query)
    if not expression or limit <= 0:
        return []
    rows = connection.execute(SEARCH, (expression, limit)).fetchall()
    return [found(connection, row) for row in rows]


def match_expression(query: str) -> str:
    """The query as FTS5 strings, which have no syntax inside; repeated terms once."""
    plain = query.encode("utf-8", "replace").decode("utf-8").translate(QUOTES)
    terms = dict.fromkeys(phrase or word for phrase, word in TERM.findall(plain))
    return " ".join(f'"{term}"' for term in terms if term.strip())


def found(connection: sqlite3.Connection, row: sqlite3.Row) -> Found:
    statement = connection.execute("SELECT * FROM statement WHERE number = ?", (row["rowid"],)).fetchone()
    headed = "SELECT id, title, outlet, published, source FROM document WHERE id = ?"
    document = connection.execute(headed, (statement["document"],)).fetchone()
    return Found(load_statement(connection, statement), header_of_row(document), row["snippet"])
