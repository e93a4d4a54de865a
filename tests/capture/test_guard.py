"""No connection leads inside, however the way there is written."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture.addresses import is_public, web_address
from onrecord.capture.http import fetch
from onrecord.capture.visit import begun
from onrecord.errors import CaptureError, ForbiddenAddress, SourceNotFound
from onrecord.settings import Settings

from .site import Site

PAGE = b"<!doctype html><p>The ferry sails again.</p>"
PUBLIC, PUBLIC_6 = "93.184.216.34", "2606:2800:21f:cb07::1"
Resolver = Callable[..., list[tuple[object, ...]]]


def resolver(*rounds: list[str]) -> Resolver:
    """A name service that answers each question with the next of `rounds`, then with the last again."""
    left = list(rounds)

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [
            (socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found
        ]

    return getaddrinfo


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a socket was asked to connect to; none is reached."""
    asked: list[str] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        asked.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    return asked


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",  # CGNAT
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",  # link-local; where clouds keep their secrets
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",  # 6to4 relays
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",  # multicast
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",  # IPv4-compatible
        "::ffff:127.0.0.1",  # IPv4-mapped
        "::ffff:10.0.0.1",
        "::ffff:0:127.0.0.1",  # IPv4-translated
        "64:ff9b::7f00:1",  # NAT64
        "64:ff9b::808:808",
        "64:ff9b:1::a00:1",
        "100::1",  # discard
        "2001::1",  # Teredo
        "2001:0:53aa:64c:0:fbff:f5ff:fffe",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::1",  # 6to4 with 127.0.0.1 inside
        "2002:808:808::1",
        "3fff::1",  # documentation
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",  # site-local
        "ff02::1",
    ],
)
def test_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", [PUBLIC, PUBLIC_6, "1.1.1.1", "172.32.0.1", "100.128.0.1", "::ffff:1.1.1.1", "2a00::1"])
def test_public(ip: str) -> None:
    assert is_public(ip)


INSIDE = [
    ip_network(text) for text in ("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16", "100.64.0.0/10")
]


@given(st.sampled_from(INSIDE).flatmap(lambda net: st.ip_addresses(network=str(net))))
@settings(max_examples=60, deadline=None)
def test_no_wrapping_makes_an_inside_address_public(ip: IPv4Address) -> None:
    number = int(ip)
    wrapped = [
        number,  # IPv4-compatible
        0xFFFF << 32 | number,  # mapped
        0xFFFF << 48 | number,  # translated
        0x64FF9B << 96 | number,  # NAT64
        0x2002 << 112 | number << 80 | 1,  # 6to4
        0x20010000 << 96 | number ^ 0xFFFFFFFF,  # Teredo
    ]
    assert not is_public(str(ip))
    assert not any(is_public(str(IPv6Address(value))) for value in wrapped)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f000001",
        "0x7f.0.0.1",
        "2130706433",
        "017700000001",
        "0177.0.0.01",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "１２７.０.０.１",  # full-width digits
        "ⓛocalhost",  # IDN that folds to a name of this machine
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",  # ideographic full stops
    ],
)
def test_a_blocked_address_never_reaches_the_socket(site: Site, host: str) -> None:
    """Holds the guard in its place: were the pool to connect by another way, the site would be asked."""
    site.page("/", PAGE)
    address = f"http://{host}:{site.port}/"
    with pytest.raises(CaptureError) as caught:
        fetch(address, Settings(timeout=1))
    assert caught.value.subject == address
    assert site.connections == 0
    if host in ("127.0.0.1", "127.1", "0x7f000001", "2130706433", "localhost", "[::1]"):
        assert isinstance(caught.value, ForbiddenAddress)
        assert "not public (setting allow_private_addresses)" in caught.value.reason
        assert fetch(f"http://127.0.0.1:{site.port}/", Settings(allow_private_addresses=True)).content == PAGE
        assert site.connections > 0


def test_the_socket_is_not_even_made(connections: list[str]) -> None:
    with pytest.raises(ForbiddenAddress, match=r"^http://10\.0\.0\.7/: 10\.0\.0\.7, which is not public"):
        fetch("http://10.0.0.7/", Settings())
    assert connections == []


@pytest.mark.parametrize("to", ["http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/", "//10.0.0.1/"])
def test_redirects_inside(site: Site, to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a public site, played by ours: the name service says it is public, and its connections are led to us."""
    real_connect, real_lookup, reached = socket.create_connection, socket.getaddrinfo, []

    def lookup(host: str, *rest: object, **options: object) -> object:
        return resolver([PUBLIC])(host, rest[0]) if host == "paper.example" else real_lookup(host, *rest, **options)  # type: ignore[arg-type]

    def connect(address: tuple[str, int], *rest: object, **options: object) -> socket.socket:
        reached.append(address[0])
        return real_connect(("127.0.0.1", site.port), *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", connect)
    site.redirect("/a", to)
    for obey_robots in (True, False):
        with pytest.raises(ForbiddenAddress, match="not public") as caught:
            fetch("http://paper.example/a", Settings(timeout=1, obey_robots=obey_robots))
        assert caught.value.subject == "http://paper.example/a"
    assert set(reached) == {PUBLIC}

    site.redirect("/robots.txt", to)
    with pytest.raises(ForbiddenAddress, match="not public"):
        fetch("http://paper.example/b", Settings(timeout=1))
    assert set(reached) == {PUBLIC}


@pytest.mark.parametrize("found", [["10.0.0.1"], [PUBLIC, "127.0.0.1"], [PUBLIC, PUBLIC_6, "::1"], ["fe80::1%eth0"]])
def test_names_that_lead_inside(monkeypatch: pytest.MonkeyPatch, connections: list[str], found: list[str]) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver(found))
    with pytest.raises(ForbiddenAddress, match=r"^http://paper\.example:81/x: 'paper\.example' is at ") as caught:
        fetch("http://paper.example:81/x", Settings())
    assert found[-1] in caught.value.reason
    assert connections == []


def test_a_second_answer_is_not_asked_for(monkeypatch: pytest.MonkeyPatch, connections: list[str]) -> None:
    """DNS rebinding: public when vetted, inside when connected to."""
    monkeypatch.setattr(socket, "getaddrinfo", resolver([PUBLIC], ["127.0.0.1"]))
    with pytest.raises(CaptureError, match="refused"):
        fetch("http://paper.example/", Settings(obey_robots=False))
    assert connections == [PUBLIC]


def test_every_vetted_address_is_tried(monkeypatch: pytest.MonkeyPatch, connections: list[str]) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver([PUBLIC_6, PUBLIC]))
    with pytest.raises(CaptureError, match="refused"):
        fetch("http://paper.example/", Settings(obey_robots=False))
    assert connections == [PUBLIC_6, PUBLIC]


def test_the_next_address_answers(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver(["127.0.0.2", "127.0.0.1"]))
    site.page("/", PAGE)
    found = fetch(f"http://paper.example:{site.port}/", Settings(allow_private_addresses=True, timeout=1))
    assert found.content == PAGE


@pytest.mark.parametrize(("code", "error"), [(socket.EAI_NONAME, SourceNotFound), (socket.EAI_AGAIN, CaptureError)])
def test_no_answer(monkeypatch: pytest.MonkeyPatch, code: int, error: type[CaptureError]) -> None:
    def getaddrinfo(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(CaptureError, match=r"paper\.example") as caught:
        fetch("https://paper.example/", Settings())
    assert type(caught.value) is error
    assert caught.value.subject == "https://paper.example/"


@pytest.mark.parametrize(
    "address",
    [
        f"http://{'a' * 64}.example/",  # longer than a label may be
        f"http://{'a.' * 200}example/",
        "http://a..b/",
        "http://.example/",
        "http://%00/",
        "http://exa mple/",
    ],
)
def test_names_of_no_host(address: str) -> None:
    with pytest.raises(CaptureError) as caught:
        fetch(address, Settings(timeout=1))
    assert caught.value.subject == address


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("http://", CaptureError),
        ("http://:80/", CaptureError),
        ("http://[::1/", CaptureError),
        ("http://[fe80::1%25eth0]/", CaptureError),
        ("http://paper.example:0/", CaptureError),
        ("http://paper.example:65536/", CaptureError),
        ("http://paper.example:port/", CaptureError),
        ("http://256.1.1.1/", CaptureError),
        ("http://paper.example/\x00", CaptureError),
        ("http://paper.example/\udce9", CaptureError),  # a lone surrogate
        ("http://xn--\u00e9/", CaptureError),
        ("http://" + "a" * 70_000, CaptureError),
        ("ftp://paper.example/", ForbiddenAddress),
        ("file:///etc/hosts", ForbiddenAddress),
        ("http://ana@paper.example/", ForbiddenAddress),
        ("http://ana:secret@paper.example/", ForbiddenAddress),
        ("http://paper.example\\@127.0.0.1/", ForbiddenAddress),
    ],
)
def test_addresses_that_are_refused_unseen(connections: list[str], address: str, error: type[CaptureError]) -> None:
    with pytest.raises(error) as caught:
        fetch(address, Settings())
    assert caught.value.subject == address
    assert connections == []


@pytest.mark.parametrize(
    ("address", "host", "asked"),
    [
        ("http://niño.example/", "xn--nio-8ma.example", "niño.example"),  # IDN
        ("https://PAPER.example:443", "paper.example", "paper.example"),
        ("http://paper.example.:8080/a b?q=ñ#x", "paper.example.", "paper.example."),
        ("HTTP://@paper.example/", "paper.example", "paper.example"),  # no user name after all
    ],
)
def test_odd_but_fine(address: str, host: str, asked: str) -> None:
    url = web_address(address, begun(address, Settings()))
    assert (url.raw_host.decode(), url.host, url.fragment) == (host, asked, "")


@given(st.text(max_size=40).map("http://".__add__) | st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_an_address_or_a_clear_error(text: str) -> None:
    try:
        url = web_address(text, begun(text, Settings()))
    except CaptureError as error:
        assert error.subject == text  # noqa: PT017 (either is right)
    else:
        assert url.scheme in ("http", "https")
        assert url.host
