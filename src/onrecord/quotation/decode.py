"""From scores to drafts: the best spans of each statement, one anchor at a time.

Comes in: `Signals`; goes out: `Draft`s, runs of word pieces by role. It knows nothing of words, marks or sentences.
Each anchor gets its own Viterbi path over the roles, so nested statements and shared sources need no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.model import Signals

__all__ = ["Decoder", "Draft", "drafts"]


@dataclass(frozen=True, slots=True)
class Decoder:
    """Tuned on folds of the training corpus; see training/attribution/card.md."""

    anchor: float = 0.3
    """Least probability of an anchor to be looked at."""
    reach_back: int = 160
    reach_on: int = 320
    """How far from its anchor, in word pieces, a statement is looked for."""
    content_bias: float = 0.0
    source_bias: float = 0.0
    """Added to the scores of the role: more recall above zero, more precision below."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One anchor's statement in word pieces: half open runs by role. Probabilities are means over the run's pieces."""

    anchor: int
    probability: float
    has_cue: bool
    runs: Mapping[str, tuple[tuple[int, int], ...]]
    certainty: Mapping[str, float]
    act: str | None
    negated: bool


def drafts(signals: Signals, decoder: Decoder) -> list[Draft]:
    """Drafts in text order, those without content left out."""
    if not len(signals.pieces):
        return []
    anchors = softmax(signals.anchor)
    candidates = np.flatnonzero(1 - anchors[:, 0] >= decoder.anchor)
    rules = Transitions.of(signals.labels["role"])
    found = (draft(signals, decoder, rules, anchors, int(at)) for at in candidates)
    return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True, eq=False)
class Transitions:
    """Which role may follow which in BIO: I- only after B- or I- of its own role."""

    start: NDArray[np.float32]
    step: NDArray[np.float32]

    @staticmethod
    def of(roles: tuple[str, ...]) -> Transitions:
        start = np.zeros(len(roles), dtype=np.float32)
        step = np.zeros((len(roles), len(roles)), dtype=np.float32)
        for to, name in enumerate(roles):
            if name.startswith("I-"):
                start[to] = -np.inf
                step[:, to] = [0.0 if before[2:] == name[2:] else -np.inf for before in roles]
        return Transitions(start, step)


def draft(
    signals: Signals, decoder: Decoder, rules: Transitions, anchors: NDArray[np.float32], at: int
) -> Draft | None:
    low, high = max(0, at - decoder.reach_back), min(len(signals.pieces), at + decoder.reach_on)
    scores = role_scores(signals, at, low, high)
    roles = signals.labels["role"]
    for column, name in enumerate(roles):
        if name.endswith("-content"):
            scores[:, column] += decoder.content_bias
        elif name.endswith("-source"):
            scores[:, column] += decoder.source_bias
    probabilities = softmax(scores)
    path = viterbi(np.log(probabilities), rules)
    runs, certainty = runs_of(path, probabilities, roles, low)
    if "content" not in runs:
        return None
    acts, negations = softmax(signals.act[at]), softmax(signals.negated[at])
    return Draft(
        anchor=at,
        probability=float(1 - anchors[at, 0]),
        has_cue="cue" in runs,
        runs=runs,
        certainty=certainty,
        act=signals.labels["act"][int(acts.argmax())],
        negated=bool(negations[1] > negations[0]),
    )


def role_scores(signals: Signals, at: int, low: int, high: int) -> NDArray[np.float32]:
    """(high - low, R) scores of the roles of the pieces around an anchor."""
    linked = np.einsum("rd,trd->tr", signals.query[at], signals.key[low:high])
    away = np.searchsorted(signals.buckets, np.arange(low, high) - at, side="left")
    scores: NDArray[np.float32] = signals.role[low:high] + linked + signals.distance[away]
    return scores


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def viterbi(scores: NDArray[np.float32], rules: Transitions) -> NDArray[np.int64]:
    """The best path of labels through (T, R) log scores."""
    best = scores[0] + rules.start
    back = np.zeros(scores.shape, dtype=np.int64)
    for t in range(1, len(scores)):
        through = best[:, None] + rules.step
        back[t] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[t]
    path = np.zeros(len(scores), dtype=np.int64)
    path[-1] = int(best.argmax())
    for t in range(len(scores) - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


def runs_of(
    path: NDArray[np.int64], probabilities: NDArray[np.float32], roles: tuple[str, ...], low: int
) -> tuple[dict[str, tuple[tuple[int, int], ...]], dict[str, float]]:
    """Half open runs by role, and the mean probability of the pieces of each role."""
    runs: dict[str, list[tuple[int, int]]] = {}
    sums: dict[str, list[float]] = {}
    for t, label in enumerate(path):
        if label == 0:
            continue
        prefix, _, name = roles[label].partition("-")
        mine = runs.setdefault(name, [])
        if prefix == "B" or not mine:
            mine.append((low + t, low + t + 1))
        else:
            mine[-1] = (mine[-1][0], low + t + 1)
        begin = roles.index(f"B-{name}")
        sums.setdefault(name, []).append(float(probabilities[t, begin] + probabilities[t, begin + 1]))
    return {n: tuple(r) for n, r in runs.items()}, {n: sum(p) / len(p) for n, p in sums.items()}
