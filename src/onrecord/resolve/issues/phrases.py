"""Noun phrases of a text, by word lists and position, without a tagger.

Comes in: text and a language; goes out: phrases with their words, and the terms each names. It does not rank them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.resolve.issues.words import Word, listed, part_of, words_in
from onrecord.resolve.names import folded
from onrecord.resolve.states import States, adjective_of, states

__all__ = ["NOUN_FIRST", "Phrase", "Term", "phrases_in", "state_terms"]

Term = str
"""A stem; of a state `@` and its code."""
MOST = 4
"""Words of a phrase without its link."""
BREAK = re.compile(r"[^\w’'-]*[.,;:!?()\[\]\"“”«»\n—–][^\w]*")
NOUN_FIRST = frozenset(("es", "fr"))
"""Languages whose adjectives follow their noun."""
STATE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words [start, end) of the text; `terms` are those that count, `head` the noun it is a kind of."""

    start: int
    end: int
    terms: tuple[Term, ...]
    head: Term


def phrases_in(text: str, language: str, start: int, end: int) -> Iterator[Phrase]:
    """Every phrase that `text[start:end]` may be read as naming, shorter ones inside longer ones included.

    `the nuclear programme of Iran` gives `programme`, `nuclear programme`, `Iran` and `programme of Iran`.
    """
    words = words_in(text, language, start, end)
    spots = state_terms(words, language)
    last: Block | None = None
    at = 0
    while at < len(words):
        block = block_at(text, words, at, language, spots)
        if block is None:
            at += 1
            continue
        yield from parts_of(block, language)
        if last is not None and linked(text, words, last, block, language):
            yield Phrase(last.words[0].start, block.words[-1].end, (*last.terms, *block.terms), last.head)
            if len(last.terms) + len(block.terms) > 2:
                yield Phrase(last.words[last.place].start, block.words[-1].end, (last.head, block.head), last.head)
        last, at = block, block.until


def apart(text: str, before: Word, after: Word) -> bool:
    """Whether a mark or an article stands between two words."""
    between = text[before.end : after.start]
    return bool(BREAK.search(between)) or any(c.isalpha() for c in between.removeprefix("’s").removeprefix("'s"))


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring words that make one phrase: words `first` to `until` of the text; `place` is that of the head."""

    first: int
    until: int
    words: tuple[Word, ...]
    terms: tuple[Term, ...]
    place: int

    @property
    def head(self) -> Term:
        return self.terms[self.place]


def block_at(
    text: str, words: Sequence[Word], at: int, language: str, spots: Mapping[int, tuple[int, str]]
) -> Block | None:
    """The phrase that begins with a word, as far as it goes; None when it begins none."""
    taken: list[tuple[Word, Term, str]] = []
    position = at
    while position < len(words) and len(taken) < MOST:
        if taken and apart(text, words[position - 1], words[position]):
            break
        length, term = spots.get(position, (1, words[position].stem))
        part = "n" if position in spots else role(text, words, position, language)
        if part not in ("n", "a"):
            break
        if language in NOUN_FIRST and part == "n" and position not in spots and any(p == "n" for _, _, p in taken):
            if words[position].form[0].isupper():
                break
            part = "a"  # `acuerdo nuclear`: what follows a noun without a preposition says of what kind it is
        last = words[position + length - 1]
        taken.append((Word(words[position].start, last.end, last.form, term), term, part))
        position += length
    while taken and taken[-1][2] != "n" and language not in NOUN_FIRST:
        taken.pop()
        position -= 1
    nouns = [place for place, (_, _, part) in enumerate(taken) if part == "n"]
    if not nouns:
        return None
    place = head_place([term for _, term, _ in taken], nouns, language)
    return Block(at, position, tuple(w for w, _, _ in taken), tuple(t for _, t, _ in taken), place)


def head_place(terms: Sequence[Term], nouns: Sequence[int], language: str) -> int:
    """The last noun in English, the first in Spanish and French; a state only where nothing else is there."""
    plain = [place for place in nouns if not terms[place].startswith("@")] or list(nouns)
    return plain[0] if language in NOUN_FIRST else plain[-1]


def parts_of(block: Block, language: str) -> Iterator[Phrase]:
    """The block and its shorter forms that keep the head, and each state in it."""
    for place, word in enumerate(block.words):
        if block.terms[place].startswith("@") and place != block.place:
            yield Phrase(word.start, word.end, (block.terms[place],), block.terms[place])
    if language in NOUN_FIRST:
        ends = range(block.place + 1, len(block.words) + 1)
        ranges = [(block.place, end) for end in ends] + ([(0, len(block.words))] if block.place else [])
    else:
        ranges = [(first, block.place + 1) for first in range(block.place, -1, -1)]
    for first, until in ranges:
        yield Phrase(block.words[first].start, block.words[until - 1].end, block.terms[first:until], block.head)


def linked(text: str, words: Sequence[Word], left: Block, right: Block, language: str) -> bool:
    """Whether one preposition, and at most one figure, stands between two: `interference in the 2016 elections`."""
    between = words[left.until : right.first]
    if not between or BREAK.search(text, left.words[-1].end, right.words[0].start):
        return False
    figures = between[1:]
    return (
        between[0].form.lower() in listed(language, "links")
        and len(figures) <= 1
        and all(w.form.isdigit() for w in figures)
    )


def role(text: str, words: Sequence[Word], at: int, language: str) -> str:
    """`n`, `a`, `v` or `o` of a word where it stands."""
    form = words[at].form
    if (
        form[0].isdigit()
        or len(form) < 2
        or "’" in form
        or "'" in form
        or form.lower() in listed(language, "determiners")
    ):
        return "o"
    before = words[at - 1] if at and not BREAK.search(text, words[at - 1].end, words[at].start) else None
    if form[0].isupper() and before is not None:
        return "n"
    parts = part_of(form, language)
    if language == "en" and parts == "v" and form.endswith("ing") and not follows_auxiliary(before, language):
        return "a"  # `fishing rights`; alone it ends no phrase
    if "n" in parts and ("v" in parts or "a" in parts or "o" in parts) and parts[0] != "n":
        return "n" if "v" in parts and is_determined(text, words, at, before, language) else parts[0]
    if (
        parts == "nv"
        and before is not None
        and before.form.lower() in ("to", "will", "would", "can", "could", "may", "must")
    ):
        return "v"
    return parts[0]


def follows_auxiliary(before: Word | None, language: str) -> bool:
    return before is not None and before.form.lower() in listed(language, "auxiliaries")


def is_determined(text: str, words: Sequence[Word], at: int, before: Word | None, language: str) -> bool:
    """Whether an article or a possessive stands right before a word."""
    since = before.end if before is not None else max(0, words[at].start - 12)
    between = text[since : words[at].start].lower().split()
    return bool(between) and between[-1] in listed(language, "articles")


def state_terms(words: Sequence[Word], language: str) -> dict[int, tuple[int, Term]]:
    """Where words name a state, its people or its capital: place, how many words, term; the longest counts."""
    known = states(language)
    found: dict[int, tuple[int, Term]] = {}
    at = 0
    while at < len(words):
        length, code = state_at(words, at, known, language)
        if code:
            found[at] = (length, f"@{code}")
        at += length
    return found


def state_at(words: Sequence[Word], at: int, known: States, language: str) -> tuple[int, str | None]:
    """How many words of the text name a state from one on, and its code; 1 and None for no state."""
    capital = words[at].form[0].isupper()
    if not capital and language == "en":
        return 1, None
    for length in range(min(STATE_WORDS, len(words) - at, known.reach(words[at].form)), 0, -1):
        key = " ".join(plain(word) for word in words[at : at + length])
        code = known.names.get(key) or known.people.get(key) or known.capitals.get(key)
        if code and (capital or key in known.people):
            return length, code
    return 1, adjective_of(words[at].form, language)


def plain(word: Word) -> str:
    return folded(word.form)
