"""French without French weights, measured: `python evaluation/french.py [--shared DIR] [--model LANGUAGE] [--show N]`.

Comes in: the silver attributions of Sequoia and GSD under `--shared`; goes out: how many of them the encoder that ships
for another language finds, and how much of what it finds is among them. It switches nothing on and pins no floor. Exit
status 0; 2 without the data.

The silver is made by rules over gold trees with a list of reporting verbs: sentences stand alone, without their
article, and indirect speech under a verb that the list lacks is not in it, so precision here is a lower bound. A
statement is found when its content and the silver one share half of all the code points that either has; its source is
right when it overlaps the silver one, or both are absent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord import document as documents
from onrecord import language, quotation
from onrecord.capture import capture_text
from onrecord.language.models import attribution_model
from onrecord.model import Quotation, Span
from onrecord.settings import Settings

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
FILES = ("fr_sequoia_train_trees.jsonl", "fr_gsd_dev_trees.jsonl")


@dataclass(slots=True)
class Count:
    """Silver attributions, statements found, those that agree, and those of them whose source agrees."""

    silver: int = 0
    found: int = 0
    right: int = 0
    sources: int = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a file."""
    parser = argparse.ArgumentParser(description="Score the shipped encoders on French silver.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data/ in it")
    parser.add_argument("--model", default="en", help="language whose encoder reads the sentences")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print so many statements that do not agree")
    options = parser.parse_args(arguments)
    folder = options.shared / "data" / "attribution_derived"
    if not folder.is_dir():
        print(f"{folder}: no silver there", file=sys.stderr)
        return 2
    for name in FILES:
        shown: list[str] = []
        rows = [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        print(f"{name}: {told(counted(rows, options.model, shown))}")
        print(*shown[: options.show], sep="\n")
    return 0


def counted(rows: Iterable[dict[str, Any]], reader: str, shown: list[str]) -> Count:
    count = Count()
    for row in rows:
        if not any(map(str.isalnum, row["text"])):
            continue
        silver = row["attributions"]
        found = read(row["text"], reader)
        count.silver += len(silver)
        count.found += len(found)
        left = list(silver)
        for one in found:
            twin = next((each for each in left if alike(places(one.content), gold(each["content"])) >= 0.5), None)
            if twin is None:
                shown.append(f"  {[s.text for s in (one.source, one.cue, *one.content) if s]}")
                continue
            left.remove(twin)
            count.right += 1
            source, there = places([one.source] if one.source else []), gold(twin["source"])
            count.sources += bool(source & there) or not (source or there)
    return count


def read(text: str, reader: str) -> list[Quotation]:
    """The confident quotations of one sentence, read as French by the encoder of another language."""
    document = replace(documents.build(capture_text(text)), language="fr", furniture=())
    analysis = language.analyse(document, model=attribution_model(reader))
    return list(quotation.confident(quotation.find(document, analysis), Settings().confidence, analysis.quoted))


def places(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def gold(spans: Iterable[dict[str, int]]) -> set[int]:
    return {place for span in spans for place in range(span["start"], span["end"])}


def alike(one: set[int], other: set[int]) -> float:
    """Code points in both over those in either."""
    return len(one & other) / len(one | other) if one | other else 0.0


def told(count: Count) -> str:
    precision, recall = share(count.right, count.found), share(count.right, count.silver)
    return (
        f"{count.silver} silver attributions, {count.found} statements found, {count.right} agree: precision "
        f"{precision}, recall {recall}; source right in {share(count.sources, count.right)} of these"
    )


def share(some: int, whole: int) -> str:
    return f"{100 * some / whole:.1f} %" if whole else "none"


if __name__ == "__main__":
    sys.exit(main())
