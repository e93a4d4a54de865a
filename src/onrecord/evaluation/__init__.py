"""Accuracy on a gold of one's own: annotated articles and predictions come in, figures go out.

It knows the types and no stage: whoever reads the articles hands the readings over. It changes no setting and no model.
"""

from __future__ import annotations

from onrecord.evaluation.gold import GoldArticle, Predictions, attributions_read, read_gold, read_predictions
from onrecord.evaluation.metrics import (
    ROWS,
    SHARES,
    Interval,
    Outcome,
    Score,
    Share,
    Tally,
    at_thresholds,
    by_language,
    intervals,
    judge,
    judged,
    total,
)
from onrecord.evaluation.passages import Attribution, Told
from onrecord.evaluation.report import Case, Comparison, as_json, compare, comparison_text, table_text

__all__ = [
    "ROWS",
    "SHARES",
    "Attribution",
    "Case",
    "Comparison",
    "GoldArticle",
    "Interval",
    "Outcome",
    "Predictions",
    "Score",
    "Share",
    "Tally",
    "Told",
    "as_json",
    "at_thresholds",
    "attributions_read",
    "by_language",
    "compare",
    "comparison_text",
    "intervals",
    "judge",
    "judged",
    "read_gold",
    "read_predictions",
    "table_text",
    "total",
]
