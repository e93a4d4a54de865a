"""Citron JSON: one file a document with its quotes.

Comes in: readings; goes out: a folder of files. Offsets are Unicode code points, as Citron's own are. Source: BBC R&D,
Citron annotation format (https://github.com/bbc/citron, docs/data_format.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.model import Reading, Statement
from onrecord.views.export.report import Report
from onrecord.views.jsonl import span

__all__ = ["citron_object", "write_citron"]


def write_citron(readings: Iterable[Reading], folder: Path, report: Report) -> None:
    """One file a document, named for its id."""
    for reading in readings:
        report.documents += 1
        made = citron_object(reading)
        report.items += len(made["quotes"])
        report.losses["statements without a cue, left out"] += len(reading.statements) - len(made["quotes"])
        (folder / f"{reading.document.id}.json").write_bytes(f"{indented(made)}\n".encode())


def citron_object(reading: Reading) -> dict[str, Any]:
    """Citron knows no quote without a cue."""
    cued = [statement for statement in reading.statements if statement.cue is not None]
    return {"text": reading.document.text, "quotes": [quote(statement) for statement in cued]}


def quote(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "cue": span(statement.cue),
        "sources": [span(statement.source)] if statement.source else [],
        "contents": [span(one) for one in statement.content],
        "confidence": statement.confidence,
    }


def indented(value: dict[str, Any]) -> str:
    """ASCII, because a page may hold halves of surrogate pairs."""
    return json.dumps(value, ensure_ascii=True, indent=1)
