"""robots.txt as RFC 9309 has it: which rules count, and what the answers of a site mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.capture.http import fetch
from onrecord.capture.robots import MOST_BYTES, refuses
from onrecord.errors import CaptureError, ForbiddenAddress
from onrecord.settings import Settings

from .site import Site

PAGE = b"<!doctype html><p>The ferry sails again.</p>"
US = Settings().user_agent
ALL = "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("robots", "path", "refused"),
    [
        ("", "/a", False),
        (ALL, "/a", True),
        (ALL, "/robots.txt", False),
        ("User-agent: *\nDisallow:\n", "/a", False),  # an empty rule is none
        ("User-agent: *\nDisallow: /a\n", "/b", False),
        ("User-agent: *\nDisallow: /a\n", "/abc", True),
        ("User-agent: *\nDisallow: /a\nAllow: /abc\n", "/abc", False),  # the longer rule wins
        ("User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", False),  # equally long: allowed
        ("User-agent: *\nDisallow: /*.html$\n", "/x/a.html", True),
        ("User-agent: *\nDisallow: /*.html$\n", "/x/a.html?p=2", False),
        ("User-agent: *\nDisallow: /a?b=\n", "/a?b=1", True),
        ("User-agent: *\nDisallow: /ni%C3%B1o\n", "/niño", True),
        ("User-agent: onrecord\nDisallow: /\n", "/a", True),
        ("User-Agent : OnRecord\nDisallow: /\n", "/a", True),  # case
        ("User-agent: onrecord/9.1\nDisallow: /\n", "/a", True),  # with a version
        ("user agent: onrecord # us\nDisallow: /\n", "/a", True),
        ("User-agent: otherbot\nDisallow: /\n", "/a", False),
        ("User-agent: on\nDisallow: /\n", "/a", False),  # no prefix of our name
        ("User-agent: onrecordbot\nDisallow: /\n", "/a", False),
        ("User-agent: news\nDisallow: /\n", "/a", False),  # a word of our user agent, but not our name
        ("User-agent: research\nDisallow: /\n", "/a", False),
        ("User-agent:\nDisallow: /\n", "/a", False),
        (ALL + "User-agent: onrecord\nAllow: /\n", "/a", False),  # our own group counts alone
        ("User-agent: onrecord\nAllow: /\n" + ALL, "/a", False),
        ("User-agent: onrecord\nDisallow: /a\n\nUser-agent: onrecord\nDisallow: /b\n", "/b", True),  # groups add up
        ("User-agent: x\nUser-agent: onrecord\nUser-agent: y\nDisallow: /\n", "/a", True),  # one group of three
        ("User-agent: onrecord\n\n\nDisallow: /\n", "/a", True),  # blank lines end nothing
        ("User-agent: onrecord\nCrawl-delay: 5\nSitemap: /s.xml\nDisallow: /\n", "/a", True),
        ("Disallow: /\n", "/a", False),  # a rule for nobody
        ("User-agent: *\r\nDisallow: /\r\n", "/a", True),
        ("User-agent: *\rDisallow: /\r", "/a", True),
        ("<!doctype html><p>Not found</p>", "/a", False),
        ("\x00\x01\x02" * 50, "/a", False),
    ],
)
def test_rules(robots: str, path: str, refused: bool) -> None:
    assert refuses(robots, f"http://paper.example{path}", US) is refused


def test_another_name(site: Site, inside: Settings) -> None:
    site.page("/robots.txt", b"User-agent: press-room\nDisallow: /\n\nUser-agent: press\nAllow: /\n")
    site.page("/a", PAGE)
    fetch(f"{site.url}/a", inside)
    with pytest.raises(ForbiddenAddress):
        fetch(f"{site.url}/a", replace(inside, user_agent="Press-Room/1.0 (onrecord)"))


def test_a_refusal_names_address_and_setting(site: Site, inside: Settings) -> None:
    site.page("/robots.txt", ALL.encode())
    address = site.page("/a", PAGE)
    with pytest.raises(ForbiddenAddress, match=r"/robots\.txt refuses it \(setting obey_robots\)") as caught:
        fetch(address, inside)
    assert caught.value.subject == address
    assert site.paths == ["/robots.txt"]
    assert fetch(address, replace(inside, obey_robots=False)).content == PAGE
    assert site.paths == ["/robots.txt", "/a"]


def test_a_redirect_to_a_refused_page(site: Site, inside: Settings) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    site.page("/private/b", PAGE)
    address = site.redirect("/a", "/private/b")
    with pytest.raises(ForbiddenAddress) as caught:
        fetch(address, inside)
    assert caught.value.subject == address
    assert site.paths == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204])
def test_no_robots_no_rule(site: Site, inside: Settings, status: int) -> None:
    site.page("/robots.txt", b"" if status == 204 else ALL.encode(), status=status)
    assert fetch(site.page("/a", PAGE), inside).content == PAGE


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_that_cannot_say_refuses(site: Site, inside: Settings, status: int) -> None:
    site.page("/robots.txt", b"", status=status)
    address = site.page("/a", PAGE)
    with pytest.raises(CaptureError, match=rf"/robots\.txt answers {status}; try again later") as caught:
        fetch(address, inside)
    assert caught.value.subject == address
    assert site.paths == ["/robots.txt"]


def test_a_site_that_breaks_off_refuses(site: Site, inside: Settings) -> None:
    site.reset("/robots.txt")
    with pytest.raises(CaptureError, match="cannot be fetched"):
        fetch(site.page("/a", PAGE), inside)
    assert site.paths == ["/robots.txt"]


def test_robots_that_moved(site: Site, inside: Settings) -> None:
    for number in range(4):
        site.redirect(f"/r{number}", f"/r{number + 1}", 301)
    site.redirect("/robots.txt", "/r0")
    site.page("/r4", ALL.encode())
    with pytest.raises(ForbiddenAddress, match=r"/robots\.txt refuses"):
        fetch(site.page("/a", PAGE), inside)
    assert site.paths == ["/robots.txt", "/r0", "/r1", "/r2", "/r3", "/r4"]


def test_robots_that_moved_for_ever(site: Site, inside: Settings) -> None:
    site.redirect("/robots.txt", "/robots.txt")
    assert fetch(site.page("/a", PAGE), inside).content == PAGE  # section 2.3.1.2: as if there were none
    assert site.paths == ["/robots.txt"] * 6 + ["/a"]


def test_each_site_has_its_own(site: Site, inside: Settings) -> None:
    site.page("/b", PAGE)
    site.redirect("/a", f"http://localhost:{site.port}/b")
    fetch(f"{site.url}/a", inside)
    assert site.paths == ["/robots.txt", "/a", "/robots.txt", "/b"]


def test_marks_and_packing(site: Site, inside: Settings) -> None:
    address = site.page("/a", PAGE)
    site.page("/robots.txt", b"\xef\xbb\xbf" + ALL.encode())
    with pytest.raises(ForbiddenAddress):
        fetch(address, inside)
    site.packed("/robots.txt", ALL.encode())
    with pytest.raises(ForbiddenAddress):
        fetch(address, inside)


def test_only_the_beginning_is_read(site: Site, inside: Settings) -> None:
    long = b"User-agent: *\n" + b"#" * (MOST_BYTES - 26) + b"\nDisallow: /"
    cut = long + b"a-longer-path\n"
    assert len(long) == MOST_BYTES
    site.page("/robots.txt", cut)
    assert fetch(site.page("/a", PAGE), inside).content == PAGE  # half a rule is no rule
    site.packed("/robots.txt", b"User-agent: *\nDisallow: /a\n" + bytes(20_000_000))
    with pytest.raises(ForbiddenAddress):
        fetch(f"{site.url}/a", replace(inside, max_bytes=1000))
