"""Statements: quotations with their speakers, relays, addressees and settings named.

Comes in: Document, Analysis, quotations; goes out: statements in text order, ids being content hashes.
Issues and stances are not decided here; they stay None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from onrecord.model import (
    Analysis,
    Anchor,
    Document,
    Quotation,
    Relay,
    Span,
    Statement,
)
from onrecord.resolve.actors import cast_of
from onrecord.resolve.carriers import addressee, credit, relays, setting, subjects
from onrecord.resolve.dates import dated, dates_of
from onrecord.resolve.identity import identities
from onrecord.resolve.lists import known_actors
from onrecord.resolve.speakers import Speaker, speakers

__all__ = ["resolve"]

CONTEXT = 32
"""Code points of prefix and suffix in an anchor, enough to tell repeated words apart on one page."""


def resolve(
    document: Document,
    analysis: Analysis,
    quotations: Sequence[Quotation],
    *,
    captured: date | None = None,
    listed: str = "",
) -> tuple[Statement, ...]:
    """Statements in the order of `quotations`; who cannot be told stays None.

    `captured` is the day the page was read: no date inferred from the text lies after it. `listed` is the path of the
    user's own list of actors, if there is one: raises SettingsError when it cannot be read.
    """
    language = analysis.language or "en"
    cast = cast_of(document.text, analysis.mentions, language, [q.source for q in quotations if q.source])
    who = identities(known_actors(listed), language, document.published, document.text, cast.persons)
    spoken = speakers(document.text, quotations, analysis, cast, who)
    actors = [speaker.actor for speaker in spoken]
    ids = [statement_id(document, quotation) for quotation in quotations]
    wire = credit(document, analysis)
    known = {q.source: actor.name for q, actor in zip(quotations, actors, strict=True) if q.source and actor}
    unsaid = subjects(quotations, actors, analysis.mentions, language)
    statements = tuple(
        statement(
            document, language, quotation, speaker, ids, relays(document, quotation, language, known, wire, unsaid)
        )
        for quotation, speaker in zip(quotations, spoken, strict=True)
    )
    return dated(statements, quotations, dates_of(document, analysis, captured=captured))


def statement(
    document: Document,
    language: str,
    quotation: Quotation,
    speaker: Speaker,
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
        speaker=speaker.actor,
        candidates=speaker.candidates,
        addressee=addressee(quotation, language),
        setting=setting(quotation, language),
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


def anchor(text: str, content: Sequence[Span]) -> Anchor:
    """From the first to the last word of the content, what stands between included."""
    start, end = content[0].start, content[-1].end
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)
