"""What an export holds, and what a format could not hold as it was: counted, never passed over in silence.

Comes in: counts from a writer; goes out: one line for each kind of loss. It writes no file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

__all__ = ["LONGEST", "REPLACEMENT", "Report"]

REPLACEMENT = "\ufffd"
"""Stands for a character that a format cannot hold: one code point for one, so that offsets hold."""
ELLIPSIS = "…"
LONGEST = 190
"""UTF-16 units of an entity's value in DNA, whose limit is fewer than 191."""
NO_UTF8 = re.compile("[\x00\ud800-\udfff]")
"""NUL, which ends a string to many readers, and halves of surrogate pairs, which UTF-8 cannot hold."""
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All that is no Char of XML 1.0 (production 2)."""


@dataclass(slots=True)
class Report:
    """How an export went. `items` are its rows, nodes and edges, entries; `losses` what was changed or left out."""

    documents: int = 0
    items: int = 0
    losses: Counter[str] = field(default_factory=Counter)

    def notes(self) -> list[str]:
        """One line for each kind of loss, in order of spelling."""
        return [f"{what}: {number:,}" for what, number in sorted(self.losses.items()) if number]

    def text(self, words: str, *, xml: bool = False) -> str:
        """The words in characters that UTF-8 (or XML) can hold; the length in code points stays."""
        kept, number = (NO_XML if xml else NO_UTF8).subn(REPLACEMENT, words)
        self.losses["characters the format cannot hold, replaced"] += number
        return kept

    def short(self, words: str, *, ending: str = "") -> str:
        """Text that DNA takes as a value, with the ending: cut with an ellipsis where it is too long."""
        kept = self.text(words)
        if len(kept.encode("utf-16-le")) // 2 + len(ending) <= LONGEST:
            return kept + ending
        self.losses[f"names cut to {LONGEST} characters"] += 1
        room = LONGEST - len(ELLIPSIS) - len(ending)
        cut = kept.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
        return cut.rstrip() + ELLIPSIS + ending
