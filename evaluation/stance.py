"""How well stances are read: precision and recall on sentences about invented people.

Comes in: evaluation/stance/{en,es}.txt; goes out: figures, and with --errors each line that is wrong.
Run from the root: `python evaluation/stance.py`. The word lists and these sentences have one author, so the
figures only show that the rules hold together; what they do on news is in docs/reference/networks.md.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Actor, Analysis, Anchor, Document, Issue, Kind, Mention, Span, Stance, Statement
from onrecord.resolve import stances_of

HERE = Path(__file__).parent / "stance"
PART = re.compile(r"\[([SCQ]) |\]|\{|\}")
OPENING, CLOSING = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Case:
    """One line: what is expected (`None` for no stance), whether on the issue, and the statement it is expected of."""

    line: int
    marked: str
    label: str | None
    on_issue: bool
    document: Document
    analysis: Analysis
    statement: Statement


def cases(language: str) -> Iterator[Case]:
    """The lines of a language's file; raises ValueError for one that is not as its head says."""
    for number, line in enumerate((HERE / f"{language}.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        expected, bar, marked = line.partition(" | ")
        if not bar:
            raise ValueError(f"{language}.txt, line {number}: no bar")
        yield case(number, marked, expected.strip(), language)


def case(number: int, marked: str, expected: str, language: str) -> Case:
    text, spans = unmarked(marked)
    content = spans["Q"][0]
    around = text[content.start - 1] + text[content.end : content.end + 1]
    quoted = around[:1] in OPENING and any(mark in text[content.end - 1 : content.end + 2] for mark in CLOSING)
    kind: Kind = "direct" if quoted else "indirect"
    source = spans["S"][0]
    speaker = speaker_of(source.text)
    named = spans.get("I", [])
    issue = Issue("i1", named[0].text, "story", tuple(named)) if named else None
    document = Document("d1", "gold", None, None, None, None, None, language, None, text, (), ())
    mentions = tuple(
        Mention(Span(m.start(), m.end(), m.group()), "person")
        for m in re.finditer(r"\b(?:Mara Quint|Quint|Ana Brandt|Brandt|Joost Halvorsen|Halvorsen)\b", text)
    )
    analysis = Analysis(language, (Span(0, len(text), text),), (Span(0, len(text), text),), (), mentions, None)
    statement = Statement(
        id="s1", document="d1", kind=kind, act=None, content=(content,), cue=spans["C"][0], source=source,
        speaker=speaker, addressee=None, setting=None, relays=(), nested_in=None,
        negated=is_silent(spans["C"][0].text), repair=(), confidence=1.0,
        anchor=Anchor(content.text, "", "", content.start, content.end), issue=issue, issues=(issue,) if issue else (),
    )  # fmt: skip
    label = expected.rstrip("*")
    return Case(
        number, marked, None if label == "none" else label, expected.endswith("*"), document, analysis, statement
    )


def is_silent(cue: str) -> bool:
    return bool(re.search(r"\b(?:not|no(?! longer)|refused to|evitó)\b", cue))


def speaker_of(name: str) -> Actor:
    person = re.search(r"Quint|Brandt|Halvorsen", name)
    return Actor("a1", name, None, "person" if person else "organisation")


def unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without its marks, and the spans by mark; `I` are the words in braces."""
    text = ""
    stack: list[tuple[str, int]] = []
    found: dict[str, list[Span]] = {}
    last = 0
    for part in PART.finditer(marked):
        text += marked[last : part.start()]
        last = part.end()
        if part[0] in "]}":
            mark, start = stack.pop()
            found.setdefault(mark, []).append(Span(start, len(text), text[start:]))
        else:
            stack.append((part[1] or "I", len(text)))
    return text + marked[last:], found


def found_in(one: Case) -> Stance | None:
    return stances_of(one.document, one.analysis, [one.statement])[0].stance


def is_right(one: Case, stance: Stance | None) -> bool:
    if stance is None or one.label is None:
        return stance is None and one.label is None
    issue = one.statement.issue
    on_issue = issue is not None and stance.target == issue.label
    return stance.label == one.label and on_issue == one.on_issue


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print every line that is wrong")
    asked = parser.parse_args()
    for language in ("en", "es"):
        judged = [(one, found_in(one)) for one in cases(language)]
        right = sum(is_right(one, stance) for one, stance in judged if stance is not None)
        given = sum(stance is not None for _, stance in judged)
        wanted = sum(one.label is not None for one, _ in judged)
        print(
            f"{language}: {len(judged)} sentences; precision {right}/{given} = {right / given:.3f}, "
            f"recall {right}/{wanted} = {right / wanted:.3f}"
        )
        for one, stance in judged:
            if asked.errors and not is_right(one, stance):
                got = f"{stance.label} [{stance.cue.text}] {stance.target}" if stance else "none"
                print(f"  {one.line}: {one.label}{'*' * one.on_issue}, got {got}: {one.marked}")


if __name__ == "__main__":
    main()
