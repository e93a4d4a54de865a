"""A source inside its own cue: `in his view`, `a su juicio`.

Comes in: text, quotations, language; goes out: the same, the possessive of such a cue being the source where the
tagger found none. One tag a word cannot be both, so the network never learns it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.model import Quotation, Span
from onrecord.quotation.wordlists import WORD
from onrecord.vocabulary import vocabulary

__all__ = ["with_owners"]


def with_owners(quotations: Iterable[Quotation], language: str) -> list[Quotation]:
    return [with_owner(quotation, language) for quotation in quotations]


def with_owner(quotation: Quotation, language: str) -> Quotation:
    """A preposition opens the cue, the possessive follows: what is owned is a view, and its owner spoke."""
    if quotation.source is not None or quotation.cue is None:
        return quotation
    lists = vocabulary(language, "owners")
    first = list(WORD.finditer(quotation.cue.text))[:2]
    words = [match.group().lower() for match in first]
    if len(words) < 2 or words[0] not in lists.get("prepositions", ()) or words[1] not in lists.get("possessives", ()):
        return quotation
    start = quotation.cue.start + first[1].start()
    return replace(quotation, source=Span(start, start + len(words[1]), first[1].group()))
