"""The door to the well-kept extractor: which blocks of a page are its article.

Comes in: the source of a page and its blocks; goes out: the numbers of the blocks that are article text.
It takes no text from the extractor, only its judgement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.document.layout import Block, Page
from onrecord.document.lines import is_closed, words

__all__ = ["article_blocks"]

MOST_TAGS = 60_000
"""Pages with more tags go to the density rule: the extractor needs seconds for them, and no news page has as many."""
FULL_TAGS = 5_000
"""Pages with more tags go without the extractor's second opinion (justext), which is quadratic in short paragraphs."""
RUN = 4  # words in a row that make a match; three are met by chance in any long page
SHARE = 0.7  # of the runs of a block that must be in the extractor's text
DENSE = 12  # words of a paragraph for the density rule


def article_blocks(source: str, page: Page) -> set[int]:
    """Indexes into `page.blocks`; empty when the page holds no article text."""
    chosen: set[int] = set()
    if page.tags <= MOST_TAGS:
        output = extracted(source, fast=page.tags > FULL_TAGS)
        if output:
            chosen = matched(page.blocks, output.split("\n"))
    return chosen or dense(page.blocks)


def extracted(source: str, *, fast: bool) -> str | None:
    """What trafilatura (Adbar Barbaresi, Apache-2.0) takes for the article, None where it finds or bears nothing."""
    from lxml.etree import LxmlError
    from trafilatura import extract

    try:
        return extract(source, output_format="txt", include_comments=False, fast=fast)
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        return None  # none of 7,000 mutated pages did it; its tree code can, and then the density rule answers


def matched(blocks: Sequence[Block], paragraphs: Sequence[str]) -> set[int]:
    """Blocks whose words equal a paragraph, stand inside one, or are made of several; page order decides doubles."""
    wholes: dict[tuple[str, ...], int] = defaultdict(int)
    stream: list[str] = []
    for paragraph in paragraphs:
        said = words(paragraph)
        wholes[tuple(said)] += bool(said)
        stream.extend(said)
    known = set(runs(stream))
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        said = words(block.text)
        if block.tag != "title" and said and (tuple(said) in wholes or is_made_of(said, known)):
            found[tuple(said)].append(index)
    return nearest(found, wholes)


def runs(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(said[shift:] for shift in range(RUN)), strict=False)


def is_made_of(said: Sequence[str], known: set[tuple[str, ...]]) -> bool:
    if len(said) < RUN:
        return False
    total = len(said) - RUN + 1
    return sum(run in known for run in runs(said)) >= SHARE * total


def nearest(found: dict[tuple[str, ...], list[int]], wholes: dict[tuple[str, ...], int]) -> set[int]:
    """Of words the page prints more often than the article does, the places nearest to the middle of the article."""
    sure = sorted((indexes[0], len(said)) for said, indexes in found.items() if len(indexes) == 1)
    middle = weighted_middle(sure) if sure else 0
    chosen: set[int] = set()
    for said, indexes in found.items():
        wanted = max(1, wholes.get(said, 0))
        chosen.update(sorted(indexes, key=lambda index: abs(index - middle))[:wanted])
    return chosen


def weighted_middle(places: Sequence[tuple[int, int]]) -> int:
    half = sum(weight for _, weight in places) / 2
    for place, weight in places:
        half -= weight
        if half <= 0:
            return place
    return places[-1][0]


def dense(blocks: Sequence[Block]) -> set[int]:
    """The paragraphs, quotations and items that hold enough unlinked, closed text."""
    return {
        index
        for index, block in enumerate(blocks)
        if block.linked < 0.4
        and block.tag in ("p", "blockquote", "li", "div", "section", "article", "td", "body", "main", "dd")
        and len(words(block.text)) >= DENSE
        and (is_closed(block.text) or block.tag in ("p", "blockquote"))
    }
