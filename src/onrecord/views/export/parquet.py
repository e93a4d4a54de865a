"""Parquet: one table of the record, typed and compressed.

Comes in: readings; goes out: a Parquet file. It is the only door to pyarrow, which comes with the extra `research`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, TypeVar

from onrecord.errors import OnrecordError
from onrecord.model import Reading
from onrecord.views.export.options import Options
from onrecord.views.export.report import Report
from onrecord.views.export.tables import COLUMNS, Kind, rows_of

__all__ = ["write_parquet"]

Item = TypeVar("Item")
ROWS = 10_000
"""Rows held in memory, and rows of a row group."""


def write_parquet(readings: Iterable[Reading], out: BinaryIO, report: Report, options: Options) -> None:
    """Raises OnrecordError where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise OnrecordError("parquet", "needs pyarrow; install onrecord with the extra `research`") from error
    types = arrow_types(pyarrow)
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS[options.table].items()])
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for rows in batches(rows_of(readings, options.table, report)):
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


def arrow_types(pyarrow: Any) -> dict[Kind, Any]:
    span = pyarrow.struct([("start", pyarrow.int64()), ("end", pyarrow.int64()), ("text", pyarrow.string())])
    return {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "spans": pyarrow.list_(span),
    }


def batches(rows: Iterable[Item]) -> Iterator[list[Item]]:
    """At least one, so that an empty table has its columns."""
    steady = iter(rows)
    batch = list(islice(steady, ROWS))
    yield batch
    while batch := list(islice(steady, ROWS)):
        yield batch
