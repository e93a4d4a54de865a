"""The article of an HTML page, written out block by block.

Comes in: the source of a page; goes out: a Tape, its lines and what the page declares. It labels nothing: what stands
between the blocks of the article stays in place, marked as left out by the extractor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.document.declared import Found, from_json_ld, from_meta
from onrecord.document.extract import article_blocks
from onrecord.document.furniture import by_words
from onrecord.document.layout import Block, Page, lay_out
from onrecord.document.lines import Line, folded, is_closed, word_count, words
from onrecord.document.offsets import Piece, Tape
from onrecord.document.phrases import mark_of, part_of
from onrecord.document.wording import signature, switched_to, translation_of
from onrecord.errors import DocumentError

__all__ = ["Article", "read_page"]

WIDEST_GAP = 40  # blocks between headline and body; more are the page's menu
FOOT = 8  # blocks under the article that are searched for its signature and its notes
REGION_SHARE = 0.3  # of the article's words; a marked element that holds more marks nothing
DECK = (7, 80)  # words of a deck
PROMOTED = 12  # words of a paragraph that the extractor left out between paragraphs it kept


@dataclass(frozen=True, slots=True)
class Article:
    """An article as written, with the page it came from. `headline` numbers a line; `span` is its range of blocks."""

    tape: Tape
    lines: list[Line]
    headline: int | None
    page: Page
    json_ld: Found
    meta: Found
    span: tuple[int, int]


def read_page(source: str, subject: str) -> Article:
    """Raises DocumentError, naming `subject`, when there is no article text or the nesting is beyond the limit."""
    page = lay_out(source, subject, mark=mark_of, part=part_of)
    chosen = article_blocks(source, page)
    if not chosen:
        raise DocumentError(subject, "the page holds no article text")
    json_ld, meta = from_json_ld(page.scripts), from_meta(page)
    headline = headline_block(page.blocks, chosen, json_ld.title or meta.title)
    kept = in_place(page.blocks, chosen, headline)
    promoted(page.blocks, kept, chosen)
    if headline is not None:
        promote_deck(page.blocks, chosen, headline, json_ld.deck or meta.deck)
    tape = Tape(source)
    voided = broad_regions(page.blocks, chosen)
    lines = [
        written(tape, page.blocks[index], index in chosen or index == headline, voided, json_ld.outlet or meta.outlet)
        for index in kept
    ]
    number = kept.index(headline) if headline is not None else None
    return Article(tape, lines, number, page, json_ld, meta, (kept[0], kept[-1]))


def headline_block(blocks: Sequence[Block], chosen: set[int], declared: str | None) -> int | None:
    """The h1 that says what the page declares, else the last h1 above the article, else any h1, else the title."""
    first, last = min(chosen), max(chosen)
    heads = [index for index, block in enumerate(blocks) if block.tag == "h1" and word_count(block.text) > 1]
    wanted = words(declared or "")
    agreeing = [index for index in heads if wanted and agree(words(blocks[index].text), wanted)]
    above = [index for index in heads if index <= first]
    titles = [index for index, block in enumerate(blocks[:first]) if block.tag == "title"]
    for choice in (agreeing[:1], above[-1:], heads[:1], titles[:1]):
        if choice and choice[0] <= min(last, first + WIDEST_GAP):
            return choice[0]
    return None


def agree(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one is most of the other."""
    short, long = sorted((some, others), key=len)
    return len(short) * 2 >= len(long) and len(set(short) & set(long)) >= 0.7 * len(set(short))


def in_place(blocks: Sequence[Block], chosen: set[int], headline: int | None) -> list[int]:
    """The blocks to write: the article, what stands between its blocks, its headline, the notes at its foot."""
    first, last = min(chosen), max(chosen)
    kept = list(range(first, last + 1))
    if headline is not None and headline < first:
        above = range(headline + 1, first)
        named = blocks[headline].tag != "title" and len(above) <= WIDEST_GAP
        kept = [headline, *(index for index in above if named or blocks[index].part), *kept]
    foot = range(last + 1, min(last + 1 + FOOT, len(blocks)))
    return kept + [index for index in foot if is_note(blocks[index])]


def is_note(block: Block) -> bool:
    if block.mark in ("navigation", "comments", "more-articles") or len(block.text) > 400:
        return False
    said = (signature(block.text), translation_of(block.text, block.href), switched_to(block.text, block.href))
    return any(said)


def promoted(blocks: Sequence[Block], kept: Sequence[int], chosen: set[int]) -> None:
    """Add to `chosen` the unmarked paragraphs and headings that the extractor left out between its own."""
    first, last = min(chosen), max(chosen)
    for index in kept:
        block = blocks[index]
        if first < index < last and index not in chosen and not block.mark and block.linked < 0.3:
            running = (
                block.tag in ("p", "blockquote", "div") and word_count(block.text) >= PROMOTED and is_closed(block.text)
            )
            heading = block.tag in ("h2", "h3", "h4") and {index - 1, index + 1} <= chosen
            if running or heading:
                chosen.add(index)


def promote_deck(blocks: Sequence[Block], chosen: set[int], headline: int, declared: str | None) -> None:
    """Add to `chosen` what reads like the deck between headline and body: a sentence, or the words declared as such."""
    wanted = words(declared or "")
    above = range(headline + 1, min(*chosen, headline + WIDEST_GAP))
    free = [index for index in above if may_be_deck(blocks[index])]
    declared_so = [index for index in free if wanted and agree(words(blocks[index].text), wanted)]
    said_so = [index for index in free if blocks[index].part == "deck" or is_closed(blocks[index].text)]
    chosen.update((declared_so or said_so)[:1])


def may_be_deck(block: Block) -> bool:
    if block.mark or block.linked > 0.2 or not DECK[0] <= word_count(block.text) <= DECK[1]:
        return False
    return by_words(Line(0, len(block.text), block.text, block.tag)) is None


def broad_regions(blocks: Sequence[Block], chosen: set[int]) -> set[int]:
    """Marked elements that hold a good part of the article: `class="share-content"` around it all."""
    sizes: Counter[int] = Counter()
    for index in chosen:
        sizes[blocks[index].region] += word_count(blocks[index].text)
    return {region for region, size in sizes.items() if size > REGION_SHARE * sizes.total()}


def written(tape: Tape, block: Block, kept: bool, voided: set[int], outlet: str | None) -> Line:
    """Write one block as a paragraph of its own and give its line."""
    pieces: Sequence[Piece] = block.pieces
    if block.tag == "title":
        pieces = shortened(block, outlet)
    if tape.length:
        tape.insert("\n\n")
    start = tape.length
    tape.add_all(pieces)
    text = "".join(words for words, _, _ in pieces)
    mark = None if block.region in voided else block.mark
    return Line(start, tape.length, text, block.tag, block.linked, block.href, mark, kept)


def shortened(block: Block, outlet: str | None) -> list[Piece]:
    """The pieces of a title without the outlet's name at its end."""
    end = len(bare_title(block.text, outlet))
    kept: list[Piece] = []
    for words_, start, stop in block.pieces:
        if end <= 0:
            break
        verbatim = len(words_) == stop - start and len(words_) > end
        kept.append((words_[:end], start, start + end) if verbatim else (words_, start, stop))
        end -= len(words_)
    return kept


def bare_title(title: str, outlet: str | None) -> str:
    """`Ports close | The Gazette` without the name after the mark, when it is the name of the outlet."""
    if outlet:
        for mark in (" | ", " - ", " – ", " — ", " · ", " : "):
            head, _, tail = title.rpartition(mark)
            if head and folded(tail) == folded(outlet):
                return head.rstrip()
    return title
