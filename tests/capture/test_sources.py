"""Files, folders, standard input and text."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from onrecord.capture import capture, capture_bytes, capture_text, sources
from onrecord.errors import CaptureError, NotText, SourceNotFound, TooLarge
from onrecord.settings import Settings

WORDS = "«El puente se abrirá», dijo Ana Ruiz.\n"
PAGE = f"<!doctype html><p>{WORDS}</p>"
NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root reads everything; for the length of the block nobody in particular runs the test."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


# files


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", WORDS, "text/plain"),
        ("a.txt", PAGE, "text/html"),  # saved under the wrong name
        ("a", PAGE, "text/html"),
        ("a.html", PAGE, "text/html"),
        ("a.HTM", f"Bridge <b>opens</b> {WORDS}", "text/html"),  # the suffix says so
        ("a.md", f"<p align=center>x</p>\n\n{WORDS}", "text/plain"),  # Markdown may begin with a tag
    ],
)
def test_a_file(tmp_path: Path, name: str, content: str, media_type: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="\r\n")
    before = datetime.now(UTC)
    found = capture(str(path), Settings())
    assert (found.source, found.address, found.content) == (str(path), None, path.read_bytes())
    assert (found.media_type, found.encoding) == (media_type, "utf-8")
    assert found.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert before <= found.captured <= datetime.now(UTC)
    assert found.captured.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("named", "error", "reason"),
    [
        ("none.html", SourceNotFound, "no such file"),
        ("", SourceNotFound, "no such file"),
        ("ftp://paper.example/a", SourceNotFound, "neither an http(s) address nor a file"),
        ("a\0b", CaptureError, "cannot be read: embedded null"),
        ("x" * 300, CaptureError, "cannot be read: File name too long"),
        ("page.txt/more", CaptureError, "cannot be read: Not a directory"),
        (".", CaptureError, "is a folder"),
    ],
)
def test_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, error: type[CaptureError], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(WORDS, encoding="utf-8")
    if named:
        assert list(sources(named if named != "." else "page.txt"))  # a name stands for itself, right or wrong
    with pytest.raises(CaptureError) as caught:
        capture(named, Settings())
    assert (type(caught.value), caught.value.subject) == (error, named)
    assert reason in caught.value.reason


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    for content in (b"", b" \n", b"\x89PNG\r\n\x1a\n\0\0", b"He said\0no.", f"{WORDS}¡".encode()[:-1]):
        path = tmp_path / "a.txt"
        path.write_bytes(content)
        with pytest.raises(NotText) as caught:
            capture(str(path), Settings())
        assert caught.value.subject == str(path)


def test_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    assert len(capture(str(path), Settings(max_bytes=100)).content) == 100
    for limit in (99, 0, -5):
        with pytest.raises(TooLarge, match=rf"more than {limit} bytes \(setting max_bytes\)") as caught:
            capture(str(path), Settings(max_bytes=limit))
        assert caught.value.subject == str(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs an endless file")
def test_a_file_without_end() -> None:
    with pytest.raises(TooLarge):
        capture("/dev/zero", Settings(max_bytes=1_000_000))


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/ma\xf1ana.txt"
    try:
        with open(raw, "wb") as file:  # noqa: PTH123 (a name in bytes)
            file.write(WORDS.encode())
    except OSError:
        pytest.skip("this file system keeps names in Unicode")
    (named,) = sources(str(tmp_path))
    found = capture(named, Settings())
    assert found.source == str(tmp_path / "ma\\udcf1ana.txt")
    with pytest.raises(TooLarge) as caught:
        capture(named, Settings(max_bytes=1))
    assert caught.value.subject.encode() == found.source.encode()  # can be printed and stored


def test_a_closed_file(open_folder: Path) -> None:
    path = open_folder / "a.txt"
    path.write_text(WORDS, encoding="utf-8")
    path.chmod(0)
    with as_nobody():
        with pytest.raises(CaptureError, match="cannot be read: Permission denied") as caught:
            capture(str(path), Settings())
        assert caught.value.subject == str(path)


# folders


def test_a_folder(tmp_path: Path) -> None:
    pages = ["a.txt", "b/c.HTML", "b/d.htm", "b/e/f.md", "g.xhtml", "h.text"]
    for name in [*pages, "b/photo.jpg", "style.css", "README", "b.txt.bak"]:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    assert list(sources(str(tmp_path))) == [str(tmp_path / name) for name in pages]


def test_a_folder_without_pages(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(SourceNotFound, match="no page in this folder") as caught:
        list(sources(str(tmp_path)))
    assert caught.value.subject == str(tmp_path)


def test_links(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    for folder in (outside, inside, inside / "deep"):
        folder.mkdir()
        (folder / "page.txt").write_text(WORDS, encoding="utf-8")
    (inside / "data").write_text(WORDS, encoding="utf-8")
    (inside / "away.txt").symlink_to(outside / "page.txt")
    (inside / "away").symlink_to(outside, target_is_directory=True)
    (inside / "up.txt").symlink_to("../outside/page.txt")
    (inside / "again.txt").symlink_to("deep/page.txt")  # a page that is there anyhow
    (inside / "named.txt").symlink_to("data")  # the only page of its content
    (inside / "nowhere.txt").symlink_to("missing.txt")
    (inside / "itself.txt").symlink_to("itself.txt")
    (inside / "ring").symlink_to(inside, target_is_directory=True)
    (inside / "deep" / "ring").symlink_to("..", target_is_directory=True)
    expected = [inside / "deep" / "page.txt", inside / "named.txt", inside / "page.txt"]
    assert list(sources(str(inside))) == [str(path) for path in expected]
    (tmp_path / "link").symlink_to(inside, target_is_directory=True)
    found = list(sources(str(tmp_path / "link")))  # a link the user names is followed
    assert found == [str(tmp_path / "link" / path.relative_to(inside)) for path in expected]


def test_closed_places_in_a_folder_say_so(open_folder: Path) -> None:
    for name in ("a.txt", "closed/b.txt", "c.txt"):
        (open_folder / name).parent.mkdir(exist_ok=True)
        (open_folder / name).write_text(WORDS, encoding="utf-8")
    (open_folder / "a.txt").chmod(0)
    (open_folder / "closed").chmod(0)
    try:
        with as_nobody():
            found = list(sources(str(open_folder)))
            assert found == [str(open_folder / name) for name in ("a.txt", "c.txt", "closed")]
            for name in ("a.txt", "closed"):
                with pytest.raises(CaptureError, match="Permission denied") as caught:
                    capture(str(open_folder / name), Settings())
                assert caught.value.subject == str(open_folder / name)
            assert capture(str(open_folder / "c.txt"), Settings()).content == WORDS.encode()
    finally:
        (open_folder / "closed").chmod(0o755)


# standard input


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, PAGE.encode("cp1252"))
    found = capture("-", Settings())
    assert list(sources("-")) == ["-"]
    assert (found.source, found.address, found.content) == ("-", None, PAGE.encode("cp1252"))
    assert (found.media_type, found.encoding) == ("text/html", "cp1252")


def test_standard_input_that_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    for content, error in ((b"", NotText), (bytes(9), NotText), (b"x" * 101, TooLarge)):
        stdin(monkeypatch, content)
        with pytest.raises(error) as caught:
            capture("-", Settings(max_bytes=100))
        assert caught.value.subject == "-"


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.TextIOWrapper(io.BytesIO())
    closed.close()
    for nothing in (None, io.StringIO("text, not bytes"), closed):
        monkeypatch.setattr(sys, "stdin", nothing)
        with pytest.raises(CaptureError, match="standard input") as caught:
            capture("-", Settings())
        assert caught.value.subject == "-"


def test_a_folder_as_standard_input(tmp_path: Path) -> None:
    code = "from onrecord.capture import capture; from onrecord.settings import Settings; capture('-', Settings())"
    descriptor = os.open(tmp_path, os.O_RDONLY)
    try:
        done = subprocess.run([sys.executable, "-c", code], stdin=descriptor, capture_output=True, check=False)
    finally:
        os.close(descriptor)
    assert done.returncode != 0  # Python itself refuses to start, or the capture does; nothing is read


# text and bytes in hand


def test_a_text() -> None:
    found = capture_text(WORDS)
    assert (found.source, found.address, found.content) == ("text", None, WORDS.encode())
    assert (found.media_type, found.encoding) == ("text/plain", "utf-8")
    assert capture_text(PAGE, source="desk").media_type == "text/html"
    declares = f"<meta charset='windows-1252'>{PAGE}"
    assert capture_text(declares).encoding == "utf-8"  # whatever it says of itself
    assert capture_text("<meta charset='windows-1252'>plain").encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        (" \n\t\u00a0", "is blank"),
        ("\ufeff", "is blank"),
        ("He said \ud83d and left", "holds a lone surrogate at character 8"),
        ("\udcff", "holds a lone surrogate at character 0"),
        ("He said\0no", "is binary"),
    ],
)
def test_no_text(text: str, reason: str) -> None:
    with pytest.raises(NotText) as caught:
        capture_text(text, source="desk")
    assert (caught.value.subject, reason in caught.value.reason) == ("desk", True)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
@examples(max_examples=100, deadline=None)
def test_every_text_is_kept(text: str) -> None:
    if not text.lstrip("\ufeff").strip():
        return
    found = capture_text(text)
    assert found.content.decode("utf-8") == text
    assert found.content.decode(found.encoding) == (text[1:] if text.startswith("\ufeff") else text)


def test_bytes() -> None:
    found = capture_bytes(PAGE.encode("cp1251", "ignore"), "a", address="http://paper.example/", declared="cp1251")
    assert (found.source, found.address, found.encoding) == ("a", "http://paper.example/", "cp1251")
    assert capture_bytes(PAGE.encode(), "a", media_type="text/plain").media_type == "text/plain"
    assert capture_bytes(WORDS.encode(), "a", media_type="application/xhtml+xml").media_type == "text/html"
    assert capture_bytes(b"x", "\udcff").source == "\\udcff"
