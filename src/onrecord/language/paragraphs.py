"""Paragraphs of a text.

Comes in: a text; goes out: its lines that are not blank, as spans without the white space around them.
It does not split sentences.
"""

from __future__ import annotations

import re

from onrecord.model import Span

__all__ = ["paragraphs_of"]

LINE = re.compile(r"\S[^\n]*")


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Each non-blank line is a paragraph; pages and plain files both break paragraphs with at least one newline."""
    found = []
    for match in LINE.finditer(text):
        words = match.group().rstrip()
        found.append(Span(match.start(), match.start() + len(words), words))
    return tuple(found)
