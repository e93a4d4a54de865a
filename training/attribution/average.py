"""The mean of several runs' weights: one network, steadier than each of them (model soups, Wortsman et al. 2022).

`python training/attribution/average.py OUT RUN...`. The runs must have gone on from the same weights.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    options = parser.parse_args()
    states = [torch.load(run / "network.pt", weights_only=True) for run in options.runs]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, options.out / "network.pt")
    tokenizer = options.runs[0] / "tokenizer.json"
    if tokenizer.is_file():
        shutil.copy(tokenizer, options.out)


if __name__ == "__main__":
    main()
