"""Where the marks of a picture stand: the matrix of positions, and the bars of a timeline.

Comes in: a Matrix, Happenings; goes out: coordinates and shapes. It writes no markup; templates do.
"""

from __future__ import annotations

import datetime
import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.views.network import Cell
from onrecord.views.standing import Matrix
from onrecord.views.timeline import Happening

__all__ = ["SHAPES", "Bar", "Column", "Glyph", "Line", "MatrixPicture", "Scale", "matrix_picture", "scale_of", "shape"]

SHAPES = ("support", "oppose", "mixed", "unclear", "uncoded")
"""What a cell can show, in the order of the legend."""
ROW, COLUMN, NAMES, LINE, PAD = 38, 96, 184, 16, 14
"""Pixels: height of a row, widths of a column and of the names, height of a line of a heading, room around."""
HEADING, NAME = 12, 24
"""Characters of a line of a heading, and of a name; longer ones are cut."""
LINES = 3
NARROWEST = 2.5
"""Percent of the width that the bar of a single day takes at least."""


@dataclass(frozen=True, slots=True)
class Column:
    """An issue over its column, in lines."""

    x: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An actor before its row; `y` is the middle of it."""

    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Glyph:
    """One cell: its middle, its shape, and the counts as they are written beside it."""

    x: float
    y: float
    shape: str
    counts: str


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """All marks of one picture, in pixels from its upper left corner."""

    width: int
    height: int
    top: int
    left: int
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    glyphs: tuple[Glyph, ...]


def matrix_picture(matrix: Matrix) -> MatrixPicture:
    headings = [wrapped(issue.label) for issue in matrix.issues]
    top = PAD + LINE * max(map(len, headings), default=0) + 8
    columns = [Column(NAMES + COLUMN * (at + 0.5), lines) for at, lines in enumerate(headings)]
    rows = [Line(top + ROW * (at + 0.5), cut(row.actor.name)) for at, row in enumerate(matrix.rows)]
    glyphs = [
        Glyph(column.x, line.y, shape(cell), counts(cell))
        for row, line in zip(matrix.rows, rows, strict=True)
        for cell, column in zip(row.cells, columns, strict=True)
        if cell is not None
    ]
    size = (NAMES + COLUMN * len(columns) + PAD, top + ROW * len(rows) + 4)
    return MatrixPicture(*size, top, NAMES, tuple(columns), tuple(rows), tuple(glyphs))


def wrapped(label: str) -> tuple[str, ...]:
    words = " ".join(label.split())
    return tuple(textwrap.wrap(words, HEADING, max_lines=LINES, placeholder="…")) or (words[:HEADING],)


def cut(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= NAME else words[: NAME - 1].rstrip() + "…"


def shape(cell: Cell) -> str:
    """`uncoded` for a cell without a position."""
    return cell.label or "uncoded"


def counts(cell: Cell) -> str:
    """`2` positions of one kind, `+2 −1` of both; nothing where there is one statement."""
    held = {label: count for label, count in cell.counts.items() if count}
    if len(held) > 1:
        signs = {"support": "+", "oppose": "−", "mixed": "±", "unclear": "?"}
        return " ".join(f"{signs[label]}{count}" for label, count in held.items())
    return str(sum(held.values()) or cell.uncoded)


@dataclass(frozen=True, slots=True)
class Bar:
    """From `x` for `width`, in percent of the width of the timeline."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to percent of the width. Between two days that anything begins or ends on, room grows with the logarithm
    of the gap: a week stays visible beside a year, and long gaps are drawn together.
    """

    places: dict[datetime.date, float]

    def bar(self, happening: Happening) -> Bar | None:
        if happening.start is None or happening.end is None:
            return None
        x = self.places[happening.start]
        width = max(self.places[happening.end] - x, NARROWEST)
        return Bar(round(min(x, 100 - width), 2), round(width, 2))


def scale_of(happenings: Iterable[Happening], also: Sequence[datetime.date] = ()) -> Scale:
    """A scale for these, and for the days of `also`."""
    found = {day for one in happenings for day in (one.start, one.end) if day is not None} | set(also)
    ordered = sorted(found)
    gaps = [math.log2(1 + (later - earlier).days) for earlier, later in pairwise(ordered)]
    whole = sum(gaps) or 1.0
    places, here = {}, 0.0
    for day, gap in zip(ordered, [*gaps, 0.0], strict=False):
        places[day] = 100 * here / whole
        here += gap
    return Scale(places)
