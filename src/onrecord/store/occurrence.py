"""Is this string in the page, and in whose mouth?

Comes in: a document with its statements, and the words somebody asks about; goes out: each place that holds them, with
the statements over it. It does not say whether anybody really said so, only what the page holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.model import Document, Reading, Span, Statement
from onrecord.store.folding import folded, folded_places, folded_text
from onrecord.store.header import DocumentHeader, header_of

__all__ = ["Occurrence", "holds", "occurrences", "whose_words"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place that holds the words asked for.

    `exact` is false where they differ in quotation marks, dashes, white space, case or the composition of accents.
    `within` are the statements whose content holds all the words, innermost first; `overlapping` those that hold only
    some. Both empty: the words are in the page, but in nobody's mouth.
    """

    document: DocumentHeader
    span: Span
    exact: bool
    within: tuple[Statement, ...]
    overlapping: tuple[Statement, ...]


def whose_words(reading: Reading, text: str) -> list[Occurrence]:
    """Every place of one reading that holds `text`, in the order of the page; folded places only if none is exact."""
    return occurrences(reading.document, reading.statements, text)


def holds(page: str, text: str) -> bool:
    """A quick look, to spare most pages the search with offsets: false means certainly not."""
    words = text.strip()
    needle = folded_text(words)
    return bool(needle) and (words in page or needle in folded_text(page))


def occurrences(document: Document, statements: Sequence[Statement], text: str) -> list[Occurrence]:
    words = text.strip()
    needle = folded_text(words)
    if not needle:
        return []
    places = list(exact_places(document.text, words))
    exact = bool(places)
    places = places or list(folded_places(folded(document.text), needle))
    return list(attributed(document, statements, places, exact))


def exact_places(text: str, words: str) -> Iterator[tuple[int, int]]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def attributed(
    document: Document, statements: Sequence[Statement], places: list[tuple[int, int]], exact: bool
) -> Iterator[Occurrence]:
    """One walk over places and statements together; both run from left to right."""
    header, letters = header_of(document), letters_before(document.text)
    waiting = sorted((one for one in statements if one.content), key=first_offset, reverse=True)
    over: list[Statement] = []
    for start, end in places:
        while waiting and first_offset(waiting[-1]) < end:
            over.append(waiting.pop())
        over = sorted((one for one in over if last_offset(one) > start), key=content_length)
        shares = [(one, share(one, start, end, letters)) for one in over]
        yield Occurrence(
            document=header,
            span=Span(start, end, document.text[start:end]),
            exact=exact,
            within=tuple(one for one, part in shares if part == 1),
            overlapping=tuple(one for one, part in shares if 0 < part < 1),
        )


def letters_before(text: str) -> list[int]:
    """How many letters and digits stand before each offset: marks at the edge of a quotation decide nothing."""
    return list(accumulate((character.isalnum() for character in text), initial=0))


def share(statement: Statement, start: int, end: int, letters: list[int]) -> float:
    """The part, 0 to 1, of the letters of [start, end) that the content holds; of its characters if it has none."""
    total = letters[end] - letters[start]
    held = reached = 0
    for span in sorted(statement.content, key=lambda span: span.start):
        first, last = max(start, span.start, reached), min(end, span.end)
        if first < last:
            held += letters[last] - letters[first] if total else last - first
            reached = last
    return held / (total or end - start)


def first_offset(statement: Statement) -> int:
    return min(span.start for span in statement.content)


def last_offset(statement: Statement) -> int:
    return max(span.end for span in statement.content)


def content_length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)
