"""Versions and pairs measured on MEANTIME: `python evaluation/pairs.py [--shared DIR] [--part NAME] [--show N]`.

Comes in: the English and Spanish articles of MEANTIME under `--shared`, which are translations of one another; goes
out: how many of all combinations of an English with a Spanish article are told rightly for versions or not, and how
many English statements have their Spanish twin found and paired. It pins no floor. Exit status 0; 2 without the data.

The gold twin. Sentences are aligned by number, as the data have them; where a version has one more or less (16 of 60
articles), by JOINS below, which was set by reading. A Spanish statement can be the twin of an English one
when at least half of the content of each lies in sentences aligned with those of the other. Where as many English as
Spanish statements stand together in this way, the first is the twin of the first, and so on; where their numbers differ
(one version has a statement more, or one was missed), any pair among them counts as right and the smaller number is how
many pairs there can be. The figures of these are also printed on their own, for they are lenient.

The pages name no address, no version and no day of writing, so the content alone decides. Articles under `airbus` were
tuned on, those under `apple` were not; all combinations set the threshold of documents. English articles of MEANTIME
are among what the encoder was trained on.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.capture import capture_text
from onrecord.model import Reading, Span, Statement, StatementPair
from onrecord.pipeline import read_capture
from onrecord.resolve.pairing import pair
from onrecord.resolve.pairing.versions import aligned, kinship

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
Places = Sequence[tuple[int, int]]
JOINS: dict[str, tuple[tuple[int, int, int, int], ...]] = {
    "corpus_airbus/145930": ((2, 4, 2, 3),),
    "corpus_airbus/71426": ((3, 4, 3, 5),),
    "corpus_airbus/8951": ((2, 4, 2, 3),),
    "corpus_apple/127576": ((2, 4, 2, 3),),
    "corpus_apple/190356": ((25, 26, 25, 27), (29, 30, 30, 32)),
    "corpus_apple/214601": ((5, 7, 5, 6), (8, 10, 7, 8)),
    "corpus_apple/238039": ((16, 17, 16, 18),),
    "corpus_apple/265977": ((6, 7, 6, 8), (17, 18, 18, 20), (28, 29, 30, 32)),
    "corpus_apple/287096": ((2, 3, 2, 4), (10, 12, 11, 12)),
    "corpus_apple/37313": ((7, 8, 7, 9), (10, 11, 11, 13)),
    "corpus_apple/43503": ((8, 9, 8, 10),),
    "corpus_apple/58207": ((5, 7, 5, 6), (8, 9, 7, 9), (11, 12, 11, 13)),
    "corpus_apple/58772": ((11, 12, 11, 13),),
    "corpus_apple/60083": ((3, 4, 3, 5),),
    "corpus_apple/78899": ((12, 13, 12, 14),),
    "corpus_apple/89284": ((7, 8, 7, 9),),
}
"""Sentences [start, end) of the English version that are sentences [start, end) of the Spanish one, not one to one."""


@dataclass(frozen=True, slots=True)
class Article:
    """One version: its name, its text, and the place of each sentence."""

    name: str
    text: str
    sentences: Places


@dataclass(slots=True)
class Count:
    """English statements, those that have a twin, pairs made, right ones; `loose` are right among unequal numbers."""

    english: int = 0
    spanish: int = 0
    twins: int = 0
    made: int = 0
    right: int = 0
    loose: int = 0

    def add(self, other: Count) -> None:
        for name in ("english", "spanish", "twins", "made", "right", "loose"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Score versions and pairs of statements on MEANTIME.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data/ in it")
    parser.add_argument("--part", default="", help="only articles with this in their name: airbus, apple")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print so many pairs that are not right")
    options = parser.parse_args(arguments)
    folder = options.shared / "data" / "meantime"
    if not folder.is_dir():
        print(f"{folder}: no MEANTIME there", file=sys.stderr)
        return 2
    english, spanish = ([a for a in articles(folder, language) if options.part in a.name] for language in ("en", "es"))
    readings = [[read_capture(capture_text(article.text)) for article in side] for side in (english, spanish)]
    versions(readings[0], readings[1])
    shown: list[str] = []
    parts: dict[str, Count] = {}
    for one, other, left, right in zip(english, spanish, *readings, strict=True):
        count = counted(one, other, left, right, shown)
        for part in (one.name.split("/")[0].removeprefix("corpus_"), "all"):
            parts.setdefault(part, Count()).add(count)
    for part, count in sorted(parts.items()):
        print(told(part, count))
    print(*shown[: options.show], sep="\n")
    return 0


# what the data hold


def articles(folder: Path, language: str) -> Iterator[Article]:
    for row in rows(folder / f"{language}_tokens.jsonl"):
        text, places = composed([printed(sentence) for sentence in row["sentences"]])
        yield Article(row["doc"], text, places)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def printed(tokens: Sequence[str]) -> str:
    """Words as printed: no space before closing marks or after opening ones; straight quotes by turns."""
    out, is_open, glued = "", False, True
    for token in tokens:
        closes = re.fullmatch(r"[.,;:!?%)\]}]|'s|'|’s|n't|''", token) is not None
        if token == '"':
            closes, is_open = is_open, not is_open
        out += token if glued or closes else " " + token
        glued = token in ("(", "[", "{", "$", "#", "``", "¿", "¡") or (token == '"' and is_open)
    return out


def composed(sentences: Sequence[str]) -> tuple[str, Places]:
    """Headline, date, then paragraphs of three sentences or more, until every quotation that was opened is closed."""
    text, places, held = "", [], 0
    since = 0
    for number, sentence in enumerate(sentences):
        whole = held >= 3 and text[since:].count("``") <= text[since:].count("''")
        if number and (number <= 2 or whole):
            text, held = text + "\n\n", 0
            since = len(text)
        elif number:
            text += " "
        places.append((len(text), len(text) + len(sentence)))
        text += sentence
        held += 1
    return text, places


# documents


def versions(english: Sequence[Reading], spanish: Sequence[Reading]) -> None:
    """All combinations: how many versions are told for versions, and how many others are."""
    own: list[tuple[float, bool]] = []
    others: list[tuple[float, bool]] = []
    for number, one in enumerate(english):
        for place, other in enumerate(spanish):
            found = aligned(one.document, other.document)
            said = kinship(found) is not None
            (own if number == place else others).append((found.score, said))
    print(
        f"documents: {sum(said for _, said in own)} of {len(own)} pairs recognised (least score "
        f"{min(own)[0]:.3f}); {sum(said for _, said in others)} of {len(others)} other combinations taken for a pair "
        f"(highest score {max(others)[0]:.3f})"
    )


# statements


def counted(one: Article, other: Article, left: Reading, right: Reading, shown: list[str]) -> Count:
    count = Count(english=len(left.statements), spanish=len(right.statements))
    groups = together(one, other, left.statements, right.statements)
    place = {s: (number, at) for number, group in enumerate(groups) for side in group for at, s in enumerate(side)}
    count.twins = sum(min(map(len, group)) for group in groups)
    found = pair(left, right)
    for made in found.pairs if found else ():
        count.made += 1
        first, second = (place.get(identity) for identity in made.statements)
        if first is not None and second is not None and first[0] == second[0]:
            even = len(groups[first[0]][0]) == len(groups[first[0]][1])
            if not even or first[1] == second[1]:
                count.right += 1
                count.loose += not even
                continue
        shown.append(described(one.name, made, left, right))
    return count


Group = tuple[list[str], list[str]]


def together(one: Article, other: Article, left: Sequence[Statement], right: Sequence[Statement]) -> list[Group]:
    """Ids of English and Spanish statements that can be twins, each group in the order of its pages."""
    block, there = sentence_blocks(one, other)
    ours = [inside(statement, one.sentences, block) for statement in left]
    theirs = [inside(statement, other.sentences, there) for statement in right]
    links = [
        [b for b, second in enumerate(theirs) if first.keys() & second.keys() and half(first, second)] for first in ours
    ]
    groups: list[tuple[set[int], set[int]]] = []
    for a, linked in enumerate(links):
        touching = [group for group in groups if group[1] & set(linked)]
        merged = ({a}.union(*(g[0] for g in touching)), set(linked).union(*(g[1] for g in touching)))
        groups = [group for group in groups if group not in touching] + ([merged] if linked else [])
    return [(ordered(left[a] for a in group[0]), ordered(right[b] for b in group[1])) for group in groups]


def ordered(statements: Iterator[Statement]) -> list[str]:
    return [s.id for s in sorted(statements, key=lambda s: (s.content[0].start, -s.content[-1].end))]


def half(first: Mapping[int, float], second: Mapping[int, float]) -> bool:
    common = first.keys() & second.keys()
    return min(sum(side[block] for block in common) for side in (first, second)) >= 0.5


def sentence_blocks(one: Article, other: Article) -> tuple[dict[int, int], dict[int, int]]:
    """The number of the aligned block of each sentence, in both versions."""
    ours: dict[int, int] = {}
    theirs: dict[int, int] = {}
    at = there = 0
    last = (len(one.sentences), len(one.sentences), len(other.sentences), len(other.sentences))
    for start, end, other_start, other_end in (*JOINS.get(one.name, ()), last):
        for step in range(start - at):
            ours[at + step] = theirs[there + step] = at + step
        ours.update(dict.fromkeys(range(start, end), start))
        theirs.update(dict.fromkeys(range(other_start, other_end), start))
        at, there = end, other_end
    return ours, theirs


def inside(statement: Statement, sentences: Places, blocks: Mapping[int, int]) -> dict[int, float]:
    """The share of a content in each block."""
    whole = sum(span.end - span.start for span in statement.content)
    shares: dict[int, float] = {}
    for number, (start, end) in enumerate(sentences):
        part = sum(max(0, min(span.end, end) - max(span.start, start)) for span in statement.content)
        if part and number in blocks:
            shares[blocks[number]] = shares.get(blocks[number], 0.0) + part / whole
    return shares


# telling


def told(part: str, count: Count) -> str:
    strict = share(count.right - count.loose, count.made - count.loose)
    return (
        f"{part}: {count.english} English and {count.spanish} Spanish statements; {count.right} English ones have "
        f"their twin found and paired, {share(count.right, count.english)} of all and "
        f"{share(count.right, count.twins)} of the {count.twins} that have a twin; {count.made} pairs made, precision "
        f"{share(count.right, count.made)} ({strict} without the {count.loose} lenient ones)"
    )


def share(some: int, whole: int) -> str:
    return f"{100 * some / whole:.1f} %" if whole else "none"


def described(name: str, made: StatementPair, left: Reading, right: Reading) -> str:
    words = []
    for identity, reading in zip(made.statements, (left, right), strict=True):
        statement = next(s for s in reading.statements if s.id == identity)
        words.append(f"  {statement.cue.text if statement.cue else None} | {joined(statement.content)[:160]}")
    return "\n".join([f"{name} {made.score} {[(e.kind, e.words) for e in made.evidence]}", *words])


def joined(spans: Sequence[Span]) -> str:
    return " … ".join(span.text for span in spans)


if __name__ == "__main__":
    sys.exit(main())
