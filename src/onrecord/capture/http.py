"""The HTTP door: polite, bounded, and closed to private addresses.

Comes in: an address and settings; goes out: bytes with the address they came from. It keeps nothing.
Every connection goes to an address that was looked up and vetted here, so a redirect or a second DNS answer cannot
lead it inside (server-side request forgery; DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from onrecord.errors import CaptureError, ForbiddenAddress, NotText, SourceNotFound, TooLarge
from onrecord.settings import Settings

if TYPE_CHECKING:
    from httpx2 import Client, Response

__all__ = ["Fetched", "fetch", "is_public"]

REDIRECTS = 8
READABLE = ("text/html", "application/xhtml+xml", "text/plain")
ROBOTS_BYTES = 500_000
WHOLE_DOWNLOAD = 5
# `is_global` of Python 3.11 lets these pass: they carry a private IPv4 address inside a public-looking IPv6 one.
TUNNELS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: the address after redirects, its bytes, and what the server declared."""

    address: str
    content: bytes
    media_type: str
    charset: str | None


def fetch(address: str, settings: Settings) -> Fetched:
    """Get one page. Raises ForbiddenAddress, SourceNotFound, TooLarge, NotText or CaptureError, naming `address`."""
    import httpx2

    deadline = monotonic() + WHOLE_DOWNLOAD * settings.timeout
    with client(settings) as web:
        at = address
        for _ in range(REDIRECTS + 1):
            checked(at, address)
            if settings.obey_robots:
                obey(web, at, address, settings)
            try:
                with web.stream("GET", at) as response:
                    if response.is_redirect:
                        at = str(response.url.join(response.headers["location"]))
                        continue
                    return page(response, address, settings, deadline)
            except httpx2.HTTPError as error:
                raise CaptureError(address, f"cannot be fetched: {error or type(error).__name__}") from error
            except httpx2.InvalidURL as error:
                raise CaptureError(address, f"redirects to a broken address: {error}") from error
    raise CaptureError(address, f"redirects more than {REDIRECTS} times")


def client(settings: Settings) -> Client:
    """A client that connects to vetted addresses only, reads no proxy from the environment and keeps no cookie."""
    import httpcore2
    import httpx2

    class Guard(httpcore2.SyncBackend):
        def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> httpcore2.NetworkStream:
            return super().connect_tcp(vetted(host, port, settings), port, *args, **options)

        def connect_unix_socket(self, path: str, *args: Any, **options: Any) -> httpcore2.NetworkStream:
            raise ForbiddenAddress(path, "is a socket of this machine")

    transport = httpx2.HTTPTransport(trust_env=False)
    transport._pool._network_backend = Guard()
    headers = {"user-agent": settings.user_agent, "accept": "text/html,application/xhtml+xml,text/plain;q=0.8"}
    return httpx2.Client(
        transport=transport, trust_env=False, follow_redirects=False, timeout=settings.timeout, headers=headers
    )


def vetted(host: str, port: int, settings: Settings) -> str:
    """An address of the host, refused when any of its addresses is not public."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceNotFound(host, f"no such host: {error}") from error
    found = [str(answer[4][0]) for answer in answers]
    if not settings.allow_private_addresses:
        for ip in found:
            if not is_public(ip):
                raise ForbiddenAddress(host, f"leads to {ip}, which is not public (setting allow_private_addresses)")
    return found[0]


def is_public(ip: str) -> bool:
    """Whether an IP address is public unicast, also when it hides an IPv4 address."""
    address = ipaddress.ip_address(ip.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif any(address in tunnel for tunnel in TUNNELS):
            return False
    return address.is_global and not address.is_multicast


def checked(at: str, address: str) -> None:
    parts = urlsplit(at)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ForbiddenAddress(address, f"leads to {at!r}, which is not an http(s) address")
    if parts.username or parts.password:
        raise ForbiddenAddress(address, "carries a user name; onrecord sends no credentials")


def obey(web: Client, at: str, address: str, settings: Settings) -> None:
    """Raise ForbiddenAddress when the site's robots.txt (RFC 9309) refuses the page. No file, no rule."""
    import httpx2
    from protego import Protego

    parts = urlsplit(at)
    robots = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
    try:
        with web.stream("GET", robots) as response:
            if response.status_code >= 500:
                raise CaptureError(address, f"robots.txt answers {response.status_code}; try again later")
            if response.status_code != 200:
                return
            rules = b"".join(up_to(response, ROBOTS_BYTES)).decode("utf-8", "replace")
    except httpx2.HTTPError as error:
        raise CaptureError(address, f"robots.txt cannot be fetched: {error or type(error).__name__}") from error
    if not Protego.parse(rules).can_fetch(at, settings.user_agent):
        raise ForbiddenAddress(address, "robots.txt refuses it (setting obey_robots)")


def up_to(response: Response, limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_bytes(65_536):
        yield chunk[: limit - size]
        size += len(chunk)
        if size >= limit:
            return


def page(response: Response, address: str, settings: Settings, deadline: float) -> Fetched:
    if response.status_code in (404, 410):
        raise SourceNotFound(address, f"the server answers {response.status_code}")
    if response.status_code != 200:
        raise CaptureError(address, f"the server answers {response.status_code}")
    kind, _, _ = response.headers.get("content-type", "text/html").partition(";")
    media_type = kind.strip().lower()
    if media_type not in READABLE:
        raise NotText(address, f"is {media_type}, not a page")
    content = bytearray()
    for chunk in response.iter_bytes(65_536):
        content += chunk
        if len(content) > settings.max_bytes:
            raise TooLarge(address, f"more than {settings.max_bytes} bytes (setting max_bytes)")
        if monotonic() > deadline:
            raise CaptureError(address, f"took longer than {WHOLE_DOWNLOAD * settings.timeout:.0f} seconds")
    return Fetched(str(response.url), bytes(content), media_type, response.charset_encoding)
