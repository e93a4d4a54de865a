"""Gold attributions as targets for the network: tags of every word piece, and links between them.

Comes in: pieces and attributions with character offsets; goes out: arrays. It does not read files.
Statements that stand inside another's content are tagged in a layer of their own, so both survive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from markup import ACTS
from numpy.typing import NDArray

TAGS = {
    "outer": ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"),
    "inner": ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"),
    "carrier": ("O", "B-relay", "I-relay", "B-addressee", "I-addressee", "B-setting", "I-setting"),
    "name": ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"),
}
__all__ = ["ACTS", "LAYERS", "TAGS", "Targets", "covered", "targets"]

LAYERS = ("outer", "inner", "carrier")


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """T pieces, N statements. `tags` (T,) by layer; `owners` (T,) the statement a content or carrier piece belongs to,
    -1 for none, by layer; `anchors` (N, T) the pieces of a statement's cue, or the first of its content;
    `sources` (N, T) the pieces of its source, or its anchor when it has none; `acts`, `negated` (N,)."""

    tags: dict[str, NDArray[np.int64]]
    owners: dict[str, NDArray[np.int64]]
    anchors: NDArray[np.bool_]
    sources: NDArray[np.bool_]
    acts: NDArray[np.int64]
    negated: NDArray[np.int64]


def targets(offsets: NDArray[np.int32], attributions: list[dict[str, Any]]) -> Targets:
    count, length = len(attributions), len(offsets)
    tags = {layer: np.zeros(length, dtype=np.int64) for layer in LAYERS}
    owners = {layer: np.full(length, -1, dtype=np.int64) for layer in LAYERS}
    anchors, sources = np.zeros((count, length), dtype=bool), np.zeros((count, length), dtype=bool)
    inner = {n for n, a in enumerate(attributions) if any(holds(b, a) for b in attributions if b is not a)}
    for role in ("content", "source", "cue"):  # a cue or source inside a content is written over it
        for n, a in enumerate(attributions):
            write(offsets, tags, owners, "inner" if n in inner else "outer", role, a[role], n)
    for n, a in enumerate(attributions):
        holders = [b for b in attributions if b is not a and holds(b, a)]
        for role, spans in carriers(a, holders).items():
            write(offsets, tags, owners, "carrier", role, spans, n)
        anchors[n, anchor(offsets, a)] = True
        for span in a["source"]:
            sources[n, covered(offsets, span)] = True
        if not sources[n].any():
            sources[n] = anchors[n]
    acts = [ACTS.index(a["act"]) if a.get("act") in ACTS else -100 for a in attributions]
    negated = [int(bool(a.get("negated"))) for a in attributions]
    return Targets(
        tags, owners, anchors, sources, np.asarray(acts, dtype=np.int64), np.asarray(negated, dtype=np.int64)
    )


def holds(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    """Whether a statement's content, or its cue, stands inside the other's content."""

    def within(spans: list[list[int]]) -> bool:
        return bool(spans) and all(any(o[0] <= s[0] and s[1] <= o[1] for o in outer["content"]) for s in spans)

    if inner["content"] == outer["content"]:
        return False
    return within(inner["content"]) or within(inner["cue"])


def carriers(a: dict[str, Any], holders: list[dict[str, Any]]) -> dict[str, list[list[int]]]:
    """Spans by role. The source of a statement that holds this one is its relay by rule, so it need not be learnt."""
    spoken = [span for b in holders for span in b["source"]]
    return {
        "setting": [a["setting"]] if a.get("setting") else [],
        "addressee": [a["addressee"]] if a.get("addressee") else [],
        "relay": [r["span"] for r in a.get("relays", ()) if r.get("span") and not meets(r["span"], spoken)],
    }


def meets(span: list[int], others: list[list[int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def write(offsets, tags, owners, layer, role, spans, owner) -> None:  # type: ignore[no-untyped-def]
    begin = TAGS[layer].index(f"B-{role}")
    for span in spans:
        at = covered(offsets, span)
        if len(at):
            tags[layer][at] = begin + 1
            tags[layer][at[0]] = begin
            owners[layer][at] = owner if role not in ("source", "cue") else -1


def anchor(offsets: NDArray[np.int32], a: dict[str, Any]) -> NDArray[np.int64]:
    if a["cue"]:
        return np.concatenate([covered(offsets, span) for span in a["cue"]])
    return covered(offsets, a["content"][0])[:1]


def covered(offsets: NDArray[np.int32], span: list[int]) -> NDArray[np.int64]:
    """Pieces that lie in a span, breaks of no width left out."""
    start, end = span
    return np.flatnonzero((offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0]))
