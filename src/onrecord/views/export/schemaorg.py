"""schema.org: articles with the quotations, claims and events that they report.

Comes in: readings; goes out: one JSON-LD document, a graph. A direct or mixed statement is a Quotation, an indirect one
a Claim; there is no ClaimReview, because no verdict is given. Source: https://schema.org/docs/schemas.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from onrecord.model import Actor, Event, Issue, Reading, Statement
from onrecord.views.export.annotation import page_iri
from onrecord.views.export.linked import TERMS, actor_iri, iri, streamed
from onrecord.views.export.moments import clock_of, days_of
from onrecord.views.export.report import Report

__all__ = ["CONTEXT", "write_schema_org"]

GAP = " … "
"""Between the parts of a statement that other words interrupt."""

CONTEXT = ["https://schema.org", {"onrecord": TERMS}]
KINDS = {"person": "Person", "organisation": "Organization", "state": "Country", "group": "Organization", None: "Thing"}


def write_schema_org(readings: Iterable[Reading], out: BinaryIO, report: Report) -> None:
    """Streamed; an actor or issue is described once, where it first comes."""
    streamed(out, {"@context": CONTEXT}, None, "@graph", nodes(readings, report))


def nodes(readings: Iterable[Reading], report: Report) -> Iterator[dict[str, Any]]:
    described: set[str] = set()
    for reading in readings:
        report.documents += 1
        yield article(reading)
        for node in told(reading):
            if node["@id"] not in described:
                described.add(node["@id"])
                report.items += 1
                yield node


def told(reading: Reading) -> Iterator[dict[str, Any]]:
    for statement in reading.statements:
        if statement.speaker is not None:
            yield actor_node(statement.speaker)
        yield from (issue_node(issue) for issue in issues(statement))
        yield said(reading, statement)
    for event in reading.events:
        yield from (actor_node(actor) for actor in (event.actor, event.recipient, *event.expected) if actor is not None)
        yield event_node(reading, event)


def article_iri(reading: Reading) -> str:
    return iri("document", reading.document.id)


def article(reading: Reading) -> dict[str, Any]:
    document, original = reading.document, reading.document.translated_from
    work = original and known(
        {"@type": "CreativeWork", "name": original.title, "inLanguage": original.language, "url": original.url}
    )
    return known(
        {
            "@id": article_iri(reading),
            "@type": "NewsArticle",
            "headline": document.title,
            "alternativeHeadline": document.deck,
            "author": document.byline,
            "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
            "datePublished": document.published,
            "inLanguage": document.language,
            "url": reading.capture.address,
            "translationOfWork": work,
        }
    )


def said(reading: Reading, statement: Statement) -> dict[str, Any]:
    """`creator` of a quotation and `author` of a claim is who said it; `provider`s are who carried it."""
    claim = statement.kind == "indirect"
    speaker = {"@id": actor_iri(statement.speaker)} if statement.speaker else None
    home = {"@id": article_iri(reading)}
    return known(
        {
            "@id": iri("statement", statement.id),
            "@type": "Claim" if claim else "Quotation",
            "text": GAP.join(span.text for span in statement.content),
            "author" if claim else "creator": speaker,
            "appearance" if claim else "isPartOf": home,
            "about": [{"@id": iri("issue", issue.id)} for issue in issues(statement)] or None,
            "provider": [{"@type": "Thing", "name": relay.name} for relay in statement.relays] or None,
            "inLanguage": reading.document.language,
            "url": page_iri(reading) if reading.capture.address else None,
            "onrecord:kind": statement.kind,
            "onrecord:negated": True if statement.negated else None,
        }
    )


def issues(statement: Statement) -> tuple[Issue, ...]:
    return statement.issues or ((statement.issue,) if statement.issue else ())


def actor_node(actor: Actor) -> dict[str, Any]:
    """An identifier of Wikidata is a candidate: `identifier`, not `sameAs`."""
    candidate = {"@type": "PropertyValue", "propertyID": "wikidata candidate", "value": actor.wikidata}
    person = actor.kind == "person"
    return known(
        {
            "@id": actor_iri(actor),
            "@type": KINDS[actor.kind],
            "name": actor.name,
            "jobTitle": (actor.office or actor.held) if person else None,
            "affiliation": {"@type": "Organization", "name": actor.organisation}
            if person and actor.organisation
            else None,
            "identifier": candidate if actor.wikidata else None,
        }
    )


def issue_node(issue: Issue) -> dict[str, Any]:
    scheme = {"codebook": "codebook", "iptc": "IPTC Media Topics", "story": None}[issue.scheme]
    node = {
        "@id": iri("issue", issue.id),
        "@type": "DefinedTerm",
        "name": issue.label,
        "termCode": issue.id if scheme else None,
    }
    return known({**node, "inDefinedTermSet": scheme})


def event_node(reading: Reading, event: Event) -> dict[str, Any]:
    """A date coarser than a day is its first and its last day; only what is yet to come has a status."""
    days, clock = days_of(event.date), clock_of(event.date.value) if event.date else None
    begins = clock.isoformat(timespec="minutes") if clock else days[0].isoformat() if days else None
    parties = [{"@id": actor_iri(actor)} for actor in (event.actor, event.recipient) if actor is not None]
    return known(
        {
            "@id": iri("event", event.id),
            "@type": "Event",
            "name": event.span.text,
            "startDate": begins,
            "endDate": days[1].isoformat() if days and days[1] > days[0] else None,
            "location": {"@type": "Place", "name": event.place.name} if event.place else None,
            "about": parties or None,
            "attendee": [{"@id": actor_iri(actor)} for actor in event.expected] or None,
            "eventStatus": "https://schema.org/EventScheduled" if event.tense == "scheduled" else None,
            "subjectOf": {"@id": article_iri(reading)},
            "onrecord:plover": event.plover,
            "onrecord:tense": event.tense,
        }
    )


def known(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value is not None}
