"""Statements: quotations with their speakers, relays, addressees and settings named.

Comes in: Document, Analysis, quotations; goes out: statements in text order, ids being content hashes.
Issues, stances and dates are not decided here yet; they stay None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from onrecord.model import (
    Actor,
    Addressee,
    Analysis,
    Anchor,
    Document,
    Quotation,
    Relay,
    Setting,
    Span,
    Statement,
)
from onrecord.resolve.actors import cast_of
from onrecord.resolve.offices import description
from onrecord.resolve.pronouns import is_pronoun
from onrecord.resolve.speakers import speakers
from onrecord.vocabulary import vocabulary

__all__ = ["resolve"]

CONTEXT = 32
"""Code points of prefix and suffix in an anchor, enough to tell repeated words apart on one page."""


def resolve(document: Document, analysis: Analysis, quotations: Sequence[Quotation]) -> tuple[Statement, ...]:
    """Statements in the order of `quotations`. Never raises; who cannot be told stays None."""
    language = analysis.language or "en"
    cast = cast_of(document.text, analysis.mentions, language)
    actors = speakers(document.text, quotations, analysis, cast)
    ids = [statement_id(document, quotation) for quotation in quotations]
    known = {q.source: actor.name for q, actor in zip(quotations, actors, strict=True) if q.source and actor}
    return tuple(
        statement(document, language, quotation, actor, ids, relays(document, quotation, language, known))
        for quotation, actor in zip(quotations, actors, strict=True)
    )


def statement(
    document: Document,
    language: str,
    quotation: Quotation,
    actor: Actor | None,
    ids: Sequence[str],
    carried: tuple[Relay, ...],
) -> Statement:
    return Statement(
        id=statement_id(document, quotation),
        document=document.id,
        kind=quotation.kind,
        act=quotation.act,
        content=quotation.content,
        cue=quotation.cue,
        source=quotation.source,
        speaker=actor,
        addressee=named(apart(quotation.addressee, quotation.source), language),
        setting=labelled(apart(quotation.setting, quotation.source), language),
        relays=carried,
        nested_in=None if quotation.nested_in is None else ids[quotation.nested_in],
        negated=quotation.negated,
        repair=quotation.repair,
        confidence=quotation.confidence,
        anchor=anchor(document.text, quotation.content),
    )


def statement_id(document: Document, quotation: Quotation) -> str:
    """The same words at the same place in the same document are the same statement."""
    places = [*quotation.content, quotation.cue, quotation.source]
    key = "|".join(f"{p.start}-{p.end}" if p else "" for p in places)
    return "s" + sha256(f"{document.id}|{key}".encode()).hexdigest()[:16]


def apart(span: Span | None, source: Span | None) -> Span | None:
    """A span that shares no words with the source; None otherwise."""
    if span is None or source is None or span.end <= source.start or source.end <= span.start:
        return span
    return None


def named(span: Span | None, language: str) -> Addressee | None:
    return None if span is None else Addressee(description(span.text, language), span)


def labelled(span: Span | None, language: str) -> Setting | None:
    """The label whose longest word or phrase stands in the span; None when no list has it.

    Words in no list (`in response`, `at the beginning`) are no setting: too many of them are not one.
    """
    if span is None:
        return None
    words = f" {span.text.lower()} "
    hits = [
        (len(phrase), label)
        for label, phrases in vocabulary(language, "settings").items()
        for phrase in phrases
        if f" {phrase} " in words or f" {phrase}." in words or f" {phrase}," in words
    ]
    return Setting(max(hits)[1], span) if hits else None


def relays(document: Document, quotation: Quotation, language: str, known: Mapping[Span, str]) -> tuple[Relay, ...]:
    """Relays by name, outermost first; `known` are the speakers' names of the article's sources.

    The source itself, the publishing outlet and a pronoun that means nobody known are none.
    """
    out = []
    for span in quotation.relays:
        name = known.get(span, "" if is_pronoun(span.text, language) else description(span.text, language))
        if name and name != document.outlet and apart(span, quotation.source):
            out.append(Relay(name, span))
    return tuple(out)


def anchor(text: str, content: Sequence[Span]) -> Anchor:
    """From the first to the last word of the content, what stands between included."""
    start, end = content[0].start, content[-1].end
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)
