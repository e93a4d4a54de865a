"""Full-text search over what was said, by whom.

Comes in: the words a person typed; goes out: statements, best first. It knows no query language, so it has no errors.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.model import Statement
from onrecord.store.folding import folded_text
from onrecord.store.header import DocumentHeader, header_of_row
from onrecord.store.judged import Decisions
from onrecord.store.keeping import joined_content
from onrecord.store.loading import load_statement

__all__ = ["Found", "find_statements", "match_expression", "terms_of"]

SNIPPET_TOKENS = 24  # about two lines of a terminal
SNIPPET_CHARACTERS = 160  # of a corrected statement, which the full-text index does not have
TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
QUOTES = str.maketrans("“”„«»\0", '""""" ')

SEARCH = f"""
SELECT rowid, snippet(statement_text, -1, '', '', '…', {SNIPPET_TOKENS}) AS snippet
FROM statement_text WHERE statement_text MATCH ? ORDER BY rank, rowid
"""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """One statement that a search found. `snippet` is the part of its content, speaker or source that matched."""

    statement: Statement
    document: DocumentHeader
    snippet: str


def find_statements(connection: sqlite3.Connection, query: str, limit: int, decided: Decisions) -> list[Found]:
    """At most `limit` statements that hold every word and every quoted phrase of the query, ranked by BM25.

    Those that people corrected are looked at as corrected, and rejected ones are not found.
    """
    terms = terms_of(query)
    if not terms or limit <= 0:
        return []
    return list(islice(matches(connection, terms, decided), limit))


def matches(connection: sqlite3.Connection, terms: list[str], decided: Decisions) -> Iterator[Found]:
    touched = decided.touched()
    seen: set[str] = set()
    for row in connection.execute(SEARCH, (match_expression(terms),)):
        one = found(connection, row)
        seen.add(one.statement.id)
        if one.document.id not in touched:
            yield one
        elif (now := decided.statements(one.document.id).get(one.statement.id)) and holds_still(one, now, terms):
            yield Found(now, one.document, one.snippet if printed(one.statement) == printed(now) else shown(now))
    for document in sorted(touched):
        for statement in decided.statements(document).values():
            if statement.id not in seen and holds_all(statement, terms):
                yield Found(statement, header(connection, document), shown(statement))


def holds_still(one: Found, now: Statement, terms: list[str]) -> bool:
    return printed(one.statement) == printed(now) or holds_all(now, terms)


def printed(statement: Statement) -> tuple[str, ...]:
    """What the full-text index holds of a statement."""
    speaker, source = statement.speaker, statement.source
    return joined_content(statement), speaker.name if speaker else "", source.text if source else ""


def holds_all(statement: Statement, terms: list[str]) -> bool:
    """As FTS5 has it: each term in one of the three texts, whole words, whatever case and accents."""
    texts = [plain_words(text) for text in printed(statement)]
    wanted = [plain_words(term) for term in terms]
    return any(words.strip() for words in wanted) and all(any(words in text for text in texts) for words in wanted)


def plain_words(text: str) -> str:
    """The words with a space before, between and behind."""
    bare = "".join(one for one in folded_text(text) if unicodedata.category(one) != "Mn")
    return f" {' '.join(WORD.findall(bare))} "


def shown(statement: Statement) -> str:
    return joined_content(statement)[:SNIPPET_CHARACTERS]


def terms_of(query: str) -> list[str]:
    """The words and quoted phrases of the query, repeated ones once."""
    plain = query.encode("utf-8", "replace").decode("utf-8").translate(QUOTES)
    terms = dict.fromkeys(phrase or word for phrase, word in TERM.findall(plain))
    return [term for term in terms if term.strip()]


def match_expression(terms: list[str]) -> str:
    """The terms as FTS5 strings, which have no syntax inside."""
    return " ".join(f'"{term}"' for term in terms)


def found(connection: sqlite3.Connection, row: sqlite3.Row) -> Found:
    statement = connection.execute("SELECT * FROM statement WHERE number = ?", (row["rowid"],)).fetchone()
    return Found(load_statement(connection, statement), header(connection, statement["document"]), row["snippet"])


def header(connection: sqlite3.Connection, document: str) -> DocumentHeader:
    headed = "SELECT id, title, outlet, published, source FROM document WHERE id = ?"
    return header_of_row(connection.execute(headed, (document,)).fetchone())
