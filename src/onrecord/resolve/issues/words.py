"""Words of a text as issues are matched by them: folded, without plural, articles left out.

Comes in: text and a language; goes out: words with their offsets, stems and likely parts of speech. It finds no phrase.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.resolve.names import folded
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.tables import table

__all__ = ["Word", "background", "listed", "part_of", "shorn", "stem", "stems_of", "words_in"]

WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*")
POSSESSIVE = re.compile(r"[’']s?$")
PLURALS = {
    "en": (
        *(("ies", "y", 5), ("sses", "ss", 5), ("ches", "ch", 5), ("shes", "sh", 5), ("xes", "x", 4)),
        *(("ss", "ss", 0), ("us", "us", 0), ("is", "is", 0), ("s", "", 4)),
    ),
    "es": (
        *(("iones", "ion", 6), ("ces", "z", 5), ("des", "d", 5), ("les", "l", 5), ("res", "r", 5), ("nes", "n", 5)),
        *(("is", "is", 0), ("us", "us", 0), ("s", "", 4)),
    ),
    "fr": (
        *(("eaux", "eau", 5), ("aux", "al", 5), ("ss", "ss", 0), ("us", "us", 0), ("is", "is", 0)),
        *(("s", "", 4), ("x", "", 5)),
    ),
}
"""Endings, what stands in the singular instead, and how long the word must be at least; the first that fits counts."""
ENDINGS = {
    "en": (("o", ("ly",)), ("v", ("ing", "ized", "ised", "ed")), ("a", ("ous", "ful", "ive", "able", "ical"))),
    "es": (
        ("o", ("mente",)),
        ("v", ("ando", "iendo", "aron", "ieron", "aba", "arse", "erse", "irse", "ó", "ará")),
        ("a", ("able", "ico", "ica", "oso", "osa", "ivo", "iva")),
    ),
}
"""Parts of speech of words that no list has, by their ending; any other is a noun."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place. `form` as printed without a possessive ending, `stem` folded and in the singular."""

    start: int
    end: int
    form: str
    stem: str


def words_in(text: str, language: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, articles left out; offsets into `text`."""
    articles = listed(language, "articles")
    found = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        form = match.group()
        if "'" in form or "’" in form:
            form = POSSESSIVE.sub("", form)
        elided, mark, rest = form.replace("’", "'").partition("'")
        if mark and f"{elided.lower()}'" in articles and rest:
            found.append(Word(match.start() + len(elided) + 1, match.start() + len(form), rest, stem(rest, language)))
        elif form.lower() not in articles or form.isupper() > (len(form) == 1):
            found.append(Word(match.start(), match.start() + len(form), form, stem(form, language)))
    return found


def stems_of(phrase: str, language: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words_in(phrase, language))


@cache
def stem(word: str, language: str) -> str:
    """Folded and in the singular: `Elections` and `election`, `crisis` as it is."""
    return shorn(folded(word), language)


def shorn(key: str, language: str) -> str:
    for ending, instead, least in PLURALS.get(language, ()):
        if key.endswith(ending):
            return key[: -len(ending)] + instead if len(key) >= least else key
    return key


@cache
def listed(language: str, name: str) -> frozenset[str]:
    """The phrases of a list of `issues.toml`, in lower case."""
    return frozenset(vocabulary(language, "issues").get(name, ()))


@cache
def background(language: str) -> Mapping[str, tuple[str, int]]:
    """Parts of speech and uses per million of the words of common news."""
    rows: Sequence[Mapping[str, str]] = table("words")
    return {row["word"]: (row["parts"], int(row["per_million"])) for row in rows if row["language"] == language}


@lru_cache(maxsize=20_000)
def part_of(form: str, language: str) -> str:
    """`n`, `a`, `v`, `o`, the likelier first; of an unknown word by its ending."""
    known = background(language)
    word = form.lower()
    for key in (word, shorn(word, language)):
        if key in known:
            return known[key][0]
    return next((part for part, endings in ENDINGS.get(language, ()) if word.endswith(endings)), "n")
