"""The words, tokens and quoted words of an article, as the measures count them.

Comes in: a text, or spans in it; goes out: positions of words and tokens. It knows nothing of statements.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span

__all__ = ["Layout", "layout", "touched", "visible"]

WORD = r"[^\W_]+(?:['’][^\W_]+)*"
WORDS = re.compile(WORD)
TOKENS = re.compile(rf"{WORD}|[^\w\s]|_")
MARKS = re.compile(r"[“”„«»\"]|``|''|‘‘|’’")
OPENING = frozenset(["“", "„", "«", "``", "‘‘"])
CLOSING = frozenset(["”", "»", "’’"])
"""Marks in neither set are straight: they open when nothing is open, and close otherwise."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's words in lower case with their ranges, its tokens' ranges, and the positions of its quoted words.

    A word is letters and digits with apostrophes inside; a token is a word or one mark.
    """

    words: tuple[str, ...]
    word_ranges: tuple[Range, ...]
    token_ranges: tuple[Range, ...]
    quoted: frozenset[int]


def layout(text: str) -> Layout:
    """How a text divides into words and tokens."""
    found = list(WORDS.finditer(text))
    ranges = tuple(match.span() for match in found)
    quoted: set[int] = set()
    for start, end in quoted_ranges(text):
        quoted.update(inside(ranges, start, end))
    tokens = tuple(match.span() for match in TOKENS.finditer(text))
    return Layout(tuple(match.group().lower() for match in found), ranges, tokens, frozenset(quoted))


def touched(ranges: Sequence[Range], spans: Iterable[Span]) -> frozenset[int]:
    """Positions of the words or tokens that share a character with a span."""
    found: set[int] = set()
    for span in spans:
        first = bisect_right(ranges, span.start, key=lambda r: r[1])
        found.update(range(first, bisect_left(ranges, span.end, key=lambda r: r[0])))
    return frozenset(found)


def visible(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Offsets of the characters in the spans that are not white space."""
    return frozenset(at for span in spans for at in range(span.start, span.end) if not text[at].isspace())


def inside(ranges: Sequence[Range], start: int, end: int) -> range:
    """Positions of the words that lie wholly in [start, end)."""
    return range(bisect_left(ranges, start, key=lambda r: r[0]), bisect_right(ranges, end, key=lambda r: r[1]))


def quoted_ranges(text: str) -> Iterator[Range]:
    """What stands between quotation marks, line by line; a mark left open runs to the end of its line."""
    line_start = 0
    for line in text.split("\n"):
        opened = None
        for mark in MARKS.finditer(line):
            if opened is None and mark.group() not in CLOSING:
                opened = mark.end()
            elif opened is not None and mark.group() not in OPENING:
                yield line_start + opened, line_start + mark.start()
                opened = None
        if opened is not None:
            yield line_start + opened, line_start + len(line)
        line_start += len(line) + 1
