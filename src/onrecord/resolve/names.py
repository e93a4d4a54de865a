"""Names of persons as words: what a name is short for, its suffix, and how the article prints it in full.

Comes in: text and spans; goes out: words, spans and full names. It knows no person: `actors` puts names together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from onrecord.model import Span
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.tables import table

__all__ = [
    "Postings",
    "bare_name",
    "core_and_suffix",
    "fits",
    "folded",
    "from_given_name",
    "full_names",
    "given_names",
    "is_only_small",
    "name_words",
    "named_again",
    "printed_names",
    "whole_name",
    "with_suffix",
    "without_place",
    "without_title",
    "words_of",
    "words_without_names",
]

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s?$")
CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽ]"
CAPITALISED = rf"(?:{CAPITAL}\.|(?:(?:al|el|as|ad|ar|an)-)?{CAPITAL}[\w’'-]{{0,30}}(?![\w’'-]))"
LINK = "(?:al|bin|bint|da|den|der|di|dos|du|el|ibn|la|le|ten|van|von)"
"""Small words that join the parts of a name; `de` and `y` join offices and places as well, so they do not."""
RUN = re.compile(rf"\b{CAPITALISED}(?:(?: {LINK}){{0,2}} {CAPITALISED})+")
ANY_RUN = re.compile(rf"(?<![\w’'-]){CAPITALISED}(?:(?: {LINK}){{0,2}} {CAPITALISED})*")
BEFORE = re.compile(rf"(?<![\w’'-]){CAPITALISED} $")
ARABIC = re.compile(r"(?: (?:(?:al|el)-|(?:bin|ibn|al) )[A-Z][\w’'-]{1,30})+")
"""The rest of `Salem al-Amin`, `Salem bin Hadi`."""
HYPHENED = re.compile(rf"(?<![\w’'-]){CAPITAL}[\w’']{{1,20}}-$")
NOBLE = re.compile(rf" (?:de|di|du|van|von)(?: la| los| las| der)? {CAPITAL}[\w’'-]{{2,30}}")
"""The rest of `Ana de Quint`."""
REACH = 34
"""Code points in which the word before a name is looked for."""
STROKES = str.maketrans("łŁøØđĐıßæÆœŒ", "lLoOdDisaAoO")
MOST = 4
"""Words before the last one of a full name: `Recep Tayyip`, `María del Carmen`."""


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


@cache
def words_of(language: str, *lists: str) -> frozenset[str]:
    """The words of these lists of `actors.toml` together."""
    found = vocabulary(language, "actors")
    return frozenset(word for name in lists for word in found.get(name, ()))


def bare_name(name: str) -> str:
    return POSSESSIVE.sub("", name).strip(" ,.")


@lru_cache(maxsize=20_000)
def folded(words: str) -> str:
    """Without case and accents: `Erdoğan` and `Erdogan` are one name."""
    if words.isascii():
        return words.casefold()
    plain = unicodedata.normalize("NFKD", words.translate(STROKES))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def name_words(name: str) -> tuple[str, ...]:
    """Folded: two spellings of a name have the same words."""
    return tuple(word.rstrip(".") for word in WORD.findall(folded(bare_name(name))))


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
    if few == many[: len(few)] or (len(few) == 1 and few[0] in many):
        return True
    return set(few) <= set(many) and few[-1] == many[-1]


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
    """`Bernard Holt`, from `Supreme Court Justice Bernard Holt`; `Pope Leo` stays as it is."""
    words = name.text.split(" ")
    titles = words_of(language, "offices", "office_modifiers") | words_of(language, "titles")
    kept = words_of(language, "kept_titles")
    last = -1
    for at, word in enumerate(words[:-1]):
        parts = word.rstrip(".,").lower().split("-")
        if any(part in titles for part in parts) and word.lower() not in kept and all(words[at + 1 :]):
            last = at
    if last < 0 or not words[last + 1][:1].isupper():
        return name
    rest = " ".join(words[last + 1 :])
    return Span(name.end - len(rest), name.end, rest)


def is_only_small(name: str, language: str) -> bool:
    """Whether nothing of it is a name: `He`, `Su`, `El`."""
    small = words_of(language, "small_words", "articles", "pronouns", "first_person", "no_names")
    return all(word in small for word in name.lower().split())


def whole_name(text: str, name: Span, no_names: Collection[str], *, person: bool) -> Span:
    """The name with the words of it that a mention leaves out: `José` of `José María Rey`, `'o` of `Samuel Ito'o`.

    A word at the start of a sentence, or one that is `no_names` when in small letters, belongs to no name.
    """
    start, end = name.start, name.end
    while end < len(text) and (text[end].isalnum() or (text[end] in "'’-" and text[end + 1 : end + 3].isalpha())):
        if text[end : end + 2] in ("'s", "’s"):
            break
        end += 1
    if rest := ARABIC.match(text, end):
        end = rest.end()
    if person and folded(text[start:end]) in given_names() and (rest := NOBLE.match(text, end)):
        end = rest.end()
    if (hyphened := HYPHENED.search(text, max(0, start - REACH), start)) is not None:
        start = hyphened.start()
    while (before := BEFORE.search(text, max(0, start - REACH), start)) is not None:
        word = before.group().strip()
        opening = text[max(0, before.start() - 3) : before.start()].rstrip(" ")[-1:]
        if folded(word) in no_names or word.isupper() or opening in '.!?\n"“”«»:' or not opening:
            break
        if person and " " in text[start:end] and folded(word) not in given_names() and not is_initial(word):
            break  # `Lowmouth Mara Quint`, `Minister of Fishing Mara Quint`
        start = before.start()
    return name if (start, end) == (name.start, name.end) else Span(start, end, text[start:end])


def is_initial(word: str) -> bool:
    return word.endswith(".") and len(word) < 4


@cache
def given_names() -> Mapping[str, str]:
    """Given names, folded, and whose they mostly are: `f`, `m`, or nothing."""
    return {folded(row["name"]): row["gender"] for row in table("given_names")}


def from_given_name(name: Span) -> Span:
    """The name without the capitalised words before a known given name: `Koszalin Piotr Wolski`, `Host Paul Wolski`."""
    words = name.text.split(" ")
    given = next((at for at, word in enumerate(words[:-1]) if folded(word) in given_names()), 0)
    while given and re.fullmatch(r"\w\.", words[given - 1]):
        given -= 1
    rest = " ".join(words[given:])
    return Span(name.end - len(rest), name.end, rest)


def printed_names(text: str, no_names: Collection[str], language: str) -> list[Span]:
    """Names of persons that begin with a known given name, wherever the text prints them."""
    found = []
    bodies = words_of(language, "organisation_words")
    for run in ANY_RUN.finditer(text):
        words = re.sub(r"(?: [A-Z]{2,3})+$", "", run.group())  # `Mara Quint QC`
        name = from_given_name(Span(run.start(), run.start() + len(words), words))
        parts = [folded(word) for word in name.text.split(" ")]
        if len(parts) > 1 and parts[0] in given_names() and not any(w in no_names or w in bodies for w in parts):
            found.append(name)
    return found


def named_again(text: str, known: Collection[tuple[str, ...]]) -> list[Span]:
    """Where a run of capitalised words ends with a known name: `Wolski`, `Prime Minister Piotr Wolski`."""
    found = []
    for run in ANY_RUN.finditer(text):
        words = run.group().split(" ")
        keys = name_words(run.group())
        for at in range(max(0, len(words) - MOST - 1), len(words)):
            if len(keys) == len(words) and keys[at:] in known:
                name = " ".join(words[at:])
                found.append(Span(run.end() - len(name), run.end(), name))
                break
    return found


def full_names(text: str, no_names: Collection[str]) -> dict[str, Counter[str]]:
    """For each last word, folded, the names of some words the article prints it with, and how often."""
    found: dict[str, Counter[str]] = {}
    for run in RUN.finditer(text):
        first = deque(bare_name(run.group()).split(" "))
        last = first.pop()
        untitled = max((at + 1 for at, word in enumerate(first) if folded(word).rstrip(".") in no_names), default=0)
        for _ in range(untitled):
            first.popleft()
        while first and (len(first) > MOST or not first[0][0].isupper()):
            first.popleft()
        while first and first[0].isupper() and len(first[0]) > 2:
            first.popleft()
        given = next((at for at, word in enumerate(first) if folded(word) in given_names()), 0)
        for _ in range(given):
            first.popleft()
        if first and not any(folded(word) in no_names for word in (*first, last)):
            found.setdefault(folded(last), Counter())[" ".join([*first, last])] += 1
    return found


def words_without_names(text: str, language: str) -> frozenset[str]:
    """Words, folded, that belong to no name: offices, small words, and what the text prints in small letters."""
    lists = ("offices", "office_modifiers", "office_changers", "small_words", "articles", "indefinite", "titles")
    listed = words_of(language, *lists, "no_names", "name_suffixes") - words_of(language, "kept_titles")
    printed = re.findall(r"\b[a-zà-öø-ÿ]+\b", text)
    return frozenset(map(folded, {*listed, *printed}))
