"""Teach a Spanish encoder to think of each word as the English one thinks of its translation.

`python training/attribution/align.py RUN --pairs DIR --teacher NETWORK`: DIR holds what vocabulary.py wrote. The
student sees Spanish, the frozen teacher the rough English of the same paragraphs; the loss is the distance of their
last layers at words that became one another (token-level distillation, after Reimers and Gurevych 2020).
Writes `network.pt` and `tokenizer.json` in RUN. Resumes from its checkpoint.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch
from examples import tokenizer_of
from network import WIDTH as DIMENSIONS
from network import Network, load_network
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional
from translate import WORD, Translated

from onrecord.language.marks import quoted_passages
from onrecord.language.paragraphs import paragraphs_of
from onrecord.language.pieces import Pieces, pieces_of
from onrecord.language.windows import CLS, SEP, WIDTH


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A text and its translation as pieces; `links` (N, 4): [start, end) of a word's pieces here and there."""

    here: Pieces
    there: Pieces
    links: NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    generator = np.random.default_rng(options.seed)
    shutil.copy(options.pairs / "tokenizer.json", options.run)
    here, there = tokenizer_of(options.pairs), tokenizer_of(options.teacher.parent)
    stored = pickle.loads((options.pairs / "pairs.pickle").read_bytes())
    pairs = [pair(here, there, paragraphs, done) for paragraphs, done in stored]
    pairs = [p for p in pairs if len(p.links)]
    teacher = load_network(options.teacher).eval()
    student = load_network(options.pairs / "network.pt")
    print(f"{len(pairs)} texts, {sum(len(p.links) for p in pairs)} words", flush=True)
    align(options, student, teacher, pairs, generator)
    torch.save(student.state_dict(), options.run / "network.pt")


def pair(here: Tokenizer, there: Tokenizer, paragraphs: list[str], done: list[Translated]) -> Pair:
    ours, our_starts = joined(paragraphs)
    theirs, their_starts = joined([d.text for d in done])
    left, right = pieces(here, ours), pieces(there, theirs)
    links = [(a, a + 1, b, b + 1) for a, b in zip(breaks(left), breaks(right), strict=False)]
    for paragraph, rendered, start, begin in zip(paragraphs, done, our_starts, their_starts, strict=True):
        words = [(start + m.start(), start + m.end()) for m in WORD.finditer(paragraph)]
        for first, last, numbers in rendered.words:
            for number in numbers:
                a, b = covering(left, *words[number]), covering(right, begin + first, begin + last)
                if a and b:
                    links.append((*a, *b))
    return Pair(left, right, np.asarray(sorted(links), dtype=np.int64).reshape(-1, 4))


def joined(paragraphs: list[str]) -> tuple[str, list[int]]:
    starts, text = [], ""
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        starts.append(len(text))
        text += paragraph
    return text, starts


def pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    paragraphs = paragraphs_of(text)
    return pieces_of(tokenizer, text, paragraphs, quoted_passages(text, paragraphs))


def breaks(p: Pieces) -> list[int]:
    return [int(n) for n in np.flatnonzero(p.offsets[:, 0] == p.offsets[:, 1])]


def covering(p: Pieces, start: int, end: int) -> tuple[int, int] | None:
    at = np.flatnonzero((p.offsets[:, 0] < end) & (p.offsets[:, 1] > start) & (p.offsets[:, 1] > p.offsets[:, 0]))
    return (int(at[0]), int(at[-1]) + 1) if len(at) else None


def align(
    options: argparse.Namespace, student: Network, teacher: Network, pairs: list[Pair], generator: np.random.Generator
) -> None:
    body = [p for n, p in student.named_parameters() if n != "words.weight"]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": [student.words.weight], "lr": 5 * options.rate}],
        weight_decay=0.01,
    )
    warm = 40
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: (s + 1) / warm if s < warm else max(0.0, (options.steps - s) / (options.steps - warm))
    )
    sizes = np.asarray([len(p.here.ids) for p in pairs], dtype=float)
    checkpoint, first = options.run / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        student.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        generator.bit_generator.state = state["generator"]
        torch.set_rng_state(state["torch"])
        first = state["step"]
    student.train()
    began, sums = time.process_time(), []
    for step in range(first, options.steps):
        chosen = generator.choice(len(pairs), size=options.batch, p=sizes / sizes.sum())
        cut = [window(pairs[n], generator) for n in chosen]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            with torch.no_grad():
                wanted = teacher.encode(*padded([c[1] for c in cut]))
            got = student.encode(*padded([c[0] for c in cut]))
        links = [c[2] for c in cut]
        loss = distance(means(got, links, 0), means(wanted, links, 2))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        sums.append(float(loss.detach()))
        if (step + 1) % 50 == 0:
            line = {"step": step + 1, "cpu": round(time.process_time() - began), "loss": round(float(np.mean(sums)), 4)}
            with (options.run / "curve.jsonl").open("a") as out:
                out.write(json.dumps(line) + "\n")
            print(line, flush=True)
            sums = []
        if (step + 1) % 200 == 0:
            torch.save(
                {"network": student.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                 "generator": generator.bit_generator.state, "torch": torch.get_rng_state(), "step": step + 1},
                checkpoint,
            )  # fmt: skip
    checkpoint.unlink(missing_ok=True)


def window(p: Pair, generator: np.random.Generator) -> tuple[Pieces, Pieces, NDArray[np.int64]]:
    """A window of the text, the window of the translation that its words lie in, and the words that lie in both."""
    start = int(generator.integers(0, max(1, len(p.here.ids) - WIDTH + 1)))
    end = min(len(p.here.ids), start + WIDTH)
    inside = p.links[(p.links[:, 0] >= start) & (p.links[:, 1] <= end)]
    first = int(np.quantile(inside[:, 2], 0.02)) if len(inside) else 0
    last = min(len(p.there.ids), first + WIDTH)
    inside = inside[(inside[:, 2] >= first) & (inside[:, 3] <= last)]
    return part(p.here, start, end), part(p.there, first, last), inside - np.asarray([start, start, first, first])


def part(p: Pieces, start: int, end: int) -> Pieces:
    return Pieces(p.ids[start:end], p.forms[start:end], p.offsets[start:end])


def padded(parts: list[Pieces]) -> tuple[torch.Tensor, torch.Tensor]:
    widest = max(len(p.ids) for p in parts) + 2
    ids, forms = np.zeros((len(parts), widest), dtype=np.int64), np.full((len(parts), widest), 3, dtype=np.int64)
    for row, p in enumerate(parts):
        length = len(p.ids)
        ids[row, 0], ids[row, 1 + length] = CLS, SEP
        ids[row, 1 : 1 + length], forms[row, 1 : 1 + length] = p.ids, p.forms
    return torch.from_numpy(ids), torch.from_numpy(forms)


def means(h: torch.Tensor, links: list[NDArray[np.int64]], column: int) -> torch.Tensor:
    """(N, D): the mean state of the pieces of each linked word; `column` 0 for here, 2 for there."""
    out = []
    for row, table in enumerate(links):
        sums = torch.cat([torch.zeros(1, DIMENSIONS), h[row].float().cumsum(0)])  # state t + 1 is piece t, after CLS
        start, end = torch.from_numpy(table[:, column] + 1), torch.from_numpy(table[:, column + 1] + 1)
        out.append((sums[end] - sums[start]) / (end - start)[:, None])
    return torch.cat(out)


def distance(got: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return functional.mse_loss(got, wanted) / wanted.var() + (1 - functional.cosine_similarity(got, wanted)).mean()


if __name__ == "__main__":
    main()
