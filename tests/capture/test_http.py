"""The HTTP door against a real server on this machine."""

from __future__ import annotations

import gzip
import hashlib
import socket
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.capture import capture, visit
from onrecord.capture.exchange import inflated
from onrecord.capture.http import fetch
from onrecord.capture.visit import begun
from onrecord.errors import CaptureError, ForbiddenAddress, NotText, SettingsError, SourceNotFound, TooLarge
from onrecord.settings import Settings

from .site import Site

PAGE = "<!doctype html><title>Ferry</title><p>“The ferry sails again,” Ana Ruiz said.</p>".encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def test_a_page_keeps_bytes_address_time_and_digest(site: Site, inside: Settings) -> None:
    address = site.page("/ferry?day=1", PAGE)
    before = datetime.now(UTC)
    found = capture(address, inside)
    assert (found.source, found.address, found.content) == (address, address, PAGE)
    assert (found.media_type, found.encoding) == ("text/html", "utf-8")
    assert found.digest == hashlib.sha256(PAGE).hexdigest()
    assert before <= found.captured <= before + timedelta(seconds=5)
    assert found.captured.utcoffset() == timedelta(0)


def test_it_names_itself_and_asks_for_nothing_it_cannot_read(site: Site, inside: Settings) -> None:
    fetch(site.page("/", PAGE), replace(inside, user_agent="pressroom/2 (desk@example.org)"))
    assert site.paths == ["/robots.txt", "/"]
    for _, headers in site.asked:
        assert headers["User-Agent"] == "pressroom/2 (desk@example.org)"
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert headers["Accept-Encoding"] == "gzip"
        assert {name.lower() for name in headers} == {"host", "user-agent", "accept", "accept-encoding"}


def test_the_fragment_stays_here(site: Site, inside: Settings) -> None:
    address = site.page("/a", PAGE)
    assert fetch(address + "#third", inside).address == address


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, inside: Settings, status: int) -> None:
    site.redirect("/old", "middle/", status)
    site.redirect("/middle/", f"{site.url}/new", status)
    address = site.page("/new", PAGE)
    found = capture(f"{site.url}/old", inside)
    assert (found.source, found.address) == (f"{site.url}/old", address)
    assert site.paths.count("/robots.txt") == 1  # one site, asked once


def test_redirects_in_a_circle(site: Site, inside: Settings) -> None:
    site.redirect("/a", "/b")
    address = site.redirect("/b", "/a")
    with pytest.raises(CaptureError, match="redirects in a circle") as caught:
        fetch(address, inside)
    assert caught.value.subject == address
    assert site.paths == ["/robots.txt", "/b", "/a"]


def test_redirects_without_end(site: Site, inside: Settings) -> None:
    for number in range(20):
        site.redirect(f"/{number}", f"/{number + 1}")
    with pytest.raises(CaptureError, match="redirects more than 8 times"):
        fetch(f"{site.url}/0", inside)
    assert "/8" in site.paths
    assert "/9" not in site.paths


@pytest.mark.parametrize(
    ("location", "error", "reason"),
    [
        ("file:///etc/hosts", ForbiddenAddress, "not an http"),
        ("ftp://127.0.0.1/page", ForbiddenAddress, "not an http"),
        ("javascript:alert(1)", ForbiddenAddress, "not an http"),
        ("http://ana:secret@127.0.0.1/", ForbiddenAddress, "user name"),
        ("http://[::1", CaptureError, "broken address"),
        ("http://127.0.0.1:99999/", CaptureError, "no such port"),
        ("http://127.0.0.999/", CaptureError, "broken address"),
    ],
)
def test_redirects_that_lead_nowhere(
    site: Site, inside: Settings, location: str, error: type[CaptureError], reason: str
) -> None:
    address = site.redirect("/a", location)
    with pytest.raises(error, match=reason) as caught:
        fetch(address, inside)
    assert caught.value.subject == address


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, SourceNotFound),
        (410, SourceNotFound),
        (500, CaptureError),
        (503, CaptureError),
        (403, CaptureError),
        (429, CaptureError),
        (204, CaptureError),
        (300, CaptureError),  # a choice without Location
        (304, CaptureError),
        (302, CaptureError),  # a redirect without Location
    ],
)
def test_answers_that_are_no_page(site: Site, inside: Settings, status: int, error: type[CaptureError]) -> None:
    body = b"" if status in (204, 304) else PAGE
    with pytest.raises(error, match=f"the server answers {status}") as caught:
        fetch(site.page("/a", body, status=status), inside)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("text/html", "text/html"),
        ("Text/HTML ; Charset=UTF-8", "text/html"),
        ("application/xhtml+xml", "text/html"),
        ("text/plain", "text/plain"),  # the site says so, whatever it looks like
        ("text/markdown; charset=utf-8", "text/plain"),
        (None, "text/html"),  # not said: seen
        ("html", "text/html"),  # not a media type: seen
    ],
)
def test_content_types(site: Site, inside: Settings, kind: str | None, media_type: str) -> None:
    assert capture(site.page("/a", PAGE, kind=kind), inside).media_type == media_type


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "text/css", "video/mp4"])
def test_other_content_types_are_no_pages(site: Site, inside: Settings, kind: str) -> None:
    with pytest.raises(NotText, match=kind):
        fetch(site.page("/a", PAGE, kind=kind), inside)


@pytest.mark.parametrize(
    ("kind", "body", "encoding"),
    [
        ("text/html; charset=windows-1252", "<p>El señor Ruiz</p>".encode("cp1252"), "cp1252"),
        ('text/html; charset="ISO-8859-1"', "<p>“Non”, a dit Léa</p>".encode("cp1252"), "cp1252"),
        ("text/html; version=2; charset=windows-1251", "<p>Река</p>".encode("cp1251"), "cp1251"),
        ("text/html; charset=iso-8859-1", "<p>El señor Ruiz</p>".encode(), "utf-8"),  # wrong
        ("text/html; charset=nonsense", "<p>El señor Ruiz</p>".encode(), "utf-8"),
        ("text/html; charset=zlib", "<p>El señor Ruiz</p>".encode(), "utf-8"),  # a codec of Python, but none of text
        ("text/html; charset=windows-1251", '<meta charset="cp1252"><p>Река</p>'.encode("cp1251"), "cp1251"),
    ],
)
def test_the_charset_of_the_header(site: Site, inside: Settings, kind: str, body: bytes, encoding: str) -> None:
    assert capture(site.page("/a", body, kind=kind), inside).encoding == encoding


def test_empty_and_binary_pages(site: Site, inside: Settings) -> None:
    with pytest.raises(NotText, match="is empty") as caught:
        capture(site.page("/a", b""), inside)
    assert caught.value.subject == f"{site.url}/a"
    with pytest.raises(NotText, match="binary"):
        capture(site.page("/b", b"\x89PNG\r\n\x1a\n" + bytes(50)), inside)


# size


def test_as_large_as_allowed(site: Site, inside: Settings) -> None:
    body = b"<p>" + b"x" * 997
    assert fetch(site.page("/a", body), replace(inside, max_bytes=1000)).content == body
    assert fetch(site.packed("/b", body), replace(inside, max_bytes=1000)).content == body


def test_too_large_as_announced(site: Site, inside: Settings) -> None:
    address = site.raw("/a", OK + b"Content-Length: 30000000\r\n\r\n")
    with pytest.raises(TooLarge, match="max_bytes") as caught:
        fetch(address, inside)
    assert caught.value.subject == address


def test_too_large_unannounced(site: Site, inside: Settings) -> None:
    address = site.raw("/a", OK + b"\r\n", b"x" * 700, b"x" * 700)
    with pytest.raises(TooLarge):
        fetch(address, replace(inside, max_bytes=1000))


def test_a_body_without_end(site: Site, inside: Settings) -> None:
    address = site.raw("/a", OK + b"\r\n", *[b"<p>more</p>" * 10_000] * 1000)
    with pytest.raises(TooLarge):
        fetch(address, replace(inside, max_bytes=1_000_000))


def test_a_bomb(site: Site, inside: Settings) -> None:
    bomb = site.packed("/a", bytes(50_000_000))
    with pytest.raises(TooLarge):
        fetch(bomb, replace(inside, max_bytes=100_000))


def test_a_bomb_unpacks_piece_by_piece() -> None:
    packed = gzip.compress(bytes(20_000_000))
    pieces = list(inflated([packed], begun("http://paper.example/", Settings())))
    assert sum(map(len, pieces)) == 20_000_000
    assert max(map(len, pieces)) <= 65_536


def test_a_bomb_inside_a_bomb(site: Site, inside: Settings) -> None:
    body = gzip.compress(gzip.compress(bytes(10_000_000)))
    with pytest.raises(CaptureError, match="'gzip, gzip'"):
        fetch(site.page("/a", body, Content_Encoding="gzip, gzip"), inside)


def test_members_of_nothing_without_end(site: Site, inside: Settings) -> None:
    head = OK + b"Content-Encoding: gzip\r\n\r\n"
    address = site.raw("/a", head, *[gzip.compress(b"") * 50] * 1000)
    with pytest.raises(TooLarge):
        fetch(address, replace(inside, max_bytes=100_000))


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "compress", "br, gzip"])
def test_codings_that_were_not_asked_for(site: Site, inside: Settings, coding: str) -> None:
    with pytest.raises(CaptureError, match="was not asked for"):
        fetch(site.page("/a", zlib.compress(PAGE), Content_Encoding=coding), inside)


def test_gzip(site: Site, inside: Settings) -> None:
    halves = gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])
    assert fetch(site.packed("/a", PAGE), inside).content == PAGE
    assert fetch(site.page("/b", halves, Content_Encoding="x-gzip"), inside).content == PAGE
    assert fetch(site.page("/c", halves + b"\r\n", Content_Encoding="GZIP"), inside).content == PAGE
    large = bytes(range(256)) * 4000
    assert fetch(site.packed("/d", large), inside).content == large
    assert fetch(site.page("/e", PAGE, Content_Encoding="identity"), inside).content == PAGE


def test_damaged_gzip(site: Site, inside: Settings) -> None:
    whole = gzip.compress(PAGE)
    with pytest.raises(CaptureError, match="cut short"):
        fetch(site.page("/a", whole[:-9], Content_Encoding="gzip"), inside)
    with pytest.raises(CaptureError, match="damaged"):
        fetch(site.page("/b", whole[:-8] + b"\0" * 8, Content_Encoding="gzip"), inside)
    with pytest.raises(CaptureError, match="damaged"):
        fetch(site.page("/c", PAGE, Content_Encoding="gzip"), inside)


# time


@pytest.mark.parametrize("pause", ["headers", "body"])
def test_a_silent_server(site: Site, inside: Settings, pause: str) -> None:
    pieces = (b"HTTP/1.1 ", b"200 OK\r\n") if pause == "headers" else (OK + b"\r\n<p>", b"rest")
    address = site.raw("/a", *pieces, pause=3.0)
    start = time.monotonic()
    with pytest.raises(CaptureError, match=r"silent for 0\.15 seconds \(setting timeout\)") as caught:
        fetch(address, replace(inside, timeout=0.15, obey_robots=False))
    assert caught.value.subject == address
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "pieces",
    [
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", *[b"x"] * 200),  # headers
        (OK + b"\r\n", *[b"<"] * 200),  # body
        (b"HTTP/1.1 100 Continue\r\n\r\n", *[b"HTTP/1.1 100 Continue\r\n\r\n"] * 200),  # never an answer
        (OK + b"Content-Encoding: gzip\r\n\r\n", *[gzip.compress(b"")] * 200),  # unpacks to nothing
    ],
)
def test_a_server_that_drips(
    site: Site, inside: Settings, pieces: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit, "WHOLE", 1)  # a busy machine may be silent for a while, and that is another error
    address = site.raw("/a", *pieces, pause=0.01)
    start = time.monotonic()
    with pytest.raises(CaptureError, match=r"took longer than 0\.25 seconds") as caught:
        fetch(address, replace(inside, timeout=0.25, obey_robots=False))
    assert caught.value.subject == address
    assert time.monotonic() - start < 2


def test_robots_and_redirects_share_the_time(site: Site, inside: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "WHOLE", 1)
    for number in range(8):
        site.raw(f"/{number}", b"HTTP/1.1 302 Found\r\n", f"Location: /{number + 1}\r\n\r\n".encode(), pause=0.08)
    with pytest.raises(CaptureError, match=r"took longer than 0\.3 seconds"):
        fetch(f"{site.url}/0", replace(inside, timeout=0.3))


# broken connections


def test_broken_connections(site: Site, inside: Settings) -> None:
    broken = {
        "reset": site.reset("/a"),
        "reset in the body": site.reset("/b", OK + b"Content-Length: 50\r\n\r\n<p>"),
        "closed without a word": site.raw("/c"),
        "less than announced": site.raw("/d", OK + b"Content-Length: 50\r\n\r\n<p>"),
        "no HTTP": site.raw("/e", b"220 mail.example.org ESMTP\r\n\r\n"),
        "endless headers": site.raw("/f", b"HTTP/1.1 200 OK\r\nX: ", b"x" * 200_000),
        "chunks of nonsense": site.raw("/g", OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
    }
    for name, address in broken.items():
        with pytest.raises(CaptureError, match=r"cannot be fetched from 127\.0\.0\.1: .") as caught:
            fetch(address, inside)
        assert caught.value.subject == address, name


def test_nobody_listens(inside: Settings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/a"
        with pytest.raises(CaptureError, match="refused") as caught:
            fetch(address, inside)
    assert caught.value.subject == address


def test_no_tls_where_it_was_asked_for(site: Site, inside: Settings) -> None:
    address = site.page("/a", PAGE).replace("http:", "https:")
    with pytest.raises(CaptureError, match="cannot be fetched"):
        fetch(address, inside)
    assert site.paths == []


# what is left aside


def test_cookies_are_left_aside(site: Site, inside: Settings) -> None:
    site.redirect("/a", "/b", Set_Cookie="visitor=1; Path=/")
    site.page("/b", PAGE, Set_Cookie="visitor=2; Path=/")
    fetch(f"{site.url}/a", inside)
    fetch(f"{site.url}/b", inside)
    assert [headers["Cookie"] for _, headers in site.asked] == [None] * len(site.asked)


def test_the_environment_is_left_aside(site: Site, inside: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert fetch(site.page("/a", PAGE), inside).content == PAGE


# settings no request can be made with


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), 1e9])
def test_impossible_timeouts(timeout: float) -> None:
    with pytest.raises(SettingsError, match="timeout"):
        fetch("http://paper.example/", Settings(timeout=timeout))


@pytest.mark.parametrize("user_agent", ["", "2", "(none)", "lector/1 señal", "lector\r\nX-Injected: 1"])
def test_impossible_user_agents(user_agent: str) -> None:
    with pytest.raises(SettingsError, match="user_agent"):
        fetch("http://paper.example/", Settings(user_agent=user_agent))
