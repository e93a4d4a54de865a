"""An article cut up for showing: at every edge of a statement's words, of furniture and of a paragraph.

Comes in: a Brief; goes out: paragraphs of pieces, which together are the text and nothing else. It knows no markup.
Statements overlap and nest freely; cutting at all edges makes them a flat row that any markup can show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span
from onrecord.views.brief import Brief, Entry

__all__ = ["Paragraph", "Piece", "paragraphs"]

WRAPPED = 100
"""Columns. A text without a longer line was wrapped, so that only blank lines part its paragraphs."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two edges. `content` are the entries whose content covers it, outermost first.

    `source` and `cue` are an entry whose source or cue it is, `furniture` its kind. `opens` are the entries whose
    content begins with this piece; every entry's does so exactly once. `noted` are the keys of events (`e3`) and of
    stated agreements (`a1`) whose sentence it belongs to, `noted_opens` those whose sentence begins with it.
    """

    text: str
    content: tuple[Entry, ...] = ()
    source: Entry | None = None
    cue: Entry | None = None
    furniture: str | None = None
    opens: tuple[Entry, ...] = ()
    noted: tuple[str, ...] = ()
    noted_opens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of one paragraph with the white space after it. `furniture` are its kinds if it is nothing else."""

    pieces: tuple[Piece, ...]
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half open range of the text with one meaning: content, source or cue of an entry, furniture, a sentence noted.

    `kind` is the kind of furniture, or the key of what is noted.
    """

    start: int
    end: int
    role: str
    entry: Entry | None = None
    kind: str | None = None


def paragraphs(brief: Brief) -> list[Paragraph]:
    """All of the document's text in order; an empty text has no paragraph."""
    text = brief.document.text
    starts = paragraph_starts(text)
    stretches = [s for s in stretches_of(brief) if 0 <= s.start < s.end <= len(text)]
    edges = sorted({*starts, len(text), *(s.start for s in stretches), *(s.end for s in stretches)})
    found: list[list[Piece]] = []
    for start, piece in pieces(text, edges, stretches):
        if start in starts:
            found.append([])
        found[-1].append(piece)
    return [Paragraph(tuple(of), only_furniture(of)) for of in found]


def paragraph_starts(text: str) -> set[int]:
    """Offsets at which a paragraph begins; the first begins at 0, white space before its words included."""
    lines = text.splitlines(keepends=True)
    wrapped = max(map(len, lines), default=0) <= WRAPPED
    starts, here, parted = [], 0, True
    for line in lines:
        if line.strip():
            if parted:
                starts.append(here)
            parted = not wrapped
        else:
            parted = True
        here += len(line)
    return {0, *starts[1:]}


def stretches_of(brief: Brief) -> Iterator[Stretch]:
    for furniture in brief.document.furniture:
        yield Stretch(furniture.start, furniture.end, "furniture", kind=furniture.kind)
    for entry in brief.entries:
        yield from (stretch(span, "content", entry) for span in entry.statement.content)
        if entry.statement.source is not None:
            yield stretch(entry.statement.source, "source", entry)
        if entry.statement.cue is not None:
            yield stretch(entry.statement.cue, "cue", entry)
    for happening in brief.timeline:
        yield Stretch(happening.context.start, happening.context.end, "noted", kind=f"e{happening.number}")
    for agreement in brief.agreements:
        yield Stretch(agreement.context.start, agreement.context.end, "noted", kind=f"a{agreement.number}")


def stretch(span: Span, role: str, entry: Entry) -> Stretch:
    return Stretch(span.start, span.end, role, entry)


def pieces(text: str, edges: list[int], stretches: list[Stretch]) -> Iterator[tuple[int, Piece]]:
    """Each piece with its offset: one walk from left to right with the stretches that are open."""
    firsts = first_offsets(stretches)
    waiting = sorted(stretches, key=lambda s: s.start, reverse=True)
    over: list[Stretch] = []
    for start, end in pairwise(edges):
        over = [s for s in over if s.end > start]
        while waiting and waiting[-1].start == start:
            over.append(waiting.pop())
        covering = {s.entry.number: s.entry for s in over if s.role == "content" and s.entry}
        yield (
            start,
            Piece(
                text[start:end],
                content=tuple(sorted(covering.values(), key=lambda entry: (-content_length(entry), entry.number))),
                source=next((s.entry for s in over if s.role == "source"), None),
                cue=next((s.entry for s in over if s.role == "cue"), None),
                furniture=next((s.kind for s in over if s.role == "furniture"), None),
                opens=tuple(entry for entry in covering.values() if firsts[entry.number] == start),
                noted=tuple(s.kind for s in over if s.role == "noted" and s.kind),
                noted_opens=tuple(s.kind for s in over if s.role == "noted" and s.kind and s.start == start),
            ),
        )


def first_offsets(stretches: list[Stretch]) -> dict[int, int]:
    """Where the content of each entry begins, by its number."""
    found: dict[int, int] = {}
    for s in stretches:
        if s.entry is not None and s.role == "content":
            found[s.entry.number] = min(found.get(s.entry.number, s.start), s.start)
    return found


def content_length(entry: Entry) -> int:
    return sum(span.end - span.start for span in entry.statement.content)


def only_furniture(pieces: list[Piece]) -> tuple[str, ...]:
    """The kinds of furniture of a paragraph, none if anything else with words in it stands there."""
    worded = [piece for piece in pieces if piece.text.strip()]
    if any(piece.furniture is None or piece.content for piece in worded):
        return ()
    return tuple(dict.fromkeys(piece.furniture for piece in worded if piece.furniture))
