"""The doors: what a user names is found out and captured.

Comes in: a path, an http(s) address, `-` or text; goes out: a Capture, or the sources inside a folder. It reads nothing
twice and follows no link inside a folder to the outside.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from onrecord.capture.encoding import decodable, looks_like_html
from onrecord.errors import CaptureError, SourceNotFound, TooLarge
from onrecord.model import Capture
from onrecord.settings import Settings

__all__ = ["capture", "capture_bytes", "capture_text", "sources"]

SUFFIXES = frozenset([".txt", ".text", ".md", ".html", ".htm", ".xhtml"])


def sources(named: str) -> Iterator[str]:
    """The sources a name stands for: itself, or every page file under a folder, sorted.

    Raises SourceNotFound for a folder that holds no page file.
    """
    path = Path(named)
    if named == "-" or is_address(named) or not path.is_dir():
        yield named
        return
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and within(p, path))
    if not found:
        raise SourceNotFound(named, f"no page in this folder ({', '.join(sorted(SUFFIXES))})")
    yield from map(str, found)


def within(path: Path, folder: Path) -> bool:
    """Whether a path, links followed, stays inside the folder."""
    return path.resolve().is_relative_to(folder.resolve())


def is_address(named: str) -> bool:
    return named.lower().startswith(("http://", "https://"))


def capture(named: str, settings: Settings) -> Capture:
    """Capture one source: `-` is standard input, http(s) an address, all else a file.

    Raises CaptureError or one of its kinds, naming the source.
    """
    if is_address(named):
        from onrecord.capture.http import fetch

        fetched = fetch(named, settings)
        return capture_bytes(
            fetched.content, named, address=fetched.address, media_type=fetched.media_type, declared=fetched.charset
        )
    content = standard_input(settings) if named == "-" else file_bytes(named, settings)
    return capture_bytes(content, named)


def standard_input(settings: Settings) -> bytes:
    content = sys.stdin.buffer.read(settings.max_bytes + 1)
    return limited(content, "-", settings)


def file_bytes(named: str, settings: Settings) -> bytes:
    path = Path(named)
    if path.is_dir():
        raise CaptureError(named, "is a folder; its pages are read one by one")
    try:
        with path.open("rb") as file:
            content = file.read(settings.max_bytes + 1)
    except FileNotFoundError as error:
        raise SourceNotFound(named, "no such file") from error
    except (OSError, ValueError) as error:
        raise CaptureError(named, f"cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    return limited(content, named, settings)


def limited(content: bytes, named: str, settings: Settings) -> bytes:
    if len(content) > settings.max_bytes:
        raise TooLarge(named, f"more than {settings.max_bytes} bytes (setting max_bytes)")
    return content


def capture_text(text: str, *, source: str = "text") -> Capture:
    """Capture a text that is already in hand. Raises NotText when it is blank."""
    return capture_bytes(text.encode("utf-8", "surrogatepass"), source, declared="utf-8")


def capture_bytes(
    content: bytes,
    source: str,
    *,
    address: str | None = None,
    media_type: str | None = None,
    declared: str | None = None,
) -> Capture:
    """A Capture of bytes in hand. `declared` is the charset the carrier named.

    Raises NotText for empty, blank and binary content, and for bytes that fit no encoding.
    """
    encoding = decodable(content, source, declared)
    kind: Literal["text/html", "text/plain"] = "text/plain"
    if media_type in ("text/html", "application/xhtml+xml") or media_type is None and looks_like_html(content, encoding):
        kind = "text/html"
    return Capture(source, address, content, kind, encoding, datetime.now(UTC), sha256(content).hexdigest())
