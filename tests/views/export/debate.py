"""Readings with positions, events at every precision, and pages that mean harm; and JSON-LD contexts at hand.

All invented. `contexts` are our own short statements of how the two published contexts read the terms that we use, so that
no test needs a network.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.model import Actor, Event, Issue, Reading, Relay, Stance, StatedDate, Statement
from tests.store.factory import anchor, at, document_of, ledger, statement_of

QUINT = Actor(
    "a1", "Mara Quint", "Harbour Minister", "person", organisation="Harbour Ministry", state="CZE", wikidata="Q1"
)
COUNCIL = Actor("a2", "Sorrel Council", None, "organisation")
FERRY, FARES = Issue("i1", "night ferry", "story"), Issue("i2", "fares", "codebook")
TEXT = (
    "𝄞 Song of the harbour 🇨🇿. Mara Quint backs the night ferry; the Sorrel Council rejects it. "
    "She is unsure of fares. The council said nothing on fares. They meet on 4 May 2031 in Port Ellery."
)


def position(text: str, actor: Actor | None, issue: Issue, label: str | None) -> Statement:
    document = document_of(TEXT, "song.txt")
    words = (at(TEXT, text),)
    stance = Stance(label, issue.label, at(TEXT, text)) if label else None  # type: ignore[arg-type]
    given = {"speaker": actor, "issue": issue, "issues": (issue,), "stance": stance}
    return statement_of(document, words, kind="indirect", cue=words[0], anchor=anchor(TEXT, words), **given)


def debate() -> Reading:
    """Support, oppose, unclear and uncoded, behind characters that are two units of UTF-16."""
    document = replace(document_of(TEXT, "song.txt"), published="2031-04-02T08:30:00+02:00")
    statements = (
        replace(position("backs the night ferry", QUINT, FERRY, "support"), relays=(Relay("Radio", at(TEXT, "Song")),)),
        position("rejects it", COUNCIL, FERRY, "oppose"),
        position("unsure of fares", QUINT, FARES, "unclear"),
        position("nothing on fares", COUNCIL, FARES, None),
    )
    capture = replace(ledger().capture, address="https://ledger.example/song", source="song.txt")
    return Reading(capture, document, statements, (), tuple(scheduled()))


DATES = (
    ("2031-05-04", "day", None),
    ("2031-05-04T16:30", "minute", None),
    ("2031-05", "month", None),
    ("2031-W20", "week", None),
    ("2031", "year", None),
    ("2031-05-04", "day", "2031-05-06"),
    ("soon", "day", None),
)


def scheduled() -> list[Event]:
    document, event = document_of(TEXT, "song.txt"), ledger().events[0]
    meet = at(TEXT, "They meet")
    return [
        replace(
            event,
            id=f"e{number}",
            document=document.id,
            span=meet,
            statement=None,
            place=None,
            date=StatedDate(value, precision, at(TEXT, "4 May 2031"), end),  # type: ignore[arg-type]
        )
        for number, (value, precision, end) in enumerate(DATES)
    ]


HARM = "=cmd|'/c calc'!A1 \x00\x0b\x1b\ud800<script>]]>&amp; \";\r\nBEGIN:VEVENT\u2028\ufffe"


def hostile() -> Reading:
    """A page whose every name is an attack, and an actor whose name is longer than DNA takes."""
    reading = debate()
    evil, long = replace(QUINT, id="<&\ud800>", name=HARM, office=HARM), replace(COUNCIL, name="𝄞" * 500)
    issue = Issue("i&1", HARM, "codebook")
    statements = (
        replace(reading.statements[0], speaker=evil, issue=issue, issues=(issue,), stance=None, act=HARM),
        replace(reading.statements[1], speaker=long),
        replace(reading.statements[2], speaker=replace(long, id="a9")),
        replace(reading.statements[3], speaker=None, issue=None, issues=()),
    )
    event = replace(
        reading.events[0], plover=None, actor=evil, expected=(evil,), span=replace(reading.events[0].span, text=HARM)
    )
    document = replace(reading.document, title=HARM, byline=HARM, outlet=HARM, published=HARM, language=HARM)
    return Reading(replace(reading.capture, address=None), document, statements, (), (event,))


ANNO: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TimeState": "oa:TimeState",
    "Software": "as:Application",
    "identifying": "oa:identifying",
    "tagging": "oa:tagging",
    "classifying": "oa:classifying",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"},
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "sourceDate": {"@id": "oa:sourceDate", "@type": "xsd:dateTime"},
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}
CONTEXTS: dict[str, dict[str, Any]] = {
    "http://www.w3.org/ns/anno.jsonld": {"@context": ANNO},
    "https://schema.org": {"@context": {"@vocab": "https://schema.org/"}},
}


def load(address: str, _: Any) -> dict[str, Any]:
    """A document loader of PyLD that knows these contexts and nothing else."""
    return {"contextUrl": None, "documentUrl": address, "document": CONTEXTS[address]}
