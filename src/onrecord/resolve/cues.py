"""Listed phrases found in a stretch of text.

Comes in: text and lists of words in lower case, `*` at the end for any ending; goes out: tokens at their places and
where a phrase stands among them. It knows no language and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.vocabulary import vocabulary

__all__ = ["Cues", "Token", "all_cues_of", "cues_of", "tokens_of"]

TOKEN = re.compile(r"[^\W_]+(?:[.&/-][^\W_]+)*|['’](?:s|ll|d|ve|re|m)\b|[^\s\w]")
NOT = re.compile(r"['’]t\b")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark at its place; `word` is it in lower case, with a straight apostrophe."""

    start: int
    end: int
    word: str
    is_name: bool


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, offsets into `text`; `didn't` is two, a mark is one."""
    found: list[Token] = []
    for match in TOKEN.finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        if match.group()[-1] in "nN" and len(match.group()) > 1 and NOT.match(text, match.end()):
            found.append(token(text, match.start(), match.end() - 1))
            found.append(token(text, match.end() - 1, match.end() + 2))
        else:
            found.append(token(text, match.start(), match.end()))
    return found


def token(text: str, start: int, end: int) -> Token:
    words = text[start:end]
    return Token(start, end, words.lower().replace("’", "'"), words[:1].isupper())


@dataclass(frozen=True, slots=True)
class Cues:
    """Phrases by their first word, or by the beginning of it."""

    whole: Mapping[str, tuple[tuple[str, ...], ...]]
    open: Mapping[str, tuple[tuple[str, ...], ...]]

    def at(self, tokens: Sequence[Token], place: int) -> int:
        """How many tokens the longest phrase that begins there has; 0 for none."""
        begun = self.begun(tokens[place])
        return max((len(phrase) for phrase in begun if stands(phrase, tokens, place)), default=0) if begun else 0

    def begun(self, token: Token) -> Sequence[tuple[str, ...]]:
        """The phrases that may begin with a token: none for almost all."""
        whole, begun = self.whole.get(token.word, ()), self.open.get(token.word[:2], ())
        return (*whole, *begun) if whole and begun else whole or begun

    def has(self, token: Token) -> bool:
        """Whether the token alone is one of them."""
        return any(len(phrase) == 1 and fits(phrase[0], token) for phrase in self.begun(token))

    def first_in(self, tokens: Sequence[Token]) -> tuple[int, int] | None:
        """Half open range of the first phrase."""
        return next(((i, i + length) for i in range(len(tokens)) if (length := self.at(tokens, i))), None)


def stands(phrase: Sequence[str], tokens: Sequence[Token], place: int) -> bool:
    there = tokens[place : place + len(phrase)]
    return len(there) == len(phrase) and all(map(fits, phrase, there))


def fits(listed: str, token: Token) -> bool:
    return token.word.startswith(listed[:-1]) if listed.endswith("*") else token.word == listed


def compiled(listed: Iterable[str]) -> Cues:
    whole: dict[str, list[tuple[str, ...]]] = {}
    begun: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (tuple(entry.split()) for entry in dict.fromkeys(listed)):
        if phrase[0].endswith("*"):
            begun.setdefault(phrase[0][:2], []).append(phrase)
        else:
            whole.setdefault(phrase[0], []).append(phrase)
    return Cues({k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in begun.items()})


@cache
def cues_of(language: str, name: str, table: str, key: str) -> Cues:
    """A list of a table of a vocabulary file, ready to be looked for; empty where the language has none."""
    return all_cues_of(language, name, ((table, key),))


@cache
def all_cues_of(language: str, name: str, lists: tuple[tuple[str, str], ...]) -> Cues:
    """Several lists, by table and key, as one."""
    tables: Mapping[str, Any] = vocabulary(language, name)
    return compiled(phrase for table, key in lists for phrase in tables.get(table, {}).get(key, ()))
