"""What the shipped weights score: `python training/attribution/measure.py --shared DIR` writes metrics.json beside it.

Comes in: the development gold of every part of the gate; goes out: the figures of each part at three thresholds.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from onrecord.capture import capture_text
from onrecord.evaluation import as_json, attributions_read, intervals, judged, read_gold, total
from onrecord.language.models import attribution_model, read_languages
from onrecord.pipeline import read_capture
from onrecord.settings import Settings

PARTS = {
    "own-en": "corpus/en/dev.jsonl",
    "own-es": "corpus/es/dev.jsonl",
    "polnear-en": "data/polnear_dev/*.jsonl",
}
THRESHOLDS = (0.0, Settings().confidence, 0.8)
HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    models = {language: attribution_model(language) for language in read_languages()}
    figures: dict[str, object] = {"weights_sha256": {language: m.digest for language, m in models.items() if m}}
    for name, files in PARTS.items():
        gold = read_gold(sorted(options.shared.glob(files)))
        for threshold in THRESHOLDS:
            settings = Settings(confidence=threshold)
            found = {a.id: attributions_read(read_capture(capture_text(a.text), settings=settings), a) for a in gold}
            outcomes = judged(gold, found)
            figures[f"{name} at {threshold}"] = as_json(total(outcomes), intervals(outcomes))
    (HERE / "metrics.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
