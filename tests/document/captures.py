"""Captures of invented pages, for the tests of this room."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal

from onrecord.model import Capture

MediaType = Literal["text/html", "text/plain"]


def capture(content: str | bytes, media_type: MediaType = "text/plain", address: str | None = None) -> Capture:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    when = datetime(2026, 1, 2, tzinfo=UTC)
    return Capture("page", address, data, media_type, "utf-8", when, sha256(data).hexdigest())


def page(body: str, head: str = "", language: str = "en") -> Capture:
    html = f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'
    return capture(html, "text/html")
