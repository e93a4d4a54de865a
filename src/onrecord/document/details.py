"""The metadata of a document, field by field, each with its origin.

Comes in: the lines with their labels and, for a page, what it declares; goes out: the fields and where they were found.
JSON-LD comes before meta tags, these before the page's markup, this before its words. Nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from onrecord.document.article import Article, bare_title
from onrecord.document.dates import date_line, is_update, iso, printed_date
from onrecord.document.declared import Found
from onrecord.document.furniture import Head
from onrecord.document.lines import Line, folded, word_count
from onrecord.document.tongue import language_of
from onrecord.document.wording import Version, is_name, is_outlet, signature, switched_to, translation_of
from onrecord.model import Original

__all__ = ["details"]

NEAR = 6  # blocks around the article in which its author and date are looked for


def details(
    text: str, lines: Sequence[Line], kinds: Sequence[str | None], head: Head, article: Article | None
) -> tuple[Found, dict[str, str]]:
    """All fields, None where unknown, and the origin (json-ld, meta, html, text) of each one found."""
    sources = [("text", from_text(lines, kinds, head))]
    if article:
        sources = [("json-ld", article.json_ld), ("meta", article.meta), ("html", from_html(article)), *sources]
    whole, origins = merged(sources)
    if article:
        tidy_page(whole, origins, article, lines)
    code, origin = language_of(body_text(text, lines, kinds), whole.language, origins.pop("language", "text"))
    whole.language = code
    if code:
        origins["language"] = origin
    return whole, origins


def merged(sources: Sequence[tuple[str, Found]]) -> tuple[Found, dict[str, str]]:
    whole, origins = Found(), {}
    for origin, found in sources:
        for name in (each.name for each in fields(Found)):
            value = getattr(found, name)
            if (
                value is not None
                and getattr(whole, name) is None
                and not (name == "byline" and is_house(value, sources))
            ):
                setattr(whole, name, value)
                origins[name] = origin
    return whole, origins


def is_house(byline: str, sources: Sequence[tuple[str, Found]]) -> bool:
    """Whether the author named is the outlet itself, as many pages declare."""
    return any(found.outlet and folded(found.outlet) == folded(byline) for _, found in sources)


def tidy_page(whole: Found, origins: dict[str, str], article: Article, lines: Sequence[Line]) -> None:
    """The printed headline and deck where the declared ones only repeat or shorten them."""
    if whole.title:
        whole.title = bare_title(whole.title, whole.outlet)
    if article.headline is not None and lines[article.headline].tag == "h1":
        printed = lines[article.headline].text
        if whole.title is None or folded(whole.title)[:25] == folded(printed)[:25]:
            whole.title, origins["title"] = printed, "html"
    deck = printed_deck(article)
    if deck:
        whole.deck, origins["deck"] = deck, "html"


def printed_deck(article: Article) -> str | None:
    """The first block near the top whose markup calls it a deck."""
    start, end = article.span
    for block in article.page.blocks[max(0, start - NEAR) : min(end, start + 2 * NEAR)]:
        if block.part == "deck" and 4 <= word_count(block.text) <= 80:
            return block.text
    return None


def body_text(text: str, lines: Sequence[Line], kinds: Sequence[str | None]) -> str:
    """The text without furniture, for telling its language."""
    return "\n".join(
        text[line.start : line.end] for line, kind in zip(lines[:500], kinds, strict=False) if kind is None
    )


# from the page's words


def from_text(lines: Sequence[Line], kinds: Sequence[str | None], head: Head) -> Found:
    signed = [said for said in map(signature, of_kind(lines, kinds, "byline")) if said]
    return Found(
        title=None if head.headline is None else lines[head.headline].text,
        deck=None if head.deck is None else lines[head.deck].text,
        byline=next((each.byline for each in signed if each.byline), None) or lone_name(lines, kinds),
        outlet=next((each.outlet for each in signed if each.outlet), None),
        published=published(lines, kinds, head),
        translated_from=translated(lines),
    )


def of_kind(lines: Sequence[Line], kinds: Sequence[str | None], *wanted: str) -> list[str]:
    return [line.text for line, kind in zip(lines, kinds, strict=True) if kind in wanted]


def lone_name(lines: Sequence[Line], kinds: Sequence[str | None]) -> str | None:
    """A byline that is a name alone."""
    return next((text for text in of_kind(lines, kinds, "byline") if is_name(text) and not is_outlet(text)), None)


def published(lines: Sequence[Line], kinds: Sequence[str | None], head: Head) -> str | None:
    """The first date printed on a line of its own or beside the byline, updates aside; else that of the dateline."""
    for text in of_kind(lines, kinds, "dateline", "byline"):
        for part in parts_of(text):
            if (found := printed_date(part)) and not is_update(part):
                return found.value
    return opening_date(lines[head.body].text) if head.body < len(lines) else None


def parts_of(text: str) -> list[str]:
    """`Published May 16, 2019 | Updated May 17, 2019` in its parts."""
    for mark in ("|", "·", "•", ";", " - ", " – ", "\n"):
        if mark in text:
            return [part for piece in text.split(mark) for part in parts_of(piece)]
    return [text]


def opening_date(text: str) -> str | None:
    """`Madrid, 16 may 2019 (EFE).-`: the date of a dateline, which an agency or a dash ends."""
    found = printed_date(text[:70])
    if found is None or len(found.value) < 10:
        return None
    after = text[found.end : found.end + 40].lstrip(" .,")
    return (
        found.value if after.startswith(("(", "-", "–", "—", ".-", "/")) and text[: found.start][:1].isupper() else None
    )


def translated(lines: Iterable[Line]) -> Original | None:
    short = [line for line in lines if len(line.text) <= 400]
    notes = [note for note in (translation_of(line.text, line.href) for line in short) if note]
    if not notes:
        return None
    return original(notes, [each for each in (switched_to(line.text, line.href) for line in short) if each])


def original(notes: Sequence[Version], versions: Sequence[Version]) -> Original | None:
    """The original that the notes name, completed from a version with the same title, or in the same language."""
    title = next((note.title for note in notes if note.title), None)
    language = next((note.language for note in notes if note.language), None)
    url = next((note.url for note in notes if note.url), None)
    for version in versions:
        same = title is not None and version.title is not None and folded(version.title) == folded(title)
        if same or (title is None and language is not None and version.language == language):
            title, language = title or version.title, language or version.language
            url = url or version.url
    return Original(title, language, url) if title or url else None


# from the page's markup


def from_html(article: Article) -> Found:
    start, end = article.span
    blocks = article.page.blocks[max(0, start - NEAR) : end + 1 + NEAR]
    return Found(
        byline=next(filter(None, (author(block.text) for block in blocks if block.part == "byline")), None),
        published=timed(article)
        or next(filter(None, (dated(block.text) for block in blocks if block.part == "date")), None),
        language=article.page.language,
        translated_from=translated_page(article),
    )


def author(text: str) -> str | None:
    """The name in a block that the markup calls a byline."""
    said = signature(text)
    if said and said.byline:
        return said.byline
    return text.strip() if is_name(text) and not is_outlet(text) else None


def dated(text: str) -> str | None:
    for part in parts_of(text[:200]):
        if (found := date_line(part) or printed_date(part)) and not is_update(part):
            return found.value
    return None


def timed(article: Article) -> str | None:
    """The first `<time datetime>` in or just above the article."""
    start, end = article.span
    near: Iterator[str] = (value for value, place in article.page.times if start - NEAR <= place <= end + NEAR)
    return next(filter(None, map(iso, near)), None)


def translated_page(article: Article) -> Original | None:
    """The page's own words, completed by its links to versions in other languages."""
    blocks = [block for block in article.page.blocks if len(block.text) <= 400]
    notes = [note for note in (translation_of(block.text, block.href) for block in blocks) if note]
    if not notes:
        return None
    versions = [each for each in (switched_to(block.text, block.href) for block in blocks) if each]
    language = next((each.language for each in (*notes, *versions) if each.language), None)
    linked = [
        Version(None, language, link.href)
        for link in article.page.links
        if language and link.language.split("-")[0] == language
    ]
    found = original(notes, versions)
    if found and found.url:
        return found
    url = linked[0].url if linked else None
    if found is None:
        return Original(None, language, url) if url else None
    return Original(found.title, found.language, url if found.language == language else None)
