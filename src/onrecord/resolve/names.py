"""Names of persons as words: what a name is short for, its suffix, and how the article prints it in full.

Comes in: text and spans; goes out: words, spans and full names. It knows no person: `actors` puts names together.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator, Sequence

from onrecord.model import Span
from onrecord.vocabulary import vocabulary

__all__ = [
    "Postings",
    "bare_name",
    "core_and_suffix",
    "fits",
    "full_names",
    "is_only_small",
    "name_words",
    "with_suffix",
    "without_place",
    "without_title",
    "words_of",
]

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
CAPITAL = "[A-ZÀ-ÖØ-Þ]"
CAPITALISED = rf"(?:{CAPITAL}\.|{CAPITAL}[\w’'-]{{0,30}}(?![\w’'-]))"
RUN = re.compile(rf"\b{CAPITALISED}(?: {CAPITALISED})+")


class Postings:
    """Sets of words, found again by words they include; the rarest word is looked up, so the cost stays small."""

    __slots__ = ("entries", "places")

    def __init__(self) -> None:
        self.entries: list[frozenset[str]] = []
        self.places: dict[str, list[int]] = {}

    def add(self, words: Collection[str]) -> int:
        """The number of the entry, counted from 0."""
        number = len(self.entries)
        self.entries.append(frozenset(words))
        for word in self.entries[-1]:
            self.places.setdefault(word, []).append(number)
        return number

    def covering(self, words: Collection[str]) -> Iterator[int]:
        """Entries that include all the words, in order; none for no words."""
        wanted = frozenset(words)
        rarest: list[int] = min((self.places.get(word, []) for word in wanted), key=len, default=[])
        return (number for number in rarest if wanted <= self.entries[number])


def words_of(language: str, *lists: str) -> frozenset[str]:
    """The words of these lists of `actors.toml` together."""
    found = vocabulary(language, "actors")
    return frozenset(word for name in lists for word in found.get(name, ()))


def bare_name(name: str) -> str:
    return re.sub(r"['’]s?$", "", name).strip(" ,.")


def name_words(name: str) -> tuple[str, ...]:
    return tuple(word.rstrip(".").lower() for word in WORD.findall(bare_name(name)))


def core_and_suffix(words: Sequence[str], language: str) -> tuple[tuple[str, ...], str]:
    """`(robert, hale), jr`; the suffix is empty when there is none."""
    if len(words) > 1 and words[-1] in words_of(language, "name_suffixes"):
        return tuple(words[:-1]), words[-1]
    return tuple(words), ""


def fits(short: Sequence[str], full: Sequence[str], language: str) -> bool:
    """Whether a name may be short for another; names with different suffixes are never one person's."""
    (few, of_short), (many, of_full) = core_and_suffix(short, language), core_and_suffix(full, language)
    if not few or not many or of_short != of_full:
        return False
    return set(few) <= set(many) and (few[-1] == many[-1] or (len(few) == 1 and few[0] in many))


def with_suffix(text: str, name: Span, language: str) -> Span:
    """The name with the `Jr.` behind it; `Pérez, hijo de` is no suffix."""
    after = re.match(r"(, (?=[A-Z])| )(\w{1,6})\b(?! (?:de|del|of)\b)\.?", text[name.end : name.end + 14])
    if after is None or after[2].lower() not in words_of(language, "name_suffixes"):
        return name
    end = name.end + after.end()
    return Span(name.start, end, text[name.start : end])


def without_place(name: Span, places: Collection[str]) -> Span:
    """`Malta Mara Quint`, from `president of Malta Mara Quint`, without the place."""
    words = name.text.split(" ")
    for count in range(min(len(words) - 2, 5), 0, -1):
        leading = " ".join(words[:count])
        if leading in places:
            return Span(name.start + len(leading) + 1, name.end, name.text[len(leading) + 1 :])
    return name


def without_title(name: Span, language: str) -> Span:
    """`Bernard Holt`, from `Judge Bernard Holt`; `Pope Leo` and `Dean Holt` stay as they are."""
    first, _, rest = name.text.partition(" ")
    titled = first.rstrip(".").lower() in words_of(language, "offices") and len(rest.split()) > 1
    return Span(name.end - len(rest), name.end, rest) if titled and rest == rest.strip() else name


def is_only_small(name: str, language: str) -> bool:
    """Whether nothing of it is a name: `He`, `Su`, `El`."""
    small = words_of(language, "small_words", "articles", "pronouns", "first_person")
    return all(word in small for word in name_words(name))


def full_names(text: str, language: str) -> dict[str, set[str]]:
    """For each last word, in lower case, the names of two or three words the article prints it with."""
    no_names = words_of(
        language, "offices", "office_modifiers", "office_changers", "small_words", "articles", "indefinite"
    )
    suffixes = words_of(language, "name_suffixes")
    common = set(re.findall(r"\b[a-zà-öø-ÿ]+\b", text))
    unnamed = no_names | common
    found: dict[str, set[str]] = {}
    for run in RUN.finditer(text):
        first = deque(bare_name(run.group()).split(" "))
        last = first.pop()
        while first and (first[0].rstrip(".").lower() in unnamed or first[0].isupper()):
            first.popleft()
        if 1 <= len(first) <= 2 and last.rstrip(".").lower() not in suffixes:
            found.setdefault(last.lower(), set()).add(" ".join([*first, last]))
    return found
