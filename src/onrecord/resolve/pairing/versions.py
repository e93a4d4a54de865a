"""Whether two documents are one article in two languages, and which of them is the original.

Comes in: two Documents; goes out: a `Kinship` with what shows it, or None. It pairs no statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from onrecord.model import Document, Original, Span
from onrecord.resolve.names import folded
from onrecord.resolve.pairing.alignment import Block, Weighed, align, joined, weighed
from onrecord.resolve.pairing.keys import keys_of
from onrecord.resolve.pairing.units import units_of

__all__ = ["Aligned", "Kinship", "aligned", "kinship", "original_of"]

SAME = 0.25
"""Share of what two texts hold that their aligned sentences share, from which they are versions of one another.

All 3,600 combinations of MEANTIME (60 English and 60 Spanish articles on two companies, 2026-11-23): 0.34 or more for
the 60 pairs; 0.15 or less for all others, the highest being reports of one lawsuit in different years. A version cut to
half stays above 0.2 mostly, one cut to a third does not.
"""
TOLD = 0.15
"""Likeness of two aligned units that speaks for one article; in any two articles units stand at the same place."""
CONFIRMED = 0.1
"""The same where the page itself names the other as its version: links and titles are wrong now and then."""
TITLE_WORDS = 3
"""Words of a title that names one article: `Editorial` names many."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two documents with their units, the weighed keys of each and the blocks that render one another."""

    documents: tuple[Document, Document]
    units: tuple[Sequence[Span], Sequence[Span]]
    keys: tuple[Sequence[Weighed], Sequence[Weighed]]
    blocks: Sequence[Block]
    score: float


@dataclass(frozen=True, slots=True)
class Kinship:
    """How two documents are known for versions of one article; `score` is what aligned sentences share, 0 to 1."""

    by: Literal["link", "title", "content"]
    score: float


def aligned(one: Document, other: Document) -> Aligned:
    """The sentences of both, side by side. Linear in the length of the two."""
    units = units_of(one), units_of(other)
    keys = weighed(*[[keys_of(unit.text, d.language) for unit in u] for u, d in zip(units, (one, other), strict=True)])
    lengths = [[unit.end - unit.start for unit in u] for u in units]
    blocks = align(*keys, *lengths)
    return Aligned((one, other), units, keys, blocks, share(keys, blocks))


def share(keys: tuple[Sequence[Weighed], Sequence[Weighed]], blocks: Sequence[Block]) -> float:
    """The weight of the keys that aligned units share, in both documents, over the weight of all keys."""
    whole = sum(sum(unit.values()) for side in keys for unit in side)
    common = 0.0
    for block in blocks:
        if block.likeness < TOLD:
            continue
        left, right = joined(keys[0][block.start : block.end]), joined(keys[1][block.other_start : block.other_end])
        common += 2 * sum(left[key] for key in left.keys() & right.keys())
    return common / whole if whole else 0.0


def kinship(found: Aligned) -> Kinship | None:
    """None unless both languages are known and differ, and the texts bear out what links and titles say."""
    one, other = found.documents
    if not one.language or not other.language or one.language == other.language:
        return None
    by: Literal["link", "title", "content"] = "content"
    if links(one, other) or links(other, one):
        by = "link"
    elif titled(one, other) or titled(other, one):
        by = "title"
    least = SAME if by == "content" else CONFIRMED
    return Kinship(by, found.score) if found.score >= least else None


def named(document: Document) -> tuple[Original, ...]:
    """The versions of a page that it names itself, its original first."""
    original = (document.translated_from,) if document.translated_from else ()
    return (*original, *document.versions)


def links(one: Document, other: Document) -> bool:
    return any(version.url and same_address(version.url, other.source) for version in named(one))


def same_address(one: str, other: str) -> bool:
    return address(one) == address(other) != ""


def address(url: str) -> str:
    """Without scheme, `www.`, fragment and last slash; empty for what is no address."""
    scheme, mark, rest = url.partition("://")
    if not mark or scheme.lower() not in ("http", "https"):
        return ""
    host, slash, path = rest.partition("#")[0].partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/")


def titled(one: Document, other: Document) -> bool:
    title = words_of(other.title)
    return len(title) >= TITLE_WORDS and any(words_of(version.title) == title for version in named(one))


def words_of(title: str | None) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in folded(title or "")).split()


def original_of(one: Document, other: Document) -> tuple[Document | None, Literal["declared", "published"] | None]:
    """The original of two versions, and how that is known; (None, None) where nothing tells."""
    declared = [b for a, b in ((one, other), (other, one)) if is_translated(a, b)]
    if len(declared) == 1:
        return declared[0], "declared"
    if declared:
        return None, None
    order = earlier(one.published, other.published)
    return (None, None) if order is None else ((one, other)[order], "published")


def is_translated(document: Document, other: Document) -> bool:
    original = document.translated_from
    return original is not None and original.language in (None, other.language)


def earlier(one: str | None, other: str | None) -> int | None:
    """0 or 1, whichever date is earlier; None when they are equal as far as both are printed."""
    if not one or not other:
        return None
    moments = moment(one), moment(other)
    if moments[0] and moments[1]:
        return None if moments[0] == moments[1] else int(moments[1] < moments[0])
    length = min(len(one), len(other), len("2019-05-16"))
    return None if one[:length] == other[:length] else int(other[:length] < one[:length])


def moment(value: str) -> datetime | None:
    """A time of day with its offset from UTC; None for less."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None
