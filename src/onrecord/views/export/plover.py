"""PLOVER JSON: one event a line, by the names of the PLOVER manual.

Comes in: readings; goes out: lines in UTF-8. Offsets are Unicode code points into the document's text. Source: Open
Event Data Alliance, PLOVER codebook, the tables of JSON names (https://github.com/openeventdata/PLOVER).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from onrecord.model import Actor, Event, Place, Reading
from onrecord.version import __version__
from onrecord.views.export.moments import clock_of, days_of
from onrecord.views.export.report import Report
from onrecord.views.jsonl import dumped

__all__ = ["plover_object", "write_plover"]

QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
"""PLOVER's `quad_code`, in the order in which its manual names the four."""
WIKIDATA = "https://www.wikidata.org/wiki/"


def write_plover(readings: Iterable[Reading], out: BinaryIO, report: Report) -> None:
    """The events of all readings, in their order."""
    for reading in readings:
        report.documents += 1
        for event in reading.events:
            report.items += 1
            report.losses["events without a date"] += days_of(event.date) is None
            out.write(f"{dumped(plover_object(reading, event))}\n".encode())


def plover_object(reading: Reading, event: Event) -> dict[str, Any]:
    """A date coarser than a day is its first day, with `enddate` its last; what is not known is left out.

    `date`, `actor` and `event` are always there: null, or empty, where the page does not tell.
    """
    days, clock = days_of(event.date), clock_of(event.date.value) if event.date else None
    document = reading.document
    made = {
        "id": event.id,
        "date": days[0].isoformat() if days else None,
        "time": clock.strftime("%H:%M") if clock else None,
        "enddate": days[1].isoformat() if days and days[1] > days[0] else None,
        "date_precision": event.date.precision if event.date and days else None,
        "actor": [entity(event.actor)] if event.actor else [],
        "recipient": [entity(event.recipient)] if event.recipient else None,
        "expected": [entity(one) for one in event.expected] or None,
        "event": [event.plover] if event.plover else [],
        "cameo": event.cameo,
        "quad_code": QUADS.get(event.quad) if event.quad else None,
        "event_loc": location(event.place) if event.place else None,
        "event_text": [event.span.text],
        "event_status": event.tense,
        "link": event.statement,
        "text": event.span.text,
        "text_info": {"start": event.span.start, "end": event.span.end},
        "cite_info": known(
            {
                "citation": document.id,
                "url": reading.capture.address,
                "title": document.title,
                "language": document.language,
                "publication": document.outlet,
                "coder": f"onrecord {__version__}",
            }
        ),
    }
    return {name: value for name, value in made.items() if value is not None or name == "date"}


def entity(actor: Actor) -> dict[str, Any]:
    identifier = WIKIDATA + actor.wikidata if actor.wikidata else None
    return known(
        {
            "code": actor.state,
            "entity_text": actor.name,
            "identifier_id": identifier,
            "office": actor.office or actor.held,
            "organisation": actor.organisation,
            "onrecord_id": actor.id,
        }
    )


def location(place: Place) -> dict[str, Any]:
    return known({"name": place.name, "country_code3": place.state})


def known(table: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if value is not None}
