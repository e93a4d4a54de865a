"""Where or how it was said: `at a press conference`, `on Twitter`, `en un comunicado`.

Comes in: the quotations of a sentence and its text; goes out: the span of the setting, by quotation.
The words are those of settings.toml, behind a preposition, outside what is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from onrecord.model import Span
from onrecord.quotation.neighbours import Scene
from onrecord.quotation.wordlists import NEVER_MATCHES, alternatives
from onrecord.vocabulary import vocabulary

__all__ = ["settings_of"]

BETWEEN = 5
"""Words between the preposition and the word that makes it a setting; set by reading, not tuned."""
WORD = r"[^\s,;:()\[\]\"“”«»—–!?]+"


def settings_of(text: str, scene: Scene, language: str) -> Mapping[int, Span]:
    """The setting of each quotation of a sentence that names one, by position; the first one named counts."""
    found: dict[int, Span] = {}
    for listed in (placed(language), issued(language), whole(language)):
        for match in listed.finditer(scene.sentence.text):
            start, end = (scene.sentence.start + place for place in match.span("setting"))
            owner = scene.owner(start, end) if is_setting(match["setting"], language) else None
            if owner is not None:
                found.setdefault(owner, Span(start, end, text[start:end]))
    return found


def is_setting(words: str, language: str) -> bool:
    """Not `in vista de`, nor a name that ends like one: `in the Meridian Post`."""
    lists, last = vocabulary(language, "occasions"), words.rsplit(maxsplit=1)[-1]
    return words.lower() not in lists.get("never", ()) and (
        last.islower() or last.lower() not in lists.get("lower", ())
    )


@cache
def placed(language: str) -> re.Pattern[str]:
    """Preposition, a few words, and a word of settings.toml."""
    heads = {head for words in vocabulary(language, "settings").values() for head in words}
    return phrase_pattern(language, "prepositions", heads, inside=True)


@cache
def issued(language: str) -> re.Pattern[str]:
    """`issued a statement`: the verb, an article, a few words, and what is issued."""
    return phrase_pattern(language, "issuing", vocabulary(language, "occasions").get("issued", ()), inside=False)


@cache
def whole(language: str) -> re.Pattern[str]:
    """Settings that are no preposition and noun: `online`, `off the record`."""
    either = alternatives(vocabulary(language, "occasions").get("whole", ()))
    return re.compile(rf"(?<!\w)(?P<setting>{either})(?!\w|-\w)", re.IGNORECASE) if either else NEVER_MATCHES


def phrase_pattern(language: str, before: str, heads: Iterable[str], *, inside: bool) -> re.Pattern[str]:
    lists = vocabulary(language, "occasions")
    first, last, stop, article = (
        alternatives(words)
        for words in (lists.get(before, ()), heads, lists.get("across", ()), lists.get("determiners", ()))
    )
    if not first or not last:
        return NEVER_MATCHES
    words = rf"(?:(?!(?:{stop}|{article})\b){WORD}\s+){{0,{BETWEEN}}}?"
    opening = rf"(?<!\w)(?P<setting>(?:{first})\s+(?:(?:{article})\s+)?"
    if not inside:
        opening = rf"(?<!\w)(?:{first})\s+(?P<setting>(?:{article})\s+"
    return re.compile(rf"{opening}{words}(?:{last})(?:\s(?:{last}))?)(?!\w|-\w)", re.IGNORECASE)
