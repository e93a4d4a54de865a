"""States: their names, people, capitals and seats of government, in each language.

Comes in: words; goes out: ISO 3166-1 alpha-3 codes and names. It does not say whether a capital speaks or is a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.resolve.names import folded, words_of
from onrecord.vocabulary.tables import table

__all__ = [
    "States",
    "adjective_of",
    "folded_places",
    "government_named",
    "is_long_name",
    "longest_by_first",
    "place_names",
    "place_words",
    "state_in",
    "state_name",
    "state_named",
    "states",
    "states_in",
]

INITIALS = 4
"""Shorter names must be in capitals: `US`, `USA`."""
LONGEST = 5
"""Words of the longest name of a state that is looked for inside a phrase."""
POSSESSIVE = re.compile(r"['’]s$")
COLUMNS = ("names", "adjectives", "capitals", "seats")


@dataclass(frozen=True, slots=True)
class States:
    """Codes by folded words: `names` of states, `people` (`russian`), `capitals`, `seats` (`kremlin`).

    A word that means several states (`congolese`, `dominican`) means none. `longest` is how many words the longest of
    them has that begins with a word, so that most words of a text cost one look.
    """

    names: Mapping[str, str]
    people: Mapping[str, str]
    capitals: Mapping[str, str]
    seats: Mapping[str, str]
    longest: Mapping[str, int]

    def reach(self, word: str) -> int:
        """How many words a name may have that begins with this one; 1 when none has more."""
        return self.longest.get(folded(word).partition(" ")[0], 1)


@cache
def states(language: str) -> States:
    """The table of one language; empty for a language it does not have."""
    rows = [row for row in table("states") if row["language"] == language]
    names, people, capitals, seats = (unambiguous(rows, column) for column in COLUMNS)
    return States(names, people, capitals, seats, longest_by_first((*names, *people, *capitals, *seats)))


@cache
def place_names(language: str) -> frozenset[str]:
    """Names of states and capitals as printed, and the adjectives made of them."""
    rows = [row for row in table("states") if row["language"] == language]
    columns = ("names", "adjectives", "capitals")
    return frozenset(word for row in rows for column in columns for word in row[column].split("|") if word)


@cache
def folded_places(language: str) -> frozenset[str]:
    return frozenset(map(folded, place_names(language)))


@cache
def place_words(language: str) -> frozenset[str]:
    """The words of the names of states and capitals and of the adjectives, folded."""
    return frozenset(folded(word) for name in place_names(language) for word in name.split(" "))


def unambiguous(rows: list[dict[str, str]], column: str) -> dict[str, str]:
    codes: dict[str, set[str]] = {}
    for row in rows:
        for word in filter(None, row[column].split("|")):
            codes.setdefault(folded(word), set()).add(row["state"])
    return {word: next(iter(found)) for word, found in codes.items() if len(found) == 1}


def longest_by_first(names: Iterable[str]) -> dict[str, int]:
    """How many words the longest of the names has that begins with a word."""
    longest: dict[str, int] = {}
    for words in (name.split(" ") for name in names):
        longest[words[0]] = max(len(words), longest.get(words[0], 1))
    return longest


def bare(words: str, language: str) -> str:
    first, _, rest = words.partition(" ")
    return key_of(rest if rest and first.lower() in words_of(language, "articles") else words)


def key_of(words: str) -> str:
    """Folded; `us` is no `US`."""
    return "" if len(words) < INITIALS and not words.isupper() else folded(words)


def state_named(words: str, language: str) -> str | None:
    """The state whose name or capital the words are: `the United States`, `Moscow`, `La Habana`."""
    known = states(language)
    for key in (key_of(words), bare(words, language)):
        code = known.names.get(key) or known.capitals.get(key)
        if code:
            return code
    return None


def government_named(words: str, language: str) -> str | None:
    """The state whose seat of government the words are: `the Kremlin`, `la Casa Blanca`."""
    return states(language).seats.get(bare(words, language))


def adjective_of(word: str, language: str) -> str | None:
    """The state of `Russian`, `rusa`; a plural as well."""
    people, key = states(language).people, key_of(word)
    return people.get(key) or people.get(key.removesuffix("s")) or people.get(key.removesuffix("es"))


def state_in(phrase: str, language: str) -> str | None:
    """The one state that a phrase names, whichever way: `Russian foreign minister`, `presidente de Francia`.

    None for no state and for several.
    """
    found = states_in(phrase, language)
    return next(iter(found)) if len(found) == 1 else None


def states_in(text: str, language: str) -> frozenset[str]:
    """All states that a text names, by name, people, capital or seat of government."""
    known = states(language)
    words = [POSSESSIVE.sub("", word.strip(".,;:'’\"“”«»()")) for word in text.split()]
    found: set[str] = set()
    at = 0
    while at < len(words):
        length, code = longest(words[at : at + LONGEST], known, language)
        at += length
        if code:
            found.add(code)
    return frozenset(found)


def longest(words: list[str], known: States, language: str) -> tuple[int, str | None]:
    if not words[0]:
        return 1, None
    for length in range(min(len(words), known.reach(words[0])), 0, -1):
        key = key_of(" ".join(words[:length]))
        code = known.names.get(key) or known.people.get(key) or known.seats.get(key) or known.capitals.get(key)
        if code or (length == 1 and (code := adjective_of(words[0], language))):
            return length, code
    return 1, None


def state_name(code: str, language: str, text: str = "") -> str:
    """What the text calls the state, in full, else what the language does; the code where the table has no name."""
    names = names_by_code(language).get(code, ())
    printed = [name for name in names if re.search(rf"\b{re.escape(name)}(?!\w)", text)] if text else []
    return max(printed, key=len) if printed else next(iter(names), "") or code


def is_long_name(words: str, language: str) -> bool:
    """Whether the words are a name of a state, no capital and no initials."""
    return (
        len(words) >= INITIALS and "." not in words and not words.isupper() and folded(words) in states(language).names
    )


@cache
def names_by_code(language: str) -> dict[str, tuple[str, ...]]:
    rows = [row for row in table("states") if row["language"] == language]
    return {row["state"]: tuple(filter(None, row["names"].split("|"))) for row in rows}
