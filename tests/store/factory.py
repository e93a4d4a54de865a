"""Readings built by hand about invented people, and strategies for any reading at all."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from onrecord.model import (
    Actor,
    Addressee,
    Anchor,
    Capture,
    Document,
    Event,
    Furniture,
    Issue,
    Original,
    Place,
    Reading,
    Relation,
    Relay,
    Segment,
    Setting,
    Span,
    Stance,
    StatedDate,
    Statement,
)

PAGE = (
    "Subscribe to the Ostrava Ledger\n\n"
    "Mayor Irena Dusková told reporters at a press conference that “the footbridge reopens on 4 May”.\n\n"
    "As the harbour master recalled, according to Radio Kestrel, Dusková had said the ferry was finished.\n\n"
    "The river stayed calm all week."
)
MORNING = datetime(2031, 4, 2, 6, 30, tzinfo=UTC)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def anchor(text: str, content: tuple[Span, ...]) -> Anchor:
    start, end = content[0].start, content[-1].end
    return Anchor(text[start:end], text[max(0, start - 12) : start], text[end : end + 12], start, end)


def digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def capture_of(content: bytes, source: str = "ledger.txt", captured: datetime = MORNING) -> Capture:
    return Capture(source, None, content, "text/plain", "utf-8", captured, hashlib.sha256(content).hexdigest())


def document_of(text: str, source: str = "ledger.txt") -> Document:
    whole = (Segment(0, len(text), 0, len(text)),) if text else ()
    return Document(
        id=digest(source, text),
        source=source,
        title="Footbridge to reopen",
        deck=None,
        byline="Pavel Horn",
        outlet="Ostrava Ledger",
        published="2031-04-02",
        language="en",
        translated_from=None,
        text=text,
        furniture=(),
        segments=whole,
        origins={"title": "json-ld", "published": "meta"},
    )


def statement_of(document: Document, content: tuple[Span, ...], **given: object) -> Statement:
    statement = Statement(
        id=digest(document.id, content),
        document=document.id,
        kind="direct",
        act="say",
        content=content,
        cue=None,
        source=None,
        speaker=None,
        addressee=None,
        setting=None,
        relays=(),
        nested_in=None,
        negated=False,
        repair=(),
        confidence=0.75,
        anchor=anchor(document.text, content),
    )
    return replace(statement, **given)


def ledger(note: str = "") -> Reading:
    """Three statements, two events and a relation that between them fill every field; another `note` makes it another page."""
    text = PAGE + note
    bare = document_of(text, f"ledger{note}.txt")
    teaser = "Subscribe to the Ostrava Ledger"
    document = replace(
        bare,
        translated_from=Original("Lávka se otevře", "cs", None),
        furniture=(Furniture(0, len(teaser), teaser, "teaser"),),
        segments=(Segment(0, 10, 4, 14), Segment(10, len(text), 20, len(text) + 9)),
        versions=(Original(None, "de", "https://ledger.example/de"), Original("Lávka se otevře", None, None)),
    )
    mayor = Actor("actor-1", "Irena Dusková", "Mayor", "person", "Mayor of Ostrava", "City Hall", "CZE", "Q1")
    bridges = Issue("medtop:20000270", "bridges", "iptc", (at(text, "footbridge"), at(text, "ferry")))
    until = StatedDate("2031-05-04", "day", at(text, "4 May"), "2031-05-06", inferred=True)
    kestrel = Actor("actor-3", "Kestrel", None, None)
    opened = statement_of(
        document,
        (at(text, "the footbridge reopens on 4 May"),),
        cue=at(text, "told"),
        source=at(text, "Mayor Irena Dusková"),
        speaker=mayor,
        addressee=Addressee("reporters", at(text, "reporters")),
        setting=Setting("press conference", at(text, "at a press conference")),
        issue=bridges,
        issues=(bridges, Issue("river", "the river", "codebook")),
        times=(until, StatedDate("2031-W14", "week", at(text, "all week"))),
        quad="verbal cooperation",
        translated=True,
        stance=Stance("support", "the footbridge", at(text, "reopens")),
        date=until,
        repair=("closing mark added",),
    )
    recalled = statement_of(
        document,
        (at(text, "Dusková had said the ferry was finished"),),
        kind="indirect",
        cue=at(text, "recalled"),
        source=at(text, "the harbour master"),
        speaker=Actor("actor-2", "harbour master", None, None),
        setting=Setting(None, at(text, "all week")),
        relays=(Relay("Radio Kestrel", at(text, "Radio Kestrel")), Relay("Ledger", at(text, "Ledger"))),
    )
    ferry = statement_of(
        document,
        (at(text, "the ferry"), at(text, "finished")),
        kind="mixed",
        act=None,
        speaker=replace(mayor, office=None, name="Dusková"),
        nested_in=recalled.id,
        negated=True,
        candidates=(replace(mayor, name="Dusková"), Actor("actor-2", "harbour master", None, None)),
    )
    return Reading(
        capture_of(("old " + text).encode(), document.source),
        document,
        (ferry, opened, recalled),
        ("one note", "another"),
        events_of(document, opened),
        (Relation(document.id, bridges, (mayor, kestrel), "agree", at(text, "recalled"), (opened.id, "x")),),
    )


def events_of(document: Document, opened: Statement) -> tuple[Event, ...]:
    text, river = document.text, Actor("actor-4", "River Board", None, "organisation", state="CZE")
    reopening = Event(
        id=digest(document.id, "reopening"),
        document=document.id,
        plover="COOPERATE",
        cameo="05",
        quad="material cooperation",
        actor=opened.speaker,
        recipient=river,
        place=Place("Ostrava", "CZE", at(text, "Ostrava")),
        date=opened.date,
        tense="scheduled",
        span=at(text, "the footbridge reopens"),
        statement=opened.id,
        expected=(river, Actor("actor-5", "a band", None, "group")),
    )
    bare = {"cameo": None, "quad": None, "actor": None, "recipient": None, "place": None, "date": None}
    calm = {"id": digest(document.id, "calm"), "plover": "CONSULT", "tense": "past", "span": at(text, "calm")}
    return reopening, replace(reopening, statement=None, expected=(), **bare, **calm)


def numbered(number: int) -> Reading:
    return ledger(f"\n\nEdition {number}, printed by the lock.")


# any reading at all

words = st.text(alphabet=st.sampled_from("abcß éÉ́İ“”'\"«»—-\n\t\0…𝄞🇨🇿 \u00adñ中"), max_size=60)
anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
maybe = st.none() | anything
kinds = st.sampled_from(["person", "organisation", "state", "group"])
actors = st.builds(Actor, st.sampled_from("xyz"), anything, maybe, st.none() | kinds, maybe, maybe, maybe, maybe)
moments = st.timedeltas(timedelta(0), timedelta(days=9000)).map(lambda past: MORNING + past)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return Span(start, end, text[start:end])


@st.composite
def statements(draw: st.DrawFn, document: Document, ordinal: int) -> Statement:
    place = spans(document.text)
    content = tuple(sorted(draw(st.lists(place, min_size=1, max_size=3)), key=lambda span: span.start))
    first, last = content[0].start, max(span.end for span in content)
    exact = document.text[first:last]
    return statement_of(
        document,
        content,
        id=digest(document.id, ordinal),
        anchor=Anchor(exact, document.text[:first][-3:], document.text[last:][:3], first, last),
        kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
        act=draw(maybe),
        cue=draw(st.none() | place),
        source=draw(st.none() | place),
        speaker=draw(st.none() | actors),
        addressee=draw(st.none() | st.builds(Addressee, anything, place)),
        setting=draw(st.none() | st.builds(Setting, maybe, place)),
        relays=tuple(draw(st.lists(st.builds(Relay, anything, place), max_size=3))),
        nested_in=draw(st.none() | st.integers(0, 3).map(lambda other: digest(document.id, other))),
        negated=draw(st.booleans()),
        repair=tuple(draw(st.lists(anything, max_size=2))),
        confidence=draw(st.floats(0, 1)),
        issue=draw(st.none() | issues(place)),
        stance=draw(st.none() | st.builds(Stance, st.just("mixed"), anything, place)),
        date=draw(st.none() | dates(place)),
        candidates=tuple(draw(st.lists(actors, max_size=2))),
        issues=tuple(draw(st.lists(issues(place), max_size=2))),
        times=tuple(draw(st.lists(dates(place), max_size=2))),
        quad=draw(st.sampled_from([None, "verbal conflict"])),
        translated=draw(st.booleans()),
    )


def issues(place: st.SearchStrategy[Span]) -> st.SearchStrategy[Issue]:
    schemes = st.sampled_from(["codebook", "iptc", "story"])
    return st.builds(Issue, anything, anything, schemes, st.lists(place, max_size=2).map(tuple))


def dates(place: st.SearchStrategy[Span]) -> st.SearchStrategy[StatedDate]:
    precisions = st.sampled_from(["year", "month", "week", "day", "minute"])
    return st.builds(StatedDate, anything, precisions, place, maybe, st.booleans())


@st.composite
def events(draw: st.DrawFn, document: Document, ordinal: int) -> Event:
    place = spans(document.text)
    return Event(
        id=digest(document.id, "event", ordinal),
        document=document.id,
        plover=draw(maybe),
        cameo=draw(maybe),
        quad=draw(st.sampled_from([None, "material conflict"])),
        actor=draw(st.none() | actors),
        recipient=draw(st.none() | actors),
        place=draw(st.none() | st.builds(Place, anything, maybe, place)),
        date=draw(st.none() | dates(place)),
        tense=draw(st.sampled_from(["past", "ongoing", "scheduled"])),
        span=draw(place),
        statement=draw(st.none() | st.integers(0, 3).map(lambda other: digest(document.id, other))),
        expected=tuple(draw(st.lists(actors, max_size=2))),
    )


@st.composite
def relations(draw: st.DrawFn, document: Document) -> Relation:
    place = spans(document.text)
    return Relation(
        document=document.id,
        issue=draw(st.none() | issues(place)),
        actors=(draw(actors), draw(actors)),
        value=draw(st.sampled_from(["agree", "disagree"])),
        span=draw(place),
        evidence=tuple(draw(st.lists(anything, max_size=2))),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(words)
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=4))})
    source_cuts = st.tuples(st.integers(0, 2**40), st.integers(0, 2**40)).map(sorted)
    furniture = draw(st.lists(spans(text), max_size=2))
    return replace(
        document_of(text, draw(anything)),
        title=draw(maybe),
        outlet=draw(maybe),
        published=draw(maybe),
        translated_from=draw(st.none() | st.builds(Original, maybe, maybe, maybe)),
        versions=tuple(draw(st.lists(st.builds(Original, maybe, maybe, maybe), max_size=2))),
        furniture=tuple(Furniture(span.start, span.end, span.text, draw(anything)) for span in furniture),
        segments=tuple(Segment(start, end, *draw(source_cuts)) for start, end in pairwise(cuts)),
        origins=draw(st.dictionaries(anything, anything, max_size=2)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    document = draw(documents())
    capture = capture_of(draw(st.binary(max_size=50)), document.source, draw(moments))
    made = tuple(draw(statements(document, ordinal)) for ordinal in range(4))
    notes = tuple(draw(st.lists(anything, max_size=2)))
    happened = tuple(draw(events(document, ordinal)) for ordinal in range(draw(st.integers(0, 2))))
    related = tuple(draw(st.lists(relations(document), max_size=2)))
    return Reading(capture, document, made, notes, happened, related)
