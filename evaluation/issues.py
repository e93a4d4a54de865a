"""How often a statement is put on the right issue, by the headings of sections that are hidden from the reader.

Comes in: a folder with `data/html_dev`, `data/wikinews_en_2020`, `data/meantime` and `corpus`; goes out: accuracy and
coverage. Two experiments. Pages: those of html_dev that are articles of a medium and have section headings, as the rule
of `onrecord.resolve.issues.sections` finds them; the headings are cut out and the page is read again. Digests: three
articles that follow one another in date, under one another without their headlines, as a press review prints them.

A statement is right when its first issue shares a telling word with the heading of its own section, wrong when it
shares one with another section's and none with its own, astray when with none. A section whose heading shares no
telling word with its own paragraphs is left out: nobody could name its issue by it. Run it from the root:
`python evaluation/issues.py --shared ../shared`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import document as documents
from onrecord import language as languages
from onrecord import pipeline
from onrecord.capture import capture, capture_text
from onrecord.errors import OnrecordError
from onrecord.model import Issue, Statement
from onrecord.resolve.issues.phrases import state_terms
from onrecord.resolve.issues.sections import sections_of
from onrecord.resolve.issues.story import empty_terms
from onrecord.resolve.issues.words import part_of, words_in
from onrecord.settings import Settings

NEWS = frozenset(
    (
        "economist.com.thinking.html",
        "fivethirtyeight.com.endorsement.html",
        "larepublica.pe-minedu.html",
        "luxuriousmagazine.com.polo.html",
        "nature.com.telescope.html",
        "trome.pe-chollywood.html",
    )
)
"""The pages of html_dev that are articles of a medium, in English or Spanish, and have section headings: by reading."""
ARTICLES = 3
"""Articles of a digest."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A section whose heading the reader does not see."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    language: str
    sections: tuple[Hidden, ...]


def terms(text: str, language: str) -> set[str]:
    """The telling words of a heading or an issue; states by their code."""
    words = words_in(text, language)
    spots = state_terms(words, language)
    inside = {at + i for at, (length, _) in spots.items() for i in range(length)}
    plain = {
        word.stem
        for at, word in enumerate(words)
        if at not in inside and part_of(word.form, language)[0] in "na" and not word.form[0].isdigit()
    }
    return (plain - empty_terms(language)) | {term for _, term in spots.values()}


def pages(shared: Path) -> Iterator[Sample]:
    """The pages of html_dev that have two sections with headings or more."""
    folder = shared / "data/html_dev"
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        page = json.loads(line)
        if page["file"].removeprefix("html/") not in NEWS:
            continue
        try:
            document = documents.build(capture(str(folder / page["file"]), Settings()))
        except OnrecordError:
            continue
        sections = sections_of(document, languages.analyse(document))
        hidden = [
            Hidden(section.heading.text if section.heading else "", "\n\n".join(p.text for p in section.paragraphs))
            for section in sections
        ]
        if len(hidden) > 1:
            yield Sample(page["file"], page["lang"], tuple(hidden))


def articles(path: Path) -> list[tuple[str, str]]:
    """Headline and body of each article: in order of date, or of the file where the articles are tokens."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    if "sentences" in rows[0]:
        texts = [[joined(tokens) for tokens in row["sentences"]] for row in rows]
        return [(sentences[0], "\n\n".join(sentences[2:])) for sentences in texts]
    titled = sorted((row for row in rows if row.get("title")), key=lambda row: row.get("date") or "")
    return [(row["title"], row["text"].removeprefix(row["title"])) for row in titled]


def joined(tokens: Sequence[str]) -> str:
    text = " ".join(tokens)
    for mark in ",.;:)?!»”":
        text = text.replace(f" {mark}", mark)
    for mark in "(¿¡«“":
        text = text.replace(f"{mark} ", mark)
    return text


def digests(name: str, language: str, path: Path) -> Iterator[Sample]:
    """Articles of a file, three by three."""
    found = articles(path)
    for first in range(0, len(found) - ARTICLES + 1, ARTICLES):
        sections = tuple(Hidden(title, body.strip()) for title, body in found[first : first + ARTICLES])
        yield Sample(f"{name} {first}", language, sections)


def graded(sample: Sample, *, show: bool, headed: bool) -> Counter[str]:
    """How many statements are right, wrong, astray, silent; and left out. `headed` leaves the headings in the page."""
    text, bounds = ("Three stories of the day\n\n" if headed else ""), []
    for section in sample.sections:
        text += (f"{section.heading}\n\n" if headed else "") + section.text + "\n\n"
        bounds.append(len(text))
    headings = [terms(section.heading, sample.language) for section in sample.sections]
    bodies = [terms(section.text, sample.language) for section in sample.sections]
    headings = [heading & body for heading, body in zip(headings, bodies, strict=True)]
    counted: Counter[str] = Counter()
    for statement in read(text):
        number = next(n for n, end in enumerate(bounds) if statement.content[0].start < end)
        result = grade(statement.issues, number, headings, sample.language)
        counted[result] += 1
        if show:
            issue = statement.issue
            label = f"{issue.label} {[word.text for word in issue.words[:2]]}" if issue else "-"
            print(f"{result:8}{label[:50]:52}{sample.sections[number].heading[:40]:42}{statement.anchor.exact[:90]!r}")
    return counted


def read(text: str) -> tuple[Statement, ...]:
    return pipeline.read_capture(capture_text(text), settings=Settings()).statements


def grade(issues: Sequence[Issue], number: int, headings: Sequence[set[str]], language: str) -> str:
    if not headings[number]:
        return "left out"
    if not issues:
        return "silent"
    named = terms(" ".join([issues[0].label, *(word.text for word in issues[0].words)]), language)
    if named & headings[number]:
        return "right"
    return "wrong" if any(named & other for other in headings) else "astray"


def report(name: str, counted: Counter[str], samples: int) -> None:
    given = counted["right"] + counted["wrong"] + counted["astray"]
    asked = given + counted["silent"]
    told = counted["right"] + counted["wrong"]
    print(
        f"{name}: {samples} pages, {asked} statements ({counted['left out']} left out); issue given {given} "
        f"({share(given, asked)}), right {counted['right']} ({share(counted['right'], given)}), another section's "
        f"{counted['wrong']} ({share(counted['wrong'], given)}), neither {counted['astray']}; "
        f"right of those on a heading {share(counted['right'], told)}"
    )


def share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def measured(name: str, samples: Iterable[Sample], *, show: bool, headed: bool) -> None:
    counted: Counter[str] = Counter()
    number = 0
    for sample in samples:
        number += 1
        if show:
            print(f"## {sample.name}")
        counted += graded(sample, show=show, headed=headed)
    report(name, counted, number)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--only", choices=["pages", "train", "2020", "dev", "es"])
    parser.add_argument("--headed", action="store_true", help="Leave the headings in: how well they carry.")
    parser.add_argument("--show", action="store_true", help="Print every statement with its grade.")
    asked = parser.parse_args()
    for key, name, samples in experiments(asked.shared):
        if asked.only in (None, key):
            measured(name, samples, show=asked.show, headed=asked.headed)


def experiments(shared: Path) -> Iterator[tuple[str, str, Iterable[Sample]]]:
    """Key, name and samples of each experiment; nothing is read before it is asked for."""
    corpus = shared / "corpus/en"
    yield "pages", "pages", pages(shared)
    yield "train", "digests en, train", digests("train", "en", corpus / "train.jsonl")
    yield "dev", "digests en, dev", digests("dev", "en", corpus / "dev.jsonl")
    yield (
        "2020",
        "digests en, Wikinews 2020",
        digests("2020", "en", shared / "data/wikinews_en_2020/wikinews_2020.jsonl"),
    )
    yield "es", "digests es, MEANTIME", digests("es", "es", shared / "data/meantime/es_tokens.jsonl")


if __name__ == "__main__":
    main()
