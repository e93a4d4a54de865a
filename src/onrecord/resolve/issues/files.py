"""Codebooks that a user wrote, as YAML or CSV.

Comes in: a path; goes out: a Codebook, or a CodebookError that names file, line and reason. The one door for YAML.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import CodebookError
from onrecord.resolve.issues.codebook import Codebook, Concept, codebook_of
from onrecord.resolve.issues.words import part_of, words_in

if TYPE_CHECKING:
    import yaml

__all__ = ["load_codebook"]

FIELDS = ("id", "label", "cues", "definition", "parent", "examples")
LANGUAGES = ("en", "es", "fr")
LARGEST = 5_000_000
"""Bytes of a codebook; IPTC's 1,100 topics in three languages are 64,000."""
DEEPEST = 8
"""Levels of nesting in a YAML codebook; an entry has three."""
EXAMPLES = 2
"""Examples of a concept that must share a noun, before the noun is a cue."""

Value = dict[str, tuple[str, ...]]
"""Texts by language; the language "" holds for all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept as written, and its line, counted from 1."""

    line: int
    values: Mapping[str, Value]

    def one(self, name: str) -> str | None:
        texts = self.values.get(name, {}).get("", ())
        return texts[0] if texts else None


def load_codebook(path: Path) -> Codebook:
    """The concepts of a `.yaml`, `.yml` or `.csv` file, kept until the file changes.

    Raises CodebookError, naming file and line, for a file that is missing, too large or no UTF-8, for unknown fields,
    an entry without label, an id given twice, a parent that is no id, a circle of parents, and a file without concepts.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise CodebookError(str(path), "there is no such codebook") from error
    if state.st_size > LARGEST:
        raise CodebookError(str(path), f"larger than {LARGEST} bytes")
    return loaded(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def loaded(path: Path, _changed: int, _size: int) -> Codebook:
    readers = {".yaml": from_yaml, ".yml": from_yaml, ".csv": from_csv}
    if path.suffix.lower() not in readers:
        raise CodebookError(str(path), "a codebook is a .yaml, .yml or .csv file")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookError(str(path), "not UTF-8") from error
    except OSError as error:
        raise CodebookError(str(path), f"cannot be read: {error.strerror}") from error
    entries = list(readers[path.suffix.lower()](text, str(path)))
    if not entries:
        raise CodebookError(str(path), "holds no concept")
    return codebook_of(concepts_of(entries, str(path)), "codebook")


# what was written, as concepts


def concepts_of(entries: Sequence[Entry], file: str) -> list[Concept]:
    shared = cues_of_examples(entries)
    found: dict[str, Concept] = {}
    lines: dict[str, int] = {}
    for entry, learned in zip(entries, shared, strict=True):
        concept = concept_of(entry, learned, file)
        if concept.id in found:
            raise CodebookError(
                f"{file}:{entry.line}", f"{concept.id!r} is defined in line {lines[concept.id]} already"
            )
        found[concept.id], lines[concept.id] = concept, entry.line
    by_label = {label.casefold(): c.id for c in reversed(found.values()) for label in c.labels.values()}
    placed = [replaced_parent(concept, found, by_label, f"{file}:{lines[concept.id]}") for concept in found.values()]
    refuse_circles({concept.id: concept for concept in placed}, lines, file)
    return placed


def concept_of(entry: Entry, learned: Value, file: str) -> Concept:
    """An entry without cues is named by its label."""
    labels = {language: texts[0] for language, texts in entry.values.get("label", {}).items() if texts}
    identity = entry.one("id") or labels.get("") or next(iter(labels.values()), None)
    if identity is None:
        raise CodebookError(f"{file}:{entry.line}", "a concept needs a label")
    labels = labels or {"": identity}
    cues = dict(entry.values.get("cues", {}))
    if not any(cues.values()):
        cues = {language: (label,) for language, label in labels.items()}
    for language, words in learned.items():
        cues[language] = (*cues.get(language, ()), *words)
    return Concept(identity, labels, cues, entry.one("parent"), entry.one("definition"))


def replaced_parent(concept: Concept, found: Mapping[str, Concept], by_label: Mapping[str, str], where: str) -> Concept:
    """The concept with its parent as an id: it may be written as a label."""
    if concept.parent is None or concept.parent in found:
        return concept
    identity = by_label.get(concept.parent.casefold())
    if identity is None:
        raise CodebookError(where, f"the parent {concept.parent!r} of {concept.id!r} is not in the codebook")
    return Concept(concept.id, concept.labels, concept.cues, identity, concept.definition)


def refuse_circles(found: Mapping[str, Concept], lines: Mapping[str, int], file: str) -> None:
    clear: set[str] = set()
    for start in found:
        way: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in clear:
            if at in way:
                raise CodebookError(f"{file}:{lines[at]}", f"{at!r} is above itself")
            way[at] = None
            at = found[at].parent
        clear.update(way)


def cues_of_examples(entries: Sequence[Entry]) -> list[Value]:
    """For each entry the nouns that several of its examples share and no other entry's examples have, by language."""
    nouns = [nouns_of_examples(entry) for entry in entries]
    users: Counter[tuple[str, str]] = Counter()
    for counted in nouns:
        users.update({(language, stem) for language, stem in counted})
    found: list[Value] = []
    for counted in nouns:
        learned: Value = {}
        for (language, stem), number in sorted(counted.items()):
            if number >= EXAMPLES and users[language, stem] == 1:
                learned[language] = (*learned.get(language, ()), stem)
        found.append(learned)
    return found


def nouns_of_examples(entry: Entry) -> Counter[tuple[str, str]]:
    """How many examples have each noun. Examples of no named language teach nothing: their nouns cannot be told."""
    counted: Counter[tuple[str, str]] = Counter()
    for language, examples in entry.values.get("examples", {}).items():
        for example in examples if language else ():
            words = words_in(example, language)
            counted.update({(language, w.stem) for w in words if part_of(w.form, language) == "n" and len(w.form) > 3})
    return counted


# YAML


def from_yaml(text: str, file: str) -> Iterator[Entry]:
    """A list of concepts, or one under `concepts`; or a mapping of ids to concepts."""
    import yaml

    try:
        root = yaml.compose(text, Loader=limited_loader())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError(f"{file}:{line}", f"not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise CodebookError(file, f"not YAML: {error}") from error
    if isinstance(root, yaml.MappingNode) and [key.value for key, _ in root.value] == ["concepts"]:
        root = root.value[0][1]
    if root is None:
        return
    for identity, node in named_nodes(root, file):
        values = fields_of(node, file)
        if identity is not None:
            values = {"label": {"": (identity,)}, **values, "id": {"": (identity,)}}
        yield Entry(node.start_mark.line + 1, values)


def limited_loader() -> type[yaml.SafeLoader]:
    """The safe loader, without aliases (a bomb is made of them) and with a limit of nesting."""
    import yaml

    class Limited(yaml.SafeLoader):
        depth = 0

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            event = self.peek_event()  # type: ignore[no-untyped-call]
            self.depth += 1
            problem = "aliases (*) are not read" if isinstance(event, yaml.AliasEvent) else "nested too deep"
            if isinstance(event, yaml.AliasEvent) or self.depth > DEEPEST:
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    return Limited


def named_nodes(root: yaml.Node, file: str) -> Iterable[tuple[str | None, yaml.MappingNode]]:
    import yaml

    pairs: list[tuple[str | None, yaml.Node]]
    if isinstance(root, yaml.SequenceNode):
        pairs = [(None, node) for node in root.value]
    elif isinstance(root, yaml.MappingNode):
        pairs = [(str(key.value), node) for key, node in root.value]
    else:
        raise CodebookError(f"{file}:{root.start_mark.line + 1}", "a codebook is a list of concepts")
    for identity, node in pairs:
        if not isinstance(node, yaml.MappingNode):
            raise CodebookError(f"{file}:{node.start_mark.line + 1}", "a concept has fields: label, cues, ...")
        yield identity, node


def fields_of(node: yaml.MappingNode, file: str) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, value in node.value:
        where = f"{file}:{key.start_mark.line + 1}"
        name = str(key.value)
        if name not in FIELDS:
            raise CodebookError(where, f"unknown field {name!r}; known: {', '.join(FIELDS)}")
        if name in found:
            raise CodebookError(where, f"{name!r} is given twice")
        found[name] = value_of(value, name, file)
    return found


def value_of(node: yaml.Node, name: str, file: str) -> Value:
    """A text, a list of texts, or either by language."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        return {"": texts_of(node, name, file)}
    found: Value = {}
    for key, value in node.value:
        if key.value not in LANGUAGES:
            where = f"{file}:{key.start_mark.line + 1}"
            raise CodebookError(where, f"{name}: {key.value!r} is no language; known: {', '.join(LANGUAGES)}")
        found[key.value] = texts_of(value, name, file)
    return found


def texts_of(node: yaml.Node, name: str, file: str) -> tuple[str, ...]:
    import yaml

    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for part in nodes:
        if not isinstance(part, yaml.ScalarNode):
            raise CodebookError(f"{file}:{part.start_mark.line + 1}", f"{name}: a text is wanted here")
    return tuple(text for part in nodes if (text := str(part.value).strip()))


# CSV


def from_csv(text: str, file: str) -> Iterator[Entry]:
    """One concept a row; columns as the fields, `cues_es` for one language, several cues with `|` or `;` between."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)
    try:
        columns = [columned(name, file) for name in next(reader, [])]
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(columns):
                raise CodebookError(f"{file}:{reader.line_num}", f"{len(row)} cells for {len(columns)} columns")
            yield Entry(reader.line_num, row_values(columns, row))
    except csv.Error as error:
        raise CodebookError(f"{file}:{reader.line_num}", f"not CSV: {error}") from error


def columned(name: str, file: str) -> tuple[str, str]:
    """Field and language of a column: `cues_es` is the Spanish cues."""
    field, _, language = name.strip().lower().partition("_")
    if field not in FIELDS or language not in ("", *LANGUAGES):
        raise CodebookError(
            f"{file}:1", f"unknown column {name.strip()!r}; known: {', '.join(FIELDS)}, also with _en, _es, _fr"
        )
    return field, language


def row_values(columns: Sequence[tuple[str, str]], row: Sequence[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for (field, language), cell in zip(columns, row, strict=False):
        several = cell.replace(";", "|").split("|") if field in ("cues", "examples") else [cell]
        texts = tuple(text.strip() for text in several if text.strip())
        if texts:
            found.setdefault(field, {})[language] = texts
    return found
