"""How accurate the reading is, told to a person or a program.

Comes in: gold files and a way to read a text; goes out: lines of a table, of JSON, of gains and losses. It measures
nothing itself: the definitions are in `onrecord.evaluation`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluation import (
    Attribution,
    GoldArticle,
    Outcome,
    Predictions,
    attributions_read,
    compare,
    comparison_text,
    intervals,
    judged,
    read_gold,
    read_predictions,
    table_text,
    total,
)
from onrecord.evaluation import as_json as score_json
from onrecord.model import Reading, Span

__all__ = ["measured", "told"]

Counted = Callable[[Sequence[GoldArticle]], Iterable[GoldArticle]]


def measured(
    gold: Iterable[Path], read: Callable[[str], Reading], counted: Counted
) -> tuple[tuple[GoldArticle, ...], Predictions]:
    """The gold articles, and what a reading of each found. Raises OnrecordError for a file that is no gold."""
    articles = read_gold(gold)
    return articles, {a.id: attributions_read(read(a.text), a) for a in counted(articles)}


def told(
    articles: Sequence[GoldArticle], predictions: Predictions, *, against: Path | None, save: Path | None, as_json: bool
) -> Iterator[str]:
    """Lines to print; with `save` the predictions are written first, with `against` gains and losses follow."""
    if save is not None:
        lines = [json.dumps({"id": a.id, "statements": [kept(one) for one in predictions[a.id]]}) for a in articles]
        save.write_text("\n".join(lines) + "\n", encoding="utf-8")
    outcomes = judged(articles, predictions)
    yield json.dumps(figures_json(outcomes)) if as_json else figures_table(outcomes)
    if against is not None:
        previous = judged(articles, read_predictions(against, articles))
        yield comparison_text(compare(previous, outcomes))


def figures_table(outcomes: Sequence[Outcome]) -> str:
    return table_text(total(outcomes), intervals(outcomes))


def figures_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return score_json(total(outcomes), intervals(outcomes))


def kept(one: Attribution) -> dict[str, Any]:
    """A prediction as one object of the format `predictions`."""

    def places(spans: Sequence[Span]) -> list[list[int]]:
        return [[span.start, span.end] for span in spans]

    return {
        "content": places(one.content),
        "cue": places(one.cue),
        "source": places(one.source),
        "confidence": one.confidence,
    }
