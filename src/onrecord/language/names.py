"""Names in the text, from the name scores of the encoder.

Comes in: text and Signals; goes out: mentions of persons, organisations and places. It does not say who they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from onrecord.model import Mention, Signals, Span

__all__ = ["mentions_of"]

KINDS: dict[str, Literal["person", "organisation", "place"]] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def mentions_of(text: str, signals: Signals) -> tuple[Mention, ...]:
    """Mentions in text order, on word boundaries."""
    labels = signals.labels["name"]
    scores = signals.tags["name"]
    best = [labels[i] for i in np.argmax(scores, axis=1)] if len(scores) else []
    found: list[Mention] = []
    for first, last, kind in runs(best):
        start, end = widened(text, int(signals.pieces[first][0]), int(signals.pieces[last][1]))
        if any(map(str.isalnum, text[start:end])) and not (found and start < found[-1].span.end):
            found.append(Mention(Span(start, end, text[start:end]), KINDS[kind]))
    return tuple(found)


def runs(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """(first, last, kind) of each run of name labels; an I- after another kind begins a run of its own."""
    first = 0
    for at, label in enumerate(labels):
        kind = label[2:]
        if label == "O":
            continue
        if label.startswith("B-") or at == 0 or labels[at - 1][2:] != kind:
            first = at
        if at + 1 == len(labels) or labels[at + 1] != f"I-{kind}":
            yield first, at, kind


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The same span, widened to the words it cuts."""
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
