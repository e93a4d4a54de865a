"""The article of a capture: its text, its metadata, its furniture and the way back to the source.

Comes in: a Capture; goes out: a Document. It reads no network, stores nothing and analyses no sentence.
"""

from __future__ import annotations

from hashlib import sha256

from onrecord.document.article import Article, read_page
from onrecord.document.details import details
from onrecord.document.furniture import labelled
from onrecord.document.lines import Line
from onrecord.document.offsets import Tape
from onrecord.document.plain import plain_lines, plain_tape
from onrecord.document.versions import versions_of
from onrecord.errors import DocumentError
from onrecord.model import Capture, Document, Furniture

__all__ = ["build"]


def build(capture: Capture) -> Document:
    """The article of a page or of a plain text.

    Raises DocumentError when the bytes are not text in the capture's encoding, when there is no article text, and when
    a page is nested beyond the limit (see layout.NESTING).
    """
    subject = capture.address or capture.source
    source = decoded(capture, subject)
    article = read_page(source, subject) if capture.media_type == "text/html" else None
    tape = article.tape if article else plain_tape(source)
    text = tape.text
    lines = article.lines if article else plain_lines(text)
    if not any(mark.isalnum() for mark in text):
        raise DocumentError(subject, "there is no article text")
    return document(subject, tape, text, lines, article)


def decoded(capture: Capture, subject: str) -> str:
    try:
        return capture.content.decode(capture.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise DocumentError(subject, f"not text in {capture.encoding}: {error}") from error


def document(subject: str, tape: Tape, text: str, lines: list[Line], article: Article | None) -> Document:
    kinds, head = labelled(lines, article.headline if article else None)
    found, origins = details(text, lines, kinds, head, article)
    return Document(
        id=identity(subject, text),
        source=subject,
        title=found.title,
        deck=found.deck,
        byline=found.byline,
        outlet=found.outlet,
        published=found.published,
        language=found.language,
        translated_from=found.translated_from,
        text=text,
        furniture=tuple(
            Furniture(line.start, line.end, line.text, kind)
            for line, kind in zip(lines, kinds, strict=True)
            if kind is not None
        ),
        segments=tuple(tape.segments),
        origins=origins,
        versions=versions_of(subject, found.language, lines, article),
    )


def identity(subject: str, text: str) -> str:
    """The same text at the same address is the same document; a file is the same wherever it lies."""
    address = subject if subject.lower().startswith(("http://", "https://")) else ""
    return "d" + sha256(f"{address}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
