"""Rows of CSV that a spreadsheet shows and does not run.

Comes in: cells; goes out: quoted lines in UTF-8. Read back, one apostrophe before one of `RUN` is to be taken off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from typing import BinaryIO

from onrecord.views.export.report import Report

__all__ = ["RUN", "csv_writer", "guarded"]

RUN = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula, or skips before one (OWASP, CSV Injection)."""
FORMULA = re.compile(f"'*[{re.escape(RUN)}]")
"""Apostrophes are counted in, so that taking one away gives back any cell."""


class CommaCsv(csv.excel):
    """Text is quoted, numbers are not."""

    quoting = csv.QUOTE_NONNUMERIC


class SemicolonCsv(csv.excel):
    """DNA's: every cell is quoted."""

    delimiter = ";"
    quoting = csv.QUOTE_ALL


def csv_writer(out: BinaryIO, report: Report, *, separator: str = ",") -> Callable[[Iterable[str | int | float]], None]:
    """A function that writes one row."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, SemicolonCsv if separator == ";" else CommaCsv)

    def write(row: Iterable[str | int | float]) -> None:
        writer.writerow([guarded(cell, report) if isinstance(cell, str) else cell for cell in row])
        out.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()

    return write


def guarded(cell: str, report: Report) -> str:
    text = report.text(cell)
    if FORMULA.match(text) is None:
        return text
    report.losses["cells a spreadsheet would run, begun with an apostrophe"] += 1
    return f"'{text}"
