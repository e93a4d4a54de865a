"""Which names are news media: those that carry words to us, and not only hear them.

Comes in: the words of a name as printed; goes out: whether it is a medium's, and the part of it that names the medium.
It knows the lists of outlets.toml, and no article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span
from onrecord.quotation.wordlists import NEVER_MATCHES, alternatives
from onrecord.vocabulary import languages, vocabulary

__all__ = ["is_medium", "is_press", "medium_in"]

WORD = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*")
DOMAIN = re.compile(
    r"\b[\w-]{2,40}\.(?:com|org|net|info|es|mx|ar|co|cl|br|uk|ru|de|fr|eu|tv|news|io)(?:\.[a-z]{2})?\b", re.IGNORECASE
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""`BirdTimes` is two words."""
JOINED = re.compile(r"The[A-Z][a-z]\w+\b")
"""`TheLedger`: nothing but sites and papers is written so."""
WHOSE = re.compile(r"['’]s?(?=\s|$)|,")
LONGEST = 120
"""Characters of a name that are looked at."""
BEFORE_NAME = r"(?=$|[,\s]+[\"“«'‘]?[A-ZÀ-Þ0-9]|\s+(?:of|de|del)\b)"


@dataclass(frozen=True, slots=True)
class Lists:
    names: frozenset[str]
    capital: frozenset[str]
    common: re.Pattern[str]
    titled: re.Pattern[str]
    press: frozenset[str]
    own: frozenset[str]
    never: frozenset[str]


def is_medium(name: str, language: str) -> bool:
    """Whether a name, or a description such as `state media`, is a news medium's."""
    lists, printed = lists_of(language), without_article(name.strip()[:LONGEST], language)
    return is_named_medium(name, language) or (
        not refused(printed, language) and lists.common.search(printed) is not None
    )


def is_named_medium(name: str, language: str) -> bool:
    """Whether a medium is named: `CNN Philippines`, `the Hill Gazette`, `harbour.com`; not `state media`."""
    lists, given = lists_of(language), name.strip()[:LONGEST]
    printed = without_article(given, language)
    if printed in lists.names:
        return True
    if refused(printed, language):
        return False
    if lists.titled.match(printed) or JOINED.match(printed):
        return True
    if begins_with_name(given, lists.names) or begins_with_name(printed, lists.names) or DOMAIN.search(printed):
        return True
    words = WORD.findall(CAMEL.sub(" ", printed))
    return len(words) > 1 and any(word in lists.capital for word in words)


def begins_with_name(printed: str, names: frozenset[str]) -> bool:
    """A listed name, alone or before more that is its own: `NBC News`, `Voice of America's programme`."""
    bare = WHOSE.split(printed, maxsplit=1)[0]
    if bare in names:
        return True
    words = bare.split()
    own = (" ".join(words[:count]) for count in range(1, min(len(words), 5)))
    return any(name in names and (name.isupper() or " " in name) for name in own)


def refused(printed: str, language: str) -> bool:
    words = WORD.findall(printed)
    never = lists_of(language).never
    return not words or is_press(printed, language) or any(word.lower() in never for word in words)


def is_press(name: str, language: str) -> bool:
    """`Reporters`, `the press`: they are spoken to, and carry nothing by name."""
    return without_article(name.strip(), language).lower() in lists_of(language).press


def medium_in(span: Span, language: str, *, by_name: bool = False) -> Span | None:
    """The part of a name that is the medium's: all of it, or what `Paul Rivera of` leaves; None for no medium.

    `by_name` wants a name: `on French television` says where, not who. `This newspaper` is the page's own, and none.
    """
    known = is_named_medium if by_name else is_medium
    if span.text.split(" ", 1)[0].lower() in lists_of(language).own:
        return None
    person, link, rest = span.text.partition(" de " if language == "es" else " of ")
    if link and known(rest, language) and not is_medium(person, language) and span.text not in every_name():
        return Span(span.end - len(rest), span.end, rest)
    return span if known(span.text, language) else None


def without_article(name: str, language: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in vocabulary(language, "actors").get("articles", ()) else name


@cache
def lists_of(language: str) -> Lists:
    found = vocabulary(language, "outlets")
    common = alternatives(found.get("common_words", ()))
    return Lists(
        names=every_name(),
        capital=frozenset(found.get("capital_words", ())),
        common=re.compile(rf"(?:^|\s)(?i:{common}){BEFORE_NAME}") if common else NEVER_MATCHES,
        titled=re.compile(rf"(?i:{common})\s+[\"“«'‘]?[A-ZÀ-Þ]") if common else NEVER_MATCHES,
        press=frozenset(found.get("people", ())),
        own=frozenset(found.get("own", ())),
        never=frozenset(found.get("never", ())),
    )


@cache
def every_name() -> frozenset[str]:
    """Names of media in all languages: an English page names Spanish papers."""
    return frozenset(name for language in languages() for name in vocabulary(language, "outlets").get("names", ()))
