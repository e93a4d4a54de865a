"""Makes src/onrecord/vocabulary/words.csv: how common words of news are, and what part of speech they mostly are.

Comes in: CoNLL-U files, named on the command line behind their language (and articles to leave out behind `skip`);
goes out: one row for each word in small letters: language, word, parts (n noun, a adjective, v verb, o any other; the
second where a quarter of its uses or more are that), uses per million. Names are left out, and nouns met once: a word
not in the list is taken for a rare noun. Ours was made from GUM (news, interview, academic, court; CC BY 4.0 over CC BY
texts) and AnCora (CC BY 4.0), without the articles of AnCora that we measure with:
`python training/vocabulary/words.py en GUM/*/*.conllu es ANCORA/*.conllu skip CORPUS/es/dev.jsonl`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent.parent / "src/onrecord/vocabulary/words.csv"
PARTS = {"NOUN": "n", "ADJ": "a", "VERB": "v", "AUX": "v"}
SECOND = 0.25


def tagged(path: Path, skipped: set[str]) -> Iterator[tuple[str, str]]:
    """(word, part) of each token that is a word and no name."""
    kept = True
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            kept = not any(line.removeprefix("# newdoc id = ") in identity for identity in skipped)
        cells = line.split("\t")
        if kept and len(cells) == 10 and cells[0].isdigit() and cells[3] not in ("PROPN", "PUNCT", "NUM", "SYM", "X"):
            yield cells[1].lower(), PARTS.get(cells[3], "o")


def parts_of(counted: Counter[str]) -> str:
    total = counted.total()
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return "".join(part for place, (part, number) in enumerate(ordered) if not place or number >= SECOND * total)


def main(arguments: list[str]) -> None:
    files: dict[str, list[Path]] = defaultdict(list)
    for argument in arguments:
        if argument in ("en", "es", "fr", "skip"):
            group = argument
        else:
            files[group].append(Path(argument))
    skipped = {json.loads(line)["id"] for path in files.pop("skip", []) for line in path.open(encoding="utf-8")}
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["language", "word", "parts", "per_million"])
        for language, paths in files.items():
            counts: dict[str, Counter[str]] = defaultdict(Counter)
            for path in sorted(paths):
                for word, part in tagged(path, skipped):
                    counts[word][part] += 1
            total = sum(counted.total() for counted in counts.values())
            for word, counted in sorted(counts.items()):
                parts = parts_of(counted)
                if word.replace("-", "").isalpha() and not (parts == "n" and counted.total() == 1):
                    writer.writerow([language, word, parts, round(1_000_000 * counted.total() / total)])


if __name__ == "__main__":
    main(sys.argv[1:])
