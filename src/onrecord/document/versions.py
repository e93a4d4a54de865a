"""The same page in other languages, as far as it links or names them.

Comes in: the lines of the text and, for a page, its links; goes out: versions with title, language and address, None
where the page is silent. It visits none of them and does not say which is the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin

from onrecord.document.article import Article
from onrecord.document.lines import Line
from onrecord.document.wording import switched_to
from onrecord.model import Original

__all__ = ["versions_of"]

LONGEST = 400
"""Code points of a line that names a version."""
MOST = 40
"""Versions kept; sites in more languages are not written by people."""


def versions_of(
    subject: str, language: str | None, lines: Sequence[Line], article: Article | None
) -> tuple[Original, ...]:
    """In page order, without repetitions; `language` is the page's own, `subject` its address."""
    named = [*linked(article, language), *printed(lines, article)] if article else [*printed(lines, article)]
    found = dict.fromkeys(Original(each.title, each.language, absolute(subject, each.url)) for each in named)
    return tuple(each for each in found if each.language != language)[:MOST]


def linked(article: Article, language: str | None) -> Iterator[Original]:
    """`<link rel="alternate" hreflang="es" href="...">` of the head, and links in the page that give a language."""
    for link in article.page.links[:2_000]:
        code = link.language.replace("_", "-").split("-")[0]
        if len(code) == 2 and code != language and link.rel.split()[:1] in ([], ["alternate"]):
            yield Original(None, code, link.href)


def printed(lines: Iterable[Line], article: Article | None) -> Iterator[Original]:
    """`Leer en español: TITLE`, in the text or in the page around it."""
    said = [(line.text, line.href) for line in lines]
    said += [(block.text, block.href) for block in article.page.blocks] if article else []
    for text, href in said:
        if len(text) <= LONGEST and (version := switched_to(text, href)):
            yield Original(version.title, version.language, version.url)


def absolute(subject: str, url: str | None) -> str | None:
    """The address in full where the page's own is known; as it is printed where it cannot be read."""
    if url is None:
        return None
    try:
        return urljoin(subject, url) if subject.lower().startswith(("http://", "https://")) else url
    except ValueError:
        return url
