"""Attributions out of the discourse trees of CoNLL-U files, as GUM has them (`Discourse=` in MISC).

Comes in: the text of a file; goes out: its articles, each with drafts of its attributions. Every unit of discourse
names its relation, its head and how high above the head it hangs (eRST, Zeldes et al. 2025, in the format of rst2dep).
It reads attribution only, and no other layer of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.errors import OnrecordError
from onrecord.evaluation.passages import Draft, Place

__all__ = ["Tree", "is_conllu", "trees_in"]

UNIT = re.compile(r"(?P<relation>[^:|]+):(?P<number>\d+)(?:->(?P<head>\d+))?:(?P<height>\d+)(?::(?P<signals>.*))?")
SIGNAL = re.compile(r"(?P<kind>lex-indwd|lex-indph|sem-atsrc)-(?P<tokens>[\d,-]+)-[^-]*")
CUES = ("lex-indwd", "lex-indph")
SOURCE = "sem-atsrc"
COLUMNS = 10


@dataclass(slots=True)
class Unit:
    """An elementary discourse unit: the tokens [first, last) of the article, and what it hangs on (0: nothing)."""

    subject: str
    relation: str
    head: int
    height: int
    signals: str
    first: int
    last: int
    dependents: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Tree:
    """One article: its words put together, the tokens as (start, end, part of speech), the units by number."""

    subject: str
    id: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    tokens: list[tuple[int, int, str]] = field(default_factory=list)
    units: dict[int, Unit] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(self.parts).rstrip()

    def put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def break_paragraph(self) -> None:
        while self.parts and not self.parts[-1].strip():
            self.length -= len(self.parts.pop())
        self.put("\n\n")

    def drafts(self) -> tuple[Draft, ...]:
        """Every attribution: what the clause hangs on with all that hangs lower there, the clause left out."""
        found = [self.attribution(unit) for unit in self.units.values() if unit.relation.startswith("attribution")]
        return tuple(
            sorted(
                (draft for draft in found if draft.content), key=lambda draft: [(s.start, s.end) for s in draft.content]
            )
        )

    def attribution(self, clause: Unit) -> Draft:
        head = self.units[clause.head]
        lower = [number for number in head.dependents if self.units[number].height < clause.height]
        content = {*range(head.first, head.last), *self.hanging(lower)}
        words = {*range(clause.first, clause.last), *self.hanging(clause.dependents)}
        source, cue = self.signalled(clause)
        cue = (cue & words) - source
        if not cue:
            rest = sorted(words - source)
            verbs = [token for token in rest if self.tokens[token][2] == "VERB"]
            cue = set(verbs[:1]) or {token for token in rest if self.tokens[token][2] != "PUNCT"}
        return Draft(clause.subject, self.places(content - words), self.places(cue), self.places(source))

    def hanging(self, numbers: Iterable[int]) -> Iterator[int]:
        """The tokens of units and of all that hangs on them."""
        waiting = list(numbers)
        while waiting:
            unit = self.units[waiting.pop()]
            yield from range(unit.first, unit.last)
            waiting += unit.dependents

    def signalled(self, clause: Unit) -> tuple[set[int], set[int]]:
        """The tokens that mark the source, and those that mark the cue; numbered from 0."""
        source: set[int] = set()
        cue: set[int] = set()
        for signal in clause.signals.split("+"):
            match = SIGNAL.fullmatch(signal)
            if match is not None:
                tokens = self.numbered(match["tokens"], clause.subject)
                (source if match["kind"] == SOURCE else cue).update(tokens)
        return source, cue

    def numbered(self, tokens: str, subject: str) -> Iterator[int]:
        for part in tokens.split(","):
            first, _, last = part.partition("-")
            if not (first.isdigit() and (last or first).isdigit() and 0 < int(last or first) <= len(self.tokens)):
                raise OnrecordError(subject, f"a signal at tokens that are not there: {tokens[:60]}")
            yield from range(int(first) - 1, int(last or first))

    def places(self, tokens: Iterable[int]) -> tuple[Place, ...]:
        """Unbroken runs of tokens as spans of the text, in order."""
        runs: list[list[int]] = []
        for token in sorted(tokens):
            if runs and runs[-1][1] == token - 1:
                runs[-1][1] = token
            else:
                runs.append([token, token])
        return tuple(Place(self.tokens[first][0], self.tokens[last][1], None) for first, last in runs)


def is_conllu(text: str) -> bool:
    """Whether a file is CoNLL-U: it begins with a comment or with the first token of a sentence."""
    first = text.lstrip().split("\n", 1)[0]
    return first.startswith("#") or len(first.split("\t")) == COLUMNS


def trees_in(text: str, file: str, name: str) -> Iterator[Tree]:
    """The articles of a file, `name` being the id of one without `newdoc id`.

    Raises OnrecordError naming file, line and reason: a line in no CoNLL-U form, an article without discourse units, a
    unit whose head is not there, a circle of heads, a signal at tokens that are not there.
    """
    tree: Tree | None = None
    reader = Reader()
    for at, line in enumerate(text.split("\n"), 1):
        subject = f"{file}:{at}"
        if line.startswith("# newdoc") and tree is not None and tree.tokens:
            yield whole(tree)
            tree, reader = None, Reader()
        if tree is None:
            tree = Tree(subject, name)
        if line.startswith("# newdoc id ="):
            tree.id = line.partition("=")[2].strip()
        elif line.startswith("# newpar") and not line.startswith("# newpar_block") and tree.tokens:
            tree.break_paragraph()
        elif line.strip() and not line.startswith("#"):
            reader.read(line.rstrip("\r"), subject, tree)
    if tree is not None:
        yield whole(tree)


@dataclass(slots=True)
class Reader:
    """What is left of a written word that several tokens share (`don't`): how many, their letters, the space after."""

    shared: int = 0
    letters: str = ""
    space: str = ""

    def read(self, line: str, subject: str, tree: Tree) -> None:
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            raise OnrecordError(subject, f"not CoNLL-U: {len(cells)} columns")
        number, form, misc = cells[0], cells[1], cells[9].split("|")
        space = "" if "SpaceAfter=No" in misc else " "
        if "-" in number:
            first, _, last = number.partition("-")
            if not (first.isdigit() and last.isdigit() and int(first) < int(last)):
                raise OnrecordError(subject, f"not CoNLL-U: a token with the number {number!r}")
            self.shared, self.letters, self.space = int(last) - int(first) + 1, form, space
            return
        if "." in number:
            return
        if self.shared:
            self.shared -= 1
            form = self.letters[: len(form)] if self.shared else self.letters
            self.letters, space = self.letters[len(form) :], "" if self.shared else self.space
        unit = next((entry for entry in misc if entry.startswith("Discourse=")), None)
        if unit is not None:
            begin_unit(tree, unit.removeprefix("Discourse="), subject)
        tree.put(form)
        tree.tokens.append((tree.length - len(form), tree.length, cells[3]))
        tree.put(space)


def begin_unit(tree: Tree, value: str, subject: str) -> None:
    match = UNIT.fullmatch(value)
    if match is None or int(match["number"]) in tree.units:
        raise OnrecordError(subject, f"not a new discourse unit: {value[:60]}")
    at = len(tree.tokens)
    head, signals = int(match["head"] or 0), match["signals"] or ""
    unit = Unit(subject, match["relation"], head, int(match["height"]), signals, at, at)
    tree.units[int(match["number"])] = unit


def whole(tree: Tree) -> Tree:
    """The tree with every unit's end and dependents, checked."""
    if not tree.units:
        raise OnrecordError(tree.subject, f"{tree.id!r} has no discourse units (Discourse= in MISC)")
    ordered = sorted(tree.units.values(), key=lambda unit: unit.first)
    for unit, after in zip(ordered, [*ordered[1:], None], strict=True):
        unit.last = after.first if after is not None else len(tree.tokens)
    for number, unit in tree.units.items():
        if unit.head and unit.head not in tree.units:
            raise OnrecordError(unit.subject, f"the head {unit.head} is no discourse unit")
        if unit.head:
            tree.units[unit.head].dependents.append(number)
    roots = [number for number, unit in tree.units.items() if not unit.head]
    if sum(1 for _ in tree.hanging(roots)) != len(tree.tokens) - ordered[0].first:
        raise OnrecordError(tree.subject, f"{tree.id!r} has discourse units that hang on one another in a circle")
    return tree
