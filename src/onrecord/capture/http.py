"""The HTTP door: polite, bounded, and closed to private addresses.

Comes in: an address and settings; goes out: the bytes of a page and the address they came from. It keeps nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpcore2
import httpx2

from onrecord.capture.addresses import web_address
from onrecord.capture.exchange import asked, header, redirected, unpacked
from onrecord.capture.guard import Guard
from onrecord.capture.robots import obey
from onrecord.capture.visit import Visit, begun
from onrecord.errors import CaptureError, NotText, SourceNotFound, TooLarge
from onrecord.settings import Settings

__all__ = ["Fetched", "fetch"]

REDIRECTS = 8
READABLE = frozenset(["text/html", "application/xhtml+xml", "text/plain", "text/markdown"])

CHARSET = re.compile(r"""\bcharset=["']?([^\s;"',]{1,40})""", re.I)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: the address after redirects, its bytes unpacked, and what the server declared, if it did."""

    address: str
    content: bytes
    media_type: str | None
    charset: str | None


def fetch(address: str, settings: Settings) -> Fetched:
    """Get one page. Raises ForbiddenAddress, SourceNotFound, TooLarge, NotText or CaptureError, naming `address`.

    Raises SettingsError for a timeout or user agent no request can be made with.
    """
    visit = begun(address, settings)
    url = web_address(address, visit)
    seen: set[httpx2.URL] = set()
    robots: dict[str, str] = {}
    with httpcore2.ConnectionPool(network_backend=Guard(visit)) as pool:
        while url not in seen and len(seen) <= REDIRECTS:
            seen.add(url)
            if settings.obey_robots:
                obey(pool, url, visit, robots)
            with asked(pool, url, visit) as response:
                target = redirected(response, url, visit)
                if target is None:
                    return page(response, url, visit)
            url = target
    raise CaptureError(address, "redirects in a circle" if url in seen else f"redirects more than {REDIRECTS} times")


def page(response: httpcore2.Response, url: httpx2.URL, visit: Visit) -> Fetched:
    """The page an answer holds; whatever is not one raises."""
    if response.status in (404, 410):
        raise SourceNotFound(visit.address, f"the server answers {response.status}")
    if response.status != 200:
        raise CaptureError(visit.address, f"the server answers {response.status}")
    media_type, charset = declared(header(response, b"content-type"))
    if media_type is not None and media_type not in READABLE:
        raise NotText(visit.address, f"is {media_type}, not a page")
    announced = header(response, b"content-length")
    if announced.isdecimal() and int(announced) > visit.settings.max_bytes:
        raise too_large(visit)
    raw = bounded(response.iter_stream(), visit)
    content = b"".join(bounded(unpacked(response, raw, visit), visit))
    return Fetched(str(url), content, media_type, charset)


def declared(content_type: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, None where it names none."""
    media_type, _, parameters = content_type.partition(";")
    charset = CHARSET.search(parameters)
    media_type = media_type.strip().lower()
    return media_type if "/" in media_type else None, charset[1] if charset else None


def bounded(pieces: Iterable[bytes], visit: Visit) -> Iterator[bytes]:
    """The pieces, as long as they are no more than may be captured."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > visit.settings.max_bytes:
            raise too_large(visit)
        yield piece


def too_large(visit: Visit) -> TooLarge:
    return TooLarge(visit.address, f"more than {visit.settings.max_bytes} bytes (setting max_bytes)")
