"""Lists of actors: the dated table that onrecord ships, and a user's own, as CSV or as a Wikidata query result.

Comes in: a path, or nothing; goes out: `Listed` rows, and `Known`, which finds them by name. It reads no article.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import SettingsError
from onrecord.resolve.names import name_words
from onrecord.vocabulary.tables import table

__all__ = ["Known", "Listed", "known_actors", "one_person", "read_list"]

COLUMNS = ("name", "aliases", "office", "organisation", "state", "from", "to", "wikidata")
SAME = {
    "personlabel": "name", "itemlabel": "name", "label": "name", "alias": "aliases", "altlabel": "aliases",
    "itemaltlabel": "aliases", "personaltlabel": "aliases", "positionlabel": "office", "officelabel": "office",
    "position": "positionid", "organization": "organisation", "organisationlabel": "organisation",
    "organizationlabel": "organisation", "countrycode": "state", "iso3": "state", "start": "from", "starttime": "from",
    "end": "to", "endtime": "to", "person": "wikidata", "item": "wikidata", "qid": "wikidata",
}  # fmt: skip
"""What the Wikidata query service and others call the columns, in small letters."""
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
QID = re.compile(r"Q[1-9]\d*")
LARGEST = 50_000_000
"""Bytes of a list at most; a million rows fit."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One term of one actor. `since` and `until` are ISO 8601 days, months or years; empty where open or unknown.

    `state` is an ISO 3166-1 alpha-3 code, `wikidata` an identifier like Q42; empty where not given. `own` is True for
    rows of the user.
    """

    name: str
    aliases: tuple[str, ...]
    office: str
    organisation: str
    state: str
    since: str
    until: str
    wikidata: str
    own: bool

    @property
    def person(self) -> str:
        """What tells namesakes of the list apart."""
        return self.wikidata or "|".join([*name_words(self.name), self.state, self.organisation])

    def holds(self, day: str) -> bool:
        """Whether the term covers a day, as far as it is dated; not without any date."""
        if not day or not (self.since or self.until):
            return False
        return (not self.since or self.since[: len(day)] <= day[: len(self.since)]) and (
            not self.until or day[: len(self.until)] <= self.until[: len(day)]
        )


class Known:
    """Rows of all lists, found by a name or alias, or by (office, state)."""

    __slots__ = ("by_name", "by_office")

    def __init__(self, rows: Iterable[Listed]) -> None:
        self.by_name: dict[tuple[str, ...], list[Listed]] = {}
        self.by_office: dict[tuple[str, str], list[Listed]] = {}
        for row in rows:
            if row.office and row.state:
                self.by_office.setdefault((row.office, row.state), []).append(row)
            for name in (row.name, *row.aliases):
                self.by_name.setdefault(name_words(name), []).append(row)

    def named(self, name: str) -> list[Listed]:
        """Rows with this name; the user's alone where there are any."""
        found = self.by_name.get(name_words(name), [])
        own = [row for row in found if row.own]
        return own or found


@cache
def known_actors(path: str = "") -> Known:
    """The shipped table, and the list at `path` before it. Raises SettingsError as `read_list` does."""
    return Known([*(read_list(Path(path)) if path else ()), *shipped()])


def shipped() -> Iterator[Listed]:
    for row in table("officeholders"):
        given = {**dict.fromkeys(COLUMNS, ""), **row}
        yield listed(given, own=False)


def listed(row: Mapping[str, str], *, own: bool) -> Listed:
    aliases = tuple(alias.strip() for alias in re.split(r"[|;]", row["aliases"]) if alias.strip())
    cells = {column: row[column].strip() for column in COLUMNS}
    return Listed(
        cells["name"], aliases, cells["office"], cells["organisation"], cells["state"],
        cells["from"], cells["to"], cells["wikidata"], own,
    )  # fmt: skip


def read_list(path: Path) -> tuple[Listed, ...]:
    """The rows of a user's list: CSV with a header, or the JSON that the Wikidata query service gives.

    Raises SettingsError naming the file, the line (of JSON: the row) and the reason: a file that cannot be read or is
    in another form, no column `name`, a row without a name, a date, state or identifier in no known form.
    """
    rows = [(at, row) for at, row in rows_of(path, text_of(path)) if any(row.values())]
    return tuple(checked(f"{path}:{at}", row) for at, row in rows)


def text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise SettingsError(str(path), f"more than {LARGEST} bytes are no list of actors")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(str(path), f"the list of actors cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), f"the list of actors is not UTF-8: {error.reason}") from error


def rows_of(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    if text.lstrip()[:1] in ("{", "["):
        yield from rows_of_json(path, text)
        return
    try:
        reader = csv.reader(text.splitlines(keepends=True), strict=True)
        header = [column_of(name) for name in next(reader, [])]
        if "name" not in header:
            raise SettingsError(f"{path}:1", f"no column 'name'; known columns: {', '.join(COLUMNS)}")
        for cells in reader:
            if len(cells) > len(header):
                raise SettingsError(f"{path}:{reader.line_num}", f"{len(cells)} cells under {len(header)} columns")
            yield reader.line_num, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise SettingsError(f"{path}:{reader.line_num}", f"not CSV: {error}") from error


def rows_of_json(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """`{"results": {"bindings": [...]}}`, or a list of objects."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(str(path), f"not JSON: {error}") from error
    results = found.get("results") if isinstance(found, dict) else None
    bindings = results.get("bindings") if isinstance(results, dict) else found
    if not isinstance(bindings, list):
        raise SettingsError(str(path), "neither a Wikidata query result nor a list of objects")
    for at, row in enumerate(bindings, 1):
        if not isinstance(row, dict):
            raise SettingsError(f"{path}:{at}", "not an object")
        yield at, {column_of(key): cell_of(value) for key, value in row.items()}


def column_of(name: str) -> str:
    plain = name.strip().lower().replace("_", "").replace(" ", "")
    return SAME.get(plain, plain)


def cell_of(value: Any) -> str:
    """A cell, or `{"type": ..., "value": ...}`."""
    inner = value.get("value", "") if isinstance(value, dict) else value
    return "" if inner is None else str(inner)


def checked(subject: str, row: Mapping[str, str]) -> Listed:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    cells["wikidata"] = cells["wikidata"].rsplit("/", 1)[-1]
    if not name_words(cells["name"]):
        raise SettingsError(subject, "a row without a name")
    for column in ("from", "to"):
        cells[column] = day_of(cells[column], f"{subject}: {column}")
    if cells["state"] and not re.fullmatch("[A-Z]{3}", cells["state"]):
        raise SettingsError(f"{subject}: state", f"{cells['state']!r} is no ISO 3166-1 alpha-3 code")
    if cells["wikidata"] and not QID.fullmatch(cells["wikidata"]):
        raise SettingsError(f"{subject}: wikidata", f"{cells['wikidata']!r} is no identifier like Q42")
    return listed(cells, own=True)


def day_of(cell: str, subject: str) -> str:
    """`2019-05`, `2019-05-14`; of a time the day."""
    match = DAY.fullmatch(cell)
    if cell and match is None:
        raise SettingsError(subject, f"{cell!r} is no date like 2019, 2019-05 or 2019-05-14")
    return "-".join(part for part in match.groups() if part) if match else ""


def one_person(rows: Sequence[Listed]) -> bool:
    return len({row.person for row in rows}) == 1
