"""What a stretch of text holds that reads the same in another language: numbers, months, states, names, cognates.

Comes in: text and its language; goes out: keys, each with how much it says. It needs no dictionary and knows no
document: a key is rare or common only within the two versions compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from onrecord.resolve.names import folded
from onrecord.resolve.states import states
from onrecord.vocabulary import vocabulary

__all__ = ["Keys", "cognate", "keys_of", "words_of_keys"]

Keys = Mapping[str, float]
"""Key to its weight by kind, before rarity. A key is one letter for its kind, a colon and its value."""

TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|[^\W\d_]{1,2}[’'](?=[^\W\d_])|[^\W\d_]+(?:[’'-][^\W\d_]+)*"
)
"""Numbers; `l'` and `d'`; words."""
GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
LONGEST = 4
"""Words of the longest name of a state looked for."""
WEIGHTS = {"n": 1.5, "m": 1.0, "s": 1.0, "a": 1.5, "p": 1.5, "c": 1.0}
"""Number, month, state, letters of an acronym, name, other word. Set by reading pairs, not tuned."""
STEM = 5
"""Letters in which two words of one origin agree: `negot|iation`, `negoc|iación` are made alike first."""
SHORTEST = 5
"""Letters of a word in small letters that may be a cognate; shorter ones are alike by chance."""
ALIKE = (("ph", "f"), ("th", "t"), ("ch", "c"), ("qu", "c"), ("tion", "cion"), ("tia", "cia"), ("k", "c"), ("q", "c"),
         ("y", "i"), ("w", "v"), ("z", "c"), ("j", "g"), ("x", "s"))  # fmt: skip
"""Spellings by which languages write one sound, in the order in which they are replaced."""


def keys_of(text: str, language: str | None) -> Keys:
    """The keys of a text. Linear in its length."""
    return {key: WEIGHTS[key[0]] for key, _, _ in scanned(text, language or "en")}


def words_of_keys(text: str, language: str | None) -> Mapping[str, str]:
    """Each key of a text with the words that it first stands for there."""
    found: dict[str, str] = {}
    for key, start, end in scanned(text, language or "en"):
        found.setdefault(key, text[start:end])
    return found


def scanned(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Keys in text order, each with the half open place of its words."""
    tokens = [(match.group(), match.start()) for match in TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        length, key = key_at(text, tokens, at, language)
        last, start = tokens[at + length - 1]
        if key is not None:
            yield key, tokens[at][1], start + len(last)
        at += length


def key_at(text: str, tokens: list[tuple[str, int]], at: int, language: str) -> tuple[int, str | None]:
    """How many tokens belong together from here, and their key."""
    token, start = tokens[at]
    if token[0].isdigit():
        return numbered([token for token, _ in tokens[at : at + 2]], language)
    words = [word for word, _ in tokens[at : at + LONGEST]]
    length, state = state_at(words, language)
    if state:
        return length, f"s:{state}"
    return 1, word_key(token, language, opens=opens_sentence(text, start))


def opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \u00a0\"“«‘'¿¡(—–-")
    return not before or before[-1] in ".!?…:\n"


def word_key(token: str, language: str, *, opens: bool) -> str | None:
    """The key of one word; `opens` when it begins a sentence, where a capital says nothing."""
    plain, large = folded(token), token[0].isupper()
    month = months(language).get(token.lower())
    if month and (large or language != "en"):
        return f"m:{month}"
    if plain in function_words(language):
        return None
    if plain in number_words(language):
        return f"n:{number_words(language)[plain]}"
    if 2 <= len(token) <= 5 and token.isupper() and token.isalpha():
        return "a:" + "".join(sorted(plain))
    name = large and not opens and len(token) > 1
    return f"{'p' if name else 'c'}:{cognate(token)}" if name or len(plain) >= SHORTEST else None


def cognate(word: str) -> str:
    """The stem by which a word is found in a related language: `Lavrov`, `provocation`/`provocación`.

    >>> cognate("negotiation") == cognate("negociación"), cognate("Kovač") == cognate("Kovach")
    (True, True)
    """
    first = re.split(r"[’'-]", word, maxsplit=1)[0]
    plain = folded(first if len(first) > 3 else word)
    for spelled, sound in ALIKE:
        plain = plain.replace(spelled, sound)
    plain = re.sub(r"(.)\1", r"\1", plain)
    if plain.startswith("es") and len(plain) > 3 and plain[2] not in "aeiou":
        plain = plain[1:]
    return plain[:STEM]


# numbers


def numbered(tokens: list[str], language: str) -> tuple[int, str | None]:
    """`40 billion`, `40.000 millones`: one value, in as many digits as it needs."""
    value = digits(tokens[0])
    scale = scales(language).get(folded(tokens[1])) if len(tokens) > 1 else None
    whole, _, decimals = value.partition(".")
    if scale is None:
        return 1, f"n:{value}" if value else None
    shifted = (whole + decimals.ljust(scale, "0")[:scale]).lstrip("0")
    return 2, f"n:{shifted}"


def digits(printed: str) -> str:
    """`1.500`, `1,500` and `1 500` are 1500; `20,1` and `20.1` are 20.1. Three digits after one mark are thousands."""
    if GROUPED.fullmatch(printed):
        return re.sub(r"\D", "", printed).lstrip("0")
    plain = re.sub(r"[\u00a0\u202f ]", "", printed)
    head, mark, tail = plain.replace(",", ".").rpartition(".")
    if not mark:
        return plain.lstrip("0")
    return f"{head.replace('.', '').lstrip('0') or '0'}.{tail.rstrip('0')}".rstrip(".")


@cache
def scales(language: str) -> Mapping[str, int]:
    """Words that multiply the number before them, to their zeros."""
    rows = vocabulary(language, "numbers").get("scales", {})
    return {folded(word): int(zeros) for zeros, words in rows.items() for word in words}


@cache
def number_words(language: str) -> Mapping[str, str]:
    """`three`, `tres` to `3`; not `one`, which is an article as well."""
    rows = vocabulary(language, "times").get("numbers", {})
    return {
        folded(word): number for number, words in rows.items() for word in words if number != "1" and " " not in word
    }


# what the vocabularies hold


@cache
def months(language: str) -> Mapping[str, str]:
    rows = vocabulary(language, "calendar").get("months", {})
    return {word: number for number, words in rows.items() for word in words}


@cache
def function_words(language: str) -> frozenset[str]:
    return frozenset(map(folded, vocabulary(language, "page").get("words", {}).get("function", ())))


def state_at(words: list[str], language: str) -> tuple[int, str | None]:
    for length, key in candidates(words):
        for table in tables(language):
            if code := table.get(key):
                return length, code
    return 1, None


def candidates(words: list[str]) -> Iterator[tuple[int, str]]:
    """Word rows from here, the longest first; short ones only in capitals (`US`), a last one also in the singular."""
    for length in range(len(words), 0, -1):
        joined = " ".join(words[:length])
        if not (len(joined) > 3 or joined.isupper()) or (length > 1 and not words[0][:1].isupper()):
            continue
        yield length, folded(joined)
        if length == 1:
            yield from ((1, folded(joined).removesuffix(end)) for end in ("s", "es") if joined.endswith(end))


@cache
def tables(language: str) -> tuple[Mapping[str, str], ...]:
    known = states(language)
    return known.names, known.people, known.capitals, known.seats
