"""One visit to the web: whose errors it names, under which settings, and until when.

Comes in: the address a user gave and the settings; goes out: a Visit, and how long it may still wait. It opens nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from time import monotonic

from onrecord.errors import CaptureError, SettingsError
from onrecord.settings import Settings

__all__ = ["Visit", "begun", "patience", "product_token"]

WHOLE = 5
"""The whole visit, robots.txt and redirects included, may take this many times the timeout."""
LONGEST_TIMEOUT = 3600.0
PRODUCT = re.compile(r"[A-Za-z_-]+")  # RFC 9309, section 2.2.1


@dataclass(frozen=True, slots=True)
class Visit:
    """What was asked for. `address` is what the user gave and every error names; `ends` is a `time.monotonic`."""

    address: str
    settings: Settings
    ends: float


def begun(address: str, settings: Settings) -> Visit:
    """A visit that starts now. Raises SettingsError for a timeout or user agent no request can be made with."""
    if not 0 < settings.timeout <= LONGEST_TIMEOUT:
        raise SettingsError("timeout", f"{settings.timeout!r} is not between 0 and {LONGEST_TIMEOUT:.0f} seconds")
    product_token(settings.user_agent)
    return Visit(address, settings, monotonic() + WHOLE * settings.timeout)


def patience(visit: Visit) -> float:
    """Seconds that the next step may take: the timeout, or less when the visit ends before.

    Raises CaptureError when the visit has ended.
    """
    left = visit.ends - monotonic()
    if left <= 0:
        raise CaptureError(
            visit.address, f"took longer than {WHOLE * visit.settings.timeout:g} seconds (setting timeout)"
        )
    return min(left, visit.settings.timeout)


def product_token(user_agent: str) -> str:
    """The name robots.txt knows us by: the letters the user agent begins with, lower case. Raises SettingsError."""
    found = PRODUCT.match(user_agent)
    if found is None or not (user_agent.isascii() and user_agent.isprintable()):
        raise SettingsError("user_agent", f"{user_agent!r} is not printable ASCII that begins with a product name")
    return found[0].lower()
