"""The language of a page: what it declares, checked against its function words.

Comes in: the text and the declared code; goes out: an ISO 639-1 code and where it was found. It knows the languages of
the vocabularies only, and says nothing of others beyond what the page declares.
"""

from __future__ import annotations

from functools import cache

from onrecord.document.lines import words
from onrecord.vocabulary import languages, vocabulary

__all__ = ["function_words", "language_of"]

SAMPLE = 20_000  # characters read; a page does not change its language after that
ENOUGH = 20  # words below which the count says nothing
CLEAR = 0.2  # share of function words that running text in a known language exceeds
ODDS = 1.5  # how far it must be ahead of the next language


@cache
def function_words(language: str) -> frozenset[str]:
    return frozenset(vocabulary(language, "page").get("words", {}).get("function", ()))


def language_of(text: str, declared: str | None, origin: str) -> tuple[str | None, str]:
    """The code and its origin: the page's own words where they are clear, else what is declared, else None."""
    code = (declared or "").replace("_", "-").split("-")[0].strip().lower()
    code = code if len(code) == 2 and code.isalpha() else ""
    shares = counted(text)
    best, share = max(shares.items(), key=lambda item: item[1], default=("", 0.0))
    rest = max((value for name, value in shares.items() if name != best), default=0.0)
    if share > CLEAR and share > ODDS * rest:
        return best, origin if best == code else "text"
    if code and (not shares or code not in shares or shares[code] > CLEAR / 2):
        return code, origin
    return None, origin


def counted(text: str) -> dict[str, float]:
    """The share of each language's function words; empty when there are too few words to tell."""
    said = words(text[:SAMPLE])
    if len(said) < ENOUGH:
        return {}
    return {
        language: sum(word in function_words(language) for word in said) / len(said)
        for language in languages()
        if function_words(language)
    }
