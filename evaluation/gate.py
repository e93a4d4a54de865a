"""The accuracy gate: `python evaluation/gate.py [--update] [--allow-regression] [--shared DIR]`.

Comes in: the gold under `--shared` and the floors in floors.json; goes out: tables, and what fell below its floor.
Exit status 0: every floor holds; 1: one does not, or the gold is not the one that was pinned; 2: it could not run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import floor
from pathlib import Path
from typing import Any

from onrecord.capture import capture_text
from onrecord.errors import OnrecordError
from onrecord.evaluation import (
    Attribution,
    GoldArticle,
    Score,
    Tally,
    attributions_read,
    judged,
    read_gold,
    table_text,
    total,
)
from onrecord.model import Reading
from onrecord.pipeline import read_capture
from onrecord.settings import Settings

__all__ = ["EPSILON", "PARTS", "TASKS", "Measured", "Part", "below", "main", "repinned"]

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
SHARED = HERE.parent.parent / "shared"
TASKS = ("statements", "direct", "mixed", "indirect", "spoken", "speaker", "relay")
MEASURES = ("precision", "recall", "f1")
EPSILON = 0.002
"""Slack below a floor, and never less than one statement of the task.

One machine gives the same figures every time. Another kind of processor rounds the eight-bit network otherwise, which
can turn a statement that lies just at the threshold: one of five hundred moves recall by 0.002, and in a task with few
statements one alone moves it by more. A change of rules or weights that matters moves more statements than one.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A set of gold articles in one language under one guide: files under the shared folder, by glob."""

    name: str
    language: str
    files: str


PARTS = (
    Part("own-en", "en", "corpus/en/dev.jsonl"),
    Part("own-es", "es", "corpus/es/dev.jsonl"),
    Part("polnear-en", "en", "data/polnear_dev/*.jsonl"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A part scored. `gold` is the SHA-256 of articles and annotations; `notes` say what could not be read."""

    part: Part
    gold: str
    score: Score
    notes: tuple[str, ...]

    @property
    def tasks(self) -> dict[str, Tally]:
        """Tasks this gold can tell of; the words of saying behind `spoken` are English."""
        rows = {task: self.score.rows[task] for task in TASKS if task != "spoken" or self.part.language == "en"}
        return {task: tally for task, tally in rows.items() if tally.gold}


Read = Callable[[str], Reading]
Floors = Mapping[str, Any]


def read_text(text: str) -> Reading:
    """As a user with no settings of their own would read it."""
    return read_capture(capture_text(text), settings=Settings())


def measured(part: Part, shared: Path, read: Read) -> Measured:
    """Read and score one part. Raises OnrecordError when its gold is missing or damaged."""
    paths = sorted(shared.glob(part.files))
    if not paths:
        raise OnrecordError(str(shared / part.files), "the gold of this part is missing")
    gold = read_gold(paths)
    readings = {article.id: (article, read(article.text)) for article in gold}
    predictions = {name: attributions_read(reading, article) for name, (article, reading) in readings.items()}
    notes = tuple(f"{name}: {note}" for name, (_, reading) in readings.items() for note in reading.notes)
    return Measured(part, digest(gold), total(judged(gold, predictions)), notes)


def digest(gold: Sequence[GoldArticle]) -> str:
    """SHA-256 over texts and annotations, whatever the files' layout: a changed corpus cannot change a score unseen."""
    lines = [[a.id, a.language, a.text, [annotation(one) for one in a.attributions]] for a in gold]
    canonical = json.dumps(sorted(lines, key=lambda line: str(line[0])), ensure_ascii=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def annotation(one: Attribution) -> list[Any]:
    roles = [[[span.start, span.end] for span in spans] for spans in (one.content, one.cue, one.source)]
    relays = None if one.relays is None else [[r.name, r.span.start, r.span.end] for r in one.relays]
    return [*roles, one.speaker, relays]


def pinned(path: Path) -> Floors:
    """The floors by part. Raises OnrecordError when the file is missing or in another form."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OnrecordError(str(path), f"cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise OnrecordError(str(path), f"not JSON: {error}") from error
    problem = malformed(table)
    if problem:
        raise OnrecordError(str(path), problem)
    parts: Floors = table["parts"]
    return parts


def malformed(table: Any) -> str | None:
    """What is wrong with the form of the floors file, None when nothing is."""
    if not isinstance(table, dict) or not isinstance(table.get("parts"), dict):
        return "'parts' must be an object"
    for name, entry in table["parts"].items():
        if not isinstance(entry, dict) or not isinstance(entry.get("gold"), str):
            return f"{name}: 'gold' must be a SHA-256"
        tasks = entry.get("tasks")
        if not isinstance(tasks, dict) or not all(is_floor(floors) for floors in tasks.values()):
            return f"{name}: every task wants {', '.join(MEASURES)} from 0 to 1"
    return None


def is_floor(floors: Any) -> bool:
    return (
        isinstance(floors, dict)
        and set(floors) == set(MEASURES)
        and all(isinstance(f, int | float) and 0 <= f <= 1 for f in floors.values())
    )


def below(results: Sequence[Measured], floors: Floors) -> list[str]:
    """Every reason why the floors do not hold, one line each; none when they do."""
    problems = [f"{name}: pinned, but no longer measured" for name in floors if name not in names(results)]
    for result in results:
        name = result.part.name
        if name not in floors:
            problems.append(f"{name}: no floors are pinned; pin them with --update")
        elif floors[name]["gold"] != result.gold:
            problems.append(f"{name}: the gold is not the one that was pinned; pin it anew with --update")
        else:
            problems += [f"{name}: {problem}" for problem in fallen(result, floors[name]["tasks"])]
    return problems


def names(results: Sequence[Measured]) -> set[str]:
    return {result.part.name for result in results}


def fallen(result: Measured, tasks: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Figures below their floor by more than the slack, and tasks that only one side has."""
    for task in tasks:
        if task not in result.tasks:
            yield f"{task}: pinned, but no longer measured"
    for task, tally in result.tasks.items():
        if task not in tasks:
            yield f"{task}: no floor is pinned; pin it with --update"
            continue
        for measure, figure in figures(tally).items():
            least = tasks[task][measure]
            if figure < least - slack(tally, measure):
                yield f"{task} {measure} {figure:.4f} is below its floor {least:.4f}"


def figures(tally: Tally) -> dict[str, float]:
    return {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def slack(tally: Tally, measure: str) -> float:
    """EPSILON, or what one statement weighs in the figure if that is more."""
    counted = {"precision": tally.predicted, "recall": tally.gold, "f1": (tally.predicted + tally.gold) / 2}
    return max(EPSILON, 1 / max(1, counted[measure])) + 1e-9  # one statement exactly must not fail by rounding


def repinned(results: Sequence[Measured], floors: Floors, *, allow_regression: bool) -> dict[str, Any]:
    """Floors for the present gold and figures. One inside the slack stays where it was: floors do not creep down.

    Raises OnrecordError when a floor would have to be lowered, or a pinned task or part be dropped, unless regressions
    are allowed; and always for a part in which nothing was found, as happens when no model reads its language.
    """
    silent = [result.part.name for result in results if not result.score.rows["statements"].predicted]
    if silent:
        raise OnrecordError(", ".join(silent), "nothing was found at all, so there is nothing to pin")
    lowered = [] if allow_regression else list(regressions(results, floors))
    if lowered:
        raise OnrecordError("floors", "would be lowered; --allow-regression does it\n" + "\n".join(lowered))
    return {result.part.name: entry(result, {} if allow_regression else floors) for result in results}


def regressions(results: Sequence[Measured], floors: Floors) -> Iterator[str]:
    """What pinning anew would give up, whether the gold is the same or not."""
    for name in floors:
        if name not in names(results):
            yield f"{name}: pinned, but no longer measured"
    for result in results:
        tasks = floors.get(result.part.name, {"tasks": {}})["tasks"]
        present = {task: tasks[task] if task in tasks else dict.fromkeys(MEASURES, 0.0) for task in result.tasks}
        missing = {task: tasks[task] for task in tasks if task not in present}
        yield from (f"{result.part.name}: {problem}" for problem in fallen(result, present | missing))


def entry(result: Measured, floors: Floors) -> dict[str, Any]:
    before = floors.get(result.part.name, {"tasks": {}})["tasks"]
    return {
        "gold": result.gold,
        "articles": result.score.articles,
        "tasks": {task: raised(figures(tally), before.get(task, {})) for task, tally in result.tasks.items()},
    }


def raised(now: Mapping[str, float], before: Mapping[str, float]) -> dict[str, float]:
    """The higher of figure and floor, the figure cut, not rounded, so that it holds its own floor."""
    return {measure: max(floor(figure * 10_000) / 10_000, before.get(measure, 0.0)) for measure, figure in now.items()}


def report(result: Measured) -> str:
    lines = [f"{result.part.name}: {result.score.articles} articles", table_text(result.score)]
    return "\n".join([*lines, *(f"note: {note}" for note in result.notes), ""])


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Hold the accuracy on the dev gold to its pinned floors.")
    parser.add_argument("--update", action="store_true", help="pin the present figures; a floor is never lowered")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="DIR", help="the folder that holds the gold")
    parser.add_argument("--floors", type=Path, default=FLOORS, metavar="FILE", help="the pinned floors")
    options = parser.parse_args(argv)
    if options.allow_regression and not options.update:
        parser.error("--allow-regression goes with --update")
    return options


def main(argv: Sequence[str] | None = None, *, read: Read = read_text, parts: Sequence[Part] = PARTS) -> int:
    """Run the gate; `read` and `parts` are its seams for tests. Returns the exit status."""
    options = arguments(argv)
    try:
        return gate(options, read, parts)
    except OnrecordError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2


def gate(options: argparse.Namespace, read: Read, parts: Sequence[Part]) -> int:
    if not options.shared.is_dir():
        raise OnrecordError(str(options.shared), "no such folder; the gold is kept apart from the code (--shared DIR)")
    floors = {} if options.update and not options.floors.exists() else pinned(options.floors)
    results = []
    for part in parts:
        results.append(measured(part, options.shared, read))
        print(report(results[-1]))
    return pin(results, floors, options) if options.update else hold(results, floors)


def hold(results: Sequence[Measured], floors: Floors) -> int:
    problems = below(results, floors)
    print("\n".join(problems) or "every floor holds")
    return 1 if problems else 0


def pin(results: Sequence[Measured], floors: Floors, options: argparse.Namespace) -> int:
    try:
        parts = repinned(results, floors, allow_regression=options.allow_regression)
    except OnrecordError as error:
        print(f"not pinned: {error}")
        return 1
    options.floors.write_text(json.dumps({"parts": parts}, indent=2) + "\n", encoding="utf-8")
    print(f"pinned in {options.floors}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
