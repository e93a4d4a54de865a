"""Metadata, each field with its origin."""

from __future__ import annotations

import pytest

from onrecord.document import build
from onrecord.errors import DocumentError
from onrecord.model import Original
from tests.document.captures import capture, page
from tests.document.test_furniture import BODY, HEADLINE

PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY["en"])
ARTICLE = f"<h1>{HEADLINE['en']}</h1>{PARAGRAPHS}"
JSON_LD = """<script type="application/ld+json">{"@graph": [
  {"@type": "Organization", "@id": "#o", "name": "Coastal Gazette"},
  {"@type": ["NewsArticle"], "headline": "Arvik closes its old quay", "datePublished": "2019-05-16T08:00:00Z",
   "author": [{"name": "Ina Holm"}, {"name": "Ole Berg"}], "publisher": {"@id": "#o"}, "description": "A century ends",
   "inLanguage": "en-GB"}]}</script>"""


def test_json_ld_comes_first() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    document = build(page(ARTICLE, broken + JSON_LD + '<meta name="author" content="Somebody Else">'))
    assert document.byline == "Ina Holm, Ole Berg"
    assert (document.outlet, document.published) == ("Coastal Gazette", "2019-05-16T08:00:00+00:00")
    assert (document.deck, document.language) == ("A century ends", "en")
    assert document.origins["byline"] == document.origins["published"] == "json-ld"
    assert document.origins["title"] == "html"


def test_meta_tags() -> None:
    head = (
        "<title>Arvik closes its old quay | Coastal Gazette</title>"
        '<meta property="og:site_name" content="Coastal Gazette">'
        '<meta property="article:published_time" content="2019-05-16"><meta name="author" content="https://a.example/ina">'
        '<meta name="author" content="Ina Holm">'
    )
    document = build(page(PARAGRAPHS, head))
    assert document.title == "Arvik closes its old quay" == document.text.split("\n\n")[0]
    assert (document.outlet, document.published, document.byline) == ("Coastal Gazette", "2019-05-16", "Ina Holm")
    assert document.origins["outlet"] == document.origins["byline"] == "meta"


def test_markup_and_words() -> None:
    top = f'<h1>{HEADLINE["en"]}</h1><p class="byline">By Ina Holm</p><time datetime="2019-05-16">16 May</time>'
    document = build(page(top + PARAGRAPHS))
    assert (document.byline, document.published) == ("Ina Holm", "2019-05-16")
    assert document.origins["byline"] == document.origins["published"] == "html"
    assert document.outlet is None


def test_nothing_is_invented() -> None:
    document = build(capture(BODY["en"][0]))
    fields = (document.title, document.deck, document.byline, document.outlet, document.published)
    assert fields == (None,) * 5
    assert document.translated_from is None


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        (" ".join(BODY["es"]), "es", "es"),
        (" ".join(BODY["es"]), "en", "es"),  # the words are clear, the declaration is wrong
        (" ".join(BODY["fr"]), "", "fr"),
        ("Der Rat des Hafens von Arvik hat am Dienstag gegen die Fischer gestimmt, sagte Nora Falk. " * 3, "de", "de"),
        ("Der Rat des Hafens von Arvik hat am Dienstag gegen die Fischer gestimmt, sagte Nora Falk. " * 3, "", None),
    ],
)
def test_language(text: str, declared: str, expected: str | None) -> None:
    assert build(page(f"<p>{text}</p><p>{text}</p>", language=declared)).language == expected


def test_a_dateline_with_a_year_dates_a_text() -> None:
    document = build(capture("Arvik cierra su muelle\n\nArvik, 16 may 2019 (EPN).- " + " ".join(BODY["es"])))
    assert document.published == "2019-05-16"


ORIGINAL = "Arvik cierra su muelle viejo"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([f"Leer en español: {ORIGINAL}"], None),  # another version is not the original
        ([f'Translated from "{ORIGINAL}"'], Original(ORIGINAL, None, None)),
        ([f'Translated from "{ORIGINAL}"', f"Leer en español: {ORIGINAL}"], Original(ORIGINAL, "es", None)),
        ([f'Translated from "{ORIGINAL}"', "Lire en français : Un autre titre"], Original(ORIGINAL, None, None)),
        (["Translated from Spanish", f"Leer en español: {ORIGINAL}"], Original(ORIGINAL, "es", None)),
        (["Translated from Spanish by Ina Holm"], None),  # neither title nor address
    ],
)
def test_translated_from_in_plain_text(lines: list[str], expected: Original | None) -> None:
    one, *rest = BODY["en"]
    document = build(capture("\n\n".join([HEADLINE["en"], one, *lines, *rest])))
    assert document.translated_from == expected


def test_translated_from_takes_the_address_of_the_version() -> None:
    link = f'<p><a href="/es/muelle">Leer en español: {ORIGINAL}</a></p>'
    document = build(page(ARTICLE + link + f"<p>Translated from “{ORIGINAL}”</p>"))
    assert document.translated_from == Original(ORIGINAL, "es", "/es/muelle")
    assert document.origins["translated_from"] == "html"


def test_translated_from_takes_the_alternate_link() -> None:
    head = '<link rel="alternate" hreflang="es" href="https://a.example/es/1">'
    assert build(page(ARTICLE, head)).translated_from is None
    document = build(page(ARTICLE + "<p>Translated from Spanish</p>", head))
    assert document.translated_from == Original(None, "es", "https://a.example/es/1")


def test_the_id_is_a_hash_of_source_and_text() -> None:
    one, same, other = (build(capture(text)) for text in ("Some words.", "Some words.", "Other words."))
    assert one.id == same.id != other.id
    assert len(one.id) == 17
    assert build(capture("Some words.", address="https://a.example/1")).id != one.id


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe\x00", b"--- ... ---"])
def test_no_text_is_an_error(content: bytes) -> None:
    with pytest.raises(DocumentError):
        build(capture(content))
