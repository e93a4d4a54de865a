"""Names and noun phrases that follow a word, read without a grammar: up to the word or mark that ends them.

Comes in: a text and a place; goes out: the span of the phrase that begins there. It decides no role.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from onrecord.model import Span
from onrecord.vocabulary import vocabulary

__all__ = ["is_name", "phrase_at"]

TOKEN = re.compile(r"\s*([\"“«‘']?[^\s,;:()\[\]\"“”«»—–!?]+[\"”»’]?)")
WORDS = 9
"""Words of the longest phrase; set by reading, not tuned."""
TITLED = re.compile(r"[\"“«]([^\"“”«»\n]{2,40})[\"”»]")


def phrase_at(text: str, start: int, limit: int, ends: Collection[str], opening: Collection[str] = ()) -> Span | None:
    """The words from `start` to the first mark, or word of `ends`, before `limit`; None for none, or too many.

    A word of `opening` may begin it, or a name in it, though it is one of `ends`. A name in quotation marks belongs to
    the words before it: `diario "La Marea"`.
    """
    position = begin = start + len(text[start:limit]) - len(text[start:limit].lstrip(" "))
    count = 0
    while position < limit and (match := TOKEN.match(text, position, limit)) is not None:
        word = match[1]
        titled = TITLED.match(text, match.start(1), limit)
        if titled is not None and count:
            position = titled.end()
            break
        small = word.lower().strip(".\"“«‘'’”»")
        begins = small in opening and (count == 0 or word[0].isupper())  # `diario La Marea`
        if (small in ends and not begins) or word[0] in '"“«‘':
            break
        count += 1
        position = match.end()
        if (word.endswith(".") and not abbreviated(word)) or text[position : position + 1] in ",;:()":
            break
    found = text[begin:position].rstrip(" .\"”»’'")
    if text[begin + len(found) : begin + len(found) + 1] in ('"', "”", "»") and any(m in found for m in '"“«'):
        found = text[begin : begin + len(found) + 1]
    return Span(begin, begin + len(found), found) if 0 < count <= WORDS and found else None


def is_name(words: Sequence[str], language: str) -> bool:
    """Capitalised words, the small words of names aside: `Joost van der Meer`."""
    small = vocabulary(language, "page").get("byline", {}).get("particles", ())
    large = [word[0].isupper() for word in words]
    return any(large) and all(up or word.lower() in small for up, word in zip(large, words, strict=True))


def abbreviated(word: str) -> bool:
    """`U.S.`, `Mr.`, `J.`: a full stop that ends no sentence."""
    return re.fullmatch(r"(?:[A-Z]\.)+|Mr\.|Mrs\.|Ms\.|Dr\.|Gen\.|Sen\.|Gov\.|Rep\.|St\.|Sr\.|Sra\.", word) is not None
