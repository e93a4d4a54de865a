"""A brief as one HTML page that needs nothing else: statements by speaker, and the article they stand in.

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
from onrecord.model import Document
from onrecord.views.brief import GAP, Brief, Entry, http_link
from onrecord.views.labels import Labels
from onrecord.views.placing import Paragraph, Piece, paragraphs

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
    """One document of the page. `hues` gives the colour of each entry by its number; `prefix` begins all its ids."""

    prefix: str
    brief: Brief
    blocks: tuple[Block, ...]
    hues: dict[int, int]
    names: dict[int, str | None]
    original_link: str | None


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
    link = http_link(original.url) if original else None
    return Section(prefix, brief, tuple(blocks(paragraphs(brief))), hues, names, link)


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
    short = len(text) <= HEADING and not any(piece.content for piece in paragraph.pieces)
    return "heading" if short and text[-1:].isalnum() else ""


def title(brief: Brief, labels: Labels) -> str:
    return brief.document.title or labels.say("untitled")


def iso(moment: datetime) -> str:
    """To the minute, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="minutes")
