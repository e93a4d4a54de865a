"""How well names and pronouns are read back to persons: `python evaluation/coreference.py [--shared DIR]`.

Comes in: person chains of GUM news and MEANTIME (English and Spanish) under `--shared`; goes out: figures. For every
mention of a person by a short name or a pronoun that stands for a subject it asks whom the resolver takes it to mean,
as if they had spoken there: right, wrong, or left open. It changes nothing and tunes nothing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord import language
from onrecord.capture import capture_text
from onrecord.document import build
from onrecord.model import Analysis, Quotation, Span
from onrecord.resolve.actors import cast_of
from onrecord.resolve.names import name_words
from onrecord.resolve.speakers import speakers

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
LONGEST = 60
"""Code points of a mention that is read as a name."""
PRONOUNS = {"en": ("he", "she"), "es": ("él", "ella")}
OPENING = re.compile(r"\((\d+)-(\w+)|(\d+)?\)")


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its persons: the places of each chain, half open."""

    name: str
    language: str
    text: str
    chains: tuple[tuple[tuple[int, int], ...], ...]


def gum(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.glob("*.conllu")):
        text, chains, opened = "", dict[str, list[tuple[int, int]]](), list[tuple[str, str, int]]()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newpar") and text:
                text = text.rstrip() + "\n\n"
            cells = line.split("\t")
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            start = len(text)
            text += cells[1]
            entity = re.search(r"Entity=([^|]+)", cells[9])
            for found in OPENING.finditer(entity[1] if entity else ""):
                if found[1]:
                    opened.append((found[1], found[2], start))
                elif opened:
                    at = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == found[3]), len(opened) - 1)
                    chain, kind, began = opened.pop(at)
                    if kind == "person":
                        chains.setdefault(chain, []).append((began, len(text)))
            text += "" if "SpaceAfter=No" in cells[9] else " "
        yield Article(path.stem, "en", text.rstrip(), tuple(tuple(places) for places in chains.values()))


def meantime(folder: Path, code: str) -> Iterator[Article]:
    mentions = [json.loads(line) for line in (folder / f"{code}_mentions_entity.jsonl").read_text("utf-8").splitlines()]
    for line in (folder / f"{code}_tokens.jsonl").read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        text, places = "", dict[tuple[int, int], tuple[int, int]]()
        for sentence, tokens in enumerate(found["sentences"]):
            for number, token in enumerate(tokens):
                text += "" if re.fullmatch(r"[,.;:!?)\]%]|['’]s", token) or text[-1:] in ("", "\n", "(") else " "
                places[sentence, number] = (len(text), len(text) + len(token))
                text += token
            text += "\n\n" if sentence < 2 else "\n"
        chains: dict[str, list[tuple[int, int]]] = {}
        for mention in mentions:
            if mention["mention_type"] == "PER" and f"{mention['topic']}/{mention['subtopic']}" == found["doc"]:
                at = [
                    places[mention["sent_id"], n] for n in mention["tokens_number"] if (mention["sent_id"], n) in places
                ]
                if at:
                    chains.setdefault(mention["coref_chain"], []).append((at[0][0], at[-1][1]))
        yield Article(found["doc"], code, text, tuple(tuple(sorted(at)) for at in chains.values()))


def judged(article: Article) -> Counter[tuple[str, str]]:
    document = build(capture_text(article.text))
    counts: Counter[tuple[str, str]] = Counter()
    if document.text != article.text:
        return Counter({("article", "changed"): 1})
    analysis = replace(language.analyse(document), language=article.language)
    for chain in article.chains:
        words = [name_words(article.text[s:e]) for s, e in chain if article.text[s].isupper() and e - s < LONGEST]
        last = {found[-1] for found in words if len(found) > 1}
        of_chain = {word for found in words for word in found}
        for start, end in chain:
            kind = kind_of(article.text[start:end], last, article.language)
            if kind:
                counts[kind, answer(article, analysis, (start, end), of_chain)] += 1
    return counts


def kind_of(words: str, last: Set[str], code: str) -> str | None:
    if last and words.lower() in PRONOUNS[code]:
        return "pronoun"
    return (
        "short name" if words[:1].isupper() and len(name_words(words)) == 1 and name_words(words)[0] in last else None
    )


def answer(article: Article, analysis: Analysis, place: tuple[int, int], of_chain: Set[str]) -> str:
    """`right` when all words of the name found are words of the chain, and more than one where it has them."""
    start, end = place
    source = Span(start, end, article.text[start:end])
    said = Span(end, min(end + 1, len(article.text)), article.text[end : end + 1])
    quotation = Quotation("indirect", (said,), None, source, (), None, None, None, False, None, (), 1.0)
    cast = cast_of(article.text, analysis.mentions, article.language)
    (speaker,) = speakers(article.text, [quotation], analysis, cast)
    if speaker.actor is None:
        return "open"
    return "right" if set(name_words(speaker.actor.name)) <= of_chain else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description="Short names and pronouns against person chains.")
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="DIR")
    data = parser.parse_args().shared / "data"
    sets = {
        "GUM news": gum(data / "en_gum" / "news"),
        "MEANTIME en": meantime(data / "meantime", "en"),
        "MEANTIME es": meantime(data / "meantime", "es"),
    }
    for name, articles in sets.items():
        counts: Counter[tuple[str, str]] = Counter()
        for article in articles:
            counts.update(judged(article))
        for kind in ("short name", "pronoun"):
            right, wrong, left = (counts[kind, answer] for answer in ("right", "wrong", "open"))
            print(f"{name:12} {kind:10} right {right:4} wrong {wrong:4} left open {left:4}")
        if counts["article", "changed"]:
            print(f"{name:12} articles whose text reading changes, left out: {counts['article', 'changed']}")


if __name__ == "__main__":
    main()
