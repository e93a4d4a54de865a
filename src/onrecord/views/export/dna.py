"""A database of Discourse Network Analyzer 3: documents, coded statements and their entities in one SQLite file.

Comes in: readings; goes out: a new .dna file, written in one transaction. It reads none. Carets are UTF-16 units.
The coder who signs in is called Admin, the password is `onrecord`; nothing in the file is a secret.
"""

from __future__ import annotations

import sqlite3
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.model import Actor, Reading
from onrecord.views.export.coding import AGREEMENT, QUALIFIER, Coded, Naming, codings, document_time
from onrecord.views.export.options import Options
from onrecord.views.export.report import Report

__all__ = ["ATTRIBUTES", "PASSWORD", "TYPES", "write_dna"]

PASSWORD = "onrecord"
SALT = b"onrecord, public"
ROUNDS = 100_000
"""As Jasypt's StrongPasswordEncryptor makes a password, which DNA asks: SHA-256, 16 bytes of salt before it, base64."""
ADMIN, CODER = 1, 2
TYPES: Mapping[str, Mapping[str, str]] = {
    "DNA Statement": {
        "person": "short text",
        "organization": "short text",
        "concept": "short text",
        "agreement": "boolean",
    },
    "onrecord Statement": {
        "person": "short text",
        "organization": "short text",
        "concept": "short text",
        "qualifier": "integer",
        "stance": "short text",
        "act": "short text",
        "relay": "short text",
        "onrecord id": "long text",
    },
}
"""Statement types with their variables. The first is DNA's own; the second holds every statement, coded or not."""
ATTRIBUTES = ("Type", "Alias", "Notes", "Office", "State", "Wikidata candidate")
"""DNA's three attributes of an entity, and ours."""
TABLE = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT"}


def write_dna(readings: Iterable[Reading], path: Path, report: Report, options: Options) -> None:
    """Raises OnrecordError when SQLite cannot write the file."""
    wanted = {"boolean": (0,), "integer": (1,)}.get(options.qualifier or "both", (0, 1))
    try:
        connection = sqlite3.connect(path)
    except sqlite3.Error as error:
        raise OnrecordError(str(path), f"cannot be written: {error}") from error
    try:
        database = Database(connection, report, [list(TYPES)[one] for one in wanted])
        for reading in readings:
            database.add(reading)
        database.finish()
    except sqlite3.Error as error:
        raise OnrecordError(str(path), f"cannot be written: {error}") from error
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Value:
    """What a coded statement holds in one short text variable, with the actor it names."""

    text: str
    actor: Actor | None = None


class Database:
    """An open .dna file. Variables and statement types get their numbers in the order of `TYPES`."""

    def __init__(self, connection: sqlite3.Connection, report: Report, types: list[str]) -> None:
        self.connection, self.report, self.types = connection, report, types
        self.naming = Naming(report)
        self.variables: dict[tuple[str, str], int] = {}
        self.entities: dict[tuple[int, str], int] = {}
        self.attributes: dict[tuple[int, str], int] = {}
        self.type_numbers = {name: number for number, name in enumerate(types, 1)}
        script = (files("onrecord.views.export") / "dna.sql").read_text(encoding="utf-8")
        connection.executescript(f"PRAGMA foreign_keys = ON; PRAGMA journal_mode = MEMORY; {script}")
        connection.execute("BEGIN")
        self.head()

    def head(self) -> None:
        insert = self.connection.executemany
        insert("INSERT INTO SETTINGS VALUES (?, ?)", [("version", "3.0"), ("date", "2023-01-01")])
        coders = [(ADMIN, "Admin", 255, 255, 0, password()), (CODER, "onrecord", 109, 165, 226, password())]
        insert("INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)", coders)
        for name, number in self.type_numbers.items():
            self.connection.execute("INSERT INTO STATEMENTTYPES VALUES (?, ?, 196, 164, 110)", (number, name))
            for variable, kind in TYPES[name].items():
                self.variable(name, variable, kind)

    def variable(self, statement_type: str, name: str, kind: str) -> None:
        number = self.variables[statement_type, name] = len(self.variables) + 1
        row = (number, name, kind, self.type_numbers[statement_type])
        self.connection.execute("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", row)
        if kind != "short text":
            return
        self.entities[number, ""] = self.insert("INSERT INTO ENTITIES (VariableId, Value) VALUES (?, '')", number)
        for attribute in ATTRIBUTES:
            made = self.insert("INSERT INTO ATTRIBUTEVARIABLES VALUES (NULL, ?, ?)", number, attribute)
            self.attributes[number, attribute] = made

    def insert(self, statement: str, *values: str | int) -> int:
        return self.connection.execute(statement, values).lastrowid or 0

    def add(self, reading: Reading) -> None:
        self.report.documents += 1
        number = self.document(reading)
        for coded in codings(reading, self.report):
            for name in self.types:
                if name == "DNA Statement" and not (coded.concept and coded.label in AGREEMENT):
                    self.report.losses["statements not in DNA's boolean type: they neither support nor oppose"] += 1
                else:
                    self.statement(number, name, coded)

    def document(self, reading: Reading) -> int:
        document, (moment, note) = reading.document, document_time(reading, self.report)
        notes = "\n".join(part for part in (f"onrecord {document.id}", document.source, note) if part)
        return self.insert(
            "INSERT INTO DOCUMENTS (Title, Text, Coder, Author, Source, Notes, Date) VALUES (?, ?, ?, ?, ?, ?, ?)",
            self.report.short(document.title or document.source),
            self.report.text(document.text),
            CODER,
            self.report.short(document.byline or ""),
            self.report.short(document.outlet or ""),
            self.report.text(notes),
            int(moment.replace(tzinfo=UTC).timestamp()),
        )

    def statement(self, document: int, statement_type: str, coded: Coded) -> None:
        self.report.items += 1
        row = (self.type_numbers[statement_type], document, coded.start, coded.stop, CODER)
        into = "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, ?, ?, ?, ?)"
        number = self.insert(into, *row)
        texts, numbers = self.texts(coded), self.numbers(coded)
        for variable, kind in TYPES[statement_type].items():
            key = self.variables[statement_type, variable]
            if kind == "short text":
                entity = self.entity(key, texts[variable])
                self.insert("INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)", number, key, entity)
            else:
                self.insert(f"INSERT INTO {TABLE[kind]} VALUES (NULL, ?, ?, ?)", number, key, numbers[variable])

    def texts(self, coded: Coded) -> dict[str, Value]:
        statement, speaker = coded.statement, coded.statement.speaker
        itself = speaker if speaker is not None and speaker.kind not in ("person", None) else None
        relays = " > ".join(relay.name for relay in statement.relays)
        return {
            "person": Value(self.naming.person(speaker), speaker),
            "organization": Value(self.naming.organisation(speaker), itself),
            "concept": Value(self.report.short(coded.concept)),
            "stance": Value(coded.label or "uncoded"),
            "act": Value(self.report.short(statement.act or "")),
            "relay": Value(self.report.short(relays)),
        }

    def numbers(self, coded: Coded) -> dict[str, int | str]:
        return {
            "agreement": AGREEMENT.get(coded.label, 0),
            "qualifier": QUALIFIER[coded.label],
            "onrecord id": self.report.text(coded.statement.id),
        }

    def entity(self, variable: int, value: Value) -> int:
        if (variable, value.text) not in self.entities:
            into = "INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)"
            made = self.entities[variable, value.text] = self.insert(into, variable, value.text)
            for name, text in described(value.actor):
                row = (made, self.attributes[variable, name], self.report.text(text))
                self.insert("INSERT INTO ATTRIBUTEVALUES VALUES (NULL, ?, ?, ?)", *row)
        return self.entities[variable, value.text]

    def finish(self) -> None:
        """Every entity has every attribute, known or empty."""
        self.connection.execute(
            "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId) SELECT e.ID, a.ID FROM ENTITIES e"
            " JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId WHERE NOT EXISTS"
            " (SELECT 1 FROM ATTRIBUTEVALUES v WHERE v.EntityId = e.ID AND v.AttributeVariableId = a.ID)"
            " ORDER BY e.ID, a.ID"
        )
        self.connection.commit()


def described(actor: Actor | None) -> Iterator[tuple[str, str]]:
    """The attributes of an entity that are known, from the first statement that names it."""
    if actor is None:
        return
    found = {
        "Type": actor.kind,
        "Office": actor.office or actor.held,
        "State": actor.state,
        "Wikidata candidate": actor.wikidata,
    }
    yield from ((name, text) for name, text in found.items() if text)


@cache
def password() -> str:
    digest = sha256(SALT + PASSWORD.encode()).digest()
    for _ in range(ROUNDS - 1):
        digest = sha256(digest).digest()
    return b64encode(SALT + digest).decode()
