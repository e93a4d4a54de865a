"""How often a speaker is named: `python evaluation/speakers.py [--shared DIR] [--pages N] [--part train|dev]`.

Comes in: news pages, and the corpus, both under `--shared`; goes out: figures. Of statements found in the pages, how
many have no speaker; of gold statements, read with their gold spans, how many speakers are right, wrong and left open,
and the same apart for those the article gives no source for; of statements found, the same. Beside the strict figure
stands one that takes a name in more or fewer words for the same (`alike`). It changes nothing and tunes nothing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from onrecord import language, read
from onrecord.capture import capture_text
from onrecord.document import build
from onrecord.evaluation import Attribution, GoldArticle, attributions_read, read_gold
from onrecord.evaluation.marking import marked, name_words, paired, same_name
from onrecord.evaluation.words import layout
from onrecord.model import Quotation, Statement
from onrecord.pipeline import read_capture
from onrecord.resolve import resolve

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

LEFT_ASIDE = frozenset(
    (
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unos",
        "unas",
        "lo",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "don",
        "dona",
        "own",
        "over",
        "only",
        "about",
        "roughly",
        "nearly",
        "several",
        "various",
        "algunas",
        "algunos",
        "propio",
        "propia",
        "mismo",
        "misma",
    )
)
"""Articles, titles and numbers: they make no other actor of a name."""
LINKS = frozenset(["of", "the", "and", "for", "on", "in", "de", "del", "la", "las", "los", "el", "y"])
BRACKETS = re.compile(r" \([^()]*\)")
JOINED = re.compile(r" (?:and|y|e) ")
OWNED = re.compile(r"['’]s? |, | and (?:others|his|her|their)\b")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    options = parser.parse_args()
    if options.pages:
        print(silent_text(options.shared / "data" / "wikinews_en_2020" / "wikinews_2020.jsonl", options.pages))
    for code in ("en", "es"):
        gold = read_gold([options.shared / "corpus" / code / f"{options.part}.jsonl"])
        every, without = tallies(gold, code)
        print(f"{code} {options.part}, gold spans: {tally_text(every)}")
        print(f"{code} {options.part}, sources left out: {tally_text(without)}")
        print(f"{code} {options.part}, found: {tally_text(found_tally(gold, code))}")


def silent_text(path: Path, pages: int) -> str:
    found, silent, sourceless, open_ = 0, 0, 0, 0
    with path.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line, _ in zip(file, range(pages), strict=False)]
    for text in texts:
        for statement in read(text).statements:
            found += 1
            silent += statement.speaker is None
            sourceless += statement.source is None
            open_ += statement.speaker is None and statement.source is not None
    return (
        f"{len(texts)} pages, {found} statements: {silent} without a speaker ({silent / max(1, found):.1%}), of these "
        f"{open_} with a source; {sourceless} without a source"
    )


def tallies(gold: Sequence[GoldArticle], code: str) -> tuple[Counter[str], Counter[str]]:
    every: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for article in gold:
        rivals = rivals_in(article)
        for attribution, statement in resolved(article, code):
            answer = outcome(attribution, statement)
            every[answer] += 1
            without[answer] += not attribution.source
            every["alike"] += answer == "wrong" and alike(attribution, statement, rivals)
    return every, without


def found_tally(gold: Sequence[GoldArticle], code: str) -> Counter[str]:
    """Of the statements that are found, contents sharing half of their words, as the speaker share counts them."""
    every: Counter[str] = Counter()
    for article in gold:
        reading = read_capture(capture_text(article.text))
        if (reading.document.language or code) != code:
            continue
        rivals = rivals_in(article)
        for number, at in same_contents(article, attributions_read(reading, article)).items():
            attribution, statement = article.attributions[number], reading.statements[at]
            answer = outcome(attribution, statement)
            every[answer] += 1
            every["alike"] += answer == "wrong" and alike(attribution, statement, rivals)
    return every


def same_contents(article: GoldArticle, read: Sequence[Attribution]) -> Mapping[int, int]:
    """Gold statements and the found ones with the same content, whatever their sources."""
    grid = layout(article.text)
    gold, found = ([marked(article.text, grid, one) for one in every] for every in (article.attributions, read))
    return paired(gold, found, with_source=False)


def rivals_in(article: GoldArticle) -> frozenset[tuple[str, ...]]:
    """The speakers of an article, as words."""
    return frozenset(plain_words(one.speaker) for one in article.attributions if one.speaker)


def alike(attribution: Attribution, statement: Statement, rivals: frozenset[tuple[str, ...]]) -> bool:
    """Whether two names are one but for words that make no other actor of it.

    These are articles, titles, how many they are, and acronyms in brackets; and more words of the same proper name
    before it (`Air Force`, `United States Air Force`; `Quint`, `Mara Quint`), where no other speaker of the article
    has the shorter name in it. `Quint` is never `Quint's lawyer` nor `Quint and others`.
    """
    gold = attribution.speaker or ""
    answer = statement.speaker.name if statement.speaker else ""
    mine, theirs = plain_words(gold), plain_words(answer)
    if mine == theirs:
        return True
    shorter, longer = sorted((mine, theirs), key=len)
    longer_name = gold if longer == mine else answer
    if not shorter or not is_proper(longer_name) or not is_proper(gold if shorter == mine else answer):
        return False
    if (JOINED.search(gold) is None) != (JOINED.search(answer) is None):
        return False
    ends = longer[-len(shorter) :] == shorter
    return ends and not any(set(shorter) <= set(rival) for rival in rivals if rival not in (mine, theirs))


def plain_words(name: str) -> tuple[str, ...]:
    words = name_words(BRACKETS.sub("", name))
    kept = tuple(word for word in words if word not in LEFT_ASIDE and not word.isdigit())
    return kept or tuple(words)


def is_proper(name: str) -> bool:
    """Whether all its words are capitalised, `of` and its like aside, and none owns another or joins two."""
    words = [word for word in name.split() if word.lower() not in LINKS]
    return all(word[:1].isupper() for word in words) and not OWNED.search(name)


def outcome(attribution: Attribution, statement: Statement) -> str:
    name = statement.speaker.name if statement.speaker else ""
    if not attribution.speaker:
        return "named, though unknown" if name else "rightly none"
    return "left open" if not name else "right" if same_name(attribution.speaker, name) else "wrong"


def resolved(article: GoldArticle, code: str) -> Iterator[tuple[Attribution, Statement]]:
    """Gold statements and what the resolver makes of their spans."""
    document = build(capture_text(article.text))
    gold = sorted(article.attributions, key=lambda one: one.content[0].start)
    quotations = [quotation(one, gold) for one in gold]
    analysis = language.analyse(document)
    statements = resolve(document, analysis, quotations)
    if (analysis.language or code) == code:
        yield from zip(gold, statements, strict=True)


def quotation(one: Attribution, every: Sequence[Attribution]) -> Quotation:
    told = one.told
    holders = [at for at, other in enumerate(every) if other is not one and holds(other, one)]
    return Quotation(
        kind=told.kind if told and told.kind else "indirect",  # type: ignore[arg-type]
        content=tuple(sorted(one.content, key=lambda span: span.start)),
        cue=one.cue[0] if one.cue else None,
        source=one.source[0] if one.source else None,
        relays=tuple(relay.span for relay in one.relays or () if relay.span),
        addressee=told.addressee if told else None,
        setting=told.setting if told else None,
        act=told.act if told else None,
        negated=bool(told and told.negated),
        nested_in=min(holders, key=lambda at: size(every[at])) if holders else None,
        repair=(),
        confidence=1.0,
    )


def holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether a statement lies in the content of another, longer one."""
    inside = all(any(o.start <= s.start and s.end <= o.end for o in outer.content) for s in inner.content)
    return inside and size(outer) > size(inner)


def size(one: Attribution) -> int:
    return sum(span.end - span.start for span in one.content)


def tally_text(tally: Counter[str]) -> str:
    known = sum(tally[name] for name in ("right", "wrong", "left open"))
    shares = ", ".join(
        f"{name} {tally[name]} ({tally[name] / max(1, known):.0%})" for name in ("right", "wrong", "left open")
    )
    unknown = f"{tally['rightly none']} rightly none, {tally['named, though unknown']} named though unknown"
    substance = tally["right"] + tally["alike"]
    more = f"names in more or fewer words taken for right {substance} ({substance / max(1, known):.0%})"
    return f"{known} with a known speaker: {shares}; {more}; {unknown}"


if __name__ == "__main__":
    main()
