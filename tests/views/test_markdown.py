from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from onrecord.model import Reading
from onrecord.views.brief import brief_of
from onrecord.views.labels import labels_for
from onrecord.views.markdown import escaped, markdown
from tests.views.sample import ferry, reading_of, readings, story, texts

ENGLISH = labels_for("en")
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {
    "h1",
    "h2",
    "h3",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "p",
    "strong",
    "em",
    "ul",
    "li",
    "br",
    "a",
    "blockquote",
}


def plain(source: str) -> str:
    """The words of parsed Markdown."""
    tokens = [child for token in PARSER.parse(source) for child in token.children or [token]]
    return "".join(
        token.content for token in tokens if token.type in ("text", "text_special", "html_inline", "html_block")
    )


def tags(source: str) -> set[str]:
    tokens = [t for token in PARSER.parse(source) for t in [token, *(token.children or [])]]
    return {t.tag or t.type for t in tokens if t.type not in ("inline", "text", "softbreak")} - {"text_special"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, with stops.", "plain words, with stops."),
        ("**bold** _em_ `code`", r"\*\*bold\*\* \_em\_ \`code\`"),
        ("[a](javascript:x) ![i](u)", r"\[a\](javascript:x) !\[i\](u)"),
        ("<script>&amp;", r"\<script\>\&amp;"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),  # only where it would begin a list
        ("a - b", "a - b"),
        ("12. item", r"12\. item"),
        ("1) item", r"1\) item"),
        ("2031 was", "2031 was"),
        ("http://a.example www.b.example", r"http\://a.example www\.b.example"),  # no links but ours
        ("two\n\n  lines", "two lines"),
        ("a|b ~~c~~ $d$", r"a\|b \~\~c\~\~ \$d\$"),
        ("", ""),
    ],
)
def test_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(texts | st.text(alphabet="ab-+=.1 )#>*_`[]()!<&:\\", max_size=30))
@settings(deadline=None, max_examples=120)
def test_escaped_words_are_shown_as_they_are(text: str) -> None:
    words = " ".join(text.split()).replace("\0", "\ufffd")
    assert plain(escaped(text)) == words
    assert tags(escaped(text)) <= {"p"}


@given(readings())
@settings(deadline=None, max_examples=30)
def test_a_page_brings_no_markup_of_its_own(reading: Reading) -> None:
    assert tags(markdown(brief_of(reading), ENGLISH)) <= OURS


def test_the_brief() -> None:
    shown = markdown(brief_of(ferry()), ENGLISH)
    assert shown.startswith("# Ellery ferry to sail again in May, minister says\n\n**The Ellery Ledger** · Pavel Horn")
    assert "Source: <https://ledger.example/2031/04/ferry.html>\n" in shown
    assert "## Tomas Vell, who chairs the council\n" in shown
    assert "- **claims** the council had set aside 2.3 million crowns for a ferry of its own\\\n" in shown
    assert "  indirect · *Vell … told* · to islanders · **via Radio Kestrel, Coast Agency**\n" in shown
    assert "- reported by Tomas Vell\n  - **says** ‘the islands owe nothing’\\\n    direct · *the minister" in shown
    assert "- **not said** the engines were new\\\n" in shown
    assert shown.endswith("> Not read: the second page of the article was not there\n")


@pytest.mark.parametrize("source", ["javascript:alert(1)", "a.html", "https://a.example/<b>", "https://a.example/ x"])
def test_only_clean_web_addresses_are_links(source: str) -> None:
    reading = ferry()
    document = replace(reading.document, source=source)
    shown = markdown(brief_of(reading_of(document, ())), ENGLISH)
    assert "a" not in tags(shown)
    assert f"Source: {escaped(source)}" in shown


def test_nothing_found_says_so() -> None:
    assert "No statements found." in markdown(brief_of(replace(ferry(), statements=())), ENGLISH)


def test_the_story_by_issue() -> None:
    shown = markdown(brief_of(story()), ENGLISH)
    assert "\n- **Mara Quint and Tomas Vell disagree on toll**: Quint and Vell *disagree* on the toll.\n" in shown
    assert "\n## toll\n\n### Mara Quint, Harbour Minister\n" in shown
    assert "\n|  | toll | lamp |\n|---|---|---|\n| Mara Quint | supports | speaks, no position shown |\n" in shown
    assert "\n- **2 April 2031** (scheduled): Parliament *votes* on 2 April in Port Ellery.\n" in shown
    assert "\n- Radio Kestrel: 2 statements\n" in shown
    assert tags(shown) <= OURS
