"""Inline markup for statements annotated by hand: text with brackets in, corpus rows out.

A bracket `[S1 Mara Quint]` marks words with a role and the number of a statement; brackets nest, and
`[S1,2 She]` marks one span for two statements. Roles: S source, C cue, Q content, R relay, T addressee,
W setting. After the text, one line a statement: `number | speaker | act` and `| not` when it was not said. A bracket of the text itself is written `\\[`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROLES = {"S": "source", "C": "cue", "Q": "content", "R": "relays", "T": "addressee", "W": "setting"}
ACTS = [
    "say",
    "announce",
    "claim",
    "deny",
    "ask",
    "demand",
    "promise",
    "threaten",
    "warn",
    "accuse",
    "criticise",
    "praise",
    "agree",
    "disagree",
    "support",
    "oppose",
    "reject",
    "hope",
    "believe",
    "predict",
    "apologise",
    "confirm",
    "rule",
    "estimate",
    "recall",
    "thank",
    "offer",
]
OPEN = re.compile(r"\[([A-Z])(\d+(?:,\d+)*) ")
MARKS = re.compile(r"[\"“”„«»]")


class MarkupError(ValueError):
    """The markup is broken; the message names the article and the place."""


def read_marked(path: Path) -> Iterator[dict[str, Any]]:
    """Articles of one batch file, as rows of the corpus format (offsets in Unicode code points)."""
    for part in re.split(r"(?m)^=== *", path.read_text(encoding="utf-8"))[1:]:
        name, _, rest = part.partition("\n")
        yield parse(name.strip(), rest)


def parse(name: str, marked: str) -> dict[str, Any]:
    """One article: its text without brackets, and its attributions in text order."""
    body, fence, table = marked.partition("\n---\n")
    if not fence:
        raise MarkupError(f"{name}: no line '---' between the text and the statements")
    text, spans = unwrap(name, body.strip())
    rows = dict(statement_row(name, line) for line in table.strip().splitlines() if line.strip())
    marked_numbers = {number for number, _, _ in spans}
    if set(rows) != marked_numbers:
        raise MarkupError(f"{name}: statements marked and listed differ: {sorted(set(rows) ^ marked_numbers)}")
    attributions = []
    for number, row in rows.items():
        mine: dict[str, list[list[int]]] = {role: [] for role in ROLES.values()}
        for owner, role, span in spans:
            if owner == number:
                mine[role].append(span)
        if not mine["content"]:
            raise MarkupError(f"{name}: statement {number} has no content")
        attributions.append(attribution(text, mine, row))
    attributions.sort(key=lambda a: a["content"][0])
    return {"id": name, "language": name[:2], "licence": "CC0", "text": text, "attributions": attributions}


def unwrap(name: str, body: str) -> tuple[str, list[tuple[int, str, list[int]]]]:
    """Text without brackets, and (statement, role, [start, end]) for each bracket and statement."""
    out: list[str] = []
    at = i = 0
    stack: list[tuple[str, list[int], int]] = []
    spans: list[tuple[int, str, list[int]]] = []
    while i < len(body):
        opened = OPEN.match(body, i)
        if opened:
            role, numbers = opened.groups()
            if role not in ROLES:
                raise MarkupError(f"{name}: unknown role {role} at {body[i : i + 40]!r}")
            stack.append((ROLES[role], [int(n) for n in numbers.split(",")], at))
            i = opened.end()
        elif body[i] == "\\" and body[i + 1 : i + 2] in ("[", "]"):
            out.append(body[i + 1])
            at += 1
            i += 2
        elif body[i] == "]":
            if not stack:
                raise MarkupError(f"{name}: a bracket closes that never opened, near {body[max(0, i - 60) : i + 1]!r}")
            role_name, owners, start = stack.pop()
            if start == at or body[i - 1].isspace():
                raise MarkupError(
                    f"{name}: empty span or white space at its end, near {body[max(0, i - 60) : i + 1]!r}"
                )
            spans += [(owner, role_name, [start, at]) for owner in owners]
            i += 1
        elif body[i] == "[":
            raise MarkupError(f"{name}: a bracket without role and number at {body[i : i + 40]!r}")
        else:
            out.append(body[i])
            at += 1
            i += 1
    if stack:
        raise MarkupError(f"{name}: never closed: {[(r, n) for r, n, _ in stack]}")
    return "".join(out), sorted(spans, key=lambda s: (s[0], s[2]))


def statement_row(name: str, line: str) -> tuple[int, dict[str, Any]]:
    """`number | speaker | act [| not]`."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) not in (3, 4) or not cells[0].isdigit() or cells[2] not in ACTS or cells[3:] not in ([], ["not"]):
        raise MarkupError(f"{name}: cannot read the statement line {line!r}")
    return int(cells[0]), {"speaker": cells[1], "act": cells[2], "negated": len(cells) == 4}


def attribution(text: str, spans: dict[str, list[list[int]]], row: dict[str, Any]) -> dict[str, Any]:
    content = spans["content"]
    relays = [{"name": text[start:end], "span": [start, end]} for start, end in spans["relays"]]
    one = {role: next(iter(spans[role]), None) for role in ("addressee", "setting")}
    return {
        "source": spans["source"], "cue": spans["cue"], "content": content, "relays": relays, **one, **row,
        "kind": kind(text, content),
    }  # fmt: skip


def kind(text: str, content: list[list[int]]) -> str:
    """direct, mixed or indirect, by the quotation marks inside and right around the content."""
    inside = any(MARKS.search(text, start, end) for start, end in content)
    around = [MARKS.match(text, start - 1) if start else None for start, _ in content]
    if all(around):
        return "direct"
    return "mixed" if inside or any(around) else "indirect"


def render(article: dict[str, Any]) -> str:
    """A corpus row as markup, to read it."""
    opens: list[tuple[int, int, str]] = []
    for number, a in enumerate(article["attributions"], 1):
        spans = {"S": a["source"], "C": a["cue"], "Q": a["content"], "R": [r["span"] for r in a["relays"]],
                 "T": [a["addressee"]] if a["addressee"] else [], "W": [a["setting"]] if a["setting"] else []}  # fmt: skip
        for letter, places in spans.items():
            opens += [(start, -end, f"[{letter}{number} ") for start, end in places]
    opens.sort()
    text, out, closing = article["text"], [], []
    for i in range(len(text) + 1):
        while closing and closing[-1] <= i:
            out.append("]" * len([c for c in closing if c == closing[-1]]))
            closing = [c for c in closing if c != closing[-1]]
        for start, end, mark in opens:
            if start == i:
                out.append(mark)
                closing = sorted([*closing, -end], reverse=True)
        out.append(text[i : i + 1])
    rows = [
        f"{n} | {a['speaker']} | {a['act']}" + (" | not" if a["negated"] else "")
        for n, a in enumerate(article["attributions"], 1)
    ]
    return "".join(out) + "\n---\n" + "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description="Check marked batches, or show corpus rows as markup.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", type=int, metavar="N", help="print the first N articles of a corpus file as markup")
    parser.add_argument("--skip", type=int, default=0)
    options = parser.parse_args()
    failed = False
    for path in options.files:
        if options.show:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            for row in rows[options.skip : options.skip + options.show]:
                print(f"=== {row['id']}\n{render(row)}\n")
            continue
        articles = words = statements = 0
        kinds: dict[str, int] = {}
        try:
            for article in read_marked(path):
                articles += 1
                words += len(article["text"].split())
                statements += len(article["attributions"])
                for a in article["attributions"]:
                    kinds[a["kind"]] = kinds.get(a["kind"], 0) + 1
        except MarkupError as error:
            failed = True
            print(f"{path}: {error}", file=sys.stderr)
        print(f"{path.name}: {articles} articles, {words} words, {statements} statements, {kinds}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
