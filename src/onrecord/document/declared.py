"""What a page declares of itself for machines: JSON-LD and meta tags.

Comes in: the scripts, metas and links of a Page; goes out: fields with their origin. Broken declarations are skipped,
none is believed beyond its words, and nothing is read from the article.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from onrecord.document.dates import iso
from onrecord.document.layout import Page
from onrecord.model import Original

__all__ = ["Found", "from_json_ld", "from_meta"]


@dataclass(slots=True)
class Found:
    """Fields of a Document as one origin gives them; None where it is silent."""

    title: str | None = None
    deck: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    translated_from: Original | None = None


ARTICLE = re.compile(r"(?:Article|Posting|Report|Reportage|Review|NewsArticle)\Z|\A(?:https?://schema.org/)?Report")
NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "item", "hasPart")
WRAPPING = re.compile(r"\A\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*\Z")
MOST_OBJECTS = 2_000


def from_json_ld(scripts: Sequence[str]) -> Found:
    """The first article object of the page's JSON-LD; its publisher may be another object of the same graph."""
    objects = [each for script in scripts for each in parsed(script)][:MOST_OBJECTS]
    named = {each["@id"]: each for each in objects if isinstance(each.get("@id"), str) and len(each) > 1}
    articles = [each for each in objects if is_article(each)]
    if not articles:
        return Found()
    article = next((each for each in articles if words_of(each.get("headline"))), articles[0])
    return Found(
        title=words_of(article.get("headline")) or words_of(article.get("name")),
        deck=words_of(article.get("description")),
        byline=names_of(article.get("author") or article.get("creator"), named),
        outlet=names_of(article.get("publisher"), named),
        published=iso(words_of(article.get("datePublished")) or words_of(article.get("dateCreated")) or ""),
        language=language_code(article.get("inLanguage")),
        translated_from=original(article.get("translationOfWork")),
    )


def parsed(script: str) -> Iterator[dict[str, Any]]:
    """All objects of one script, outermost first; nothing when it is not JSON."""
    bare = WRAPPING.sub("", script).strip().rstrip(";")
    try:
        value = json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return
    waiting = deque([value])
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extendleft(reversed(value[:MOST_OBJECTS]))
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[name] for name in NESTED if isinstance(value.get(name), dict | list))


def is_article(value: dict[str, Any]) -> bool:
    types = value.get("@type")
    kinds = types if isinstance(types, list) else [types]
    return any(isinstance(kind, str) and ARTICLE.search(kind) for kind in kinds)


def words_of(value: Any) -> str | None:
    """A string with references resolved and blanks drawn together; the first of a list; None for anything else."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return tidy(value) if isinstance(value, str) else None


def tidy(value: str) -> str | None:
    """Blanks drawn together and references resolved. The first 2,000 characters of a declaration are plenty."""
    return " ".join(unescape(value[:2000]).replace("\x00", "").split()) or None


def names_of(value: Any, named: dict[str, dict[str, Any]]) -> str | None:
    """The names of persons or organisations, in order, joined by commas; addresses are no names."""
    found: list[str] = []
    for each in (value if isinstance(value, list) else [value])[:20]:
        whole = named.get(each["@id"], each) if isinstance(each, dict) and isinstance(each.get("@id"), str) else each
        name = words_of(whole.get("name") if isinstance(whole, dict) else whole)
        if name and not is_address(name) and name not in found:
            found.append(name)
    return ", ".join(found) or None


def is_address(name: str) -> bool:
    return name.startswith(("http://", "https://", "/", "@")) or "@" in name


def language_code(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return words_of(value)


def original(value: Any) -> Original | None:
    """schema.org `translationOfWork`: a work with name, language and address, or an address alone."""
    if isinstance(value, str) and is_address(value):
        return Original(None, None, value)
    if not isinstance(value, dict):
        return None
    title = words_of(value.get("headline")) or words_of(value.get("name"))
    url = words_of(value.get("url")) or words_of(value.get("@id"))
    language = (language_code(value.get("inLanguage")) or "").split("-")[0].lower() or None
    return Original(title, language, url) if title or url else None


TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
DECKS = ("og:description", "twitter:description", "description", "dc.description", "sailthru.description")
BYLINES = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author",
           "sailthru.author", "byl", "byline", "article:author_name", "cxenseparse:author")  # fmt: skip
OUTLETS = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name",
           "publisher",
           "cre", "copyright-holder")  # fmt: skip
DATES = ("article:published_time", "article:published", "og:published_time", "datepublished", "date_published",
         "publish-date", "publish_date", "pubdate", "publication_date", "publicationdate", "citation_publication_date",
         "citation_date", "citation_online_date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.issued",
         "dcterms.date",
         "dc.date.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
         "date", "displaydate", "originalpublicationdate", "created", "rnews:datepublished", "ptime", "pdate",
         "article_date_original", "og:article:published_time", "shareaholic:article_published_time")  # fmt: skip
LANGUAGES = ("og:locale", "content-language", "dc.language", "citation_language", "language", "inlanguage")


def from_meta(page: Page) -> Found:
    """The fields of the page's meta tags, each list in the order of trust."""
    metas: dict[str, list[str]] = {}
    for name, content in page.metas:
        value = tidy(content)
        if value:
            metas.setdefault(name, []).append(value)
    return Found(
        title=first(metas, TITLES),
        deck=first(metas, DECKS),
        byline=authors(metas),
        outlet=first(metas, OUTLETS),
        published=next((date for date in map(iso, every(metas, DATES)) if date), None),
        language=first(metas, LANGUAGES),
    )


def every(metas: dict[str, list[str]], names: Sequence[str]) -> Iterator[str]:
    return (value for name in names for value in metas.get(name, ()))


def first(metas: dict[str, list[str]], names: Sequence[str]) -> str | None:
    return next(every(metas, names), None)


def authors(metas: dict[str, list[str]]) -> str | None:
    """All values of the first author tag that names someone; citation tags name one author each."""
    for name in BYLINES:
        named = [value for value in metas.get(name, ()) if not is_address(value)]
        if named:
            return ", ".join(dict.fromkeys(named[:20]))
    return None
