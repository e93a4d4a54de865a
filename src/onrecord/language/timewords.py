"""The words that tell time, looked up in a paragraph.

Comes in: a paragraph and a language; goes out: its tokens, each with the time words that begin there.
It puts nothing together: that is the grammar's work. Linear in the length of the paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from onrecord.model import TimePoint
from onrecord.vocabulary import vocabulary

__all__ = ["Words", "words_of"]

TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
LEADING = frozenset(
    f"{table} {key}"
    for table, keys in {
        "links": "article numbered of comma on day and dash decade", "ranges": "from to between and now",
        "bounds": "since until before after since_behind", "shift_before": "ahead back", "one": "any",
        "repeated": "each", "clock": "at am pm full zone half", "open": "words steady years behind",
        "marks": "ordinal decade hours", "event": "after before from", "shift_after": "ahead back",
    }.items()
    for key in keys.split()
) | {"plural", "short month", "shift after", "quarter", "half"}  # fmt: skip
"""Classes of words that begin a time only when a time or a figure follows."""
MONTH_FIRST = frozenset({"en"})
Value = int | str
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str, Value], ...]]
VALUED = {
    "numbers": "number",
    "ordinals": "ordinal",
    "weekdays": "weekday",
    "days": "day",
    "decades": "decade",
    "holidays": "holiday",
}
NAMED = {
    "units": "unit", "seasons": "season", "shifts": "shift", "shifts_after": "shift after", "daytimes": "daytime",
    "tonight": "tonight", "feasts": "feast", "parts": "part", "quarters": "quarter", "event": "event",
}  # fmt: skip


def folded(word: str) -> str:
    """Lower case without accents: `miércoles` and `miercoles` are one word."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(mark for mark in parts if not unicodedata.combining(mark))


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one paragraph: folded, as printed, and their code points, half open, in the paragraph.

    `found[i]` has, for each class of word, the end and the value of the longest phrase that begins at token i.
    `figures[i]` is the number that token i, of at most four figures, stands for. `points` keeps what the grammar read
    at a token. `month_first` is the order of `5/12` where both readings are days of the calendar, `day_first`
    that the page itself has it the other way round.
    """

    tokens: tuple[str, ...]
    printed: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    found: Mapping[int, Mapping[str, tuple[int, Value]]]
    figures: Mapping[int, int]
    month_first: bool = False
    day_first: bool = False
    points: dict[int, tuple[int, TimePoint] | None] = field(default_factory=dict)

    def at(self, place: int, kind: str) -> tuple[int, Value] | None:
        """The end and value of a word of a class at a token."""
        here = self.found.get(place)
        return here.get(kind) if here else None

    def opens(self, place: int) -> bool:
        """Whether a time may begin at a token: a word of time, or one that leads to such a word or to a figure."""
        if place in self.figures:
            return True
        here = self.found.get(place, {})
        return any(kind not in LEADING or end in self.found or end in self.figures for kind, (end, _) in here.items())

    def skip(self, place: int, kind: str) -> int:
        """The token after a word of the class, the same token where there is none."""
        hit = self.at(place, kind)
        return hit[0] if hit else place

    def glued(self, place: int) -> bool:
        """Whether no space stands before a token."""
        return 0 < place < len(self.places) and self.places[place - 1][1] == self.places[place][0]

    def token(self, place: int) -> str:
        return self.tokens[place] if 0 <= place < len(self.tokens) else ""

    def figure(self, place: int) -> int | None:
        """The number a token of at most four figures stands for."""
        return self.figures.get(place)


def words_of(text: str, language: str, *, day_first: bool = False) -> Words:
    """Every token with the time words that begin at it."""
    matches = list(TOKEN.finditer(text))
    printed = tuple(match[0] for match in matches)
    tokens = tuple(folded(word) for word in printed)
    phrases = phrases_of(language)
    found: dict[int, dict[str, tuple[int, Value]]] = {}
    for place, token in enumerate(tokens):
        for words, kind, value in phrases.get(token, ()):
            here = found.setdefault(place, {})
            if kind not in here and tokens[place : place + len(words)] == words:
                here[kind] = (place + len(words), value)
    figures = {i: int(word) for i, word in enumerate(tokens) if len(word) <= 4 and word.isascii() and word.isdigit()}
    places = tuple(match.span() for match in matches)
    return Words(tokens, printed, places, found, figures, language in MONTH_FIRST, day_first)


@cache
def phrases_of(language: str) -> Phrases:
    """Phrases by their first token, the longest first, so that the first hit of a class is the one to take."""
    by_first: dict[str, list[tuple[tuple[str, ...], str, Value]]] = {}
    for phrase, kind, value in entries(language):
        words = tuple(folded(match[0]) for match in TOKEN.finditer(phrase))
        by_first.setdefault(words[0], []).append((words, kind, value))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()}


def entries(language: str) -> Iterator[tuple[str, str, Value]]:
    """(phrase, class, value) of every entry of the lists of a language."""
    for number, names in vocabulary(language, "calendar").get("months", {}).items():
        yield from ((name, "month", int(number)) for name in names)
        yield from ((name, "short month", int(number)) for name in names[1:])
    for table, rows in vocabulary(language, "times").items():
        for key, phrases in rows.items():
            for phrase in phrases:
                if table == "units" and {phrase[:-1], phrase[:-2]} & set(phrases):
                    yield phrase, "plural", key
                if table in VALUED:
                    yield phrase, VALUED[table], int(key.replace("-", "") if table == "holidays" else key)
                elif table in NAMED:
                    yield phrase, NAMED[table] if table != "event" else f"event {key}", key
                else:
                    yield phrase, f"{table} {key}", key
