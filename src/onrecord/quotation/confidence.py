"""How far a quotation can be trusted.

Comes in: what the network was sure of and the shape of the quotation; goes out: the chance that content and source
are right, as measured on articles held out of training. The weights travel with the model (Platt 1999).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from onrecord.model import Kind
from onrecord.quotation.decode import Draft

__all__ = ["LAID_OUT", "confidence", "features"]

LAID_OUT = 0.9
"""Confidence at least of words whose speaker the layout names: a signature, a label in a transcript. Set by hand: the
held-out articles have no case to measure it on."""
SURE = ("cue", "content", "edges", "link", "source", "to_source")


def features(draft: Draft, kind: Kind, words: int) -> dict[str, float]:
    """What the calibration weighs: log odds of the certainties, and marks of the shape."""
    out = {name: log_odds(draft.certainty[name]) for name in SURE if name in draft.certainty}
    out["no cue"] = float("cue" not in draft.certainty)
    out["no source"] = float("source" not in draft.certainty)
    out["inner"] = float(draft.layer == "inner")
    out[kind] = 1.0
    out["several contents"] = float(len(draft.runs["content"]) > 1)
    out["short"] = 1.0 / max(1, words)
    return out


def confidence(found: Mapping[str, float], calibration: Mapping[str, float]) -> float:
    """Between 0 and 1; features that the calibration does not weigh count nothing."""
    score = calibration.get("bias", 0.0) + sum(calibration.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + exp(-max(-30.0, min(30.0, score)))), 4)


def log_odds(share: float) -> float:
    """Clipped so that one certainty cannot outweigh all others."""
    bounded = min(max(share, 0.01), 0.99)
    return log(bounded / (1 - bounded))
