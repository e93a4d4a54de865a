"""Which addresses may be visited.

Comes in: an address as written, or a host; goes out: the parsed URL, or the IP addresses that may be connected to.
It connects to nothing.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2

from onrecord.capture.visit import Visit
from onrecord.errors import CaptureError, ForbiddenAddress, SourceNotFound

__all__ = ["is_public", "vetted", "web_address"]

# `is_global` of the older Pythons lets these pass: they carry an IPv4 address (NAT64, 6to4, Teredo and their relays),
# are set aside by IANA, or are there for documentation.
CLOSED_IPV4 = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24")))
CLOSED_IPV6 = tuple(map(ip_network, ("2001::/23", "2002::/16", "3fff::/20")))
UNICAST_IPV6 = ip_network("2000::/3")
"""All that IANA has given out for global unicast; NAT64, unique local and site-local addresses lie outside."""
ABSENT = frozenset(getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name))


def web_address(written: str, visit: Visit) -> httpx2.URL:
    """The http(s) address `written`, without fragment; the only parser of addresses, so that none disagree.

    Raises CaptureError for a broken address, ForbiddenAddress for another scheme and for a user name.
    """
    leads = "" if written == visit.address else f"leads to {written!r}, which "
    try:
        url = httpx2.URL(written).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise CaptureError(visit.address, f"{leads}is a broken address: {error}") from error
    if url.scheme not in ("http", "https"):
        raise ForbiddenAddress(visit.address, f"{leads}is not an http(s) address")
    if not url.host or (url.port is not None and not 0 < url.port < 65536):
        raise CaptureError(visit.address, f"{leads}is a broken address: no host, or no such port")
    if url.userinfo:
        raise ForbiddenAddress(visit.address, f"{leads}carries a user name; onrecord sends no credentials")
    return url


def vetted(host: str, port: int, visit: Visit) -> list[str]:
    """The IP addresses of the host, in the resolver's order.

    Raises ForbiddenAddress when any of them is not public (unless the settings allow it), SourceNotFound when there
    is no such host, CaptureError when it cannot be looked up.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in ABSENT:
            raise SourceNotFound(visit.address, f"there is no host {host!r}") from error
        raise CaptureError(visit.address, f"{host!r} cannot be looked up: {error.strerror}") from error
    except (OSError, UnicodeError) as error:
        raise SourceNotFound(visit.address, f"{host!r} is no name of a host: {error}") from error
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    closed = next((ip for ip in found if not is_public(ip)), None)
    if closed is not None and not visit.settings.allow_private_addresses:
        whose = "" if host == closed else f"{host!r} is at "
        raise ForbiddenAddress(visit.address, f"{whose}{closed}, which is not public (setting allow_private_addresses)")
    return found


def is_public(ip: str) -> bool:
    """Whether an IP address is public unicast, and hides no IPv4 address that a gateway would unpack."""
    address = ip_address(ip.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    closed = CLOSED_IPV4 if isinstance(address, IPv4Address) else CLOSED_IPV6
    if isinstance(address, IPv6Address) and address not in UNICAST_IPV6:
        return False
    return address.is_global and not address.is_multicast and not any(address in network for network in closed)
