"""Third-party texts that were annotated by reading, rebuilt from the shared data: nothing of them is kept here.

Comes in: the shared data folder; goes out: texts by name, exactly those that `annotated/` points into.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

CHUNK = 900
"""Words after which a long article is cut at the next paragraph."""


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of every text that may be annotated."""
    yield from wikinews(shared / "data" / "wikinews_en_2020")
    yield from meantime(shared / "data" / "meantime" / "en_tokens.jsonl")
    yield from ancora(shared / "data" / "es_ancora")


def wikinews(folder: Path) -> Iterator[tuple[str, str]]:
    """Wikinews 2020 (CC BY 2.5), title first, long articles in chunks."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            slug = re.sub(r"\W+", "-", row["title"].lower())[:40] + "-" + row["date"][:7]
            whole = re.sub(r"\n{2,}", "\n\n", row["title"] + "\n\n" + row["text"].strip())
            for number, chunk in enumerate(chunks(whole.split("\n\n")), 1):
                yield f"{slug}-{number}", "\n\n".join(chunk).strip()


def chunks(paragraphs: list[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    words = 0
    for paragraph in paragraphs:
        if words > CHUNK:
            yield chunk
            chunk, words = [], 0
        chunk.append(paragraph)
        words += len(paragraph.split())
    yield chunk


def meantime(path: Path) -> Iterator[tuple[str, str]]:
    """MEANTIME (CC BY 4.0): tokens joined as they are printed; headline, date, then paragraphs of three sentences."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name = "meantime-" + row["doc"].replace("corpus_", "").replace("/", "-")
        sentences = [joined(sentence) for sentence in row["sentences"]]
        yield name, "\n\n".join([*sentences[:2], *paragraphs(sentences[2:])])


def paragraphs(sentences: list[str]) -> Iterator[str]:
    """Three sentences or more, until every quotation that was opened is closed."""
    held: list[str] = []
    for sentence in sentences:
        held.append(sentence)
        text = " ".join(held)
        if len(held) >= 3 and text.count("``") <= text.count("''"):
            yield text
            held = []
    if held:
        yield " ".join(held)


def joined(tokens: list[str]) -> str:
    """Words as printed: no space before closing marks or after opening ones; straight quotes by turns."""
    out, open_quote, glue = "", False, True
    for token in tokens:
        closes = re.fullmatch(r"[.,;:!?%)\]}]|'s|'|’s|n't|''", token) is not None
        if token == '"':
            closes, open_quote = open_quote, not open_quote
        out += token if glue or closes else " " + token
        glue = token in ("(", "[", "{", "$", "#", "``") or (token == '"' and open_quote)
    return out


def ancora(folder: Path) -> Iterator[tuple[str, str]]:
    """AnCora newswire (CC BY 4.0), Spanish: each sentence of the treebank is a paragraph, as in the corpus."""
    for path in sorted(folder.glob("*.conllu")):
        documents: dict[str, list[str]] = {}
        name = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc id = "):
                name = "ancora-" + line.removeprefix("# newdoc id = ").strip()
            elif line.startswith("# text = "):
                documents.setdefault(name, []).append(line.removeprefix("# text = ").strip())
        yield from ((name, "\n\n".join(sentences)) for name, sentences in documents.items())
