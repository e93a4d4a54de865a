"""A page laid out as blocks of text in page order, in one linear pass.

Comes in: the decoded source of an HTML page; goes out: a Page with its blocks and what its head declares.
It does not decide which blocks are the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.document.offsets import Piece
from onrecord.document.scan import Token, attributes, resolved, scan
from onrecord.errors import DocumentError

__all__ = ["NESTING", "Block", "Link", "Page", "lay_out"]

NESTING = 400
"""Elements open at once beyond which a page is refused. lxml itself gives up at 256; news pages stay below 60."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text: its pieces, the element it stands in, its links, and its mark (see Line).

    `region` numbers the marked element around it, 0 for none; `part` is deck, byline or date where the markup says so.
    """

    pieces: tuple[Piece, ...]
    text: str
    tag: str
    linked: float
    href: str | None
    mark: str | None
    region: int
    part: str | None


class Link(NamedTuple):
    rel: str
    href: str
    language: str


@dataclass(slots=True)
class Page:
    """What one pass over a page finds: `metas` (name, content), `times` (`datetime`, number of blocks before it)."""

    blocks: list[Block] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    times: list[tuple[str, int]] = field(default_factory=list)
    language: str | None = None
    tags: int = 0


class Open(NamedTuple):
    """An element that is open."""

    name: str
    hidden: bool
    href: str | None
    mark: str | None
    region: int
    part: str | None


VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()  # noqa: SIM905
)
BLOCK = frozenset(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre search
    section summary table tbody td tfoot th thead title tr ul""".split()  # noqa: SIM905
)
HIDDEN = frozenset(("script", "style", "noscript", "iframe", "noembed", "noframes", "xmp", "textarea"))
UNSEEN = frozenset(("template", "svg", "select", "audio", "video", "object", "canvas", "datalist", "math"))
BROAD = frozenset(("html", "body", "main", "article", "head"))  # their classes speak of the whole page
IMPLIED = {  # an element that ends its like before it: (ended, but not beyond)
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "option": ({"option"}, {"select"}),
}
REACH = 8  # how far up an implied end is looked for; keeps the scan linear
UNDISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff\x00"))  # soft hyphen, zero-width blank, byte-order mark, NUL
BLANKS = " \t\n\r\f\v"
EDIT = re.compile(
    r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]"
    r"|&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
    r"|[\u00ad\u200b\ufeff\x00]"
)

Marker = Callable[[str], str | None]


def lay_out(source: str, subject: str, *, mark: Marker, part: Marker) -> Page:
    """The blocks of a page. `mark` and `part` read class words: the furniture kind and the part of an article.

    Raises DocumentError, naming `subject`, when more than NESTING elements are open at once.
    """
    layout = Layout(source, subject, mark, part)
    for token in scan(source):
        layout.take(token)
    layout.flush()
    return layout.page


@dataclass(slots=True)
class Layout:
    """The state of the one pass: open elements, and the block being written."""

    source: str
    subject: str
    mark: Marker
    part: Marker
    page: Page = field(default_factory=Page)
    stack: list[Open] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unseen: int = 0
    regions: int = 0
    pieces: list[Piece] = field(default_factory=list)
    holder: Open | None = None
    linked: int = 0
    hrefs: set[str] = field(default_factory=set)
    script: bool = False
    names: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self.write(token.start, token.end)
        elif token.kind == "start":
            self.page.tags += 1
            self.open(token)
        elif token.kind == "end":
            self.close(token.name)
        elif self.script:
            self.page.scripts.append(self.source[token.start : token.end])
        elif token.name == "title":
            self.write(token.start, token.end)

    # elements

    def open(self, token: Token) -> None:
        name = token.name
        found = attributes(self.source, token) if token.end > token.start else {}
        self.script = name == "script" and "ld+json" in found.get("type", "").lower()
        if name in BLOCK and not self.unseen:
            self.flush()
            if self.counts["p"]:
                self.close("p")
        if name in IMPLIED:
            self.imply(*IMPLIED[name])
        if name == "br":
            self.pieces.append(("\n", token.end, token.end))
        if found:
            self.declare(name, found)
        if name in VOID or (name in UNSEEN and self.source[token.end - 1] == "/"):
            return
        self.push(self.opened(name, found))

    def push(self, element: Open) -> None:
        self.stack.append(element)
        self.counts[element.name] += 1
        self.unseen += element.hidden
        if len(self.stack) > NESTING:
            raise DocumentError(self.subject, f"elements are nested more than {NESTING} deep")

    def opened(self, name: str, found: dict[str, str]) -> Open:
        above = self.stack[-1] if self.stack else None
        hidden = name in HIDDEN or name in UNSEEN or "hidden" in found or undisplayed(found)
        href = found.get("href") if name == "a" else above.href if above else None
        mark, part = self.named(name, found)
        if mark:
            self.regions += 1
            return Open(name, hidden, href, mark, self.regions, part or (above.part if above else None))
        if above is None:
            return Open(name, hidden, href, None, 0, part)
        return Open(name, hidden, href, above.mark, above.region, part or above.part)

    def named(self, name: str, found: dict[str, str]) -> tuple[str | None, str | None]:
        """The furniture kind and the article part that an element's own name and class words give."""
        if name in BROAD:
            return None, None
        said = " ".join(
            found[each] for each in ("class", "id", "itemprop", "rel", "role", "data-testid") if each in found
        )
        said = f"<{name}> {said}"[:300]
        if said not in self.names:
            self.names[said] = self.mark(said), self.part(said)
        return self.names[said]

    def imply(self, ended: set[str], beyond: set[str]) -> None:
        for element in reversed(self.stack[-REACH:]):
            if element.name in ended:
                self.close(element.name)
                return
            if element.name in beyond:
                return

    def close(self, name: str) -> None:
        self.script = False
        if name in BLOCK and not self.unseen:
            self.flush()
        if not self.counts[name]:
            return
        if name in BLOCK:
            while self.pop(len(self.stack) - 1).name != name:
                pass
            return
        index = len(self.stack) - 1  # an inline end tag never closes the blocks opened inside it
        while self.stack[index].name != name:
            index -= 1
        self.pop(index)

    def pop(self, index: int) -> Open:
        element = self.stack.pop(index)
        self.counts[element.name] -= 1
        self.unseen -= element.hidden
        return element

    def declare(self, name: str, found: dict[str, str]) -> None:
        """Keep what a tag says of the page as a whole."""
        page = self.page
        if name == "meta" and "content" in found:
            said = found.get("property") or found.get("name") or found.get("itemprop") or found.get("http-equiv") or ""
            page.metas.append((said.lower(), found["content"]))
        elif name in ("link", "a") and "href" in found and ("hreflang" in found or name == "link"):
            page.links.append(Link(found.get("rel", "").lower(), found["href"], found.get("hreflang", "").lower()))
        elif name == "time" and found.get("datetime"):
            page.times.append((found["datetime"], len(page.blocks)))
        elif name == "html":
            page.language = found.get("lang") or found.get("xml:lang") or page.language

    # text

    def write(self, start: int, end: int) -> None:
        if self.unseen:
            return
        source, here, before = self.source, start, len(self.pieces)
        for match in EDIT.finditer(source, start, end):
            self.pieces.append((source[here : match.start()], here, match.start()))
            self.pieces.append((edited(match[0]), match.start(), match.end()))
            here = match.end()
        self.pieces.append((source[here:end], here, end))
        if self.stack:
            self.linked_words(before)
        if self.holder is None and any(not words.isspace() for words, _, _ in self.pieces[before:] if words):
            self.holder = self.stack[-1] if self.stack else None
            self.holder = self.holder or Open("body", False, None, None, 0, None)

    def linked_words(self, before: int) -> None:
        href = self.stack[-1].href
        if href is None:
            return
        size = sum(len(words.strip()) for words, _, _ in self.pieces[before:])
        if size:
            self.linked += size
            self.hrefs.add(href)

    def flush(self) -> None:
        """End the block being written; two line breaks in a row have made it several."""
        if self.holder is not None:
            tag = next((each.name for each in reversed(self.stack) if each.name in BLOCK), "body")
            for pieces in drawn_together(self.pieces):
                self.page.blocks.append(self.block(pieces, tag))
        self.pieces, self.holder, self.linked, self.hrefs = [], None, 0, set()

    def block(self, pieces: list[Piece], tag: str) -> Block:
        text = "".join(words for words, _, _ in pieces)
        linked = min(1.0, self.linked / len(text))
        href = next(iter(self.hrefs)) if len(self.hrefs) == 1 and linked > 0.8 else None
        holder = self.holder or Open(tag, False, None, None, 0, None)
        return Block(tuple(pieces), text, tag, linked, href, holder.mark, holder.region, holder.part)


def undisplayed(found: dict[str, str]) -> bool:
    return "style" in found and UNDISPLAYED.search(found["style"]) is not None


def edited(words: str) -> str:
    """What is read for a run of blanks, a character reference or an invisible character of the source."""
    if words[0] == "&":
        return resolved(words).translate(INVISIBLE)
    return " " if words[0] in BLANKS else ""


def drawn_together(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The pieces with blanks at edges and repeated blanks dropped; one list for each stretch between double breaks."""
    kept: list[Piece] = []
    for piece in pieces:
        words, start, end = piece
        last = kept[-1][0][-1] if kept else "\n"
        if words == "\n" and start == end:
            kept = trimmed(kept)
            if kept and kept[-1][0] == "\n":
                yield trimmed(kept[:-1])
                kept = []
            elif kept:
                kept.append(piece)
            continue
        if last.isspace() and words[:1].isspace():
            bare = words.lstrip()
            shift = len(words) - len(bare)
            words, start = bare, start + shift if len(words) == end - start else start
        if words:
            kept.append((words, start, end))
    kept = trimmed(kept)
    while kept and kept[-1][0] == "\n":
        kept = trimmed(kept[:-1])
    if kept:
        yield kept


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without blanks at the end; a line break put in stays."""
    while pieces and pieces[-1][0] != "\n":
        words, start, _ = pieces[-1]
        bare = words.rstrip()
        if bare == words:
            break
        pieces.pop()
        if bare:
            pieces.append((bare, start, start + len(bare)))
    return pieces
