"""Run a trained network over a gold file and write predictions for the scorer. `--help` tells the rest."""

from __future__ import annotations

import argparse
import pickle
import re
import sys
from pathlib import Path

import numpy as np
import torch
from examples import read_rows, tokenizer_of
from labels import ACTS, TAGS
from network import BUCKETS, LINKS, Network, load_network
from tokenizers import Tokenizer

from onrecord.language.marks import quoted_passages
from onrecord.language.paragraphs import paragraphs_of
from onrecord.language.pieces import pieces_of
from onrecord.language.windows import Legend, signals_of
from onrecord.model import Analysis, Document
from onrecord.quotation import Decoder, find


def legend_of(network: Network, calibration: dict[str, float]) -> Legend:
    labels = {layer: tuple(tags) for layer, tags in TAGS.items()} | {"act": tuple(ACTS), "negated": ("no", "yes")}
    scores = network.distance.weight.detach().numpy().copy()
    return Legend(labels, LINKS, {link: scores[:, n].copy() for n, link in enumerate(LINKS)}, BUCKETS, calibration)


def analyses(network: Network, tokenizer: Tokenizer, rows: list[dict]) -> list[Analysis]:
    network.eval()
    legend = legend_of(network, {})

    def run(ids: np.ndarray, forms: np.ndarray) -> dict[str, np.ndarray]:
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = network.heads(network.encode(torch.from_numpy(ids), torch.from_numpy(forms)))
        return {name: value.float().numpy() for name, value in out.items()}

    read = []
    for row in rows:
        text = row["text"]
        paragraphs = paragraphs_of(text)
        quoted = quoted_passages(text, paragraphs)
        signals = signals_of(pieces_of(tokenizer, text, paragraphs, quoted), run, legend)
        read.append(Analysis("en", paragraphs, (), quoted, (), signals))
    return read


def document(row: dict) -> Document:
    return Document(row["id"], "", None, None, None, None, None, "en", None, row["text"], (), ())


def prediction(row: dict, quotations, threshold: float) -> dict:
    place = lambda span: [[span.start, span.end]] if span else None  # noqa: E731
    return {"id": row["id"], "statements": [
        {"content": [[s.start, s.end] for s in q.content], "cue": place(q.cue), "source": place(q.source),
         "confidence": q.confidence}
        for q in quotations if q.confidence >= threshold
    ]}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--only", default="", help="articles whose id holds this pattern")
    parser.add_argument("--threshold", type=float, nargs="*", default=[0.5])
    parser.add_argument("--measure", type=Path, required=True, help="folder of the scorer")
    options = parser.parse_args()
    sys.path.insert(0, str(options.measure))
    import score

    tokenizer = tokenizer_of(options.run)
    network = load_network(options.run / "network.pt")
    for gold in options.gold:
        rows = [row for row in read_rows(gold) if re.search(options.only, row["id"])]
        cached = options.run / f"{gold.parent.name}-{gold.stem}{options.only}.pickle"
        if cached.exists():
            read = pickle.loads(cached.read_bytes())
        else:
            read = analyses(network, tokenizer, rows)
            cached.write_bytes(pickle.dumps(read))
        found = [find(document(row), analysis, decoder=Decoder()) for row, analysis in zip(rows, read, strict=True)]
        for threshold in options.threshold:
            table = score.score(rows, [prediction(r, q, threshold) for r, q in zip(rows, found, strict=True)])
            print(f"{gold.parent.name}/{gold.stem} at {threshold}")
            for name in (
                "ATTRIBUTION",
                "direct",
                "mixed",
                "indirect",
                "spoken",
                "content .5",
                "cue spans",
                "source spans",
            ):
                m = table[name]
                print(
                    f"  {name:14}{100 * m['p']:6.1f}{100 * m['r']:6.1f}{100 * m['f1']:6.1f} {m['right']}/{m['pred']}/{m['gold']}"
                )
            print(
                "  source given content",
                {k: round(100 * v["accuracy"], 1) for k, v in table["source given content"].items()},
            )


if __name__ == "__main__":
    main()
