"""The offset map: what must hold for every text and page."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.document import build, to_source
from onrecord.document.offsets import Tape
from onrecord.errors import DocumentError
from onrecord.model import Document
from tests.document.captures import capture, page

PARAGRAPH = "The port council voted on Tuesday to close the old quay before winter, and its chair said so twice. "


def check_map(document: Document, source: str) -> None:
    place = 0
    for segment in document.segments:
        assert segment.start == place
        assert segment.end > segment.start
        assert 0 <= segment.source_start <= segment.source_end <= len(source)
        if segment.end - segment.start == segment.source_end - segment.source_start:
            copied = source[segment.source_start : segment.source_end]
            assert document.text[segment.start : segment.end] == copied
        place = segment.end
    assert place == len(document.text)
    for furniture in document.furniture:
        assert document.text[furniture.start : furniture.end] == furniture.text


@given(st.text(alphabet="ab .\r\n\t\ufeff", max_size=80))
@settings(deadline=None, max_examples=150)
def test_plain_text_changes_nothing_but_line_ends(body: str) -> None:
    source = body + "word"
    document = build(capture(source))
    assert document.text == source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    check_map(document, source)


PARTS = """<p> </p> <br> <b> </b> <div,class=share> </div> <li> <td> <a,href=x> </a> &amp; &nbsp; &#8217; &#0; &#xD800;
&bogus; &lt <!--,x,--> <script> </script> word Two,words. “quoted” é \U0001f600 < > " ' = <h2> </h2>"""
MARKUP = st.sampled_from([*(part.replace(",", " ") for part in PARTS.split()), "\n", "  ", "\t", "\u00ad", "\u200b"])


@given(st.lists(MARKUP, max_size=40))
@settings(deadline=None, max_examples=60)
def test_segments_cover_the_text_of_any_page(parts: list[str]) -> None:
    source = f"<html><body><p>{PARAGRAPH}</p>{''.join(parts)}<p>{PARAGRAPH}</p></body></html>"
    try:
        document = build(capture(source, "text/html"))
    except DocumentError:
        return
    check_map(document, source)


@given(st.binary(max_size=200), st.sampled_from(["text/html", "text/plain"]))
@settings(deadline=None, max_examples=60)
def test_any_bytes_give_a_document_or_a_document_error(content: bytes, media_type: str) -> None:
    with suppress(DocumentError):
        assert build(capture(content, media_type)).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("the old quay", "the old quay"),  # a verbatim copy
        ("Ría & Mar", "R&iacute;a &amp; Mar"),  # character references
        ("closed at noon", "closed\n   at <b>noon"),  # white space drawn together, a tag inside
        ("co-operate", "co-oper&shy;ate"),  # an invisible hyphen dropped
    ],
)
def test_words_lead_back_to_their_source(words: str, printed: str) -> None:
    html = f"<p>{PARAGRAPH}</p><p>They said {printed}</b> would follow before the year was out, as planned.</p>"
    taken = page(html + f"<p>{PARAGRAPH}</p>")
    document = build(taken)
    start = document.text.index(words)
    source_start, source_end = to_source(document, start, start + len(words))
    assert taken.content.decode()[source_start:source_end] == printed


def test_a_line_feed_turned_blank_is_not_a_copy() -> None:
    tape = Tape("a\nb")
    tape.add_all([("a", 0, 1), (" ", 1, 2), ("b", 2, 3)])
    assert tape.text == "a b"
    assert [(each.source_start, each.source_end) for each in tape.segments] == [(0, 1), (1, 1), (2, 3)]


def test_a_span_outside_the_text_is_refused() -> None:
    document = build(capture("Some words."))
    with pytest.raises(ValueError, match="not a span"):
        to_source(document, 3, 99)
    assert to_source(document, 11, 11) == (11, 11)
