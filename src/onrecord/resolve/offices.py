"""Offices: what is printed with a name, and whether another phrase means the same one.

Comes in: text and spans, or phrases; goes out: the office as printed, or its head and what changes it.
It does not say who holds an office: `actors` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.resolve.names import bare_name, words_of

__all__ = ["Office", "content_words", "description", "office_at", "office_before", "office_of"]

BEFORE = 3
"""Words that may stand between an article and the office in an apposition."""
REACH = 160
"""Code points before a name in which its office is looked for."""
PHRASE = re.compile(r"([^\s,.;:!?\"“”()]+(?: [^\s,.;:!?\"“”()]+){0,5}),? $")
APPOSITION = re.compile(r", ([^,.;:!?\"“”()\n]{3,80})[,.]")


@dataclass(frozen=True, slots=True)
class Office:
    """`head` is the word that names it; `changers` make another of it (`vice`, `former`, `wife`); `words` are all."""

    head: str
    changers: frozenset[str]
    words: frozenset[str]


def office_of(phrase: str, language: str) -> Office | None:
    """The office a phrase is headed by; None for `the wife of the president`."""
    titled = parts(before_preposition(phrase.split(), language))
    heads = [word for word in titled if word in words_of(language, "offices")]
    head = last_head(heads, language)
    if head is None:
        return None
    changing = frozenset(titled) & words_of(language, "office_changers") - {head}
    return Office(head, changing, content_words(phrase, language))


def last_head(heads: Sequence[str], language: str) -> str | None:
    """`attorney` of `attorney general`, `general` of `general`."""
    after = words_of(language, "after_head")
    return next((word for word in reversed(heads) if word not in after), heads[-1] if heads else None)


def parts(words: Sequence[str]) -> list[str]:
    """In lower case, `vice-president` as two."""
    return [part for word in words for part in word.lower().strip(".,'’").split("-") if part]


def before_preposition(words: Sequence[str], language: str) -> Sequence[str]:
    ends = words_of(language, "before_dependents")
    return words[: next((i for i, word in enumerate(words) if word.lower() in ends), len(words))]


def content_words(phrase: str, language: str) -> frozenset[str]:
    small = words_of(language, "small_words", "articles")
    return frozenset(word for word in parts(phrase.split()) if word not in small)


def description(words: str, language: str) -> str:
    """Without the leading article."""
    first, _, rest = words.partition(" ")
    return bare_name(rest if rest and first.lower() in words_of(language, "articles") else words)


def office_at(text: str, mention: Span, language: str) -> str | None:
    """The office printed before a name (`Harbour Minister Mara Quint`) or after it (`Mara Quint, the mayor of X,`)."""
    before = PHRASE.search(text[max(0, mention.start - 80) : mention.start])
    office = office_before(before.group(1).split(), language) if before else None
    if office is None and text[max(0, mention.start - 2) : mention.start] == ", ":
        office = office_apposed(text[max(0, mention.start - REACH) : mention.start - 2], language)
    if office is None and (after := APPOSITION.match(text[mention.end : mention.end + 90])):
        office = office_after(after.group(1), language)
    return office


def office_apposed(before: str, language: str) -> str | None:
    """The office in the phrase that a comma parts from the name: `El director de Tráfico de la Junta, Ivo Rey`."""
    ends = words_of(language, "before_dependents")
    words = re.split(r"[.;:!?\"“”()\n]|, ", before)[-1].split()
    for at in range(len(words) - 1, 0, -1):
        if words[at].lower() not in words_of(language, "offices") or at + 1 == len(words):
            continue
        if words[at - 1].lower() not in words_of(language, "definite"):
            continue
        rest = [word for word in words[at + 1 :] if word.lower() not in words_of(language, "after_head")]
        chained = bool(rest) and rest[0].lower() in ends and not any(finite(word, language) for word in rest)
        return " ".join(words[at:]) if chained else None
    return None


def finite(word: str, language: str) -> bool:
    """Whether a word cannot stand in the name of an office: a relative, a verb in the past."""
    return word.endswith(("ó", "aron", "ieron", "aba", "aban")) or word.lower() in words_of(language, "no_office_words")


def office_before(words: list[str], language: str) -> str | None:
    """The office that ends where the name begins: the words from its first modifier to the name."""
    if words[-1].lower() in words_of(language, "before_dependents") or words[-1] in ("and", "y", "e", "et"):
        return None
    offices = words_of(language, "offices")
    heads = [i for i, word in enumerate(words) if parts([word])[-1:] and parts([word])[-1] in offices]
    fitting = [i for i in heads if reaches_name(words[i + 1 :], language)]
    if not fitting:
        return None
    start = fitting[0]
    belongs = offices | words_of(language, "office_modifiers", "office_changers")
    apart = words_of(language, "no_office_words")
    while start > 0 and (words[start - 1][:1].isupper() or words[start - 1].lower() in belongs):
        if words[start - 1].lower() in apart:
            break  # `As Governor Hale told`: it only begins the sentence
        start -= 1
    return description(" ".join(words[start:]), language)


def reaches_name(rest: Sequence[str], language: str) -> bool:
    """Whether only more of the office stands between its head and the name: `of Malta`, `for health`; not `met`."""
    known = words_of(language, "after_head", "before_dependents", "small_words", "office_modifiers", "offices")
    return all(word[:1].isupper() or word.lower() in known for word in rest)


def office_after(apposition: str, language: str) -> str | None:
    """The office an apposition is: its head within the first words, followed by nothing or by a preposition."""
    office = description(apposition, language)
    titled = list(before_preposition(office.split(), language))
    after = words_of(language, "after_head")
    while len(titled) > 1 and titled[-1].lower() in after:
        titled.pop()
    if not 1 <= len(titled) <= BEFORE + 1:
        return None
    is_office = parts(titled[-1:])[-1:] and parts(titled[-1:])[-1] in words_of(language, "offices")
    return office if is_office and all(modifies(word, language) for word in titled[:-1]) else None


def modifies(word: str, language: str) -> bool:
    known = words_of(language, "office_modifiers", "office_changers", "small_words", "offices")
    return word[:1].isupper() or word.endswith(("'s", "’s")) or word.lower() in known
