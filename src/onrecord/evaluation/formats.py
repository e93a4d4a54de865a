"""The formats annotations come in, told apart by what they hold.

Comes in: a path; goes out: `Annotated` articles whose offsets nobody has checked yet. It guesses nothing: a row in no
known format is an error.

    corpus      a line {"id", "text", "attributions": [{source, cue, content, ...}]}, spans [start, end); PolNeAR too
    GUM         a line {"doc", "text", "attributions": [{source, cue, content_subtree, ...}]}, spans {start, end, text}
    CoNLL-U     discourse units in MISC (`Discourse=`), as in GUM's own files
    Citron      a file {"text", "quotes": [{sources, cue, contents}]}, spans {start, end, text}
    onrecord    lines of `type` document and statement, as `--json` prints them
    predictions a line {"id", "statements": [{source, cue, content, confidence}]}, without the text
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.evaluation.erst import is_conllu, trees_in
from onrecord.evaluation.passages import Draft, Place, ToldDraft
from onrecord.evaluation.rows import Row, file_text, items, number, optional_words, rows_in, words

__all__ = ["Annotated", "annotated_articles"]

CITRON = "citron-extractor"
"""How Citron names itself in its answers (github.com/bbc/citron, citron/citron.py)."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article as a file has it. `text` is None in formats that leave it to the gold."""

    subject: str
    id: str
    text: str | None
    language: str | None
    attributions: tuple[Draft, ...]


def annotated_articles(path: Path) -> Iterator[Annotated]:
    """The articles of one file, in order. Raises OnrecordError naming file, line and reason."""
    text = file_text(path)
    if is_conllu(text):
        for tree in trees_in(text, str(path), path.stem):
            yield Annotated(tree.subject, tree.id, tree.text, None, tree.drafts())
        return
    rows = rows_in(text, path)
    if any("type" in row.table for row in rows):
        yield from own_articles(rows)
        return
    for row in rows:
        yield format_of(row)(row, path.stem)


def format_of(row: Row) -> Callable[[Row, str], Annotated]:
    table = row.table
    if "quotes" in table:
        return citron_article
    if "attributions" in table:
        return gum_article if "doc" in table else corpus_article
    if "statements" in table:
        return predicted_article
    raise OnrecordError(row.subject, "in no known format: no attributions, quotes, statements or type")


def corpus_article(row: Row, _: str) -> Annotated:
    drafts = tuple(corpus_draft(inner) for inner in objects(row, "attributions"))
    return Annotated(row.subject, words(row, "id"), words(row, "text"), optional_words(row, "language"), drafts)


def predicted_article(row: Row, _: str) -> Annotated:
    drafts = tuple(corpus_draft(inner) for inner in objects(row, "statements"))
    return Annotated(row.subject, words(row, "id"), optional_words(row, "text"), None, drafts)


def corpus_draft(row: Row) -> Draft:
    draft = draft_of(row, "content", "cue", "source")
    relays = None
    if "relays" in row.table:
        relays = tuple(
            (words(relay, "name"), place(relay, relay.table.get("span"))) for relay in objects(row, "relays")
        )
    return replace(
        draft,
        speaker=optional_words(row, "speaker"),
        relays=relays,
        confidence=number(row, "confidence", 1.0),
        told=told_draft(row, named=lambda value: value),
    )


def told_draft(row: Row, named: Callable[[Any], Any]) -> ToldDraft | None:
    """How it was said, where the row tells any of it; `named` takes the span out of an addressee or a setting."""
    if not any(name in row.table for name in ("addressee", "setting", "act", "negated")):
        return None
    spans = (row.table.get(name) for name in ("addressee", "setting"))
    addressee, setting = (None if value is None else place(row, named(value)) for value in spans)
    kind, act = (optional_words(row, name) for name in ("kind", "act"))
    return ToldDraft(addressee, setting, kind, act, row.table.get("negated") is True)


def gum_article(row: Row, _: str) -> Annotated:
    """The content is all that hangs on the reported clause, as `content_subtree` has it, not the bare nucleus."""
    drafts = tuple(draft_of(inner, "content_subtree", "cue", "source") for inner in objects(row, "attributions"))
    return Annotated(row.subject, words(row, "doc"), words(row, "text"), optional_words(row, "language"), drafts)


def citron_article(row: Row, stem: str) -> Annotated:
    """One file, one document, named for the file; Citron's answers carry no text."""
    maker = row.table.get("source")
    answered = isinstance(maker, dict) and maker.get("application") == CITRON
    drafts = tuple(citron_draft(inner, answered=answered) for inner in objects(row, "quotes"))
    return Annotated(row.subject, stem, optional_words(row, "text"), None, drafts)


def citron_draft(row: Row, *, answered: bool) -> Draft:
    """In answers, a resolved source has changed places with its antecedents: what is printed is in `coreferences`."""
    swapped = answered and items(row, "coreferences")
    draft = draft_of(row, "contents", "cue", "coreferences" if swapped else "sources")
    return replace(draft, confidence=number(row, "confidence", 1.0))


def own_articles(rows: Iterable[Row]) -> Iterator[Annotated]:
    """Documents in order, each with the statements that name it, wherever they stand."""
    documents: dict[str, Row] = {}
    statements: dict[str, list[Row]] = {}
    for row in rows:
        kind = words(row, "type")
        if kind == "document":
            name = words(row, "id")
            if name in documents:
                raise OnrecordError(row.subject, f"a second document with the id {name!r}")
            documents[name] = row
        elif kind == "statement":
            statements.setdefault(words(row, "document"), []).append(row)
        elif kind not in ("event", "relation"):
            raise OnrecordError(row.subject, f"unknown type {kind!r}")
    for name, found in statements.items():
        if name not in documents:
            raise OnrecordError(found[0].subject, f"a statement of the document {name!r}, which is not in the file")
    for name, row in documents.items():
        drafts = tuple(own_draft(found) for found in statements.get(name, ()))
        yield Annotated(row.subject, name, words(row, "text"), optional_words(row, "language"), drafts)


def own_draft(row: Row) -> Draft:
    speaker = row.table.get("speaker")
    name = "" if speaker is None else words(inner_row(row, speaker, "speaker"), "name")
    relays = tuple((words(relay, "name"), place(relay, relay.table.get("span"))) for relay in objects(row, "relays"))
    draft = draft_of(row, "content", "cue", "source")
    told = told_draft(row, named=lambda value: value.get("span") if isinstance(value, Mapping) else value)
    return replace(draft, speaker=name, relays=relays, confidence=number(row, "confidence", 1.0), told=told)


def draft_of(row: Row, content: str, cue: str, source: str) -> Draft:
    """Spans by the names a format has for the roles. Raises OnrecordError when there is no content."""
    draft = Draft(row.subject, places(row, content), places(row, cue), places(row, source))
    if not draft.content:
        raise OnrecordError(row.subject, f"a statement without {content!r}")
    return draft


def objects(row: Row, name: str) -> list[Row]:
    return [inner_row(row, value, f"{name}[{at}]") for at, value in enumerate(items(row, name))]


def inner_row(row: Row, value: Any, name: str) -> Row:
    if not isinstance(value, dict):
        raise OnrecordError(row.subject, f"{name} must be an object")
    return Row(f"{row.subject}: {name}", value)


def places(row: Row, name: str) -> tuple[Place, ...]:
    """One span or an array of spans, in text order; missing and null are none."""
    value = row.table.get(name)
    found: Sequence[Any] = (value,) if isinstance(value, dict) else items(row, name)
    return tuple(sorted((place(row, span) for span in found), key=lambda p: (p.start, p.end)))


def place(row: Row, value: Any) -> Place:
    """A span as `[start, end]` or as `{"start", "end", "text"}`."""
    start, end, text = span_parts(value)
    if not is_offset(start) or not is_offset(end) or not isinstance(text, str | None):
        raise OnrecordError(row.subject, f"not a span: {str(value)[:60]}")
    return Place(start, end, text)


def span_parts(value: Any) -> tuple[Any, Any, Any]:
    if isinstance(value, Mapping):
        return value.get("start"), value.get("end"), value.get("text")
    if isinstance(value, list) and len(value) == 2:
        return value[0], value[1], None
    return None, None, None


def is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
