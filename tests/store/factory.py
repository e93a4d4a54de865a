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
    Furniture,
    Issue,
    Original,
    Reading,
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
    """Three statements that between them fill every field; another `note` makes it another page."""
    text = PAGE + note
    bare = document_of(text, f"ledger{note}.txt")
    teaser = "Subscribe to the Ostrava Ledger"
    document = replace(
        bare,
        translated_from=Original("Lávka se otevře", "cs", None),
        furniture=(Furniture(0, len(teaser), teaser, "teaser"),),
        segments=(Segment(0, 10, 4, 14), Segment(10, len(text), 20, len(text) + 9)),
    )
    mayor = Actor("actor-1", "Irena Dusková", "Mayor", "person")
    opened = statement_of(
        document,
        (at(text, "the footbridge reopens on 4 May"),),
        cue=at(text, "told"),
        source=at(text, "Mayor Irena Dusková"),
        speaker=mayor,
        addressee=Addressee("reporters", at(text, "reporters")),
        setting=Setting("press conference", at(text, "at a press conference")),
        issue=Issue("medtop:20000270", "bridges"),
        stance=Stance("support", "the footbridge", at(text, "reopens")),
        date=StatedDate("2031-05-04", "day", at(text, "4 May")),
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
    )
    content = ("old " + text).encode()
    return Reading(capture_of(content, document.source), document, (ferry, opened, recalled), ("one note", "another"))


def numbered(number: int) -> Reading:
    return ledger(f"\n\nEdition {number}, printed by the lock.")


# any reading at all

words = st.text(alphabet=st.sampled_from("abcß éÉ́İ“”'\"«»—-\n\t\0…𝄞🇨🇿 \u00adñ中"), max_size=60)
anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
maybe = st.none() | anything
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
    precisions = st.sampled_from(["year", "month", "day", "minute"])
    kinds = st.sampled_from(["person", "organisation", "state", "group"])
    return statement_of(
        document,
        content,
        id=digest(document.id, ordinal),
        anchor=Anchor(exact, document.text[:first][-3:], document.text[last:][:3], first, last),
        kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
        act=draw(maybe),
        cue=draw(st.none() | place),
        source=draw(st.none() | place),
        speaker=draw(st.none() | st.builds(Actor, st.sampled_from("xyz"), anything, maybe, st.none() | kinds)),
        addressee=draw(st.none() | st.builds(Addressee, anything, place)),
        setting=draw(st.none() | st.builds(Setting, maybe, place)),
        relays=tuple(draw(st.lists(st.builds(Relay, anything, place), max_size=3))),
        nested_in=draw(st.none() | st.integers(0, 3).map(lambda other: digest(document.id, other))),
        negated=draw(st.booleans()),
        repair=tuple(draw(st.lists(anything, max_size=2))),
        confidence=draw(st.floats(0, 1)),
        issue=draw(st.none() | st.builds(Issue, anything, anything)),
        stance=draw(st.none() | st.builds(Stance, st.just("mixed"), anything, place)),
        date=draw(st.none() | st.builds(StatedDate, anything, precisions, place)),
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
        furniture=tuple(Furniture(span.start, span.end, span.text, draw(anything)) for span in furniture),
        segments=tuple(Segment(start, end, *draw(source_cuts)) for start, end in pairwise(cuts)),
        origins=draw(st.dictionaries(anything, anything, max_size=2)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    document = draw(documents())
    capture = capture_of(draw(st.binary(max_size=50)), document.source, draw(moments))
    made = tuple(draw(statements(document, ordinal)) for ordinal in range(4))
    return Reading(capture, document, made, tuple(draw(st.lists(anything, max_size=2))))
