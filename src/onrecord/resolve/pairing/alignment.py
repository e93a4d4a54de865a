"""Sentences of two versions set side by side: one monotone path through both, in a band around the diagonal.

Comes in: the weighted keys of each unit; goes out: blocks of units that render one another. It knows no language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from onrecord.resolve.pairing.keys import Keys

__all__ = ["Block", "Weighed", "align", "joined", "likeness", "shared", "weighed"]

Weighed = Mapping[str, float]

BAND = 40
"""Units a rendering may stand away from the diagonal; keeps long pages linear."""
LOSS = 0.1
"""Likeness that a block needs to be better than two gaps; tuned on MEANTIME airbus, 0.05 to 0.2, 2026-11-23."""
EVEN = 0.2
"""What it is worth when both sides of a block are equally long; nothing when one is twice as long. Tuned there."""
JOINING = 0.15
"""What it costs to set two sentences against one; tuned there, 0.08 to 0.15."""
MOVES = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))


@dataclass(frozen=True, slots=True)
class Block:
    """Units [start, end) of one version and [other_start, other_end) of the other, and how alike they are, 0 to 1."""

    start: int
    end: int
    other_start: int
    other_end: int
    likeness: float


def weighed(units: Sequence[Keys], others: Sequence[Keys]) -> tuple[list[Weighed], list[Weighed]]:
    """The keys by what they say in these two documents: a key in every sentence says little."""
    counts: dict[str, int] = {}
    for side in (units, others):
        here: dict[str, int] = {}
        for keys in side:
            for key in keys:
                here[key] = here.get(key, 0) + 1
        for key, number in here.items():
            counts[key] = max(counts.get(key, 0), number)
    size = max(len(units), len(others), 2)
    rarity = {key: log(1 + size / number) / log(1 + size) for key, number in counts.items()}
    return [[{key: weight * rarity[key] for key, weight in keys.items()} for keys in side] for side in (units, others)]  # type: ignore[return-value]


def likeness(one: Weighed, other: Weighed) -> float:
    """Twice the weight of the keys in both, over the weight of all: 0 for nothing in common, 1 for the same keys."""
    whole = sum(one.values()) + sum(other.values())
    return 2 * sum(one[key] for key in one.keys() & other.keys()) / whole if whole else 0.0


def shared(one: Weighed, other: Weighed) -> list[str]:
    """The keys in both, those that say most first."""
    return sorted(one.keys() & other.keys(), key=lambda key: (-one[key], key))


Best = dict[tuple[int, int], tuple[float, tuple[int, int], float]]
"""Cell of the table: the score of the best path to it, the cell before on that path, how alike what lies between is."""


@dataclass(frozen=True, slots=True)
class Table:
    """The units of both sides with their lengths in code points, and the cells reached so far."""

    units: Sequence[Weighed]
    others: Sequence[Weighed]
    lengths: Sequence[int]
    other_lengths: Sequence[int]
    best: Best


def align(
    units: Sequence[Weighed], others: Sequence[Weighed], lengths: Sequence[int], other_lengths: Sequence[int]
) -> list[Block]:
    """The blocks of the best path, in order; units without a rendering are in none.

    `lengths` are those of the units in code points. Time and space are linear in the number of units, the band being
    fixed. After Gale and Church 1993, with shared keys beside the lengths.
    """
    if not units or not others:
        return []
    table = Table(units, others, lengths, other_lengths, {(0, 0): (0.0, (0, 0), 0.0)})
    for row in range(len(units) + 1):
        for column in band(row, len(units), len(others)):
            if (row, column) in table.best:
                extend(table, row, column)
    return path(table.best, len(units), len(others))


def band(row: int, rows: int, columns: int) -> range:
    middle = row * columns // rows
    reach = BAND + columns // rows + 1
    return range(max(0, middle - reach), min(columns, middle + reach) + 1)


def extend(table: Table, row: int, column: int) -> None:
    score = table.best[row, column][0]
    for down, right in MOVES:
        end = row + down, column + right
        if end[0] > len(table.units) or end[1] > len(table.others):
            continue
        gain, alike = gained(table, (row, column), end) if down and right else (0.0, 0.0)
        if end not in table.best or score + gain > table.best[end][0]:
            table.best[end] = (score + gain, (row, column), alike)


def gained(table: Table, start: tuple[int, int], end: tuple[int, int]) -> tuple[float, float]:
    """What the path gains by setting these units against each other, and how alike they are."""
    alike = likeness(joined(table.units[start[0] : end[0]]), joined(table.others[start[1] : end[1]]))
    long, other_long = sum(table.lengths[start[0] : end[0]]), sum(table.other_lengths[start[1] : end[1]])
    even = max(0.0, 2 * min(long, other_long) / max(long, other_long, 1) - 1)
    size = end[0] - start[0] + end[1] - start[1]
    return (alike + EVEN * even - LOSS - JOINING * (size - 2)) * size / 2, alike


def joined(units: Sequence[Weighed]) -> Weighed:
    if len(units) == 1:
        return units[0]
    return {key: weight for unit in units for key, weight in unit.items()}


def path(best: Best, rows: int, columns: int) -> list[Block]:
    at = (rows, columns)
    blocks: list[Block] = []
    while at != (0, 0):
        _, before, alike = best[at]
        if before[0] < at[0] and before[1] < at[1]:
            blocks.append(Block(before[0], at[0], before[1], at[1], alike))
        at = before
    return blocks[::-1]
