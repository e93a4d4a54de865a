"""Word lists per language, as TOML a native speaker can edit.

Comes in: a language code and the name of a list; goes out: the list as plain data. It does not interpret the words.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["languages", "vocabulary"]


@cache
def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a folder here, sorted."""
    return tuple(sorted(entry.name for entry in files(__name__).iterdir() if len(entry.name) == 2 and entry.is_dir()))


@cache
def vocabulary(language: str, name: str) -> dict[str, Any]:
    """The list `name` (`furniture`, `acts`, ...) of a language; empty when the language has none."""
    path = files(__name__) / language / f"{name}.toml"
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))
