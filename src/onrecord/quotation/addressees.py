"""To whom it was said: the name behind `told`, `said to`, `in an interview with`.

Comes in: the quotations of a sentence and its text; goes out: the span of the one spoken to, by quotation.
Words that the lists do not know for certain name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.model import Quotation, Span
from onrecord.quotation.neighbours import Scene
from onrecord.quotation.phrases import phrase_at
from onrecord.quotation.wordlists import NEVER_MATCHES, Phrases, alternatives, before_name, phrases, words_of
from onrecord.vocabulary import vocabulary

__all__ = ["spoken_to"]

CLITIC = ("al", "a")
PASSIVE_BACK = 80
INFINITIVE = re.compile(r"[a-záéíóúñü]{2,}(?:ar|er|ir)(?:se|me|te|nos|l[oae]s?)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of addressees.toml."""

    direct: Phrases
    to: Phrases
    phrases: re.Pattern[str]
    linked: re.Pattern[str]
    passive_verbs: frozenset[str]
    passive_cues: frozenset[str]
    ends: frozenset[str]
    never: frozenset[str]
    opening: frozenset[str]
    alone: frozenset[str]


def spoken_to(text: str, scene: Scene, language: str) -> Mapping[int, Span]:
    """The addressee of each quotation of a sentence that names one, by position."""
    words = words_in(language)
    found: dict[int, Span] = {}
    for position in scene.members:
        span = behind_cue(text, scene, position, words, language) or before_passive(text, scene, position, words)
        if span is not None:
            found[position] = span
    for match in words.phrases.finditer(scene.sentence.text):
        start = scene.sentence.start + match.start()
        span = phrase_at(text, scene.sentence.start + match.end(), scene.sentence.end, words.ends, words.opening)
        owner = scene.owner(start, start + 1)
        if span is not None and owner is not None and named(span, words) and owner not in found:
            found[owner] = span
    return found


def behind_cue(text: str, scene: Scene, position: int, words: Words, language: str) -> Span | None:
    """`told the press`, `said to the press`, `pidió al Gobierno`: the words right behind the cue."""
    quotation = scene.quotations[position]
    cue = quotation.cue
    assert cue is not None
    limit = min((place for place in bounds(quotation, scene) if place >= cue.end), default=scene.sentence.end)
    spoken = words_of(cue.text)
    if not spoken:
        return None
    passive = len(spoken) > 1 and spoken[-2] in words.passive_verbs
    if ends_with(words.direct, spoken) and not passive:
        return checked(phrase_at(text, cue.end, limit, words.ends, words.opening), words, language)
    if words.to.longest_in(spoken) is None:
        return None
    link = words.linked.match(text, cue.end, limit)
    if link is None:
        return None
    return checked(phrase_at(text, link.end(), limit, words.ends, words.opening), words, language, link=link.group(1))


def bounds(quotation: Quotation, scene: Scene) -> list[int]:
    """Where the words behind a cue are over: content, source, sentence."""
    return [
        *(span.start for span in quotation.content),
        *([quotation.source.start] if quotation.source else []),
        scene.sentence.end,
    ]


def ends_with(listed: Phrases, words: tuple[str, ...]) -> bool:
    """Whether a phrase of the list stands at the end of a cue: `has repeatedly told`."""
    return any(listed.at(words, start) == len(words) - start for start in range(max(0, len(words) - 3), len(words)))


def before_passive(text: str, scene: Scene, position: int, words: Words) -> Span | None:
    """`Residents were told`: the subject of a passive cue, from the beginning of its clause."""
    quotation = scene.quotations[position]
    cue = quotation.cue
    assert cue is not None
    if quotation.source is not None and quotation.source.end <= cue.start:
        return None
    spoken = words_of(cue.text)
    if len(spoken) < 2 or spoken[-1] not in words.passive_cues or spoken[-2] not in words.passive_verbs:
        return None
    low = max(
        [scene.sentence.start, cue.start - PASSIVE_BACK, *(c.end for c in quotation.content if c.end <= cue.start)]
    )
    before = text[low : cue.start]
    clause = re.search(r"[^,;:()\"“”«»—–.]*$", before)
    start = low + (clause.start() if clause else 0)
    span = phrase_at(text, start, cue.start, words.ends, words.opening)
    whole = span is not None and text[span.end : cue.start].strip() == ""
    return span if whole and span is not None and named(span, words) else None


def alone(span: Span, words: Words) -> Span:
    """`them`, of `informing them of the shutdown`."""
    first = span.text.split(" ")[0]
    return Span(span.start, span.start + len(first), first) if first.lower() in words.alone else span


def checked(span: Span | None, words: Words, language: str, link: str = "") -> Span | None:
    """Without verbs that look like a name: `animó a luchar`."""
    if span is None or not named(span, words):
        return None
    bare = language == "es" and link.lower() in CLITIC
    return None if bare and INFINITIVE.fullmatch(span.text.split()[0]) else alone(span, words)


def named(span: Span, words: Words) -> bool:
    first = span.text.split()[0].lower().strip(".,")
    return first not in words.never and any(c.isalpha() for c in span.text)


@cache
def words_in(language: str) -> Words:
    lists = vocabulary(language, "addressees")
    return Words(
        direct=phrases(lists.get("direct", ())),
        to=phrases(lists.get("to", ())),
        phrases=before_name(tuple(lists.get("phrases", ()))),
        linked=link_pattern(language, tuple(lists.get("between", ()))),
        passive_verbs=frozenset(lists.get("passive_verbs", ())),
        passive_cues=frozenset(lists.get("passive_cues", ())),
        ends=frozenset(lists.get("ends", ())),
        never=frozenset(lists.get("never", ())),
        opening=frozenset(lists.get("opening", ())),
        alone=frozenset(lists.get("alone", ())),
    )


def link_pattern(language: str, between: tuple[str, ...]) -> re.Pattern[str]:
    """The preposition of the one spoken to, after at most four words that may stand before it."""
    to = {"en": "to", "es": r"a(?: la| los| las| el)?|al"}.get(language)
    return re.compile(rf"(?:\s+(?:{alternatives(between)})){{0,4}}\s+({to})\s", re.IGNORECASE) if to else NEVER_MATCHES
