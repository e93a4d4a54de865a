"""Dates measured: `python evaluation/dates.py [--shared DIR] [--failures N]`.

Comes in: rows of dates_recognizers and the time expressions of MEANTIME under `--shared`; goes out: precision, recall
and a table of what fails by form. It pins no floor. Exit status 0; 2 when the data are not there.

The mapping, from the resolutions of dates_recognizers to ours:
- `date`: one day. Ours is asked twice, once in each direction, and both answers must be among theirs, which list a past
  and a coming day where the words leave it open; of the day of writing itself we have one reading, they often two.
  A time told no finer than a month (`two months ago`) is compared by the day it is counted from.
- `daterange`: start and end, the end exclusive as theirs is. They close a range with both ends printed (`from April to
  June`) where its last unit begins, we where it ends: there the beginnings of the last units are compared. Where they
  list one reading though the words leave two (`between August and October` in September), one of ours must be it.
- early, middle, late (`Mod` start, mid, end): we tell the whole unit, so their `timex` is what is compared, not the
  third they choose. Bounds (`Mod` before, until, after, since): the date that is the bound.
- `datetime`: to the minute, the first of their readings that agrees (they list both halves of the day).
Rows that they do not resolve (`not resolved`) count as right when found and given no date. The language is known.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.language.times import times_of
from onrecord.model import Analysis, Document, Span, StatedDate, TimeExpression
from onrecord.resolve.dates import dates_of
from onrecord.resolve.stretches import Stretch, Written, joined, stretch

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
KINDS = ("date", "daterange", "datetime")


@dataclass(slots=True)
class Score:
    """Counts of one kind: gold, exact spans, values right at an exact span, values right at any that overlaps."""

    gold: int = 0
    spans: int = 0
    exact: int = 0
    loose: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    cases: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Score dates on the recognizers' rows and on MEANTIME.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data/ in it")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print so many rows that fail, per table")
    options = parser.parse_args(arguments)
    folder = options.shared / "data"
    if not (folder / "dates_recognizers").is_dir():
        print(f"{folder}: no dates_recognizers there", file=sys.stderr)
        return 2
    for language in ("en", "es", "fr"):
        recognizers(folder / "dates_recognizers" / f"{language}.jsonl", language, options.failures)
    for language in ("en", "es"):
        meantime(folder / "meantime" / f"{language}_timex.tsv", language, options.failures)
    return 0


# dates_recognizers


def recognizers(path: Path, language: str, shown: int) -> None:
    scores = {kind: Score() for kind in KINDS}
    found = right = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = [one for one in row.get("results") or [] if one and one.get("TypeName")]
        if not row.get("reference"):
            continue  # a few rows say no day of writing
        reference = datetime.fromisoformat(row["reference"])
        ours = list(times_of([Span(0, len(row["input"]), row["input"])], language))
        for one in gold:
            kind = str(one["TypeName"]).removeprefix("datetimeV2.")
            if kind in scores:
                judge(row["input"], one, reference, ours, scores[kind])
        kinds = {"datetimeV2." + kind for kind in (*KINDS, "datetimerange")}
        dated = [time for time in ours if time.start is not None]
        found += len(dated)
        right += sum(any(overlap(time.span, one) and one["TypeName"] in kinds for one in gold) for time in dated)
    print(
        f"\ndates_recognizers {language}: {found} dates found, "
        f"{right / max(1, found):.3f} of them overlap a date of theirs"
    )
    print(f"{'':12} {'gold':>5} {'span':>6} {'value':>6} {'value, any span':>16}")
    for kind, score in scores.items():
        total = max(1, score.gold)
        print(
            f"{kind:12} {score.gold:5} {score.spans / total:6.3f} "
            f"{score.exact / total:6.3f} {score.loose / total:16.3f}"
        )
    for kind, score in scores.items():
        print(f"  {kind} fails by form: " + ", ".join(f"{form} {n}" for form, n in score.failures.most_common(8)))
        for case in score.cases[:shown]:
            print("    " + case)


def overlap(span: Span, gold: dict[str, Any]) -> bool:
    return bool(span.start <= int(gold["End"]) and int(gold["Start"]) < span.end)


def judge(text: str, gold: dict[str, Any], reference: datetime, ours: Sequence[TimeExpression], score: Score) -> None:
    score.gold += 1
    hits = [time for time in ours if overlap(time.span, gold)]
    hit = max(hits, key=lambda time: time.span.end - time.span.start, default=None)
    exact = hit is not None and (hit.span.start, hit.span.end) == (int(gold["Start"]), int(gold["End"]) + 1)
    right = hit is not None and agrees(hit, gold, reference)
    score.spans += exact
    score.loose += right
    score.exact += exact and right
    if not right:
        values = (gold.get("Resolution") or {}).get("values") or [{}]
        score.failures[form_of(values[0])] += 1
        said = f"{hit.span.text!r}" if hit else "nothing"
        score.cases.append(f"{reference:%Y-%m-%d %a} {gold['Text']!r} in {text!r}: {said}, {values[-1]}")


def form_of(value: dict[str, Any]) -> str:
    """The shape of a TIMEX, without its figures."""
    return re.sub(r"\d+", "0", str(value.get("timex"))) + (f" {value['Mod']}" if value.get("Mod") else "")


def agrees(hit: TimeExpression, gold: dict[str, Any], reference: datetime) -> bool:
    values = [one for one in (gold.get("Resolution") or {}).get("values") or [] if one]
    anchor = Written(reference.date(), "day")
    both = (of(hit, anchor, ahead=False), of(hit, anchor, ahead=True))
    if not values or values[0].get("value") == "not resolved":
        return all(one is None or "-" not in str(values[:1]) or one.precision == "year" for one in both)
    if values[0]["type"] == "datetime":
        return any(same_minute(one, value) for one in both for value in values)
    listed = [[at for at, value in enumerate(values) if same(hit, one, value)] for one in both]
    if not all(listed):
        return len(values) == 1 and any(listed)
    return listed[0][0] <= listed[1][-1]


def of(hit: TimeExpression, anchor: Written, *, ahead: bool) -> Stretch | None:
    if hit.start is None:
        return None
    first = stretch(hit.start, anchor, ahead=ahead)
    if hit.end is None or first is None:
        return first
    last = stretch(hit.end, Written(max(first.start.date(), anchor.day), "day") if ahead else anchor, ahead=ahead)
    if last is not None and last.start < first.start:
        last = stretch(hit.end, Written(first.start.date(), "day"), ahead=True)
    whole = joined(first, last) if last else None
    return replace(whole, last=last.start) if whole and last else None


def same(hit: TimeExpression, one: Stretch | None, value: dict[str, Any]) -> bool:
    if one is None:
        return False
    if value["type"] == "date":
        return str(value.get("value")) == one.start.date().isoformat()
    if mod := value.get("Mod"):
        return same_bound(hit, one, value, mod)
    end = (one.last or one.start) if hit.end is not None else one.end
    return (value.get("start"), value.get("end")) == (one.start.date().isoformat(), end.date().isoformat())


def same_bound(hit: TimeExpression, one: Stretch, value: dict[str, Any], mod: str) -> bool:
    """The date behind a bound or a part: its timex where it is a plain one, else the edge that they give."""
    timex = str(value.get("timex"))
    edges = {one.start.date().isoformat(), one.end.date().isoformat()}
    bounded = any(part in {"before", "until", "after", "since"} for part in mod.split("-"))
    if bounded and hit.bound is None:
        return False
    if re.fullmatch(r"[\dX]{4}(-\d\d){0,2}", timex):
        shape = {4: "%Y", 7: "%m", 10: "%m-%d"}[len(timex)]
        told = f"{one.start:{shape}}"
        return told == (timex if len(timex) == 4 else timex[5:]) and (
            timex.startswith("X") or f"{one.start:%Y}" == timex[:4]
        )
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", timex):
        return tuple(one.start.isocalendar())[:2] == (int(match[1]), int(match[2]))
    return bool({value.get("start"), value.get("end")} & edges)


def same_minute(one: Stretch | None, value: dict[str, Any]) -> bool:
    if one is None:
        return False
    given = str(value.get("value"))[:16]
    return given in {f"{one.start:%Y-%m-%d %H:%M}", f"{one.start:%Y-%m-%d} 23:59"} and (
        one.precision == "minute" or given.endswith("23:59")
    )


# MEANTIME


def articles(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str, str]]]]:
    """(day of writing, text, [(start, end, type, value)]) of each article; tokens are joined by spaces."""
    day, text, gold = "", "", list[tuple[int, int, str, str]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# doc = end"]:
        cells = line.split("\t")
        if line.startswith("# doc ="):
            if text:
                yield day, text, gold
            day, text, gold = "", "", []
        elif match := re.search(r'DCTVALUE="([\d-]+)"', line):
            day = match[1]
        elif len(cells) < 3:
            text += "\n" if text and not text.endswith("\n") else ""
        else:
            start = len(text)
            text += cells[0] + " "
            if cells[1].startswith("B"):
                gold.append((start, start + len(cells[0]), cells[1][2:], cells[2]))
            elif cells[1].startswith("I") and gold:
                gold[-1] = (gold[-1][0], start + len(cells[0]), gold[-1][2], gold[-1][3])


def meantime(path: Path, language: str, shown: int) -> None:
    """Dates and times that have a calendar value; durations, sets and references without a date are left out."""
    gold_count = right = overlapping = 0
    misses: list[str] = []
    for day, text, gold in articles(path):
        ours = dates_of(*as_read(day, text, language)).entries
        plain = [one for one in gold if one[2] in {"DATE", "TIME"} and re.match(r"\d{4}(-(\d\d|W\d\d|Q\d))?", one[3])]
        gold_count += len(plain)
        for start, end, _, value in plain:
            hits = [one for one in ours if one.expression.span.start < end and start < one.expression.span.end]
            agreeing = [one for one in hits if one.date and short(value) in values_of(one.date)]
            overlapping += bool(hits)
            right += bool(agreeing)
            if not agreeing:
                said = [(one.expression.span.text, one.date and one.date.value, one.ahead) for one in hits]
                misses.append(f"{day} {text[start:end]!r} {value}: {said}")
    print(
        f"\nMEANTIME {language}: {gold_count} dates, found {overlapping / gold_count:.3f}, "
        f"value right {right / gold_count:.3f}"
    )
    for miss in misses[:shown]:
        print("    " + miss)


def lines_of(text: str) -> list[Span]:
    out, start = list[Span](), 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Span(start, start + len(line), line))
        start += len(line) + 1
    return out


def short(value: str) -> str:
    return re.sub(r"T.*|-XX|-xx", "", value)


def as_read(day: str, text: str, language: str) -> tuple[Document, Analysis]:
    """The article as the pipeline would hand it over, without its encoder."""
    lines = tuple(lines_of(text))
    document = Document("m", "m", None, None, None, None, day, language, None, text, (), ())
    return document, Analysis(language, lines, lines, (), (), None, times_of(lines, language))


def values_of(one: StatedDate) -> set[str]:
    """Our value as TIMEX3 may write it: a stretch of three months is a quarter, two days a weekend."""
    found = {one.value[:10]}
    if one.precision == "month" and one.end and int(one.end[5:7]) - int(one.value[5:7]) == 2:
        found.add(f"{one.value[:4]}-Q{(int(one.value[5:7]) + 2) // 3}")
    if one.precision == "day" and one.end:
        year, week, _ = date.fromisoformat(one.value).isocalendar()
        found.add(f"{year}-W{week:02}-WE")
    return found


if __name__ == "__main__":
    sys.exit(main())
