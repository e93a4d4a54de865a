"""One request and its answer.

Comes in: an address; goes out: status, headers and the bytes of the body, unpacked. It follows nothing, keeps no
cookie and reads no proxy from the environment: the pool it asks knows of none.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import httpcore2
import httpx2

from onrecord.capture.addresses import web_address
from onrecord.capture.visit import Visit, patience
from onrecord.errors import CaptureError

__all__ = ["asked", "header", "redirected", "unpacked"]

ACCEPTED = "text/html,application/xhtml+xml,text/plain;q=0.8"
CODING = "gzip"
"""The one coding asked for; every server has it, and an answer in another is refused."""
GZIP_MEMBER = 31  # zlib's window bits for one gzip member
PIECE = 65_536
MOVED = (301, 302, 303, 307, 308)


@contextmanager
def asked(pool: httpcore2.ConnectionPool, url: httpx2.URL, visit: Visit) -> Iterator[httpcore2.Response]:
    """The answer to a GET; its body is read inside the block. Raises CaptureError when the exchange fails."""
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    headers = [
        ("Host", url.netloc.decode("ascii")),
        ("User-Agent", visit.settings.user_agent),
        ("Accept", ACCEPTED),
        ("Accept-Encoding", CODING),
    ]
    try:
        with pool.stream("GET", target, headers=headers) as response:
            yield response
    except httpcore2.TimeoutException as error:
        patience(visit)
        reason = f"{url.host} was silent for {visit.settings.timeout:g} seconds (setting timeout)"
        raise CaptureError(visit.address, reason) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise CaptureError(visit.address, f"cannot be fetched from {url.host}: {error}") from error


def header(response: httpcore2.Response, name: bytes) -> str:
    """The last header of that name (lower case); empty when there is none."""
    values = [value for key, value in response.headers if key.lower() == name]
    return values[-1].decode("utf-8", "replace").strip() if values else ""


def redirected(response: httpcore2.Response, url: httpx2.URL, visit: Visit) -> httpx2.URL | None:
    """Where the answer sends us on to. Raises what `web_address` raises."""
    location = header(response, b"location")
    if response.status not in MOVED or not location:
        return None
    try:
        joined = str(url.join(location))
    except (httpx2.InvalidURL, ValueError) as error:
        raise CaptureError(visit.address, f"leads to {location!r}, which is a broken address: {error}") from error
    return web_address(joined, visit)


def unpacked(response: httpcore2.Response, raw: Iterable[bytes], visit: Visit) -> Iterator[bytes]:
    """The body in pieces, decompressed; a piece is never much larger than what came in, whatever it unpacks to.

    Raises CaptureError for a coding that was not asked for and for a damaged or truncated stream.
    """
    coding = header(response, b"content-encoding").lower()
    if coding in ("gzip", "x-gzip"):
        return inflated(raw, visit)
    if coding not in ("", "identity"):
        raise CaptureError(visit.address, f"comes in the content coding {coding!r}, which was not asked for")
    return iter(raw)


def inflated(raw: Iterable[bytes], visit: Visit) -> Iterator[bytes]:
    member = zlib.decompressobj(GZIP_MEMBER)
    for packed in raw:
        rest = packed
        while rest:
            if member.eof:
                if not rest.startswith(b"\x1f"):
                    return  # bytes after the last member belong to nothing
                member = zlib.decompressobj(GZIP_MEMBER)
            try:
                yield member.decompress(rest, PIECE)
            except zlib.error as error:
                raise CaptureError(visit.address, f"its gzip stream is damaged: {error}") from error
            rest = member.unused_data if member.eof else member.unconsumed_tail
            patience(visit)
    if not member.eof:
        raise CaptureError(visit.address, "its gzip stream is cut short")
