"""HTML pages: what is read, what is left out, what stays in place with a label, and what is refused."""

from __future__ import annotations

import time

import pytest

from onrecord.document import build
from onrecord.document.layout import NESTING, Page, lay_out
from onrecord.document.scan import scan
from onrecord.errors import DocumentError
from tests.document.captures import capture, page
from tests.document.test_furniture import BODY, HEADLINE

ONE, TWO, THREE = (f"<p>{text}</p>" for text in BODY["en"])


def laid_out(html: str) -> Page:
    return lay_out(html, "page", mark=lambda said: None, part=lambda said: None)


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>one</p><p>two", ["one", "two"]),
        ("<p>one<p>two", ["one", "two"]),  # an implied end
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<table><tr><td>one<td>two</table>", ["one", "two"]),
        ("one<br>two", ["one\ntwo"]),
        ("one<br><br>two", ["one", "two"]),  # old pages part paragraphs so
        ("a <b> b</b>  c", ["a b c"]),
        ("&iquest;Qu&eacute;&#63;", ["¿Qué?"]),
        ("a<script>b</script><style>c</style><template>d</template><svg><title>e</title></svg>f", ["af"]),
        ("a<p hidden>b</p><p style='display: none'>c</p>", ["a"]),
        ("a <!-- > <p> --> b", ["a b"]),
        ('<p class="x"">one</p>', ["one"]),  # a stray quotation mark
        ("<p title='a > b'>one</p>", ["one"]),
        ("a < b", ["a < b"]),
        ("a <b", ["a <b"]),  # a tag that never closes is text
        ("<a href=x><div>one</a> more</div>", ["one more"]),  # ends in the wrong order
    ],
)
def test_blocks(html: str, blocks: list[str]) -> None:
    assert [block.text for block in laid_out(html).blocks] == blocks


def test_tokens_have_exact_offsets() -> None:
    source = 'x<p id="a">y</p><script>z<p></script>'
    assert [(each.kind, source[each.start : each.end]) for each in scan(source)] == [
        ("text", "x"), ("start", ' id="a"'), ("text", "y"), ("end", ""), ("start", ""), ("raw", "z<p>"), ("end", ""),
    ]  # fmt: skip


def test_the_article_of_a_page() -> None:
    menu = "<nav><ul><li><a href=/>Home</a><li><a href=/p>Politics</a></ul></nav>"
    foot = "<footer><p>All rights reserved. Coastal Gazette.</p></footer>"
    related = '<div class="related-box"><a href=/s>Seven towns without a ferry</a></div>'
    html = (
        f"{menu}<article><h1>{HEADLINE['en']}</h1>{ONE}{related}<h2>Anger in the town</h2>{TWO}{THREE}</article>{foot}"
    )
    document = build(page(html))
    assert document.text.split("\n\n") == [
        HEADLINE["en"], BODY["en"][0], "Seven towns without a ferry", "Anger in the town", *BODY["en"][1:],
    ]  # fmt: skip
    assert [(each.text, each.kind) for each in document.furniture] == [("Seven towns without a ferry", "read-also")]


def test_a_line_that_is_one_link_between_paragraphs_is_a_teaser() -> None:
    link = "<p><a href=/s>Seven towns wait for the ferry</a></p>"
    document = build(page(f"<h1>{HEADLINE['en']}</h1>{ONE}{link}{TWO}{THREE}"))
    assert [each.kind for each in document.furniture] == ["teaser"]


def test_class_words_around_the_whole_article_mark_nothing() -> None:
    html = f'<div class="share-content related"><h1>{HEADLINE["en"]}</h1>{ONE}<p>They left early</p>{TWO}{THREE}</div>'
    assert build(page(html)).furniture == ()


def test_pages_nested_beyond_the_limit_are_refused() -> None:
    assert build(page("<div>" * (NESTING - 10) + ONE + TWO + "</div>" * (NESTING - 10))).text
    with pytest.raises(DocumentError, match="nested more than"):
        build(page("<div>" * 100_000 + ONE))


@pytest.mark.parametrize("html", ["", "<html></html>", "<script>x</script>", "<p>Hi</p>", "<" * 50, "<a " * 50])
def test_a_page_without_article_is_refused(html: str) -> None:
    with pytest.raises(DocumentError):
        build(capture(html, "text/html"))


HOSTILE = {
    "tags": "<b>x</b> ",
    "open quotes": "<a b='",
    "open tags": "<a ",
    "comments": "<!--",
    "references": "&amp;",
    "long reference": "&#1111",
    "quotes": '"a" ',
    "words": "word ",
    "items": "<li>x",
    "paragraphs": "<p>The man said so on Monday, in the hall, before the whole council.</p>",
    "blanks": " \n",
    "json": '<script type="application/ld+json">[[[[[[[[',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_linear_time(name: str) -> None:
    unit = HOSTILE[name]
    before = time.process_time()
    for media_type in ("text/html", "text/plain"):
        try:
            build(capture("<p>" + unit * (150_000 // len(unit)), media_type))  # type: ignore[arg-type]
        except DocumentError:
            continue
    assert time.process_time() - before < 5


def test_a_reference_with_endless_digits_is_dropped() -> None:
    document = build(page(f"{ONE}<p>The number is &#{'1' * 9000}; and the council said that it was wrong.</p>{TWO}"))
    assert "The number is and the council" in document.text


def test_a_headline_below_the_article_is_not_its_headline() -> None:
    document = build(page(f"{ONE}{TWO}{THREE}<footer><h1>Coastal Gazette for you</h1></footer>"))
    assert document.text.split("\n\n") == list(BODY["en"])
