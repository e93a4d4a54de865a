"""The sections of a page: which paragraphs are headings, and over which paragraphs each stands.

Comes in: Document and Analysis; goes out: sections in text order. It does not say what a heading is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Analysis, Document, Span
from onrecord.resolve.issues.words import listed
from onrecord.resolve.names import folded

__all__ = ["Section", "around", "headline_of", "sections_of"]

LONGEST = 14
"""Words of a heading; the longest of 40 read on pages of the development set had 13."""
SHORTEST = 12
"""Words of the running paragraph that a heading stands over: lines of a list stand over other lines."""
MOST_SHORT = 1
"""Short lines that may stand right above a heading: a heading of a higher level; more are captions or a list."""
CLOSED = re.compile(r"[.;:,!…”\"»)\]]$")
DATE_ONLY = re.compile(r"^\W*(?:\w+\W+){0,3}\d{1,4}\W*(?:\w+\W+)?\d{0,4}\W*$")


@dataclass(frozen=True, slots=True)
class Section:
    """The paragraphs under one heading; `heading` is None for those above the first."""

    heading: Span | None
    paragraphs: tuple[Span, ...]


def sections_of(document: Document, analysis: Analysis) -> tuple[Section, ...]:
    """Paragraphs by the heading above them; furniture, headline, deck and lines of a date belong to no section."""
    furniture = {piece.start for piece in document.furniture}
    printed = {folded(line) for line in (document.title, document.deck) if line}
    lines = [
        p
        for p in analysis.paragraphs
        if p.start not in furniture and folded(p.text) not in printed and not DATE_ONLY.match(p.text)
    ]
    short = 0
    sections: list[tuple[Span | None, list[Span]]] = [(None, [])]
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below is not None and short <= MOST_SHORT and is_heading(line, below, analysis.language or "en"):
            sections.append((line, []))
        else:
            sections[-1][1].append(line)
        short = 0 if is_running(line) else short + 1
    return tuple(Section(heading, tuple(paragraphs)) for heading, paragraphs in sections if paragraphs)


def is_heading(line: Span, below: Span, language: str) -> bool:
    """A short line without an end mark over running text, that begins large and is no `Sources`."""
    words = line.text.split()
    if (
        not words
        or len(words) > LONGEST
        or CLOSED.search(line.text)
        or not (words[0][:1].isupper() or not words[0][:1].isalpha())
    ):
        return False
    if folded(line.text).strip(" .:") in {folded(name) for name in listed(language, "no_headings")}:
        return False
    return is_running(below) and any(c.isalpha() for c in line.text)


def is_running(line: Span) -> bool:
    return len(line.text.split()) >= SHORTEST


def headline_of(document: Document, analysis: Analysis) -> tuple[Span, ...]:
    """Headline and deck where the text prints them."""
    printed = {folded(line) for line in (document.title, document.deck) if line}
    return tuple(p for p in analysis.paragraphs if folded(p.text) in printed)


def around(spans: Sequence[Span], position: int) -> Span | None:
    """The one of the ordered spans that holds a position."""
    at = bisect_right(spans, position, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and spans[at].end >= position else None
