"""An attribution as the measures see it: sets of positions, its class, and what its source is.

Comes in: an article's Layout and an Attribution; goes out: `Marked`, and whether two of them agree. It counts nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

from onrecord.evaluation.passages import Attribution
from onrecord.evaluation.wordlists import PRONOUNS, SAYING, STOPWORDS
from onrecord.evaluation.words import Layout, touched, visible
from onrecord.model import Kind, Relay, Span

__all__ = [
    "Marked",
    "closeness",
    "marked",
    "name_words",
    "paired",
    "same_name",
    "same_place",
    "same_relays",
    "source_right",
]

SourceKind = Literal["named", "pronoun", "none"]
LETTERS = re.compile(r"\w+")
ACRONYM = re.compile(r"(?<=\w) \([A-Z][\w.&-]{1,11}\)$")
HALF = 0.5
"""Contents are the same statement's when they share half of their words: the bar published figures are set at."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution. `words` and `pieces` are by role: content, cue, source.

    `words` are positions of touched words; `pieces` each span's visible characters; `visible` those of the content.
    `kind` goes by the content's words between quotation marks: direct from a half on, mixed, or indirect for none.
    `key` are the source's words that are not stopwords.
    """

    attribution: Attribution
    words: Mapping[str, frozenset[int]]
    pieces: Mapping[str, frozenset[frozenset[int]]]
    tokens: frozenset[int]
    visible: frozenset[int]
    kind: Kind
    spoken: bool
    key: frozenset[int]
    source_kind: SourceKind


def marked(text: str, grid: Layout, attribution: Attribution) -> Marked:
    """The attribution, found among the words of its article."""
    roles = {"content": attribution.content, "cue": attribution.cue, "source": attribution.source}
    words = {role: touched(grid.word_ranges, spans) for role, spans in roles.items()}
    key = key_words(grid, words["source"])
    return Marked(
        attribution=attribution,
        words=words,
        pieces={role: frozenset(visible(text, [span]) for span in spans) for role, spans in roles.items()},
        tokens=touched(grid.token_ranges, attribution.content),
        visible=visible(text, attribution.content),
        kind=kind_of(words["content"], grid.quoted),
        spoken=is_spoken(attribution.cue),
        key=key,
        source_kind=source_kind(grid, words["source"], key),
    )


def key_words(grid: Layout, positions: frozenset[int]) -> frozenset[int]:
    return frozenset(at for at in positions if grid.words[at] not in STOPWORDS)


def kind_of(content: frozenset[int], quoted: frozenset[int]) -> Kind:
    inside = len(content & quoted)
    if not inside:
        return "indirect"
    return "direct" if 2 * inside >= len(content) else "mixed"


def is_spoken(cue: Sequence[Span]) -> bool:
    """Whether a cue holds a word of saying; a colon alone is one."""
    return any(
        span.text.removesuffix("\n") == ":" or any(word in SAYING for word in LETTERS.findall(span.text.lower()))
        for span in cue
    )


def source_kind(grid: Layout, source: frozenset[int], key: frozenset[int]) -> SourceKind:
    if not source:
        return "none"
    return "pronoun" if not key and any(grid.words[at] in PRONOUNS for at in source) else "named"


def closeness(one: Marked, other: Marked) -> float:
    """Content words shared, over content words of either: 0 to 1."""
    mine, theirs = one.words["content"], other.words["content"]
    shared = len(mine & theirs)
    return shared / (len(mine) + len(theirs) - shared) if shared else 0.0


def source_right(gold: Marked, predicted: Marked) -> bool:
    """Whether a word that matters stands in both sources; no gold source wants none, a pronoun wants the pronoun."""
    if not gold.words["source"]:
        return not predicted.words["source"]
    return bool((gold.key or gold.words["source"]) & predicted.words["source"])


def paired(gold: Sequence[Marked], predicted: Sequence[Marked], *, with_source: bool) -> dict[int, int]:
    """Gold statements and the prediction that has each, by index: one to one, closest contents first, then by order."""
    candidates = []
    for g, mine in enumerate(gold):
        for p, theirs in enumerate(predicted):
            close = closeness(mine, theirs)
            if close >= HALF and (not with_source or source_right(mine, theirs)):
                candidates.append((-close, g, p))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, p in sorted(candidates):
        if g not in found and p not in taken:
            found[g] = p
            taken.add(p)
    return found


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same words, case, accents, stopwords and an acronym in brackets behind aside.

    `The World Bank (WB)` is `World Bank`, `Erdogan` is `Erdoğan`.
    """
    return name_words(one) == name_words(other)


def name_words(name: str) -> list[str]:
    """The words that `same_name` compares."""
    apart = unicodedata.normalize("NFKD", ACRONYM.sub("", name)).casefold()
    every = LETTERS.findall("".join(c for c in apart if not unicodedata.combining(c)))
    return [word for word in every if word not in STOPWORDS] or every


def same_relays(grid: Layout, gold: Sequence[Relay], predicted: Sequence[Relay]) -> int:
    """How many gold relays are among the predicted: one to one, by a word that matters in both spans, or by name."""
    left = dict(zip(count(), predicted, strict=False))
    for relay in gold:
        hit = next((at for at, other in left.items() if same_relay(grid, relay, other)), None)
        if hit is not None:
            del left[hit]
    return len(predicted) - len(left)


def same_relay(grid: Layout, gold: Relay, predicted: Relay) -> bool:
    return same_place(grid, gold.span, predicted.span) or same_name(gold.name, predicted.name)


def same_place(grid: Layout, gold: Span | None, predicted: Span | None) -> bool:
    """Whether two spans share a word that matters; no span wants none."""
    if gold is None or predicted is None:
        return gold is predicted
    mine, theirs = (touched(grid.word_ranges, [span]) for span in (gold, predicted))
    return bool((key_words(grid, mine) or mine) & theirs)
