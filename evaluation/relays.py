"""How often a relay is named: `python evaluation/relays.py [--shared DIR] [--part train|dev ...] [--failures N]`.

Comes in: the corpus under `--shared`; goes out: precision and recall of relays, in three ways: `gold spans`, the rules
handed the annotated content, cue and source of every statement; `found`, over the statements found whose content is a
gold one's; `end to end`, where a relay of a statement not found is missing, and every other one named is false.
It changes nothing and tunes nothing. The figures of train flatter: network and rules were made with it before them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord import language, quotation, resolve
from onrecord.capture import capture_text
from onrecord.document import build
from onrecord.evaluation import Attribution, GoldArticle, Tally, judge, read_gold
from onrecord.evaluation.marking import same_relays
from onrecord.evaluation.passages import attribution_of
from onrecord.evaluation.words import Layout, layout
from onrecord.model import Analysis, Document, Quotation, Statement
from onrecord.quotation.assemble import told_round
from onrecord.settings import Settings

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
ROWS = {"gold spans": "relay", "found": "relay: found", "end to end": "relay"}


@dataclass(slots=True)
class Figures:
    """Tallies by way of measuring, and what fails with gold spans."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--part", choices=("train", "dev"), action="append")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print so many failures with gold spans")
    options = parser.parse_args()
    for code in ("en", "es"):
        for part in options.part or ("train", "dev"):
            gold = read_gold([options.shared / "corpus" / code / f"{part}.jsonl"])
            found = figures(gold)
            print(f"{code} {part}: " + "; ".join(tally_text(*row) for row in found.tallies.items()))
            print("".join(f"  {case}\n" for case in found.cases[: options.failures]), end="")


def figures(gold: Sequence[GoldArticle]) -> Figures:
    out = Figures({way: Tally() for way in ROWS})
    for article in gold:
        document = build(capture_text(article.text))
        analysis = language.analyse(document)
        ruled = statements(document, analysis, told(document, analysis, article.attributions))
        grid = layout(article.text)
        out.tallies["gold spans"] = added(out.tallies["gold spans"], row_of(grid, article.attributions, ruled))
        out.cases += [case for pair in zip(article.attributions, ruled, strict=True) for case in cases(grid, *pair)]
        rows = judge(article, [attribution_of(one) for one in read(document, analysis)]).rows
        for way in ("found", "end to end"):
            out.tallies[way] = added(out.tallies[way], rows[ROWS[way]])
    return out


def statements(document: Document, analysis: Analysis, quotations: Sequence[Quotation]) -> tuple[Statement, ...]:
    return resolve.resolve(document, analysis, quotations)


def read(document: Document, analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of an article as a reading has them, in its default settings."""
    found = quotation.find(document, analysis)
    return statements(document, analysis, quotation.confident(found, Settings().confidence, analysis.quoted))


def told(document: Document, analysis: Analysis, gold: Sequence[Attribution]) -> list[Quotation]:
    """The gold statements, in order, without what is asked of the rules: relay, addressee, setting, act."""
    return told_round(document.text, analysis, [bare(one) for one in gold])


def bare(one: Attribution) -> Quotation:
    return Quotation(
        kind=one.told.kind if one.told and one.told.kind else "indirect",  # type: ignore[arg-type]
        content=tuple(sorted(one.content, key=lambda span: span.start)),
        cue=one.cue[0] if one.cue else None,
        source=one.source[0] if one.source else None,
        relays=(),
        addressee=None,
        setting=None,
        act=None,
        negated=False,
        nested_in=None,
        repair=(),
        confidence=1.0,
    )


def row_of(grid: Layout, gold: Sequence[Attribution], ruled: Sequence[Statement]) -> Tally:
    pairs = list(zip(gold, ruled, strict=True))
    right = sum(same_relays(grid, one.relays or (), statement.relays) for one, statement in pairs)
    return Tally(right, sum(len(s.relays) for s in ruled), sum(len(one.relays or ()) for one in gold))


def cases(grid: Layout, gold: Attribution, ruled: Statement) -> Iterator[str]:
    for name, sides in (("missing", (gold.relays or (), ruled.relays)), ("false", (ruled.relays, gold.relays or ()))):
        for relay in sides[0]:
            if not any(same_relays(grid, [relay], [other]) for other in sides[1]):
                yield f"{name} {relay.name!r}: {shown(gold)} -> {[one.name for one in ruled.relays]}"


def shown(one: Attribution) -> str:
    parts = ([*one.source], [*one.cue], [*one.content])
    return " | ".join(" … ".join(span.text for span in spans)[:100] or "-" for spans in parts)


def added(one: Tally, other: Tally) -> Tally:
    return Tally(one.right + other.right, one.predicted + other.predicted, one.gold + other.gold)


def tally_text(way: str, tally: Tally) -> str:
    figures = f"{100 * tally.precision:.1f} / {100 * tally.recall:.1f}"
    return f"{way} P/R {figures} ({tally.right} right, {tally.predicted} named, {tally.gold} gold)"


if __name__ == "__main__":
    main()
