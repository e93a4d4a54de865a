"""The encoder over a whole document, window by window.

Comes in: pieces and a function that runs the network on one batch of windows; goes out: `Signals`.
It knows neither the runtime nor what the scores mean; each piece is read where it stands most central.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.model import Signals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.language.pieces import Pieces

__all__ = ["Legend", "Run", "signals_of", "windows"]

Run = Callable[["NDArray[np.int64]", "NDArray[np.int64]"], Mapping[str, "NDArray[np.float32]"]]
"""(B, T) ids and forms, CLS and SEP and padding (id 0) in place, to arrays (B, T, ...)."""

CLS, SEP = 101, 102
WIDTH = 254
STRIDE = 190
BATCH = 8


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
    bounds = windows(length)
    for first in range(0, len(bounds), BATCH):
        batch = bounds[first : first + BATCH]
        out = run(*padded(pieces, batch))
        for row, (start, end) in enumerate(batch):
            left = 0 if start == 0 else (start + bounds[first + row - 1][1]) // 2
            right = length if end == length else (bounds[first + row + 1][0] + end) // 2
            for name, values in out.items():
                whole = arrays.setdefault(name, np.zeros((length, *values.shape[2:]), dtype=np.float32))
                whole[left:right] = values[row, 1 + left - start : 1 + right - start]
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


def windows(length: int) -> list[tuple[int, int]]:
    """Half open ranges of pieces, each WIDTH long at most, neighbours sharing WIDTH - STRIDE pieces."""
    if length <= WIDTH:
        return [(0, length)] if length else []
    starts = list(range(0, length - WIDTH, STRIDE))
    return [(start, start + WIDTH) for start in starts] + [(length - WIDTH, length)]


def padded(pieces: Pieces, batch: list[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    widest = max(end - start for start, end in batch) + 2
    ids = np.zeros((len(batch), widest), dtype=np.int64)
    forms = np.full((len(batch), widest), 3, dtype=np.int64)
    for row, (start, end) in enumerate(batch):
        ids[row, 0], ids[row, 1 + end - start] = CLS, SEP
        ids[row, 1 : 1 + end - start] = pieces.ids[start:end]
        forms[row, 1 : 1 + end - start] = pieces.forms[start:end]
    return ids, forms
