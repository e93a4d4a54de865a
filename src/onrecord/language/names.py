"""Names in the text, from the name scores of the encoder.

Comes in: text and Signals; goes out: mentions of persons, organisations and places. It does not say who they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import numpy as np

from onrecord.model import Mention, Signals, Span

__all__ = ["mentions_of"]

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
SMALL = "de las?|de los|van|van den|van der|von|von der|bin|ibn|dos|da|di"
BEFORE_SURNAME = re.compile(rf"(?<!\w)[^\W\d_a-z][\w'’-]+ (?:{SMALL}) $")
"""A given name and the small words of a surname: `Antonio de la ` before `Cruz`."""
BETWEEN = re.compile(rf" (?:(?:{SMALL}) )?")
"""What may stand between the parts of a full name: `Ilse` `Okafor`, `Joost` van der `Meer`."""
LONGEST_GIVEN = 30
KINDS: dict[str, Literal["person", "organisation", "place"]] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def mentions_of(text: str, signals: Signals) -> tuple[Mention, ...]:
    """Mentions in text order, on word boundaries, each from its first capital or figure to its last."""
    labels = signals.labels["name"]
    scores = signals.tags["name"]
    best = [labels[i] for i in np.argmax(scores, axis=1)] if len(scores) else []
    found: list[tuple[int, int, str]] = []
    for first, last, kind in runs(best):
        start, end = capitalised(text, *widened(text, int(signals.pieces[first][0]), int(signals.pieces[last][1])))
        if start == end or (found and start < found[-1][1]):
            continue
        if found and kind == "PER" == found[-1][2] and BETWEEN.fullmatch(text, found[-1][1], start):
            start = found.pop()[0]  # a full name cut in two
        elif kind == "PER":
            start = with_given_name(text, start, found[-1][1] if found else 0)
        found.append((start, end, kind))
    return tuple(Mention(Span(start, end, text[start:end]), KINDS[kind]) for start, end, kind in found)


def with_given_name(text: str, start: int, after: int) -> int:
    """The start of the name whose surname the network found, when small words of a surname lead back to it."""
    before = BEFORE_SURNAME.search(text, max(after, start - LONGEST_GIVEN), start)
    return before.start() if before else start


def capitalised(text: str, start: int, end: int) -> tuple[int, int]:
    """Without words at either end that no name begins or ends with; empty when none is left."""
    words = [m.span() for m in WORD.finditer(text, start, end)]
    named = [(a, b) for a, b in words if text[a].isupper() or text[a].isdigit()]
    return (named[0][0], max(named[-1][1], end if words[-1] == named[-1] else 0)) if named else (start, start)


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
