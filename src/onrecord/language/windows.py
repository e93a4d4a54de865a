"""The encoder over a whole document, window by window.

Comes in: pieces and a function that runs the network on one batch of windows; goes out: `Signals`.
It knows neither the runtime nor what the scores mean. A window begins with a paragraph where it can, sees some words
more on either side, and each piece is read in one window only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.language.pieces import NO_LETTERS
from onrecord.model import Signals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.language.pieces import Pieces

__all__ = ["Legend", "Run", "Window", "signals_of", "windows"]

Run = Callable[["NDArray[np.int64]", "NDArray[np.int64]"], Mapping[str, "NDArray[np.float32]"]]
"""(1, T) ids and forms of one window, CLS and SEP in place, to arrays (1, T, ...).

One window at a time: nothing is padded, what a layer hands on stays in the processor's cache, and no window's numbers
depend on another's. A batch of eight cost 1.36 times as much (2026-11-24)."""

CLS, SEP = 101, 102
WIDTH = 254
AROUND = 32
"""Pieces that a window sees before and after those that are read in it.

On the articles held out of training (37 articles, 2026-11-24; 0 to 127 before and 0 to 64 after tried) windows that
begin with a paragraph and see 32 + 24 or 32 + 40 pieces more were two points of F1 better than windows of a fixed
stride of 190, at the same cost; with nothing seen around, half a point."""
LEAST = 100
"""A window is not cut at a paragraph before so many pieces are read in it, so that short paragraphs cost little."""


@dataclass(frozen=True, slots=True)
class Window:
    """[start, end) is what the network sees, [first, last) what is read of it; all in pieces."""

    start: int
    first: int
    last: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Legend:
    """What comes with the weights: names of columns, keys that links point at, distances, weights of certainty."""

    labels: Mapping[str, tuple[str, ...]]
    links: Mapping[str, str]
    distances: Mapping[str, NDArray[np.float32]]
    buckets: tuple[int, ...]
    calibration: Mapping[str, float]


def signals_of(pieces: Pieces, run: Run, legend: Legend) -> Signals:
    """Run the network over all windows. Linear in the number of pieces."""
    length = len(pieces.ids)
    arrays: dict[str, NDArray[np.float32]] = {}
    for window in windows(pieces):
        inside = slice(1 + window.first - window.start, 1 + window.last - window.start)
        for name, values in run(*enclosed(pieces, window)).items():
            whole = arrays.setdefault(name, np.zeros((length, *values.shape[2:]), dtype=np.float32))
            whole[window.first : window.last] = values[0, inside]
    return Signals(
        labels=legend.labels,
        pieces=pieces.offsets,
        tags={layer: column(arrays, f"tags.{layer}") for layer in legend.labels if layer not in ("act", "negated")},
        queries={link: column(arrays, f"query.{link}") for link in legend.links},
        keys={link: column(arrays, f"key.{key}") for link, key in legend.links.items()},
        distances=legend.distances,
        buckets=legend.buckets,
        act=column(arrays, "act"),
        negated=column(arrays, "negated"),
        calibration=legend.calibration,
    )


def column(arrays: Mapping[str, NDArray[np.float32]], name: str) -> NDArray[np.float32]:
    """An output by name; no rows when the text has no pieces. Raises KeyError when the network does not give it."""
    return arrays[name] if arrays else np.zeros((0, 1), dtype=np.float32)


def windows(pieces: Pieces) -> list[Window]:
    """Windows of WIDTH pieces at most, in text order; each piece is read in one. Linear in the number of pieces."""
    length = len(pieces.ids)
    breaks = [int(at) for at in np.flatnonzero(pieces.offsets[:, 0] == pieces.offsets[:, 1])]
    out: list[Window] = []
    first = 0
    while first < length:
        start = seen_before(first, breaks)
        last = length if length - start <= WIDTH else cut(first, start + WIDTH - AROUND, breaks)
        out.append(Window(start, first, last, min(length, last + AROUND)))
        first = last
    return out


def seen_before(first: int, breaks: Sequence[int]) -> int:
    """Where a window begins: with the paragraphs that fit into what it sees before, or inside one it goes on with."""
    earliest = max(0, first - AROUND)
    position = bisect_left(breaks, first)
    if position == len(breaks) or breaks[position] != first:
        return earliest
    return breaks[bisect_left(breaks, earliest)]


def cut(first: int, limit: int, breaks: Sequence[int]) -> int:
    """The last paragraph that begins between LEAST pieces and the limit, the limit itself where none does."""
    position = bisect_right(breaks, limit) - 1
    return breaks[position] if position >= 0 and breaks[position] > first + LEAST else limit


def enclosed(pieces: Pieces, window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and forms (1, T) of what the window sees, between CLS and SEP."""
    seen = slice(window.start, window.end)
    ids = np.concatenate(([CLS], pieces.ids[seen], [SEP]))
    forms = np.concatenate(([NO_LETTERS], pieces.forms[seen], [NO_LETTERS]))
    return ids[None, :], forms[None, :]
