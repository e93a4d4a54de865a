"""Lists of words and phrases from the vocabulary, ready to be looked for.

Comes in: words in lower case, `*` at the end for any ending; goes out: `Phrases`, which say where in a row of words
one of them stands. It knows no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["NEVER_MATCHES", "Phrases", "alternatives", "before_name", "divided", "phrases", "stands", "words_of"]

NEVER_MATCHES = re.compile(r"(?!)")
WORD = re.compile(r"[^\W_]+(?:[.&/-][^\W_]+)*|['’][^\W\d_]+")
WORD_OR_NOT = re.compile(rf"n['’]t\b|{WORD.pattern}")
ELIDED = re.compile(r"(?<=[^\W\d_])['’](?!t\b)(?=[^\W\d_])")
"""`s'oppose` is two words; `n't` stays one."""
CONTRACTED = re.compile(r"\b(\w+)(n['’]t)\b")


def words_of(text: str) -> tuple[str, ...]:
    """The words in lower case; `didn't` is two."""
    return tuple(WORD_OR_NOT.findall(CONTRACTED.sub(r"\1 \2", text.lower())))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, or by its beginning for one with any ending; `stems` are the lengths of those."""

    whole: Mapping[str, tuple[tuple[str, ...], ...]]
    open: Mapping[str, tuple[tuple[str, ...], ...]]
    stems: tuple[int, ...]

    def at(self, words: Sequence[str], start: int) -> int:
        """How many words the longest phrase that begins there has; 0 for none."""
        begun = self.begun(words[start])
        return max((len(phrase) for phrase in begun if stands(phrase, words, start)), default=0) if begun else 0

    def begun(self, word: str) -> Sequence[tuple[str, ...]]:
        """The phrases that may begin with a word: none for almost all."""
        found = self.whole.get(word, ())
        for length in self.stems:
            found += self.open.get(word[:length], ())
        return found

    def longest_in(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Half open range of the longest phrase in the words, the first of equally long ones."""
        found = [(length, -start) for start in range(len(words)) if (length := self.at(words, start))]
        if not found:
            return None
        length, start = max(found)
        return -start, -start + length


def stands(phrase: Sequence[str], words: Sequence[str], start: int) -> bool:
    there = words[start : start + len(phrase)]
    return len(there) == len(phrase) and all(fits(a, b) for a, b in zip(phrase, there, strict=True))


def fits(listed: str, word: str) -> bool:
    return word.startswith(listed[:-1]) if listed.endswith("*") else word == listed


def divided(phrase: str) -> tuple[str, ...]:
    """The words of a listed phrase."""
    return tuple(ELIDED.sub(" '", phrase).split())


def phrases(listed: Iterable[str]) -> Phrases:
    whole: dict[str, list[tuple[str, ...]]] = {}
    begun: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted({divided(phrase) for phrase in listed}):
        kept = begun if phrase[0].endswith("*") else whole
        kept.setdefault(phrase[0].removesuffix("*"), []).append(phrase)
    stems = tuple(sorted({len(stem) for stem in begun}))
    return Phrases({k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in begun.items()}, stems)


def alternatives(listed: Iterable[str]) -> str:
    """The listed words and phrases as one regular expression, the longest first; empty for none."""
    return "|".join(re.escape(phrase) for phrase in sorted(listed, key=len, reverse=True))


def before_name(listed: Iterable[str], when: Iterable[str] = ()) -> re.Pattern[str]:
    """The phrases before a name; `_` in one is up to three times of `when`."""
    either = alternatives(listed).replace(r"\ _\ ", rf"\ (?:(?:{alternatives(when)})\ ){{0,3}}")
    return re.compile(rf"(?<!\w)(?:{either})\s", re.IGNORECASE) if either else NEVER_MATCHES
