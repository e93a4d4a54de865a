"""One attribution with its spans, made from offsets that are checked against the text.

Comes in: drafts of attributions as the files have them, or a Statement; goes out: Attributions. It knows no format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import OnrecordError
from onrecord.model import Relay, Span, Statement

__all__ = ["Attribution", "Draft", "Place", "Told", "ToldDraft", "attribution_of", "attributions_in"]


@dataclass(frozen=True, slots=True)
class Told:
    """How it was said: to whom, where or how (None for not named), by what kind of words and act, and whether the
    report is that it was not said. An Attribution without it is one where nobody annotated these."""

    addressee: Span | None
    setting: Span | None
    kind: str | None
    act: str | None
    negated: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is reported to have said what: the measures' view of a statement, annotated or predicted.

    Spans are half open, in code points of the article. `speaker` is the name behind the source: "" where it cannot be
    known, None where nobody annotated speakers; likewise `relays` is None where nobody annotated them, and runs from
    the outermost to the innermost. `confidence` is 0 to 1, and 1 for annotators.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    relays: tuple[Relay, ...] | None = None
    confidence: float = 1.0
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A span as a file has it; `text` is None where the file does not repeat the words."""

    start: int
    end: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ToldDraft:
    """`Told`, as a file has it."""

    addressee: Place | None
    setting: Place | None
    kind: str | None
    act: str | None
    negated: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution as a file has it. `subject` is the file and line, for errors."""

    subject: str
    content: tuple[Place, ...]
    cue: tuple[Place, ...]
    source: tuple[Place, ...]
    speaker: str | None = None
    relays: tuple[tuple[str, Place], ...] | None = None
    confidence: float = 1.0
    told: ToldDraft | None = None


def attributions_in(drafts: Iterable[Draft], text: str) -> tuple[Attribution, ...]:
    """The drafts with their spans set in `text`. Raises OnrecordError for a span that is not there."""
    return tuple(attribution_in(draft, text) for draft in drafts)


def attribution_in(draft: Draft, text: str) -> Attribution:
    relays = None
    if draft.relays is not None:
        relays = tuple(Relay(name, span_at(place, text, draft.subject)) for name, place in draft.relays)
    return Attribution(
        content=spans_at(draft.content, text, draft.subject),
        cue=spans_at(draft.cue, text, draft.subject),
        source=spans_at(draft.source, text, draft.subject),
        speaker=draft.speaker,
        relays=relays,
        confidence=draft.confidence,
        told=None if draft.told is None else told_in(draft.told, text, draft.subject),
    )


def told_in(draft: ToldDraft, text: str, subject: str) -> Told:
    addressee, setting = (
        None if place is None else span_at(place, text, subject) for place in (draft.addressee, draft.setting)
    )
    return Told(addressee, setting, draft.kind, draft.act, draft.negated)


def spans_at(places: Iterable[Place], text: str, subject: str) -> tuple[Span, ...]:
    return tuple(span_at(place, text, subject) for place in places)


def span_at(place: Place, text: str, subject: str) -> Span:
    if not 0 <= place.start < place.end <= len(text):
        reason = f"the span [{place.start}, {place.end}) is not in the text of {len(text)} characters"
        raise OnrecordError(subject, reason)
    words = text[place.start : place.end]
    if place.text is not None and place.text != words:
        reason = f"the text has {words[:60]!r} at [{place.start}, {place.end}), not {place.text[:60]!r}"
        raise OnrecordError(subject, reason)
    return Span(place.start, place.end, words)


def attribution_of(statement: Statement) -> Attribution:
    """The measures' view of a statement."""
    return Attribution(
        content=statement.content,
        cue=(statement.cue,) if statement.cue else (),
        source=(statement.source,) if statement.source else (),
        speaker=statement.speaker.name if statement.speaker else "",
        relays=statement.relays,
        confidence=statement.confidence,
        told=Told(
            statement.addressee.span if statement.addressee else None,
            statement.setting.span if statement.setting else None,
            statement.kind,
            statement.act,
            statement.negated,
        ),
    )
