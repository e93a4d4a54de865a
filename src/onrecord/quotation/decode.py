"""From scores to drafts: spans by tag, joined to their cue by the links.

Comes in: `Signals`; goes out: `Draft`s, runs of word pieces by role. It knows nothing of words, marks or sentences.
Spans are best paths over the tags, one per layer. Every content goes to the cue it points at, every cue takes the
source it points at: several contents to a cue, sources shared and left out, and nesting need no rule.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.model import Signals

__all__ = ["Decoder", "Draft", "drafts"]

Run = tuple[int, int]
Item = TypeVar("Item")
LAYERS = ("outer", "inner")
SURE_ACT = 0.8
"""Below this an act is plain saying: the first of the acts."""
SURELY_OUTSIDE = 0.999
"""Probability of no tag from which a piece cannot be on the best path of a statement."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """Tuned on folds of the training corpus; the card of the model tells how."""

    outside: float = 0.5
    inside: float = -1.0
    carrying: float = 0.0
    """Added to the score of no tag in the outer, inner and carrier layer: precision above zero, recall below."""
    link: float = 0.3
    """Least share of a content's or carrier's links that must fall on one cue."""
    source: float = 0.1
    """Least share of a cue's links that must fall on its source."""
    lone: float = 0.2
    """What a cue's pointing at itself, for want of a source, counts beside its pointing at one."""
    far: float = 0.03
    crossing: float = 2.0
    ahead: float = 8.0
    """What a link loses for every piece between its ends, and for every paragraph break, behind and ahead of it: words
    may go on in the paragraph after their cue, hardly ever stand in the one before."""
    faint: float = 0.05
    """Least probability of a piece beside a content without cue to be its cue after all."""
    beside: int = 10
    """How far beside, in word pieces."""
    shadow: float = 0.1
    """Least probability of a piece that a cue points at to be a source after all."""
    sharp: float = 0.4
    """Least share of its links that must fall on that piece."""
    reach: int = 250
    """How far a link goes, in word pieces: as far as the windows the network was trained on."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement in word pieces: half open runs by role, and how sure the network was of tags and links.

    `certainty` holds `cue`, `content`, `source` (mean probability of the tags), `edges` (of the content's two end
    pieces) and `link`, `to_source` (share of links).
    """

    anchor: int
    layer: str
    runs: Mapping[str, tuple[Run, ...]]
    certainty: Mapping[str, float]
    act: str
    negated: bool


@dataclass(slots=True)
class Statement:
    """A draft while it is put together."""

    anchor: Run
    layer: str
    has_cue: bool
    contents: list[tuple[Run, float, float]]
    carriers: dict[str, list[Run]]


def drafts(signals: Signals, decoder: Decoder) -> list[Draft]:
    """Drafts in the order of their anchors; a cue that no content points at is a draft without content."""
    if not len(signals.pieces):
        return []
    bias = {"outer": decoder.outside, "inner": decoder.inside, "carrier": decoder.carrying}
    breaks = signals.pieces[:, 0] == signals.pieces[:, 1]
    shares = {layer: tag_shares(signals.tags[layer], breaks, bias[layer]) for layer in bias}
    runs = {layer: tagged_runs(shares[layer], signals.labels[layer]) for layer in shares}
    cues = [Statement(run, layer, True, [], {}) for layer in LAYERS for role, run, _ in runs[layer] if role == "cue"]
    statements = sorted(cues, key=place)
    join_contents(signals, decoder, runs, statements)
    bounds = np.concatenate(([-1], np.flatnonzero(breaks), [len(breaks)]))
    taken = {piece for s in statements if s.has_cue and s.contents for piece in range(*s.anchor)}
    for statement in statements:
        if not statement.has_cue:
            begin = signals.labels[statement.layer].index("B-cue")
            likely = shares[statement.layer][:, begin : begin + 2]
            find_faint_cue(likely, decoder, bounds, taken, statement)
    statements.sort(key=place)
    join_carriers(signals, decoder, runs["carrier"], statements)
    sources = sorted((run, sure) for layer in LAYERS for role, run, sure in runs[layer] if role == "source")
    return [finished(signals, decoder, shares, sources, statement) for statement in statements]


def tag_shares(scores: NDArray[np.float32], breaks: NDArray[np.bool_], bias: float) -> NDArray[np.float32]:
    """Probabilities of the tags, with a bias toward none; a paragraph break has none, so no span crosses one."""
    shifted = scores.copy()
    shifted[:, 0] += bias
    shifted[breaks, 1:] = -np.inf
    return softmax(shifted)


def join_contents(
    signals: Signals, decoder: Decoder, runs: Mapping[str, list[tuple[str, Run, float]]], statements: list[Statement]
) -> None:
    """Give every content to the anchor it points at; one that points at its own first piece has no cue."""
    for layer in LAYERS:
        for role, run, sure in runs[layer]:
            if role != "content":
                continue
            mass, low = link_mass(signals, decoder, layer, run)
            open_here = Statement((run[0], run[0] + 1), layer, False, [], {})
            near = within(statements, place, low, low + len(mass))
            best = max((*near, open_here), key=lambda s: share_on(mass, low, s.anchor))
            share = share_on(mass, low, best.anchor)
            if share < decoder.link:
                continue
            if best is open_here:
                insort(statements, open_here, key=place)
            best.contents.append((run, sure, share))


def find_faint_cue(
    cue: NDArray[np.float32], decoder: Decoder, bounds: NDArray[np.int64], taken: set[int], statement: Statement
) -> None:
    """Give a content that found no cue the likeliest one right beside it: `..." he said in May` with a weak `said`.

    `cue` (T, 2) are the probabilities of its tags; `bounds` the paragraph breaks, with one before the first and one
    after the last piece; `taken` the pieces of cues that have a content.
    """
    start, end = statement.contents[0][0][0], statement.contents[-1][0][1]
    before = int(bounds[np.searchsorted(bounds, start) - 1]) + 1
    after = int(bounds[np.searchsorted(bounds, end)])
    beside = [*range(max(before, start - decoder.beside), start), *range(end, min(after, end + decoder.beside))]
    likely = {t: float(cue[t].sum()) for t in beside if t not in taken}
    best = max(likely, key=lambda t: likely[t], default=None)
    if best is None or likely[best] < decoder.faint:
        return
    statement.anchor, statement.has_cue = around(likely, best, likely[best] / 3), True


def join_carriers(
    signals: Signals, decoder: Decoder, runs: Iterable[tuple[str, Run, float]], statements: list[Statement]
) -> None:
    for role, run, _ in runs:
        mass, low = link_mass(signals, decoder, "carrier", run)
        near = within(statements, place, low, low + len(mass))
        best = max(near, key=lambda s: share_on(mass, low, s.anchor), default=None)
        if best is not None and share_on(mass, low, best.anchor) >= decoder.link:
            best.carriers.setdefault(role, []).append(run)


def finished(
    signals: Signals,
    decoder: Decoder,
    shares: Mapping[str, NDArray[np.float32]],
    sources: list[tuple[Run, float]],
    statement: Statement,
) -> Draft:
    """Add the source and how sure everything is."""
    runs: dict[str, tuple[Run, ...]] = {role: tuple(found) for role, found in statement.carriers.items()}
    certainty: dict[str, float] = {}
    if statement.contents:
        runs["content"] = tuple(sorted(run for run, _, _ in statement.contents))
        longest = max(statement.contents, key=lambda c: c[0][1] - c[0][0])
        certainty = {"content": longest[1], "link": longest[2]}
        certainty["edges"] = max(edges(shares[layer], signals.labels[layer], longest[0]) for layer in LAYERS)
    if statement.has_cue:
        runs["cue"] = (statement.anchor,)
        certainty["cue"] = mean_share(shares[statement.layer], signals.labels[statement.layer], "cue", statement.anchor)
    mass, low = link_mass(signals, decoder, "source", statement.anchor)
    near = within(sources, lambda s: s[0][0], low, low + len(mass))
    best = max(near, key=lambda s: share_on(mass, low, s[0]), default=None)
    none = share_on(mass, low, statement.anchor)
    if best is not None and share_on(mass, low, best[0]) >= max(decoder.source, decoder.lone * none):
        runs["source"] = (best[0],)
        certainty |= {"source": best[1], "to_source": share_on(mass, low, best[0])}
    elif (faint := faint_source(signals, decoder, shares, mass, low)) is not None:
        runs["source"] = (faint[0],)
        certainty |= {"source": faint[1], "to_source": share_on(mass, low, faint[0])}
    else:
        certainty["to_source"] = none
    at = statement.anchor[0]
    return Draft(
        anchor=at,
        layer=statement.layer,
        runs=runs,
        certainty=certainty,
        act=act_of(softmax(signals.act[at]), signals.labels["act"]),
        negated=bool(signals.negated[at].argmax()),
    )


def faint_source(
    signals: Signals, decoder: Decoder, shares: Mapping[str, NDArray[np.float32]], mass: NDArray[np.float32], low: int
) -> tuple[Run, float] | None:
    """What a cue points at although no source was tagged there: the pieces round it that are likeliest to be one.

    `mass` are the shares of the pieces from `low` on. None when the cue points at nothing that could speak.
    """
    best = low + int(mass.argmax())
    begin = {layer: signals.labels[layer].index("B-source") for layer in LAYERS}
    here = slice(low, low + len(mass))
    both = [shares[layer][here, begin[layer] : begin[layer] + 2].sum(axis=1) for layer in LAYERS]
    source = max(both, key=lambda source: float(source[best - low]))
    if mass[best - low] < decoder.sharp or source[best - low] < decoder.shadow:
        return None
    run = around(dict(enumerate(source.tolist(), low)), best, float(source[best - low]) / 10)
    return run, share_on(source, low, run) / (run[1] - run[0])


def around(likely: Mapping[int, float], peak: int, least: float) -> Run:
    """The unbroken run of pieces round a peak that are at least so likely."""
    first = last = peak
    while likely.get(first - 1, -1.0) >= least:
        first -= 1
    while likely.get(last + 1, -1.0) >= least:
        last += 1
    return first, last + 1


def act_of(shares: NDArray[np.float32], acts: tuple[str, ...]) -> str:
    """The kind of speech act when the network is sure of it, else plain saying."""
    best = int(shares.argmax())
    return acts[best] if shares[best] >= SURE_ACT else acts[0]


def edges(shares: NDArray[np.float32], labels: tuple[str, ...], run: Run) -> float:
    """How sure the tags are that a content begins with the run's first piece and is over after its last."""
    begin = labels.index("B-content")
    ends = 1.0 - float(shares[run[1], begin + 1]) if run[1] < len(shares) else 1.0
    return float(shares[run[0], begin]) * ends


def link_mass(signals: Signals, decoder: Decoder, link: str, run: Run) -> tuple[NDArray[np.float32], int]:
    """Where the pieces of a run point: shares of the pieces from `low` on, the mean over the run."""
    low, high = max(0, run[0] - decoder.reach), min(len(signals.pieces), run[1] + decoder.reach)
    here = np.arange(run[0], min(run[1], run[0] + decoder.reach))
    away = np.searchsorted(signals.buckets, np.arange(low, high)[None, :] - here[:, None], side="left")
    scores = signals.queries[link][here] @ signals.keys[link][low:high].T + signals.distances[link][away]
    scores += nearness(signals, decoder, run, low, high)
    mass: NDArray[np.float32] = softmax(scores).mean(axis=0)
    return mass, low


def place(statement: Statement) -> int:
    return statement.anchor[0]


def nearness(signals: Signals, decoder: Decoder, run: Run, low: int, high: int) -> NDArray[np.float32]:
    """What it costs to point away from a run: a little for each piece between, more for each paragraph break."""
    pieces = np.arange(low, high)
    gap = np.maximum(0, np.maximum(run[0] - 1 - pieces, pieces - run[1]))
    breaks = np.cumsum(signals.pieces[low:high, 0] == signals.pieces[low:high, 1])
    crossed = breaks - breaks[run[0] - low]
    back, on = np.maximum(0, -crossed), np.maximum(0, crossed)
    cost: NDArray[np.float32] = (-decoder.far * gap - decoder.crossing * back - decoder.ahead * on).astype(np.float32)
    return cost


def within(items: Sequence[Item], key: Callable[[Item], int], low: int, high: int) -> Sequence[Item]:
    """Those of the sorted items that begin in [low, high): links reach no further, so a long page costs no more."""
    return items[bisect_left(items, low, key=key) : bisect_left(items, high, key=key)]


def share_on(mass: NDArray[np.float32], low: int, run: Run) -> float:
    return float(mass[max(0, run[0] - low) : max(0, run[1] - low)].sum())


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def tagged_runs(shares: NDArray[np.float32], labels: tuple[str, ...]) -> list[tuple[str, Run, float]]:
    """(role, half open run, mean probability) of the best path, in text order.

    Pieces that are surely outside cut the text into stretches, and only those are searched.
    """
    found: list[tuple[str, Run, float]] = []
    for low, high in stretches(shares[:, labels.index("O")] < SURELY_OUTSIDE):
        path = [labels[label] for label in best_path(np.log(shares[low:high] + 1e-9), labels)]
        start = 0
        for t, name in enumerate(path):
            if name.startswith("B-"):
                start = t
            if name != "O" and (t + 1 == len(path) or path[t + 1] != f"I-{name[2:]}"):
                run = (low + start, low + t + 1)
                found.append((name[2:], run, mean_share(shares, labels, name[2:], run)))
    return found


def stretches(mask: NDArray[np.bool_]) -> Iterable[Run]:
    """Half open ranges in which the mask holds."""
    edges = np.flatnonzero(np.diff(mask.astype(np.int8), prepend=0, append=0))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def mean_share(shares: NDArray[np.float32], labels: tuple[str, ...], role: str, run: Run) -> float:
    begin = labels.index(f"B-{role}")
    return float(shares[run[0] : run[1], begin : begin + 2].sum(axis=1).mean())


@cache
def steps(labels: tuple[str, ...]) -> NDArray[np.float32]:
    """(L, L): nought from what may stand before a tag, minus infinity from what may not."""
    step = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for to, name in enumerate(labels):
        if name.startswith("I-"):
            step[:, to] = [0.0 if before[2:] == name[2:] else -np.inf for before in labels]
    return step


def best_path(scores: NDArray[np.float32], labels: tuple[str, ...]) -> list[int]:
    """Viterbi in BIO: I- follows B- or I- of its own role only. `scores` (T, L) are log probabilities."""
    step = steps(labels)
    best = scores[0] + step[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for t in range(1, len(scores)):
        through = best[:, None] + step
        back[t] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[t]
    path = [int(best.argmax())]
    for t in range(len(scores) - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]
