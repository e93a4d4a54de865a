"""Relays, addressees and settings by name: whose words came through whom, to whom, where or how.

Comes in: a quotation, the document, the speakers' names; goes out: Relays, an Addressee, a Setting, or none.
The publishing outlet and the speaker are no relays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.model import Actor, Addressee, Analysis, Document, Mention, Quotation, Relay, Setting, Span
from onrecord.resolve.names import name_words, words_of
from onrecord.resolve.offices import description
from onrecord.resolve.pronouns import is_pronoun
from onrecord.vocabulary import languages, vocabulary

__all__ = ["addressee", "apart", "credit", "relays", "setting", "subjects"]

DATELINE = re.compile(r"[^\n()]{0,80}\((?P<agency>[^()\n]{2,40})\)\s?(?:\.\s?)?[-–—]")
"""`LOWMOUTH, 3 May (Kestrel) -` at the beginning of a paragraph."""
OPENING = 4
"""Paragraphs in which a dateline stands: title, deck, date and the first of the body."""
HEAD = 2000
"""Characters from the top in which a printed byline is looked for."""
PARTS = re.compile(r"\s*(?:[/|,;·•]| - | – | — |\band\b|\by\b|\bby\b|\bpor\b)\s*", re.IGNORECASE)
BARE = re.compile(r"[^\s,.;:()]+")
NEAR = 40
"""Mentions that are looked at behind a cue without a source, so that a page of names costs no more."""
INITIALS = 2
"""Letters of an acronym at least."""


def relays(
    document: Document,
    quotation: Quotation,
    language: str,
    known: Mapping[Span, str],
    wire: Relay | None = None,
    unsaid: Mapping[Span, Relay | None] | None = None,
) -> tuple[Relay, ...]:
    """Relays by name, outermost first; `known` are the speakers' names of the article's sources, `wire` the agency
    whose article this is, `unsaid` where a speaker is named whose cue has none (see `subjects`).

    The source itself, its speaker, the publishing outlet and a pronoun that means nobody known are none; a shorter
    name of one already there (`the Telegraph`) is the same.
    """
    speaker = folded(known.get(quotation.source, ""), language) if quotation.source else ()
    out = [wire] if wire is not None else []
    for carrier in quotation.relays:
        named = (unsaid or {}).get(carrier, Relay("", carrier))
        if named is None:
            continue
        span = named.span
        name = named.name or known.get(
            span, "" if is_pronoun(span.text, language) else description(span.text, language)
        )
        if not name or apart(span, quotation.source) is None or folded(name, language) == speaker:
            continue
        twice = any(same_house(name, other.name, language) for other in out)
        if not twice and not same_house(name, document.outlet, language):
            out.append(Relay(name, span))
    return tuple(out)


def subjects(
    quotations: Sequence[Quotation], actors: Sequence[Actor | None], mentions: Sequence[Mention], language: str
) -> dict[Span, Relay | None]:
    """For every cue without a source, its speaker where the text named them last before it; None where nothing did."""
    out: dict[Span, Relay | None] = {}
    last: dict[str, Span] = {}
    told = [(q.cue.start, q, actor) for q, actor in zip(quotations, actors, strict=True) if q.cue is not None]
    for _, quotation, actor in sorted(told, key=lambda row: row[0]):
        if quotation.source is not None and actor is not None:
            last[actor.id] = quotation.source
        elif quotation.source is None and quotation.cue is not None:
            span = None if actor is None else last_named(actor, quotation.cue, last.get(actor.id), mentions, language)
            out[quotation.cue] = Relay(actor.name, span) if actor is not None and span is not None else None
    return out


def last_named(actor: Actor, cue: Span, source: Span | None, mentions: Sequence[Mention], language: str) -> Span | None:
    """The nearest mention before a cue whose words are all of the actor's name, if behind the source, else that."""
    words, low = set(folded(actor.name, language)), source.end if source is not None else 0
    upto = bisect_left(mentions, cue.start, key=lambda mention: mention.span.start)
    for mention in reversed(mentions[max(0, upto - NEAR) : upto]):
        name = folded(mention.span.text, language)
        if mention.span.start >= low and name and set(name) <= words:
            return mention.span
    return source


def addressee(quotation: Quotation, language: str) -> Addressee | None:
    span = apart(quotation.addressee, quotation.source)
    return None if span is None else Addressee(description(span.text, language), span)


def setting(quotation: Quotation, language: str) -> Setting | None:
    """The label whose longest word or phrase stands in the span, the last of equals; None when no list has it.

    Words in no list (`in response`, `at the beginning`) are no setting: too many of them are not one.
    """
    span = apart(quotation.setting, quotation.source)
    if span is None:
        return None
    words = f" {' '.join(BARE.findall(span.text.lower()))} "
    hits = [
        (len(phrase), words.index(f" {phrase} "), label)
        for label, phrases in vocabulary(language, "settings").items()
        for phrase in phrases
        if f" {phrase} " in words
    ]
    return Setting(max(hits)[2], span) if hits else None


def apart(span: Span | None, source: Span | None) -> Span | None:
    """A span that shares no words with the source; None otherwise."""
    if span is None or source is None or span.end <= source.start or source.end <= span.start:
        return span
    return None


def credit(document: Document, analysis: Analysis) -> Relay | None:
    """The agency that wrote the article, from its dateline or byline, where another outlet publishes it.

    None when the outlet is not known: the page may be the agency's own.
    """
    if document.outlet is None:
        return None
    language = analysis.language or "en"
    span = dateline(analysis) or byline(document)
    return None if span is None or same_house(span.text, document.outlet, language) else Relay(span.text, span)


def dateline(analysis: Analysis) -> Span | None:
    """The agency in brackets before the dash that opens the text."""
    for paragraph in analysis.paragraphs[:OPENING]:
        match = DATELINE.match(paragraph.text)
        if match is not None and match["agency"].strip() in agencies():
            start = paragraph.start + match.start("agency")
            return Span(start, start + len(match["agency"]), match["agency"])
    return None


def byline(document: Document) -> Span | None:
    """The agency that signs the article, where the byline stands in the text."""
    signed = next((part for part in PARTS.split(document.byline or "") if part in agencies()), None)
    at = None if signed is None else re.search(rf"(?<!\w){re.escape(signed)}(?!\w)", document.text[:HEAD])
    return None if at is None else Span(at.start(), at.end(), at.group())


@cache
def agencies() -> frozenset[str]:
    """News agencies by name, in all languages."""
    return frozenset(name for language in languages() for name in vocabulary(language, "outlets").get("agencies", ()))


def same_house(name: str, outlet: str | None, language: str) -> bool:
    """Whether a name is the outlet's, in full, in part or by its initials: `AP`, `the Associated Press`."""
    mine, theirs = folded(name, language), folded(outlet or "", language)
    if not mine or not theirs:
        return False
    shorter, longer = sorted((mine, theirs), key=len)
    if longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter:
        return True
    initials = "".join(word[0] for word in longer)
    return len(shorter) == 1 and len(initials) >= INITIALS and shorter[0] == initials


def folded(name: str, language: str) -> tuple[str, ...]:
    """The words without case and accents, articles left out."""
    articles = words_of(language, "articles")
    return tuple(word for word in name_words(name) if word not in articles)
