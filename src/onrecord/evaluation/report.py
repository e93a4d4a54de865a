"""Figures as a table or as JSON, and two runs over the same gold compared case by case.

Comes in: Scores, intervals, Outcomes; goes out: text and plain data. It prints nothing and measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.evaluation.metrics import ROWS, SHARES, Interval, Outcome, Score, Tally
from onrecord.evaluation.passages import Attribution
from onrecord.model import Span

__all__ = ["Case", "Comparison", "as_json", "compare", "comparison_text", "table_text"]

SHOWN = 160
"""Characters of a content that a comparison shows."""


@dataclass(frozen=True, slots=True)
class Case:
    """One statement of one article in which two runs differ."""

    article: str
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the current run does otherwise than the previous one.

    `lost` and `won` are gold statements, `new` and `gone` are false ones; all in the order of the gold.
    """

    lost: tuple[Case, ...]
    won: tuple[Case, ...]
    new: tuple[Case, ...]
    gone: tuple[Case, ...]


def table_text(score: Score, spread: Mapping[str, Interval] | None = None) -> str:
    """Rows and shares that have anything to count, in per cent; `spread` adds the interval of the F1."""
    lines = [f"{'':20}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'pred':>8}{'gold':>8}{'  F1 between' if spread else ''}"]
    for name in ROWS:
        tally = score.rows[name]
        if tally.gold or tally.predicted:
            lines.append(row_text(name, tally) + interval_text((spread or {}).get(name)))
    lines += ["", f"{'':20}{'right':>8}{'of':>8}{'share':>8}"]
    for name in SHARES:
        share = score.shares[name]
        if share.of:
            lines.append(f"{name:20}{share.right:8}{share.of:8}{100 * share.accuracy:8.1f}")
    return "\n".join(lines)


def row_text(name: str, tally: Tally) -> str:
    figures = "".join(f"{100 * figure:7.1f}" for figure in (tally.precision, tally.recall, tally.f1))
    return f"{name:20}{figures}{tally.right:8}{tally.predicted:8}{tally.gold:8}"


def interval_text(interval: Interval | None) -> str:
    return "" if interval is None else f"   {100 * interval.low:.1f}-{100 * interval.high:.1f}"


def as_json(score: Score, spread: Mapping[str, Interval] | None = None) -> dict[str, Any]:
    """The same as plain data: all rows and shares, figures from 0 to 1."""
    return {
        "articles": score.articles,
        "rows": {name: row_json(score.rows[name], (spread or {}).get(name)) for name in ROWS},
        "shares": {
            name: {"accuracy": share.accuracy, "right": share.right, "of": share.of}
            for name, share in ((name, score.shares[name]) for name in SHARES)
        },
    }


def row_json(tally: Tally, interval: Interval | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "right": tally.right,
        "predicted": tally.predicted,
        "gold": tally.gold,
    }
    return row if interval is None else row | {"f1_interval": [interval.low, interval.high]}


def compare(previous: Sequence[Outcome], current: Sequence[Outcome]) -> Comparison:
    """Gains and losses of the current run. Raises OnrecordError when the two were not judged on the same gold."""
    if [outcome.article for outcome in previous] != [outcome.article for outcome in current]:
        raise OnrecordError("comparison", "the two runs were not judged on the same gold")
    before, after = found_cases(previous), found_cases(current)
    was_false, is_false = false_cases(previous), false_cases(current)
    return Comparison(
        lost=tuple(case for key, case in before.items() if key not in after),
        won=tuple(case for key, case in after.items() if key not in before),
        new=tuple(case for key, case in is_false.items() if key not in was_false),
        gone=tuple(case for key, case in was_false.items() if key not in is_false),
    )


def found_cases(outcomes: Sequence[Outcome]) -> dict[tuple[str, int], Case]:
    """Gold statements that were found, by article and index."""
    return {
        (outcome.article.id, at): Case(outcome.article.id, attribution)
        for outcome in outcomes
        for at, attribution in enumerate(outcome.article.attributions)
        if at in outcome.found
    }


def false_cases(outcomes: Sequence[Outcome]) -> dict[tuple[str, tuple[Span, ...], tuple[Span, ...]], Case]:
    """Predictions that no gold statement took, by article, content and source."""
    cases: dict[tuple[str, tuple[Span, ...], tuple[Span, ...]], Case] = {}
    for outcome in outcomes:
        taken = set(outcome.found.values())
        for at, one in enumerate(outcome.predicted):
            if at not in taken:
                cases[outcome.article.id, one.content, one.source] = Case(outcome.article.id, one)
    return cases


def comparison_text(comparison: Comparison) -> str:
    """A count, then one line a case: losses first. A case is article and place, then source, cue and content."""
    groups = (
        ("statement lost", "-", comparison.lost),
        ("statement won", "+", comparison.won),
        ("false statement new", "!", comparison.new),
        ("false statement gone", "~", comparison.gone),
    )
    lines = [", ".join(f"{name}: {len(cases)}" for name, _, cases in groups)]
    for name, sign, cases in groups:
        lines += [f"{sign} {name}: {case_text(case)}" for case in cases]
    return "\n".join(lines)


def case_text(case: Case) -> str:
    one = case.attribution
    roles = " | ".join(
        shown(" … ".join(span.text for span in spans)) or "-" for spans in (one.source, one.cue, one.content)
    )
    place = f" at {one.content[0].start}" if one.content else ""
    return f"{shown(case.article)}{place}: {roles}"


def shown(text: str) -> str:
    """On one line, without characters that would steer a terminal, cut to SHOWN."""
    line = " ".join("".join(printable(text)).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def printable(text: str) -> Iterator[str]:
    return (character if character.isprintable() else " " for character in text)
