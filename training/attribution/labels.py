"""Gold attributions as targets for the network: anchors, and for each anchor the role of every word piece.

Comes in: text, pieces, attributions with character offsets; goes out: arrays. It does not read files.
A statement is anchored at the first piece of its cue, or of its content when it has no cue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ANCHORS = ("none", "cue", "open")
ROLE_NAMES = ("source", "cue", "content", "relay", "addressee", "setting")
ROLES = ("O", *(f"{prefix}-{name}" for name in ROLE_NAMES for prefix in "BI"))
ACTS = (
    "say announce claim deny ask demand promise threaten warn accuse criticise praise agree disagree support "
    "oppose reject hope believe predict apologise confirm rule estimate recall thank offer"
).split()


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """`anchor` (T,), `flat` (T,) roles of the union, `places` (N,) anchor pieces, `roles` (N, T), `acts`, `negated` (N,)."""

    anchor: NDArray[np.int64]
    flat: NDArray[np.int64]
    places: NDArray[np.int64]
    roles: NDArray[np.int64]
    acts: NDArray[np.int64]
    negated: NDArray[np.int64]


def targets(offsets: NDArray[np.int32], attributions: list[dict[str, Any]]) -> Targets:
    anchor = np.zeros(len(offsets), dtype=np.int64)
    flat = np.zeros(len(offsets), dtype=np.int64)
    places, rows, acts, negated = [], [], [], []
    ordered = sorted(attributions, key=lambda a: -sum(end - start for start, end in a["content"]))
    for a in ordered:
        row = role_row(offsets, a)
        first = a["cue"] or a["content"]
        at = covered(offsets, first[0])
        if not len(at) or anchor[at[0]]:
            continue
        anchor[at[0]] = 1 if a["cue"] else 2
        places.append(int(at[0]))
        rows.append(row)
        acts.append(ACTS.index(a["act"]) if a.get("act") in ACTS else -100)
        negated.append(int(bool(a.get("negated"))))
        flat = np.where(row > 0, row, flat)
    return Targets(
        anchor, flat, np.asarray(places, dtype=np.int64),
        np.asarray(rows, dtype=np.int64).reshape(len(places), len(offsets)),
        np.asarray(acts, dtype=np.int64), np.asarray(negated, dtype=np.int64),
    )  # fmt: skip


def role_row(offsets: NDArray[np.int32], a: dict[str, Any]) -> NDArray[np.int64]:
    """Inner roles are written over outer ones: a setting inside a cue is a setting."""
    spans = {
        "content": a["content"], "source": a["source"], "cue": a["cue"],
        "relay": [r["span"] for r in a["relays"] if r.get("span")],
        "addressee": [a["addressee"]] if a["addressee"] else [], "setting": [a["setting"]] if a["setting"] else [],
    }  # fmt: skip
    row = np.zeros(len(offsets), dtype=np.int64)
    for role in ("content", "setting", "addressee", "relay", "source", "cue"):
        begin = ROLES.index(f"B-{role}")
        for span in spans[role]:
            at = covered(offsets, span)
            if role in ("addressee", "setting") and len(at) and (row[at] > 0).any() and role_inside(row[at], "content"):
                continue  # words that are content stay content; its boundaries matter more
            if len(at):
                row[at] = begin + 1
                row[at[0]] = begin
    return row


def role_inside(row: NDArray[np.int64], role: str) -> bool:
    begin = ROLES.index(f"B-{role}")
    return bool(((row == begin) | (row == begin + 1)).any())


def covered(offsets: NDArray[np.int32], span: list[int]) -> NDArray[np.int64]:
    """Pieces that lie in a span, breaks of no width left out."""
    start, end = span
    inside = (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
    return np.flatnonzero(inside)
