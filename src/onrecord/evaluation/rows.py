"""JSON objects out of a file, and their fields out of the objects, each checked.

Comes in: a path; goes out: rows that know their file and line. It knows no format of annotations.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError

__all__ = ["Row", "file_text", "items", "number", "optional_words", "rows_in", "words"]


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object. `subject` is `file:line`, as errors name it."""

    subject: str
    table: Mapping[str, Any]


def rows_in(text: str, path: Path) -> list[Row]:
    """The objects of a JSON Lines file, or the one object of a JSON file; empty lines are passed over.

    Raises OnrecordError naming file, line and reason.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise OnrecordError(str(path), "the file is empty")
    if is_json(lines[0][1]):
        return [parsed(line, f"{path}:{number}") for number, line in lines]
    return [parsed(text, str(path), whole=True)]


def file_text(path: Path) -> str:
    """Raises OnrecordError for a file that cannot be read or is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise OnrecordError(str(path), f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise OnrecordError(str(path), f"not UTF-8 at byte {error.start}") from error


def is_json(line: str) -> bool:
    """Whether a line is a JSON value by itself, as in JSON Lines; the first line of a JSON file seldom is."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def parsed(text: str, subject: str, *, whole: bool = False) -> Row:
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{subject}:{error.lineno}" if whole else subject
        raise OnrecordError(place, f"not JSON at column {error.colno}: {error.msg}") from error
    except ValueError as error:  # a number of more digits than Python converts
        raise OnrecordError(subject, f"not JSON: {error}") from error
    except RecursionError as error:
        raise OnrecordError(subject, "nested too deeply") from error
    if not isinstance(table, dict):
        raise OnrecordError(subject, "a JSON object is wanted")
    return Row(f"{subject}:1" if whole else subject, table)


def words(row: Row, name: str) -> str:
    """A field that must be text."""
    value = row.table.get(name)
    if not isinstance(value, str):
        raise OnrecordError(row.subject, f"{name!r} must be text")
    return value


def optional_words(row: Row, name: str) -> str | None:
    """A text field that may be missing or null."""
    return None if row.table.get(name) is None else words(row, name)


def items(row: Row, name: str) -> Sequence[Any]:
    """A field that must be an array; missing and null are empty."""
    value = row.table.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise OnrecordError(row.subject, f"{name!r} must be an array")
    return value


def number(row: Row, name: str, missing: float) -> float:
    """A number from 0 to 1, also as text, as Citron writes it."""
    value = row.table.get(name)
    if value is None:
        return missing
    try:
        figure = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else -1.0
    except (ValueError, OverflowError):
        figure = -1.0
    if not 0 <= figure <= 1:
        raise OnrecordError(row.subject, f"{name!r} must be a number from 0 to 1")
    return figure
