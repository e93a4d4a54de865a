"""Tables that all languages share, as CSV a person can edit: states and officeholders.

Comes in: the name of a table; goes out: its rows. It does not interpret them.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

__all__ = ["table"]


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `states` or `officeholders`, by column."""
    text = (files("onrecord.vocabulary") / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
