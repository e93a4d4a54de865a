"""JSON Lines as a file: what `onrecord read --json` prints.

Comes in: readings; goes out: lines in UTF-8. The objects are those of `onrecord.views.jsonl`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.model import Reading
from onrecord.views.export.report import Report
from onrecord.views.jsonl import lines

__all__ = ["write_jsonl"]


def write_jsonl(readings: Iterable[Reading], out: BinaryIO, report: Report) -> None:
    """Every document with all that was read in it."""
    for reading in readings:
        report.documents += 1
        for line in lines(reading):
            report.items += 1
            out.write(f"{line}\n".encode())
