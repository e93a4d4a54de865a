"""CSV: one table of the record, for a spreadsheet or a statistics program.

Comes in: readings; goes out: CSV (RFC 4180) in UTF-8, lists and spans as JSON in a cell. What is not known is empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from onrecord.model import Reading
from onrecord.views.export.cells import csv_writer
from onrecord.views.export.options import Options
from onrecord.views.export.report import Report
from onrecord.views.export.tables import COLUMNS, rows_of

__all__ = ["write_csv"]


def write_csv(readings: Iterable[Reading], out: BinaryIO, report: Report, options: Options) -> None:
    """Raises nothing of its own: every text can be a cell."""
    write = csv_writer(out, report)
    columns = COLUMNS[options.table]
    write(columns)
    for row in rows_of(readings, options.table, report):
        write(cell(row[name]) for name in columns)


def cell(value: Any) -> str | int | float:
    if value is None or isinstance(value, bool | list):
        return "" if value is None else json.dumps(value, ensure_ascii=False)
    number: str | int | float = value
    return number
