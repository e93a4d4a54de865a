"""In which encoding the bytes are text.

Comes in: bytes and what the carrier declared; goes out: the name of a codec that decodes them without error.
It changes no byte; a byte-order mark is left for the document to drop.
"""

from __future__ import annotations

import codecs
import re

from onrecord.errors import NotText

__all__ = ["decodable", "looks_like_html"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_:.-]{2,40})", re.I)  # fmt: skip
WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""The WHATWG Encoding standard reads these labels as windows-1252."""
SNIFFED = 4096
BINARY = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"SQLite format 3", b"BZh", b"\xfd7zXZ")


def decodable(content: bytes, source: str, declared: str | None) -> str:
    """The codec: byte-order mark, then what is declared, then UTF-8, then detection. Raises NotText."""
    if not content.strip():
        raise NotText(source, "is empty")
    if content.startswith(BINARY):
        raise NotText(source, "is a binary file, not a page")
    for mark, name in MARKS:
        if content.startswith(mark):
            return required(content, name, source)
    if b"\x00" in content:
        raise NotText(source, "is binary: it holds NUL bytes")
    inside = DECLARED.search(content[:SNIFFED])
    names = [declared, (inside[1] or inside[2]).decode("ascii") if inside else None, "utf-8"]
    for name in filter(None, names):
        codec = known(name)
        if codec and decodes(content, codec):
            return codec
    return detected(content, source)


def known(name: str) -> str | None:
    try:
        codec = codecs.lookup(WEB_NAMES.get(name.strip().lower(), name.strip()))
    except (LookupError, ValueError):
        return None
    return codec.name if codec._is_text_encoding else None


def decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except (UnicodeError, ValueError):
        return False
    return True


def required(content: bytes, codec: str, source: str) -> str:
    if not decodes(content, codec):
        raise NotText(source, f"begins with the byte-order mark of {codec} but is not {codec} throughout")
    return codec


def detected(content: bytes, source: str) -> str:
    """What charset-normalizer makes of it; binary noise fits nothing."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000]).best()
    if best is None or best.percent_chaos > 20 or not decodes(content, best.encoding):
        raise NotText(source, "is binary, or in no encoding that can be told")
    return best.encoding


def looks_like_html(content: bytes, encoding: str) -> bool:
    """Whether the bytes begin like a web page: a doctype, or a tag that only pages have among the first."""
    head = content[:SNIFFED].decode(encoding, "ignore").lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<?xml")):
        return True
    return re.search(r"<(?:html|head|body|title|meta|article|div|p|h1|span|script)\b[^<>]*>", head) is not None and head.startswith("<")
