"""The word lists of all languages at once, ready for look-up.

Comes in: nothing; goes out: the furniture phrases by kind, the marks, and the page words. A page mixes languages (an
English page offers `Leer en español`), so every list is read whatever the language of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.document.lines import folded
from onrecord.vocabulary import languages, vocabulary

__all__ = ["KINDS", "Phrases", "furniture_phrases", "longest_first", "mark_of", "opened_kind", "page_words", "part_of"]

KINDS = (
    "cookie-notice", "newsletter", "comments", "advert", "share", "listen", "translation-note", "language-switch",
    "read-also", "credit", "byline", "dateline", "more-articles", "navigation", "teaser",
)  # fmt: skip
"""The kinds of furniture, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """One kind's phrases. `equals` are keys; `starts` and `label` tuples for `str.startswith`."""

    kind: str
    equals: frozenset[str]
    label: tuple[str, ...]
    starts: tuple[str, ...]
    contains: tuple[str, ...]


@cache
def furniture_phrases() -> tuple[Phrases, ...]:
    return tuple(
        Phrases(
            kind,
            frozenset(listed(kind, "equals")),
            tuple(longest_first(listed(kind, "label"))),
            tuple(longest_first(listed(kind, "starts"))),
            tuple(listed(kind, "contains")),
        )
        for kind in KINDS
    )


def listed(kind: str, name: str) -> list[str]:
    return [
        folded(phrase)
        for language in languages()
        for phrase in vocabulary(language, "furniture").get(kind, {}).get(name, ())
    ]


@cache
def page_words(table: str, name: str) -> tuple[str, ...]:
    """One list of page.toml over all languages, longest first."""
    found = [word for language in languages() for word in vocabulary(language, "page").get(table, {}).get(name, ())]
    return tuple(longest_first(found))


def longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))


@cache
def openers() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words that speak to the reader, and the beginnings of listicles and advice."""
    return frozenset(listed("teaser", "address")), tuple(longest_first(listed("teaser", "openers")))


@cache
def opened_kind() -> dict[str, str]:
    """The kind that every short line after such a line belongs to."""
    return {phrase: kind for kind in KINDS for phrase in listed(kind, "opens")}


HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
JOINT = re.compile(r"[\s_:.]+|-{2,}")


def hyphened(said: str) -> str:
    """Class words in one shape: `relatedArticles box_share` is `related-articles box-share`."""
    return JOINT.sub(lambda match: " " if match[0].isspace() else "-", HUMP.sub("-", said)).lower()


def mark_of(said: str) -> str | None:
    """The furniture kind that the words of an element (`<name> class id rel ...`) hint at."""
    return hinted(said, marks())


def part_of(said: str) -> str | None:
    """deck, byline or date, where the words of an element name such a part of an article."""
    return hinted(said, parts())


def hinted(said: str, known: dict[str, str]) -> str | None:
    for word in hyphened(said).split():
        for name in names(word):
            if name in known:
                return known[name]
    return None


def names(word: str) -> Iterable[str]:
    """The word, then its hyphened beginnings and ends: `c-share-bar` has `share-bar`, `share`, ..."""
    yield word
    steps = word.split("-")[:6]
    for size in range(len(steps) - 1, 0, -1):
        for start in range(len(steps) - size + 1):
            yield "-".join(steps[start : start + size])


@cache
def marks() -> dict[str, str]:
    return {mark: kind for kind in reversed(KINDS) for mark in listed(kind, "marks")}


@cache
def parts() -> dict[str, str]:
    return {word: part for part in ("date", "byline", "deck") for word in page_words("parts", part)}
