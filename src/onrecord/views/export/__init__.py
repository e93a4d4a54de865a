"""The record, or readings, in the formats of research tools, calendars and the web of data.

Comes in: readings, a format by name; goes out: a file, and a Report of what it holds and of what the format could not.
Every format streams; a graph keeps positions only. The same readings give the same bytes (of a .dna file: rows).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from os import getpid
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Literal

from onrecord.errors import OnrecordError
from onrecord.model import Reading
from onrecord.views.export.options import GRAPHS, QUALIFIERS, TABLES, Options
from onrecord.views.export.report import Report

__all__ = ["FORMATS", "GRAPHS", "QUALIFIERS", "TABLES", "Format", "Options", "Report", "export"]


NAME = 100
"""Characters of a file's name in that of its draft; file systems take 255 bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """`into` is what its writer takes: a stream, the path of a new file, or a folder. `counts` names its items."""

    module: str
    writer: str
    into: Literal["stream", "file", "folder"]
    counts: str
    chosen: bool = False
    """Whether its writer takes Options."""


FORMATS: dict[str, Format] = {
    "jsonl": Format("jsonlines", "write_jsonl", "stream", "line"),
    "csv": Format("commas", "write_csv", "stream", "row", chosen=True),
    "parquet": Format("parquet", "write_parquet", "stream", "row", chosen=True),
    "dna": Format("dna", "write_dna", "file", "statement", chosen=True),
    "dna-csv": Format("eventlist", "write_event_list", "stream", "statement", chosen=True),
    "graphml": Format("graphs", "write_graphml", "stream", "element", chosen=True),
    "gexf": Format("graphs", "write_gexf", "stream", "element", chosen=True),
    "plover": Format("plover", "write_plover", "stream", "event"),
    "citron": Format("citron", "write_citron", "folder", "quote"),
    "annotation": Format("annotation", "write_annotations", "stream", "annotation"),
    "schema-org": Format("schemaorg", "write_schema_org", "stream", "node"),
    "ics": Format("calendar", "write_calendar", "stream", "event"),
}
"""By the name on the command line; documented in docs/reference/exports.md."""


def export(name: str, readings: Iterable[Reading], path: Path, options: Options | None = None) -> Report:
    """Write the readings to `path` in the format of this name; `-` is standard output.

    A file takes its place whole or not at all. A folder is made where there is none; its files are replaced one by one.
    Raises OnrecordError for an unknown format, a library that is not installed, and what cannot be written.
    """
    kind = FORMATS.get(name)
    if kind is None:
        raise OnrecordError(name, f"no such format; known: {', '.join(FORMATS)}")
    if kind.into == "folder" and path == Path("-"):
        raise OnrecordError(name, "is a folder of files and cannot be printed")
    write: Callable[..., None] = getattr(import_module(f"onrecord.views.export.{kind.module}"), kind.writer)
    report = Report()
    given = (options or Options(),) if kind.chosen else ()
    if path == Path("-"):
        with TemporaryDirectory(prefix="onrecord-") as folder:
            draft = Path(folder) / name
            written(write, kind, readings, draft, (report, *given))
            printed(draft)
        return report
    try:
        if kind.into == "folder":
            path.mkdir(parents=True, exist_ok=True)
            write(readings, path, report, *given)
        else:
            with whole(path) as draft:
                written(write, kind, readings, draft, (report, *given))
    except OSError as error:
        raise OnrecordError(str(path), f"cannot be written: {error.strerror or error}") from error
    return report


def written(
    write: Callable[..., None], kind: Format, readings: Iterable[Reading], draft: Path, given: tuple[object, ...]
) -> None:
    if kind.into == "file":
        write(readings, draft, *given)
        return
    with draft.open("wb") as out:
        write(readings, out, *given)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A draft beside `path` that takes its place when all went well, else vanishes."""
    draft = path.with_name(f".{path.name[:NAME]}.{getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def printed(draft: Path) -> None:
    with draft.open("rb") as file:
        copyfileobj(file, sys.stdout.buffer)
    sys.stdout.buffer.flush()
