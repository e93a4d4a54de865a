"""A brief as one HTML page that needs nothing else: what was said by issue, pictures of it, and the article itself.

Comes in: briefs and labels; goes out: HTML without scripts, requests or foreign markup. It writes no file.
The words of a page are hostile input: everything is escaped by the template, and only http(s) addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.model import Actor, Document
from onrecord.views.brief import GAP, Brief, Entry, http_link
from onrecord.views.drawing import SHAPES, MatrixPicture, Scale, matrix_picture, scale_of, shape
from onrecord.views.labels import Labels
from onrecord.views.network import Cell
from onrecord.views.placing import Paragraph, Piece, paragraphs
from onrecord.views.standing import Matrix
from onrecord.views.timeline import days_of

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["page"]

HUES = 8
"""How many colours speakers have before they come round again; 0 is for those not identified."""
HEADING = 90
"""Code points. A shorter paragraph of the article without a full stop at its end looks like a heading."""


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs in a row that are all article or all furniture of these kinds."""

    furniture: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One document of the page. `hues` gives the colour of each entry by its number; `prefix` begins all its ids.

    `numbers` are those of the entries by the id of their statement, `scale` places the bars of the timeline, and
    `today` is where the day of the page stands on it, in percent.
    """

    prefix: str
    brief: Brief
    blocks: tuple[Block, ...]
    hues: dict[int, int]
    names: dict[int, str | None]
    numbers: dict[str, int]
    original_link: str | None
    picture: MatrixPicture | None
    scale: Scale
    today: float | None


def page(briefs: Sequence[Brief], labels: Labels) -> str:
    """The HTML of one page over one or more documents."""
    sections = [section(brief, f"d{number}") for number, brief in enumerate(briefs, 1)]
    return template().render(
        sections=sections,
        labels=labels,
        gap=GAP,
        version=__version__,
        iso=iso,
        title=title,
        marks=marks,
        heading=heading,
        shape=shape,
        shapes=SHAPES,
        numbers_of=numbers_of,
        described=described,
        known_of=known_of,
        noted=noted,
        counts=counts,
    )


@cache
def template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("onrecord.views", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")


def section(brief: Brief, prefix: str) -> Section:
    hues: dict[int, int] = {}
    names: dict[int, str | None] = {}
    for position, voice in enumerate(brief.voices):
        for entry in voice.entries:
            hues[entry.number] = position % HUES + 1 if voice.speaker else 0
            names[entry.number] = voice.speaker.name if voice.speaker else None
    original = brief.document.translated_from
    day, _ = days_of(brief.document.published or "")
    scale = scale_of(brief.timeline, [day] if day else [])
    return Section(
        prefix=prefix,
        brief=brief,
        blocks=tuple(blocks(paragraphs(brief))),
        hues=hues,
        names=names,
        numbers={entry.statement.id: entry.number for entry in brief.entries},
        original_link=http_link(original.url) if original else None,
        picture=matrix_picture(brief.matrix) if brief.matrix.rows else None,
        scale=scale,
        today=scale.places[day] if day else None,
    )


def numbers_of(cell: Cell, label: str | None, section: Section) -> list[int]:
    """The numbers of the statements behind one label of a cell; None are the uncoded."""
    return sorted(section.numbers[one] for held, ids in cell.evidence.items() if held == label for one in ids)


def counts(brief: Brief, labels: Labels) -> list[str]:
    return [labels.count(name, number) for name, number in brief.counts]


def noted(brief: Brief) -> list[str]:
    """Keys of all that the article shows beside statements."""
    return [f"e{one.number}" for one in brief.timeline] + [f"a{one.number}" for one in brief.agreements]


def known_of(actor: Actor, labels: Labels) -> list[str]:
    """What lists know of an actor beside the words of the page."""
    found = [actor.held] if actor.held else []
    found += [labels.say("speaks_for", name=actor.organisation)] if actor.organisation else []
    return found + ([labels.say("of_state", state=actor.state)] if actor.state and actor.kind != "state" else [])


def described(matrix: Matrix, labels: Labels) -> str:
    """The picture of a matrix in words: each actor, and what it shows on each issue."""
    lines = []
    for row in matrix.rows:
        held = [
            f"{issue.label}, {labels.name('positions', shape(cell))}"
            for issue, cell in zip(matrix.issues, row.cells, strict=True)
            if cell is not None
        ]
        lines.append(f"{row.actor.name}: {'; '.join(held)}.")
    return " ".join(lines)


def blocks(found: list[Paragraph]) -> Iterator[Block]:
    for is_furniture, group in groupby(found, key=lambda paragraph: bool(paragraph.furniture)):
        members = tuple(group)
        kinds = dict.fromkeys(kind for paragraph in members for kind in paragraph.furniture)
        yield Block(tuple(kinds) if is_furniture else (), members)


def marks(piece: Piece, section: Section) -> str:
    """Class names of a piece: the colour of the innermost statement, the line of the one around it, source and cue."""
    names: list[str] = []
    if piece.content:
        names += [f"h{section.hues[piece.content[-1].number]}"]
        names += [f"{section.prefix}m{entry.number}" for entry in piece.content]
    if len(piece.content) > 1:
        names += ["nested", f"o{section.hues[piece.content[-2].number]}"]
    names += [f"{section.prefix}{key}n" for key in piece.noted]
    return " ".join(names + roles(piece, section) + (["furniture"] if piece.furniture else []))


def roles(piece: Piece, section: Section) -> list[str]:
    def role(name: str, entry: Entry | None) -> list[str]:
        return [] if entry is None else [name, f"r{section.hues[entry.number]}"]

    return role("source", piece.source) + role("cue", piece.cue)


def heading(paragraph: Paragraph, document: Document) -> str:
    """The class of a paragraph that looks like the headline or like a heading."""
    text = "".join(piece.text for piece in paragraph.pieces).strip()
    if text == document.title:
        return "headline"
    if text == document.deck:
        return ""
    short = len(text) <= HEADING and not any(piece.content for piece in paragraph.pieces)
    return "heading" if short and text[-1:].isalnum() else ""


def title(brief: Brief, labels: Labels) -> str:
    return brief.document.title or labels.say("untitled")


def iso(moment: datetime) -> str:
    """To the minute, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="minutes")
