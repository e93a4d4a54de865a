"""Against GUM's own attributions: `python evaluation/gum.py [--shared DIR]`.

Comes in: GUM's news articles with their discourse trees, and our annotation of the same articles; goes out: what the
shipped reading scores against GUM, and what our annotation scores, which is the most that a reading by our guide can
be expected to. GUM counts picture credits, takes "I think" inside a quotation for a statement, and cuts a quotation
where its report begins. The shipped English model was not trained on these articles. It changes and tunes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.capture import capture_text
from onrecord.evaluation import Attribution, GoldArticle, attributions_read, judged, read_gold, total
from onrecord.model import Span
from onrecord.pipeline import read_capture

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OURS = "gum-"
"""How ids of the corpus begin that are GUM's, which follow."""
CREDITS = ("Image", "Video", "Audio")
ROWS = ("statements", "direct", "mixed", "indirect", "spoken")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score the reading, and our own annotation, against GUM news.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with corpus/ and data/ in it")
    options = parser.parse_args(arguments)
    try:
        gum = read_gold(sorted((options.shared / "data" / "en_gum" / "news").glob("*.conllu")))
        ours = {one.id: one for one in read_gold([options.shared / "corpus" / "en" / "train.jsonl"])}
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    read = {one.id: attributions_read(read_capture(capture_text(one.text)), one) for one in gum}
    guide = {one.id: carried(ours[OURS + one.id], one.text) for one in gum if OURS + one.id in ours}
    for title, gold in (("all", gum), ("without credits", [without_credits(one) for one in gum])):
        print(f"{title}: {len(gold)} articles, {sum(len(one.attributions) for one in gold)} attributions")
        for name, predicted in (("shipped reading", read), ("our annotation", guide)):
            print(f"  {name:16}{row_text(gold, predicted)}")
    return 0


def row_text(gold: Sequence[GoldArticle], predicted: Mapping[str, Sequence[Attribution]]) -> str:
    rows = total(judged(gold, {name: tuple(found) for name, found in predicted.items()})).rows
    return "  ".join(
        f"{name} {100 * rows[name].precision:.1f} / {100 * rows[name].recall:.1f} / {100 * rows[name].f1:.1f}"
        for name in ROWS
    )


def without_credits(article: GoldArticle) -> GoldArticle:
    kept = [one for one in article.attributions if one.cue and one.cue[0].text not in CREDITS]
    return replace(article, attributions=tuple(kept))


def carried(article: GoldArticle, text: str) -> tuple[Attribution, ...]:
    """Our attributions in GUM's text, which differs in white space alone. Raises ValueError where it does not."""
    here, there = ([at for at, letter in enumerate(t) if not letter.isspace()] for t in (article.text, text))
    if [article.text[at] for at in here] != [text[at] for at in there]:
        raise ValueError(f"{article.id}: the texts differ in more than white space")
    place = dict(zip(here, there, strict=True))

    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        bounds = ((place[span.start], place[span.end - 1] + 1) for span in spans)
        return tuple(Span(start, end, text[start:end]) for start, end in bounds)

    return tuple(
        Attribution(moved(one.content), moved(one.cue), moved(one.source), confidence=one.confidence)
        for one in article.attributions
    )


if __name__ == "__main__":
    sys.exit(main())
