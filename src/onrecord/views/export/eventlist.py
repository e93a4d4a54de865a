"""DNA's event list: one coded statement a row, semicolons between quoted cells.

Comes in: readings; goes out: CSV in UTF-8. Without a known speaker and issue there is no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from onrecord.model import Reading
from onrecord.views.export.cells import csv_writer
from onrecord.views.export.coding import (
    AGREEMENT,
    QUALIFIER,
    Coded,
    Naming,
    codings,
    document_time,
)
from onrecord.views.export.options import Options
from onrecord.views.export.report import Report

__all__ = ["CODER", "write_event_list"]

CODER = "onrecord"
DOCUMENT = ("document_id", "document_title", "document_author", "document_source", "document_section", "document_type")


def write_event_list(readings: Iterable[Reading], out: BinaryIO, report: Report, options: Options) -> None:
    """The boolean list holds what supports or opposes; the integer one all statements on an issue."""
    integer = options.qualifier == "integer"
    last = ("qualifier", "stance") if integer else ("agreement",)
    variables = ("person", "organization", "concept", *last)
    write = csv_writer(out, report, separator=";")
    write(("statement_id", "time", *variables, "start_position", "stop_position", "text", "coder", *DOCUMENT))
    naming = Naming(report)
    for reading in readings:
        report.documents += 1
        for row in rows(reading, report, naming, integer=integer):
            report.items += 1
            write((report.items, *row))


def rows(reading: Reading, report: Report, naming: Naming, *, integer: bool) -> Iterator[tuple[str | int, ...]]:
    document, (moment, _) = reading.document, document_time(reading, report)
    for coded in codings(reading, report):
        speaker = coded.statement.speaker
        if speaker is None or not coded.concept or not (integer or coded.label in AGREEMENT):
            report.losses["statements left out of the list: no speaker, no issue, or no position to agree or not"] += 1
            continue
        yield (
            moment.isoformat(" ", "seconds"),
            naming.person(speaker),
            naming.organisation(speaker),
            report.short(coded.concept),
            *standing(coded, integer=integer),
            coded.start,
            coded.stop,
            coded.statement.anchor.exact,
            CODER,
            report.documents,
            report.short(document.title or document.source),
            report.short(document.byline or ""),
            report.short(document.outlet or ""),
            "",
            "",
        )


def standing(coded: Coded, *, integer: bool) -> tuple[str | int, ...]:
    if integer:
        return QUALIFIER[coded.label], coded.label or "uncoded"
    return (AGREEMENT[coded.label],)
