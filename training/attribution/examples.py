"""What the network is trained on: articles with statements, sentences with names, cut into windows.

Comes in: corpus files; goes out: `Example`s and batches of tensors. It does not know the network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from labels import Targets, covered, targets
from onrecord.language.marks import quoted_passages
from onrecord.language.paragraphs import paragraphs_of
from onrecord.language.pieces import Pieces, pieces_of
from onrecord.language.windows import CLS, SEP, WIDTH

NAME_LABELS = {"PER": 1, "ORG": 3, "LOC": 5}


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A text as pieces, with statements or names as targets; the other is None."""

    id: str
    pieces: Pieces
    statements: Targets | None
    names: NDArray[np.int64] | None


def article(tokenizer: Tokenizer, row: dict[str, Any]) -> Example:
    text = row["text"]
    paragraphs = paragraphs_of(text)
    pieces = pieces_of(tokenizer, text, paragraphs, quoted_passages(text, paragraphs))
    return Example(row["id"], pieces, targets(pieces.offsets, row["attributions"]), None)


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def named_sentences(tokenizer: Tokenizer, path: Path, per_text: int = 12) -> Iterator[Example]:
    """IOB2 files (word, then tag, by tab or space): consecutive sentences joined into short texts."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#") or not line.strip():
            if sentences[-1]:
                sentences.append([])
            continue
        cells = line.split("\t") if "\t" in line else line.split(" ")
        word, tag = (cells[1], cells[2]) if cells[0].isdigit() else (cells[0], cells[-1])
        sentences[-1].append((word, tag))
    filled = [s for s in sentences if s]
    for first in range(0, len(filled), per_text):
        yield named_text(tokenizer, f"{path.stem}-{first}", filled[first : first + per_text])


def named_text(tokenizer: Tokenizer, name: str, sentences: list[list[tuple[str, str]]]) -> Example:
    text, spans = "", []
    for sentence in sentences:
        for word, tag in sentence:
            if text and not re.match(r"[.,;:!?)\]'’%]|n't$", word) and not text.endswith(("(", "[", "$")):
                text += " "
            kind = tag.split("-")[-1]
            if kind in NAME_LABELS:
                if tag.startswith("I-") and spans and spans[-1][2] == kind:
                    spans[-1][1] = len(text) + len(word)
                else:
                    spans.append([len(text), len(text) + len(word), kind])
            else:
                spans.append([0, 0, "O"])
            text += word
    paragraphs = paragraphs_of(text)
    pieces = pieces_of(tokenizer, text, paragraphs, quoted_passages(text, paragraphs))
    names = np.zeros(len(pieces.ids), dtype=np.int64)
    for start, end, kind in spans:
        at = covered(pieces.offsets, [start, end])
        if kind != "O" and len(at):
            names[at] = NAME_LABELS[kind] + 1
            names[at[0]] = NAME_LABELS[kind]
    return Example(name, pieces, None, names)


def crop(example: Example, generator: np.random.Generator) -> tuple[int, int]:
    """A window of an example: at a random place, half of the time at the start of a paragraph."""
    length = len(example.pieces.ids)
    if length <= WIDTH:
        return 0, length
    start = int(generator.integers(0, length - WIDTH // 2))
    if generator.random() < 0.5:
        breaks = np.flatnonzero(example.pieces.offsets[:, 0] == example.pieces.offsets[:, 1])
        start = int(breaks[np.searchsorted(breaks, start, side="right") - 1])
    return start, min(length, start + WIDTH)


def batch_of(windows: list[tuple[Example, int, int]]) -> dict[str, torch.Tensor]:
    """Padded tensors: ids, forms, anchor, flat, names (B, T); pairs (P, 2) of row and piece; roles (P, T); acts, negated."""
    widest = max(end - start for _, start, end in windows) + 2
    size = (len(windows), widest)
    ids, forms = np.zeros(size, dtype=np.int64), np.full(size, 3, dtype=np.int64)
    anchor, flat, names = (np.full(size, -100, dtype=np.int64) for _ in range(3))
    pairs, roles, acts, negated = [], [], [], []
    for row, (example, start, end) in enumerate(windows):
        inner = slice(1, 1 + end - start)
        ids[row, 0], ids[row, 1 + end - start] = CLS, SEP
        ids[row, inner], forms[row, inner] = example.pieces.ids[start:end], example.pieces.forms[start:end]
        if example.names is not None:
            names[row, inner] = example.names[start:end]
        if example.statements is None:
            continue
        s = example.statements
        anchor[row, inner], flat[row, inner] = s.anchor[start:end], s.flat[start:end]
        for n, place in enumerate(s.places):
            if start <= place < end:
                line = np.full(widest, -100, dtype=np.int64)
                line[inner] = s.roles[n, start:end]
                pairs.append((row, 1 + int(place) - start))
                roles.append(line)
                acts.append(int(s.acts[n]))
                negated.append(int(s.negated[n]))
    return {
        "ids": torch.from_numpy(ids), "forms": torch.from_numpy(forms), "anchor": torch.from_numpy(anchor),
        "flat": torch.from_numpy(flat), "names": torch.from_numpy(names),
        "pairs": torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
        "roles": torch.from_numpy(np.asarray(roles, dtype=np.int64).reshape(len(pairs), widest)),
        "acts": torch.tensor(acts, dtype=torch.long), "negated": torch.tensor(negated, dtype=torch.long),
    }  # fmt: skip
