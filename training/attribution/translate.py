"""Annotated articles carried into the other language by Apertium, word by word, so that every span goes along.

Comes in: corpus rows (text, attributions); goes out: rows in the other language, and which words became which. Each
word travels with its number (word-bound blanks of Apertium 3.8), so nothing is aligned by guessing. A paragraph in
which a span falls apart is left out with its statements. Apertium (GPL) runs as a program of its own; needs the
Debian package apertium-eng-spa. The translations are rough: they teach, they are never shown and never gold.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import standoff
from markup import read_marked

MODES = {("en", "es"): "eng-spa", ("es", "en"): "spa-eng"}
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
SPECIAL = re.compile(r"[\\\[\]{}^$/@<>]")
TAGGED = re.compile(r"\[\[([^\]]*)\]\](.*?)\[\[/\]\]", re.DOTALL)
BREAK = "[=P=]"
KEPT = "qxz"
"""Makes a word unknown to Apertium, which then leaves it alone."""
SPAN_ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Translated:
    """A paragraph in the other language. `words` are (start, end, numbers of the words it was made from)."""

    text: str
    words: tuple[tuple[int, int, frozenset[int]], ...]


def translate(paragraphs: Sequence[str], source: str, target: str, names: Collection[str] = ()) -> list[Translated]:
    """One `Translated` for each paragraph; words in `names` stay as they are. Raises RuntimeError when a paragraph is
    lost, FileNotFoundError when Apertium is not installed."""
    stream = f".[]{BREAK}".join(tagged(paragraph, names) for paragraph in paragraphs) + ".[]"
    command = ["apertium", "-f", "none", "-u", MODES[source, target]]
    done = subprocess.run(command, input=stream, capture_output=True, text=True, check=True)
    parts = done.stdout.split(BREAK)
    if len(parts) != len(paragraphs):
        raise RuntimeError(f"Apertium gave {len(parts)} paragraphs for {len(paragraphs)}")
    return [read(part) for part in parts]


def tagged(paragraph: str, names: Collection[str]) -> str:
    out, last = [], 0
    for number, match in enumerate(WORD.finditer(paragraph)):
        word = match.group() + KEPT if match.group() in names else match.group()
        out += [escaped(paragraph[last : match.start()]), f"[[t:w:{number}]]", escaped(word), "[[/]]"]
        last = match.end()
    return "".join([*out, escaped(paragraph[last:])])


def escaped(text: str) -> str:
    return SPECIAL.sub(lambda m: "\\" + m.group(), text)


def read(stream: str) -> Translated:
    """Takes the tags out. The full stop that closed the paragraph for Apertium goes, `[]` with it."""
    stream = re.sub(r"\.\[\]\s*$", "", stream.strip()).replace("[]", "").replace(KEPT, "")
    text, words, last = "", [], 0
    for match in TAGGED.finditer(stream):
        text += plain(stream[last : match.start()])
        start = len(text)
        text += plain(match.group(2))
        words.append((start, len(text), frozenset(int(n) for n in re.findall(r"t:w:(\d+)", match.group(1)))))
        last = match.end()
    return Translated(text + plain(stream[last:]), tuple(words))


def plain(stream: str) -> str:
    return re.sub(r"\\(.)", r"\1", stream).replace("\\", "")


def carried(rows: Iterable[dict[str, Any]], source: str, target: str) -> Iterator[dict[str, Any]]:
    """Rows in the other language, without the paragraphs in which a span fell apart."""
    rows = list(rows)
    small = {word for row in rows for word in WORD.findall(row["text"]) if word.islower()}
    for row in rows:
        pieces = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", row["text"])]
        done = translate([text for _, text in pieces], source, target, names_in(row["text"], small))
        yield from carry(row, pieces, done, target)


def names_in(text: str, small: Collection[str]) -> set[str]:
    """Words of names of two words or more, none of which is written small anywhere: `Alexei Navalny`."""
    runs = re.findall(r"\b[A-ZÁÉÍÓÚÑ][\w'’-]+(?: [A-ZÁÉÍÓÚÑ][\w'’-]+)+", text)
    return {
        word
        for run in runs
        for word in run.split()
        if word.lower() not in small and run.split()[0].lower() not in small
    }


def carry(
    row: dict[str, Any], pieces: list[tuple[int, str]], done: list[Translated], target: str
) -> Iterator[dict[str, Any]]:
    bad: set[int] = set()
    moved = [move(a, pieces, done, bad) for a in row["attributions"]]
    kept = [n for n in range(len(pieces)) if n not in bad]
    starts, text = {}, ""
    for n in kept:
        text += "\n\n" if text else ""
        starts[n] = len(text)
        text += done[n].text
    attributions = [placed(a, starts) for a in moved if a is not None and places(a) <= set(kept)]
    if text:
        yield {"id": f"{row['id']}-{target}", "language": target, "text": text, "attributions": attributions}


def move(a: dict[str, Any], pieces: list[tuple[int, str]], done: list[Translated], bad: set[int]) -> Any:
    """Spans as [paragraph, start, end] in the translation; None, and its paragraphs marked bad, when one falls apart."""
    out = dict(a)
    where = {paragraph_of(span, pieces) for role in SPAN_ROLES for span in a[role]}
    for role in SPAN_ROLES:
        out[role] = [spot for span in a[role] if (spot := spot_of(span, pieces, done)) is not None]
        lost = len(out[role]) < len(a[role])
        if lost and not (role == "source" and all(is_short(span, pieces) for span in a[role])):
            bad |= where
            return None
    for role in ("addressee", "setting"):
        out[role] = spot_of(a[role], pieces, done) if a.get(role) else None
    spots = [spot_of(r["span"], pieces, done) for r in a.get("relays", ()) if r.get("span")]
    out["relays"] = [{"span": spot} for spot in spots if spot]
    return out


def is_short(span: list[int], pieces: list[tuple[int, str]]) -> bool:
    """One word: a pronoun that the other language may leave out."""
    n = paragraph_of(span, pieces)
    return len(pieces[n][1][span[0] - pieces[n][0] : span[1] - pieces[n][0]].split()) == 1


def paragraph_of(span: list[int], pieces: list[tuple[int, str]]) -> int:
    return max(n for n, (start, _) in enumerate(pieces) if start <= span[0])


def spot_of(span: list[int], pieces: list[tuple[int, str]], done: list[Translated]) -> list[int] | None:
    """[paragraph, start, end) of a span in the translation; None when fewer than seven in ten of its words stay together."""
    n = paragraph_of(span, pieces)
    offset, text = pieces[n]
    start, end = span[0] - offset, span[1] - offset
    numbers = {k for k, m in enumerate(WORD.finditer(text)) if m.start() < end and m.end() > start}
    run = best_run(done[n].words, numbers)
    if run is None:
        return None
    first, last = run
    return [n, done[n].words[first][0], with_stop(done[n].text, done[n].words[last][1], text[start:end])]


def best_run(words: tuple[tuple[int, int, frozenset[int]], ...], numbers: set[int]) -> tuple[int, int] | None:
    inside = [bool(tags & numbers) for _, _, tags in words]
    if not any(inside):
        return None
    first = inside.index(True)
    last = len(inside) - 1 - inside[::-1].index(True)
    best, begin, score = (0, 0, 0), first, 0
    for k in range(first, last + 1):  # the run with the largest surplus of words that belong
        if score <= 0:
            begin, score = k, 0
        score += 1 if inside[k] else -1
        if score > best[2]:
            best = (begin, k, score)
    held = sum(inside[best[0] : best[1] + 1])
    strangers = best[1] + 1 - best[0] - held
    return (best[0], best[1]) if held >= 0.7 * sum(inside) and strangers <= 0.2 * held else None


def with_stop(text: str, end: int, original: str) -> int:
    """A span that ended with a full stop or the like still does."""
    mark = original[-1]
    return end + 1 if not mark.isalnum() and text[end : end + 1] == mark else end


def places(a: dict[str, Any]) -> set[int]:
    return {spot[0] for role in SPAN_ROLES for spot in a[role]}


def placed(a: dict[str, Any], starts: dict[int, int]) -> dict[str, Any]:
    def at(spot: list[int] | None) -> list[int] | None:
        return [starts[spot[0]] + spot[1], starts[spot[0]] + spot[2]] if spot and spot[0] in starts else None

    out = {**a, **{role: [at(spot) for spot in a[role]] for role in SPAN_ROLES}}
    out |= {"addressee": at(a["addressee"]), "setting": at(a["setting"])}
    out["relays"] = [{"span": at(r["span"])} for r in a["relays"] if at(r["span"])]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--source", choices=["en", "es"], required=True)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[])
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--standoff", type=Path, nargs="*", default=[])
    parser.add_argument("--shared", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.corpus for line in path.read_text(encoding="utf-8").splitlines()]
    rows += [row for path in options.written for row in read_marked(path)]
    rows += [row for path in options.standoff for row in standoff.rows(path, options.shared)]
    target = "es" if options.source == "en" else "en"
    kept = 0
    with options.out.open("w", encoding="utf-8") as out:
        for row in carried(rows, options.source, target):
            kept += len(row["attributions"])
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{options.out}: {len(rows)} articles, {kept} of {sum(len(r['attributions']) for r in rows)} statements")


if __name__ == "__main__":
    main()
