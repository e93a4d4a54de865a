"""Fit the confidence on the articles that runs were not trained on, all languages together.

`python training/attribution/calibrate.py RUN... --into FOLDER...`: RUNs hold the `certainties.json` of tune.py; prints
precision and recall at thresholds for each (fitted on other articles), writes `calibration.json` in every FOLDER.
Pooled, because 150 statements of one language are few: on our folds (2026-11-24) the area under the curve rose from .797
to .818 for Spanish and from .834 to .839 for English.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PENALTY = 0.02
"""Ridge on the weights, for some 600 statements; set by hand."""
THRESHOLDS = (0.0, 0.2, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    tables = [json.loads((run / "certainties.json").read_text(encoding="utf-8")) for run in options.run]
    found = [one for table in tables for one in table["found"]]
    names = sorted({name for one in found for name in one["features"]})
    x = np.asarray([[1.0, *(one["features"].get(name, 0.0) for name in names)] for one in found])
    y = np.asarray([float(one["right"]) for one in found])
    folds = np.asarray([one["article"] % 5 for one in found])
    honest = np.zeros(len(y))
    for fold in range(5):
        honest[folds == fold] = chances(x[folds == fold], logistic(x[folds != fold], y[folds != fold]))
    first = 0
    for run, table in zip(options.run, tables, strict=True):
        last = first + len(table["found"])
        print(run)
        report(honest[first:last], y[first:last], table["gold"])
        first = last
    weights = {name: round(float(w), 4) for name, w in zip(["bias", *names], logistic(x, y), strict=True)}
    print(weights)
    for folder in options.into:
        (folder / "calibration.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def report(said: NDArray[np.float64], right: NDArray[np.float64], gold: Any) -> None:
    for threshold in THRESHOLDS:
        kept = said >= threshold
        print(
            f"  confidence {threshold}: precision {100 * right[kept].mean():.1f}, "
            f"recall {100 * right[kept].sum() / gold:.1f}, kept {kept.sum()}"
        )
    for low in np.arange(0, 1, 0.2):
        inside = (said >= low) & (said < low + 0.2)
        if inside.any():
            print(f"  said {low:.1f}-{low + 0.2:.1f}: right {100 * right[inside].mean():.0f} % of {inside.sum()}")


def logistic(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Newton's method with a ridge on all weights but the bias."""
    weights = np.zeros(x.shape[1])
    ridge = np.eye(x.shape[1]) * PENALTY * len(y)
    ridge[0, 0] = 1e-6
    for _ in range(30):
        p = chances(x, weights)
        gradient = x.T @ (p - y) + ridge @ weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, gradient)
    return weights


def chances(x: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-(x @ weights)))


if __name__ == "__main__":
    main()
