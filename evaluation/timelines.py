"""Dates of events against the timelines of SemEval-2015 Task 4: `python evaluation/timelines.py [--shared DIR]`.

Comes in: gold timelines and the MEANTIME articles they are made of (those that are there); goes out: figures. It pins
no floor. Exit status 0; 2 when the data are not there.

An entry is a word of a sentence and the day, month or year of what it names. Ours is the one date that the clause of
the word names, else the one of its sentence, else none: what the timetable gives before any verb is read. The day of
writing is no guess of ours, so entries dated by it alone are counted apart. Order: of two entries of one timeline, both
with gold dates and both dated by us, whether ours stand the same way round.
"""

from __future__ import annotations

import argparse
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from onrecord.language.times import times_of
from onrecord.model import Analysis, Document, Span
from onrecord.resolve.dates import Timetable, dates_of
from onrecord.resolve.tenses import clause_at
from onrecord.resolve.yearless import is_compatible

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OPEN = "XX"
FOLDERS = ("trial", "corpus_1/TimeLines_Gold_Standard")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: the sentences by number, the day of writing, the times with their dates."""

    sentences: dict[int, Span]
    written: str
    table: Timetable


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a timeline: what the gold says of its date, the day of writing, what ours says."""

    gold: str
    written: str
    ours: str | None


def article(path: Path) -> Article:
    words: dict[int, list[str]] = {}
    root = ET.parse(path).getroot()
    for token in root.iter("token"):
        words.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    text, sentences = "", dict[int, Span]()
    for number, tokens in sorted(words.items()):
        line = " ".join(tokens)
        sentences[number] = Span(len(text), len(text) + len(line), line)
        text += line + "\n"
    created = [one for one in root.iter("TIMEX3") if one.get("functionInDocument") == "CREATION_TIME"]
    written, lines = created[0].get("value", "") if created else "", tuple(sentences.values())  # two do not say
    document = Document("m", "m", None, None, None, None, written, "en", None, text, (), ())
    analysis = Analysis("en", lines, lines, (), (), None, times_of(lines, "en"))
    return Article(sentences, written, dates_of(document, analysis))


def ours(one: Article, sentence: int, word: str) -> str | None:
    """The date of a word, or None. Raises KeyError for a sentence that does not have it."""
    span = one.sentences[sentence]
    at = span.text.find(word.replace("_", " "))
    if at < 0:
        raise KeyError(word)
    place = Span(span.start + at, span.start + at + len(word), word)
    clause = clause_at(one.table.text, place, (span.start, span.end), "en")
    for start, end in ((clause.start, clause.end), (span.start, span.end)):
        values = {dated.when.value for dated in one.table.between(start, end) if dated.when}
        if len(values) == 1:
            return values.pop()
        if values:
            return None
    return None


def entries(path: Path, articles: dict[str, Article]) -> Iterator[Entry]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        for mention in cells[2:]:
            document, sentence, word = (*mention.strip().split("-", 2), "", "")[:3]
            if document not in articles:
                continue
            one = articles[document]
            try:
                yield Entry(known(cells[1]), one.written, ours(one, int(sentence), word))
            except KeyError:
                continue


def known(value: str) -> str:
    """`2006-03-XX` -> `2006-03`; empty where not even the year is known."""
    return "-".join(part for part in value.split("-") if OPEN not in part)


def report(timelines: Sequence[Sequence[Entry]]) -> str:
    told = [one for line in timelines for one in line if one.gold]
    counts = Counter(kind(one) for one in told)
    pairs = [
        (a.ours < b.ours) == (a.gold < b.gold)
        for line in timelines
        for a, b in combinations([one for one in line if one.gold and one.ours], 2)
        if a.gold != b.gold and a.ours and b.ours and a.ours != b.ours
    ]
    apart = [one for one in told if one.gold != one.written]
    right = sum(kind(one) in {"right", "told less or more finely"} for one in apart)
    named = sum(one.ours is not None for one in apart)
    return "\n".join(
        [
            f"entries with a date {len(told)}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common()),
            f"not of the day of writing: {len(apart)}, dated {named}, agreeing {right} "
            f"({right / max(1, len(apart)):.3f}; {right / max(1, named):.3f} of those dated)",
            f"pairs of different days: {len(pairs)}, in order {sum(pairs) / max(1, len(pairs)):.3f}",
        ]
    )


def kind(one: Entry) -> str:
    if one.ours is None:
        return "no date, gold the day of writing" if one.gold == one.written else "no date"
    if one.ours[:10] == one.gold:
        return "right"
    return "told less or more finely" if is_compatible(one.ours[:10], one.gold) else "wrong"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score dates of events on timelines.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data/ in it")
    folder = parser.parse_args(arguments).shared / "data" / "meantime"
    if not (folder / "timelines").is_dir():
        print(f"{folder}: no timelines there", file=sys.stderr)
        return 2
    articles = {path.name.split("_")[0]: article(path) for path in sorted(folder.glob("en_xml/*/*.xml"))}
    files = [path for name in FOLDERS for path in sorted((folder / "timelines" / name).glob("*.txt"))]
    print(f"articles {len(articles)}, timelines {len(files)}")
    print(report([list(entries(path, articles)) for path in files]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
