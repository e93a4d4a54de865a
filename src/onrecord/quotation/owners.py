"""Sources that one tag a word cannot give whole: the owner in a cue (`in his view`, `a su juicio`), a lone article.

Comes in: text, quotations, language; goes out: the same, the possessive of such a cue being the source where the
tagger found none, and an article joined by the word it stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.model import Quotation, Span
from onrecord.quotation.wordlists import WORD
from onrecord.vocabulary import vocabulary

__all__ = ["with_owners"]


NEXT_WORD = re.compile(r" [^\W_]+(?:[-'’][^\W_]+)*")


def with_owners(text: str, quotations: Iterable[Quotation], language: str) -> list[Quotation]:
    """Each quotation with its source whole, as far as the words tell."""
    return [with_owner(with_noun(text, quotation, language), language) for quotation in quotations]


def with_noun(text: str, quotation: Quotation, language: str) -> Quotation:
    """A source that is nothing but an article goes on with the next word."""
    source = quotation.source
    if source is None or source.text.lower() not in vocabulary(language, "owners").get("articles", ()):
        return quotation
    noun = NEXT_WORD.match(text, source.end)
    if noun is None or (quotation.cue is not None and source.end <= quotation.cue.start < noun.end()):
        return quotation
    return replace(quotation, source=Span(source.start, noun.end(), text[source.start : noun.end()]))


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
