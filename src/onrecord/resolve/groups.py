"""Groups, bodies and studies by the fullest words an article has for them: `police in Port Ellery`, `the researchers`.

Comes in: the text and a description; goes out: the one fuller description that the text prints, or None.
It reads printed words only: two fuller ones that differ mean none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.resolve.names import folded, words_of
from onrecord.resolve.offices import content_words, description
from onrecord.resolve.states import state_in

__all__ = ["plain", "printed_in_full", "research_team"]

CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'.&-]{0,30}(?<![.’'])"
ACRONYM = r" \([A-Z][\w. &-]{1,20}\)"
LINKS = r"(?:,? (?:of|for|and|at|in|the|de|del|la|las|los|y)){0,3}"
PROPER = rf"{CAPITAL}(?:{LINKS} {CAPITAL}|{ACRONYM}(?=,? (?:and|of|in|y) )){{0,12}}(?:, {CAPITAL}(?=,))?"
"""A name in capitals, of whatever it is: `University of Lowmouth and the College of Ellery`."""
BRACKETS = re.compile(r" \([A-Z][^()]{0,40}\)")
SEATED = re.compile(
    r"((?:University|College|Institute) of (?:[A-Z][\w-]+ ?(?:at )?){1,4}\b) in [A-Z][\w-]+(?= and\b|$)"
)
FIT = 12
"""Places of a head in the text that are looked at, at most."""


@cache
def full_pattern(head: str, language: str) -> re.Pattern[str]:
    """The head with what the text prints before it, and behind it after a preposition."""
    word = re.escape(head)
    if language == "en":
        modifiers = "|".join(sorted(map(re.escape, words_of(language, "group_modifiers"))))
        before = rf"(?:(?:{CAPITAL}|{modifiers}) ){{0,4}}"
        after = rf"(?: (?:of|from|at|in|for) (?:the )?{PROPER})?"
    else:
        before = ""
        nouns = r"(?:la |los |las |el )?(?:[a-zà-ÿ]{4,20} (?:del?|la|los|las) ){0,2}"
        adjective = "[a-zà-ÿ]{3,19}s" if head.endswith("s") else "[a-zà-ÿ]{3,19}[aoelrs]"  # no verb: `calculan`
        after = rf"(?: {adjective}\b)?(?: (?:del?|en) {nouns}{PROPER})?"
    return re.compile(rf"\b{before}{word}\b{after}")


def printed_in_full(text: str, name: str, head: str, language: str) -> str | None:
    """The one fuller description with this head: `police` as `police in Port Ellery`, `the party` as `Harbour Party`.

    Those with a name in them go before those without one; of the same state the first counts.
    """
    wanted = content_words(name, language)
    found: dict[str, str] = {}
    for _, match in zip(range(FIT), full_pattern(head, language).finditer(text), strict=False):
        full = cleaned(match.group(), head, language)
        if wanted < content_words(full, language):
            found.setdefault(folded(full), full)
    named = [full for full in found.values() if has_name(full, head)]
    return only_one(named or list(found.values()), language)


def cleaned(words: str, head: str, language: str) -> str:
    """Without what stands before the description but is no part of it: an article, the first word of a sentence."""
    parts = description(words, language).split(" ")
    small = words_of(language, "no_names", "articles", "small_words", "quantifiers", "indefinite")
    start = max(
        (i + 1 for i, word in enumerate(parts[:-1]) if i < at_of(parts, head) and word.lower() in small), default=0
    )
    parts = parts[start:]
    end = next(
        (
            i
            for i, w in enumerate(parts)
            if i > at_of(parts, head) + 1 and w.lower() in words_of(language, "no_names") and w[:1].isupper()
        ),
        len(parts),
    )
    if end < len(parts):
        parts = parts[: end - 1]
    return re.sub(r"[’']s?$", "", " ".join(parts)).rstrip(".")


def at_of(parts: Sequence[str], head: str) -> int:
    return next((i for i, word in enumerate(parts) if folded(word.rstrip(",.'’")) == folded(head)), len(parts) - 1)


def has_name(full: str, head: str) -> bool:
    words = full.split(" ")
    return any(word[:1].isupper() and folded(word) != folded(head) for word in words)


def only_one(found: Sequence[str], language: str) -> str | None:
    """The outermost, when the others are short for it or say the same of the same state."""
    if not found:
        return None
    states = {state_in(full, language) for full in found}
    if (
        len(states) == 1
        and None not in states
        and all(len(content_words(f, language)) == len(content_words(found[0], language)) for f in found)
    ):
        return found[0]
    longest = max(found, key=lambda full: len(content_words(full, language)))
    words = content_words(longest, language)
    return longest if all(content_words(full, language) <= words for full in found) else None


@cache
def team_pattern(language: str) -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, words_of(language, "researchers"))))
    of = rf"(?:[\w-]{{1,30}} ){{0,2}}(?:team|group) of (?:[a-z-]{{1,20}} )?(?:{nouns})"
    team = rf"(?:{of}|(?:research |international )?team|(?i:{nouns}))"
    return re.compile(rf"\b{team}(?P<where>,? (?:from|at|of|in) (?:the |an? )?{PROPER})?")


def research_team(text: str, language: str) -> str | None:
    """The one team of researchers that the text describes by where they work, or by what they are a team of."""
    if not words_of(language, "researchers"):
        return None
    every = [match for _, match in zip(range(4 * FIT), team_pattern(language).finditer(text), strict=False)]
    placed = distinct(cleaned_team(m.group(), language) for m in every if m["where"])
    if len(placed) == 1:
        return placed[0]
    teams = distinct(cleaned_team(m.group(), language) for m in every if not m["where"] and " of " in m.group())
    return teams[0] if len(teams) == 1 and not placed else None


def cleaned_team(words: str, language: str) -> str:
    out = description(words, language)
    first, _, rest = out.partition(" ")
    out = rest if first.lower() in words_of(language, "small_words", "indefinite") and rest else out
    return plain(out).rstrip(".")


def plain(name: str) -> str:
    """Without acronyms in brackets, and without the place behind a body's name: `University of Ellery in Malta`."""
    return SEATED.sub(r"\1", BRACKETS.sub("", name))


def distinct(found: Iterable[str]) -> list[str]:
    """Without those that are short for another."""
    every = list(dict.fromkeys(found))
    return [one for one in every if not any(one != other and one in other for other in every)]
