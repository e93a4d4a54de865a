"""What a site's robots.txt says, read as RFC 9309 has it.

Comes in: an address to be visited; goes out: whether the site lets us. It fetches robots.txt and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import httpcore2
import httpx2
from protego import Protego

from onrecord.capture.exchange import asked, redirected, unpacked
from onrecord.capture.visit import PRODUCT, Visit, product_token
from onrecord.errors import CaptureError, ForbiddenAddress

__all__ = ["obey", "refuses"]

MOST_BYTES = 512 * 1024  # section 2.5 asks for 500 KiB at least
REDIRECTS = 5  # section 2.3.1.2
TOO_MANY_REQUESTS = 429
AGENT = re.compile(r"\s*user[- ]?agent(?:\s*:|\s)\s*([^#]*)", re.I)


def obey(pool: httpcore2.ConnectionPool, url: httpx2.URL, visit: Visit, known: dict[str, str]) -> None:
    """Raise ForbiddenAddress when the site refuses us, CaptureError when it cannot be asked.

    `known` keeps the robots.txt of each site for the length of the visit.
    """
    robots = url.copy_with(raw_path=b"/robots.txt")
    site = str(robots)
    if site not in known:
        known[site] = rules(pool, robots, visit)
    if refuses(known[site], str(url), visit.settings.user_agent):
        raise ForbiddenAddress(visit.address, f"{site} refuses it (setting obey_robots)")


def rules(pool: httpcore2.ConnectionPool, robots: httpx2.URL, visit: Visit) -> str:
    """The text of robots.txt, empty where there is none. A site that cannot answer refuses everything."""
    url = robots
    for _ in range(REDIRECTS + 1):
        with asked(pool, url, visit) as response:
            if response.status >= 500 or response.status == TOO_MANY_REQUESTS:
                raise CaptureError(visit.address, f"{robots} answers {response.status}; try again later")
            target = redirected(response, url, visit)
            if target is None:
                if response.status != 200:
                    return ""
                return beginning(unpacked(response, response.iter_stream(), visit))
        url = target
    return ""


def beginning(pieces: Iterable[bytes]) -> str:
    """As much as is read of a robots.txt: whole lines, so that no rule is cut into a wider one."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > MOST_BYTES:
            content = content[:MOST_BYTES]
            del content[max(content.rfind(b"\n"), content.rfind(b"\r")) + 1 :]
            break
    return content.decode("utf-8-sig", "replace")


def refuses(robots: str, address: str, user_agent: str) -> bool:
    """Whether the rules refuse the address to the product that the user agent names."""
    token = product_token(user_agent)
    lines = [addressed(line, token) for line in robots.splitlines()]
    return not Protego.parse("\n".join(lines)).can_fetch(address, token)


def addressed(line: str, token: str) -> str:
    """A user-agent line turned to `token`, `*`, or `0`, the name of no product; any other line as it is.

    Protego looks for the line's value anywhere in our name; the RFC compares product tokens, whole.
    """
    agent = AGENT.match(line)
    if agent is None:
        return line
    product = PRODUCT.match(agent[1])
    if product is not None and product[0].lower() == token:
        return f"User-agent: {token}"
    return "User-agent: *" if agent[1].split()[:1] == ["*"] else "User-agent: 0"
