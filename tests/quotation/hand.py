"""Signals made by hand: what a network that is sure of itself would say of a marked text.

`[S1 Brandt] [C1 said] [Q1 the port is shut]`: S source, C cue, Q content, R relay, T addressee, W setting, by statement.
"""

from __future__ import annotations

import re

import numpy as np

from onrecord.language.marks import quoted_passages
from onrecord.language.paragraphs import paragraphs_of
from onrecord.model import Analysis, Document, Mention, Signals, Span

LAYER = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
CARRIER = ("O", "B-relay", "I-relay", "B-addressee", "I-addressee", "B-setting", "I-setting")
NAME = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
ROLES = {"S": "source", "C": "cue", "Q": "content", "R": "relay", "T": "addressee", "W": "setting"}
SURE = 9.0

Place = tuple[int, int]


def unmarked(marked: str) -> tuple[str, list[tuple[str, int, Place]]]:
    """The text, and (role, statement, place) for each bracket."""
    text, stack, found = "", [], []
    for part in re.split(r"(\[[SCQRTW]\d+(?:,\d+)* |\])", marked):
        opening = re.fullmatch(r"\[([SCQRTW])([\d,]+) ", part)
        if opening:
            stack.append((ROLES[opening[1]], opening[2], len(text)))
        elif part == "]":
            role, numbers, start = stack.pop()
            found += [(role, int(n), (start, len(text))) for n in numbers.split(",")]
        else:
            text += part
    return text, found


def analysis_of(marked: str, *, persons: tuple[str, ...] = (), language: str = "en") -> tuple[Document, Analysis]:
    """The document and analysis of a marked text; every occurrence of `persons` is a mention."""
    text, brackets = unmarked(marked)
    paragraphs = paragraphs_of(text)
    pieces = np.asarray([(m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", text)], dtype=np.int32).reshape(
        -1, 2
    )
    signals = signals_of(pieces, brackets)
    sentences = tuple(
        Span(p.start + m.start(), p.start + m.end(), m.group())
        for p in paragraphs
        for m in re.finditer(r"\S[^.!?]*[.!?]*[\"”»]?", p.text)
    )
    names = "|".join(sorted(persons, key=len, reverse=True))
    found = re.finditer(rf"\b(?:{names})\b", text) if names else ()
    mentions = [Mention(Span(m.start(), m.end(), m.group()), "person") for m in found]
    quoted = quoted_passages(text, paragraphs)
    document = Document("d1", "test", None, None, None, None, None, language, None, text, (), ())
    return document, Analysis(language, paragraphs, sentences, quoted, tuple(mentions), signals)


def signals_of(pieces: np.ndarray, brackets: list[tuple[str, int, Place]]) -> Signals:
    count, statements = len(pieces), sorted({n for _, n, _ in brackets})
    tags = {
        "outer": scores(count, LAYER),
        "inner": scores(count, LAYER),
        "carrier": scores(count, CARRIER),
        "name": scores(count, NAME),
    }
    labels = {
        "outer": LAYER,
        "inner": LAYER,
        "carrier": CARRIER,
        "name": NAME,
        "act": ("say", "deny"),
        "negated": ("no", "yes"),
    }
    cue_of = {n: [p for role, m, p in brackets if role == "cue" and m == n] for n in statements}
    content_of = {n: [p for role, m, p in brackets if role == "content" and m == n] for n in statements}
    width = len(statements) + 1
    zeros = {
        name: np.zeros((count, width), dtype=np.float32)
        for name in ("outer", "inner", "carrier", "source", "cue_key", "source_key")
    }
    for number, n in enumerate(statements):
        anchor = cue_of[n] or [(content_of[n][0][0], content_of[n][0][0] + 1)]
        layer = "inner" if any(lies_in(content_of[n], content_of[m]) for m in statements if m != n) else "outer"
        zeros["cue_key"][inside(pieces, anchor[:1]), number] = SURE
        sources = [p for role, m, p in brackets if role == "source" and m == n]
        zeros["source_key"][inside(pieces, sources or anchor[:1]), number] = SURE
        zeros["source"][inside(pieces, anchor[:1]), number] = SURE
        for role, m, place in brackets:
            if m != n:
                continue
            into = layer if role in ("source", "cue", "content") else "carrier"
            tag(tags[into], labels[into], pieces, role, place)
            if role not in ("source", "cue"):
                zeros[into][inside(pieces, [place]), number] = SURE
    links = {"outer": "cue_key", "inner": "cue_key", "carrier": "cue_key", "source": "source_key"}
    return Signals(
        labels=labels, pieces=pieces, tags=tags,
        queries={link: zeros[link] for link in links}, keys={link: zeros[key] for link, key in links.items()},
        distances={link: np.zeros(3, dtype=np.float32) for link in links}, buckets=(-1, 1),
        act=scores(count, ("say", "deny")), negated=scores(count, ("no", "yes")), calibration={"bias": 2.0},
    )  # fmt: skip


def scores(count: int, labels: tuple[str, ...]) -> np.ndarray:
    out = np.zeros((count, len(labels)), dtype=np.float32)
    out[:, 0] = SURE
    return out


def tag(array: np.ndarray, labels: tuple[str, ...], pieces: np.ndarray, role: str, place: Place) -> None:
    at = inside(pieces, [place])
    array[at] = 0
    array[at, labels.index(f"I-{role}")] = SURE
    array[at[0]] = 0
    array[at[0], labels.index(f"B-{role}")] = SURE


def inside(pieces: np.ndarray, places: list[Place]) -> np.ndarray:
    hit = np.zeros(len(pieces), dtype=bool)
    for start, end in places:
        hit |= (pieces[:, 0] < end) & (pieces[:, 1] > start)
    return np.flatnonzero(hit)


def lies_in(inner: list[Place], outer: list[Place]) -> bool:
    return inner != outer and all(any(o[0] <= i[0] and i[1] <= o[1] for o in outer) for i in inner)
