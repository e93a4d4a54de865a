"""The words of a sentence at their places, and verbs in their forms.

Comes in: a stretch of text, verbs in the infinitive; goes out: Words, and forms by the feature they show.
It knows the regular endings of English and Spanish only; what is irregular stands in the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["Form", "Word", "forms_of", "noun_forms", "words_in"]

Form = Literal["base", "present", "past", "participle", "gerund", "future"]
TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,6}|[^\W\d_]{1,20}n['’]t\b|[^\W_]+(?:[.&-][^\W_]+)*|['’](?:s|ll|ve)\b|[^\s\w]"
)
VOWELS = "aeiou"
DOUBLES = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")
ENDINGS = {
    "ar": (("a", "an", "amos", "o"), ("ó", "aron", "é"), ("ado", "ada", "ados", "adas"), "ando"),
    "er": (("e", "en", "emos", "o"), ("ió", "ieron", "í"), ("ido", "ida", "idos", "idas"), "iendo"),
    "ir": (("e", "en", "imos", "o"), ("ió", "ieron", "í"), ("ido", "ida", "idos", "idas"), "iendo"),
}
AHEAD = ("á", "án", "emos", "é")
SPELLED = {"c": "qu", "g": "gu", "z": "c"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark at [start, end) of the text; `low` is it in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_name(self) -> bool:
        return self.text[:1].isupper()


def words_in(text: str, start: int, end: int) -> tuple[Word, ...]:
    """`Israel's` is two, `don't` one, a mark one each."""
    found = (match for match in TOKEN.finditer(text, start, end))
    return tuple(Word(m.start(), m.end(), m[0], m[0].lower().replace("’", "'")) for m in found)


def forms_of(verb: str, language: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, Form]]:
    """Every form of a verb in the infinitive, with what it shows; a form may come twice."""
    yield verb, "base"
    yield from spanish(verb, irregular.get(verb, "")) if language == "es" else english(verb, irregular.get(verb, ""))


def english(verb: str, irregular: str) -> Iterator[tuple[str, Form]]:
    stem = stem_before_vowel(verb, irregular)
    past, _, participle = (irregular or f"{stem}ed {stem}ed").partition(" ")
    yield third_person(verb), "present"
    yield past, "past"
    yield participle, "participle"
    yield f"{stem}ing", "gerund"
    if not irregular or verb in {"travel", "cancel"}:
        for ending in ("ed", "ing"):
            yield f"{verb.removesuffix('e')}{ending}", "past" if ending == "ed" else "gerund"
            if ending == "ed":
                yield f"{verb.removesuffix('e')}ed" if verb[-1] != "y" else past, "participle"


def third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def stem_before_vowel(verb: str, irregular: str) -> str:
    """`stopp`, `carri`, `releas`; `-ing` keeps the `y`, so `carry` gives `carriing` beside, which no text has."""
    past = irregular.partition(" ")[0]
    if past.endswith("ed") and past[:-2] != verb and len(past) > 4 and past[-3] == past[-4]:
        return past[:-2]
    if DOUBLES.search(verb) and (irregular or len(verb) <= 4) and not past.endswith(f"{verb}ed"):
        return f"{verb}{verb[-1]}"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return f"{verb[:-1]}i" if not irregular else verb
    return verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe")) else verb


def spanish(verb: str, irregular: str) -> Iterator[tuple[str, Form]]:
    endings = ENDINGS.get(verb[-2:])
    if endings is None:
        return
    stem = verb[:-2]
    given = [part.split() for part in irregular.split("|")] + [[]] * 5
    present, past, participle, gerund = endings
    yield from ((form, "present") for form in given[0] or [f"{stem}{ending}" for ending in present])
    yield from ((form, "past") for form in given[1] or [f"{preterite(stem, ending)}{ending}" for ending in past])
    yield from ((form, "future") for form in given[2] or [f"{verb}{ending}" for ending in AHEAD])
    yield from ((form, "gerund") for form in given[3] or [f"{stem}{gerund}"])
    first = given[4][0] if given[4] else f"{stem}{participle[0]}"
    yield from ((f"{first[:-1]}{ending}", "participle") for ending in ("o", "a", "os", "as"))
    if len(given[5]) == 1:
        yield from ((f"{given[5][0][:-1]}{ending}", "participle") for ending in ("o", "a", "os", "as"))


def preterite(stem: str, ending: str) -> str:
    """`realic` of `realicé`."""
    return stem[:-1] + SPELLED.get(stem[-1:], stem[-1:]) if ending == "é" else stem


def noun_forms(noun: str) -> tuple[str, ...]:
    """The noun, and what may be its plural."""
    return noun, f"{noun}s", f"{noun}es"
