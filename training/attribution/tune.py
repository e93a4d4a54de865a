"""Compare settings of the decoder on articles held out of training, and write down what the calibration needs.

`python training/attribution/tune.py RUN --corpus ... --fold k/n` reads the articles that the run was not trained on,
prints a table of decoder settings, and writes `certainties.json` in the run, for calibrate.py. Neither dev nor PolNeAR
is looked at.
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path
from typing import Any

from examples import held_out, read_rows, tokenizer_of
from network import load_network
from read_gold import analyses

from onrecord.evaluation.gold import Attribution, GoldArticle
from onrecord.evaluation.metrics import judge, total
from onrecord.model import Analysis, Relay, Span
from onrecord.quotation.assemble import Found, found_in
from onrecord.quotation.confidence import features
from onrecord.quotation.decode import Decoder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--fold", required=True)
    parser.add_argument("--leave-out")
    parser.add_argument(
        "--sweep", nargs="*", default=[], help="decoder settings to compare, as name=value[,name=value]"
    )
    options = parser.parse_args()
    rows = held_out([row for path in options.corpus for row in read_rows(path)], options.fold, options.leave_out)
    read = signals(options.run, rows)
    gold = [article(row) for row in rows]
    for setting in ["", *options.sweep]:
        decoder = Decoder(
            **{name: float(value) for name, _, value in (one.partition("=") for one in setting.split(",") if one)}
        )
        for language in sorted({g.language for g in gold}):
            pairs = [(g, a) for g, a in zip(gold, read, strict=True) if g.language == language]
            print(f"{language} {setting or 'shipped':28}", line(pairs, decoder))
    certainties(options.run, gold, read)


def signals(run: Path, rows: list[dict[str, Any]]) -> list[Analysis]:
    cache = run / "held-out.pickle"
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    read = analyses(load_network(run / "network.pt"), tokenizer_of(run), rows)
    cache.write_bytes(pickle.dumps(read))
    return read


def article(row: dict[str, Any]) -> GoldArticle:
    def spans(places: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end, row["text"][start:end]) for start, end in places)

    def relays(a: dict[str, Any]) -> tuple[Relay, ...]:
        return tuple(Relay(r["name"], *spans([r["span"]])) for r in a["relays"] if r["span"])

    attributions = tuple(
        Attribution(spans(a["content"]), spans(a["cue"]), spans(a["source"]), relays=relays(a))
        for a in row["attributions"]
    )
    return GoldArticle(row["id"], row["text"], row["language"], attributions)


def attribution(text: str, found: Found) -> Attribution:
    def spans(*places: tuple[int, int] | None) -> tuple[Span, ...]:
        return tuple(Span(*place, text[slice(*place)]) for place in places if place)

    carried = tuple(Relay(span.text, span) for span in spans(*found.relays))
    return Attribution(spans(*found.content), spans(found.cue), spans(found.source), None, carried, found.confidence)


def line(pairs: list[tuple[GoldArticle, Analysis]], decoder: Decoder) -> str:
    outcomes = [judge(g, [attribution(g.text, f) for f in found_in(g.text, a, decoder)]) for g, a in pairs]
    score = total(outcomes)
    cells = []
    for name in ("statements", "direct", "mixed", "indirect", "spoken", "relay", "content"):
        row = score.rows[name]
        precision, recall = row.right / max(1, row.predicted), row.right / max(1, row.gold)
        cells.append(
            f"{name} {100 * precision:.1f}/{100 * recall:.1f}/{200 * precision * recall / max(1e-9, precision + recall):.1f}"
        )
    both = score.shares["nested: both"]
    return "  ".join([*cells, f"nested {both.right}/{both.of}"])


def certainties(run: Path, gold: list[GoldArticle], read: list[Analysis]) -> None:
    """Writes what the calibration is fitted on: features of each statement found, whether it is right, its article."""
    table = []
    for number, (g, a) in enumerate(zip(gold, read, strict=True)):
        found = found_in(g.text, a, Decoder())
        hits = set(judge(g, [attribution(g.text, f) for f in found]).found.values())
        for index, f in enumerate(found):
            words = sum(len(g.text[start:end].split()) for start, end in f.content)
            weighed = {name: round(value, 5) for name, value in features(f.draft, f.kind, words).items()}
            table.append({"article": number, "right": index in hits, "features": weighed})
    written = {"gold": sum(len(g.attributions) for g in gold), "found": table}
    (run / "certainties.json").write_text(json.dumps(written) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
