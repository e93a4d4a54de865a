"""What reading costs. `python benchmarks/read.py [--corpus FILE.jsonl] [--articles N]`

Prints CPU seconds per 1,000 words for `read`, by stage, on one thread; the same as a ratio to a floor measured in the
same run (cutting the same words into word pieces); peak memory; and the start-up time of the command. Medians of runs.
The corpus is JSON Lines with a `text` a line; without it, the sample page is read many times.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from onrecord import capture, document, language, quotation, resolve
from onrecord.language.models import attribution_model
from onrecord.language.paragraphs import paragraphs_of
from onrecord.language.pieces import pieces_of
from onrecord.settings import Settings

ROOT = Path(__file__).parent.parent
Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "data" / "wikinews_en_2020")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    texts = corpus(options.corpus, options.articles)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words} words, median of {options.runs} runs, one thread")
    runs = [stages(texts) for _ in range(options.runs)]
    total = statistics.median(sum(run.values()) for run in runs)
    for stage in runs[0]:
        seconds = statistics.median(run[stage] for run in runs)
        print(f"  {stage:10} {1000 * seconds / words:7.4f} CPU-s per 1,000 words  {100 * seconds / total:5.1f} %")
    floor = statistics.median(pieces_only(texts) for _ in range(options.runs))
    print(
        f"  read       {1000 * total / words:7.4f} CPU-s per 1,000 words, {total / floor:.0f} times the floor (word pieces alone)"
    )
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"  start-up    {statistics.median(start_up('--help') for _ in range(5)):.2f} s  onrecord --help")
    sample = str(ROOT / "demo" / "strait-talks.en.txt")
    print(
        f"  first page  {statistics.median(start_up('read', sample) for _ in range(3)):.2f} s  onrecord read, cold process"
    )


def corpus(path: Path, count: int) -> list[str]:
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path] if path.is_file() else []
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    texts = [text for text in texts if 100 < len(text.split()) < 3000][:count]
    return texts or [(ROOT / "demo" / "strait-talks.en.txt").read_text(encoding="utf-8")] * 20


def stages(texts: list[str]) -> dict[str, float]:
    names = ("capture", "document", "language", "quotation", "resolve", "issues", "stance", "events")
    spent = dict.fromkeys(names, 0.0)

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        begin = time.process_time()
        result = work()
        spent[stage] += time.process_time() - begin
        return result

    for text in texts:
        captured = timed("capture", lambda text=text: capture.capture_text(text))
        page = timed("document", lambda c=captured: document.build(c))
        analysis = timed("language", lambda p=page: language.analyse(p))
        found = timed("quotation", lambda p=page, a=analysis: quotation.find(p, a))
        sure = quotation.confident(found, Settings().confidence, analysis.quoted)
        said = timed("resolve", lambda p=page, a=analysis, q=sure: resolve.resolve(p, a, q))
        said = timed("issues", lambda p=page, a=analysis, s=said: resolve.with_issues(p, a, s, None))
        said = timed("stance", lambda p=page, a=analysis, s=said: resolve.stances_of(p, a, s))
        timed("stance", lambda p=page, a=analysis, s=said: resolve.relations_of(p, a, s))
        timed("events", lambda p=page, a=analysis, s=said: resolve.events_of(p, a, s))
    return spent


def pieces_only(texts: list[str]) -> float:
    model = attribution_model("en")
    assert model is not None
    begin = time.process_time()
    for text in texts:
        pieces_of(model.tokenizer, text, paragraphs_of(text), ())
    return time.process_time() - begin


def start_up(*arguments: str) -> float:
    command = [str(Path(sys.executable).parent / "onrecord"), *arguments]
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
