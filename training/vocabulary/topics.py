"""Makes src/onrecord/vocabulary/topics.csv: the IPTC Media Topics with their labels in English, Spanish and French.

Comes in: the workbook that IPTC publishes (NewsCodes, CC BY 4.0), named on the command line; goes out: the file, one
row for each topic that is not retired: code, code of the topic above, labels. Every label is IPTC's own.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

OUT = Path(__file__).resolve().parent.parent.parent / "src/onrecord/vocabulary/topics.csv"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LABELS = {"en": "Name (en-GB)", "es": "Name (es)", "fr": "Name (fr)"}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The cells of each row by column letter."""
    with ZipFile(path) as book:
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        shared = ["".join(t.text or "" for t in item.iter(f"{SHEET}t")) for item in strings]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    for row in sheet.iter(f"{SHEET}row"):
        cells = {}
        for cell in row:
            value = cell.find(f"{SHEET}v")
            if value is not None and value.text:
                column = re.sub(r"\d", "", cell.get("r", ""))
                cells[column] = shared[int(value.text)] if cell.get("t") == "s" else value.text
        yield cells


def topics(path: Path) -> Iterator[dict[str, str]]:
    """Rows by the names in the row that begins with `NewsCode-URI`."""
    names: dict[str, str] = {}
    for cells in rows(path):
        if not names and "NewsCode-URI" in cells.values():
            names = cells
        elif names:
            yield {names[column]: value for column, value in cells.items() if column in names}


def level(topic: dict[str, str]) -> int:
    """How deep a topic stands: the rows are in the order of the tree, and each has its code in the column of its level."""
    return next(level for level in range(1, 7) if f"Level{level}/NewsCode" in topic)


def main(path: Path) -> None:
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "parent", *LABELS])
        way: list[str] = []
        for topic in topics(path):
            code = topic["NewsCode-QCode (flat)"].removeprefix("medtop:")
            way[level(topic) - 1 :] = [code]
            if "RetiredDate" not in topic:
                labels = (topic.get(name, "").strip() for name in LABELS.values())
                writer.writerow([code, way[-2] if len(way) > 1 else "", *labels])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
