"""The doors: what a user names is found out and captured.

Comes in: a path, an http(s) address, `-` or text; goes out: a Capture, or the sources inside a folder. It reads nothing
twice and follows no link inside a folder to the outside.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Literal

from onrecord.capture.encoding import decoded
from onrecord.capture.markup import looks_like_html
from onrecord.errors import CaptureError, NotText, SourceNotFound, TooLarge
from onrecord.model import Capture
from onrecord.settings import Settings

__all__ = ["capture", "capture_bytes", "capture_text", "sources"]

MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": "text/plain",
    ".txt": None,
    ".text": None,
}
"""What the suffix of a page file says it is; None where only the content can tell."""


def sources(named: str) -> Iterator[str]:
    """The sources a name stands for: itself, or every page file under a folder, sorted, each once.

    A folder inside that cannot be opened is given out as well, so that capturing it says why. Raises SourceNotFound
    for a folder that holds no page file.
    """
    if named == "-" or is_address(named) or not os.path.isdir(named):  # noqa: PTH112 (Path.is_dir raises)
        yield named
        return
    found = sorted(page_files(Path(named)))
    if not found:
        raise SourceNotFound(shown(named), f"no page in this folder ({', '.join(sorted(MEDIA_TYPES))})")
    yield from map(str, found)


def page_files(folder: Path) -> Iterator[Path]:
    """Page files and closed folders under a folder; of a file and the links to it, the file."""
    root = folder.resolve()
    closed: list[Path] = []
    linked: list[Path] = []
    seen: set[Path] = set()
    for place, _, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        for path in (Path(place, name) for name in names if Path(name).suffix.lower() in MEDIA_TYPES):
            if path.is_symlink():
                linked.append(path)
            elif path.is_file():
                seen.add(path.resolve())
                yield path
    yield from closed
    for path in sorted(linked):
        target = Path(os.path.realpath(path))
        if target.is_relative_to(root) and target not in seen and os.path.isfile(target):  # noqa: PTH113
            seen.add(target)
            yield path


def is_address(named: str) -> bool:
    return named.lower().startswith(("http://", "https://"))


def shown(named: str) -> str:
    """A name as it can be printed and stored: bytes of a path that are no UTF-8 become `\\udc..` escapes."""
    return named.encode("utf-8", "backslashreplace").decode("utf-8")


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
    if named == "-":
        return capture_bytes(standard_input(settings), named)
    return capture_bytes(file_bytes(named, settings), named, media_type=MEDIA_TYPES.get(Path(named).suffix.lower()))


def standard_input(settings: Settings) -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise CaptureError("-", "there is no standard input to read bytes from")
    try:
        return limited(stream, "-", settings)
    except (OSError, ValueError) as error:
        raise CaptureError("-", f"standard input cannot be read: {reason(error)}") from error


def file_bytes(named: str, settings: Settings) -> bytes:
    try:
        with open(named, "rb") as file:  # noqa: PTH123 (a Path of nothing is this folder)
            return limited(file, named, settings)
    except FileNotFoundError as error:
        wanted = "neither an http(s) address nor a file" if "://" in named else "no such file"
        raise SourceNotFound(shown(named), wanted) from error
    except IsADirectoryError as error:
        raise CaptureError(shown(named), "is a folder; its pages are captured one by one") from error
    except (OSError, ValueError) as error:
        raise CaptureError(shown(named), f"cannot be read: {reason(error)}") from error


def reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def limited(stream: IO[bytes], named: str, settings: Settings) -> bytes:
    """All of a stream, read no further than one byte beyond the limit."""
    content = stream.read(max(settings.max_bytes, 0) + 1)
    if len(content) > settings.max_bytes:
        raise TooLarge(shown(named), f"more than {settings.max_bytes} bytes (setting max_bytes)")
    return content


def capture_text(text: str, *, source: str = "text") -> Capture:
    """Capture a text that is already in hand.

    Raises NotText when it is blank, holds control characters like a binary file, or a lone surrogate, which no
    encoding can keep.
    """
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotText(shown(source), f"holds a lone surrogate at character {error.start}") from error
    return capture_bytes(content, source, declared="utf-8")


def capture_bytes(
    content: bytes,
    source: str,
    *,
    address: str | None = None,
    media_type: str | None = None,
    declared: str | None = None,
) -> Capture:
    """A Capture of bytes in hand. `declared` is the charset the carrier named.

    `media_type` is what the carrier says it is; without it the content decides between page and plain text.
    Raises NotText for empty, blank and binary content, and for bytes that fit no encoding.
    """
    encoding, text = decoded(content, shown(source), declared)
    is_page = looks_like_html(text) if media_type is None else media_type in ("text/html", "application/xhtml+xml")
    kind: Literal["text/html", "text/plain"] = "text/html" if is_page else "text/plain"
    return Capture(shown(source), address, content, kind, encoding, datetime.now(UTC), sha256(content).hexdigest())
