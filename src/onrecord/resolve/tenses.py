"""Whether a clause speaks of what was or of what will be, told by its verbs.

Comes in: a stretch of text and a language; goes out: before, after, or not known. It parses no syntax: it reads words
and endings from a list, and stops where a clause does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.model import Span
from onrecord.vocabulary import vocabulary

__all__ = ["Clause", "clause_at", "is_participle", "is_verb", "leads", "points_ahead", "tense", "ties"]

PIECE = re.compile(r"[^\W\d_]+|[,;:()\"“”«»…—–.!?]")
STOPS = frozenset(',;:()"“”«»…—–.!?')
REACH = 400
"""Code points on either side that a clause may reach: longer ones are lists. Set by reading, not tuned."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The words [start, end) between two stops or words that begin a clause; `opens` when a sentence begins with it."""

    start: int
    end: int
    text: str
    opens: bool


@cache
def listed(language: str, table: str, key: str) -> frozenset[str]:
    return frozenset(vocabulary(language, "tenses").get(table, {}).get(key, ()))


@lru_cache(maxsize=20_000)
def sort_of(word: str, language: str) -> bool | None:
    """True for a word that looks ahead, False for one that looks back."""
    lower = word.lower()
    for table, ahead in (("future", True), ("past", False)):
        if lower in listed(language, table, "words"):
            return ahead
        endings = tuple(listed(language, table, "endings"))
        formed = bool(endings) and len(word) > 3 and word[0].islower() and lower.endswith(endings)
        if formed and lower not in listed(language, table, "except"):
            return ahead
    return None


def is_verb(word: str, language: str) -> bool:
    return sort_of(word, language) is not None


def is_participle(word: str, language: str) -> bool:
    """Whether a word ends like a participle: `elected`, `celebrada`."""
    endings = tuple(listed(language, "participles", "endings"))
    return len(word) > 4 and word[0].islower() and bool(endings) and word.endswith(endings)


def ties(word: str, language: str) -> bool:
    """Whether a word before a date ties it to the noun before: `el mitin de hoy`."""
    return word.lower() in listed(language, "clauses", "genitive")


def leads(word: str, language: str) -> bool:
    """Whether a word before a month or year makes it a time: `in 2016`, not `the 2016 elections`."""
    return word.lower() in listed(language, "clauses", "at")


def tense(text: str, place: int, language: str) -> bool | None:
    """The direction of the verb that a time at `place` of a clause goes with: the last before it, else the first after.

    A verb that looks back is overruled by one that looks ahead up to three words before it: `will be held`.
    """
    words = [(match.start(), sort_of(first_lowered(match), language)) for match in PIECE.finditer(text)]
    told = [(at, sort) for at, (start, sort) in enumerate(words) if sort is not None and start < place]
    if told:
        last, sort = told[-1]
        return True if any(ahead and at >= last - 3 for at, ahead in told) else sort
    return next((sort for start, sort in words if start >= place and sort is not None), None)


def first_lowered(match: re.Match[str]) -> str:
    """The word, its capital dropped where it begins the text: `Elected in 2015`."""
    word = match[0]
    if word.islower():
        return word
    return word.lower() if match.start() == 0 or match.string[: match.start()].isspace() else word


def clause_at(text: str, span: Span, bounds: tuple[int, int], language: str) -> Clause:
    """The clause that a span stands in, inside the sentence [start, end) of `bounds`."""
    low, high = max(bounds[0], span.start - REACH), min(bounds[1], span.end + REACH)
    breaks = listed(language, "clauses", "breaks")
    start, opens = low, low == bounds[0]
    for match in PIECE.finditer(text, low, span.start):
        if match[0] in STOPS or match[0].lower() in breaks:
            start, opens = match.end(), False
    end = high
    for match in PIECE.finditer(text, span.end, high):
        if match[0] in STOPS or match[0].lower() in breaks:
            end = match.start()
            break
    return Clause(start, end, text[start:end], opens)


def points_ahead(text: str, span: Span, bounds: tuple[int, int], language: str) -> bool | None:
    """The direction of the clause of a span; of the clause beside it where its own has no verb.

    `On Sunday, the minister met`: the next clause decides for what opens the sentence, else the one before.
    """
    clause = clause_at(text, span, bounds, language)
    own = tense(clause.text, span.start - clause.start, language)
    if own is not None or not clause.opens:
        return own
    return tense(text[clause.end : min(bounds[1], clause.end + REACH)], 0, language)
