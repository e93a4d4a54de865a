from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings

from onrecord.model import Actor, Addressee, Original, Reading, Relay, Setting
from onrecord.views.brief import brief_of
from onrecord.views.labels import labels_for
from onrecord.views.page import HUES, page
from tests.views.sample import ADDRESS, QUINT, STORY, at, document_of, ferry, reading_of, readings, statement_of, story

ENGLISH = labels_for("en")
VOID = {"meta", "br"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "section", "article", "footer", "nav",
    "h1", "h2", "h3", "h4", "p", "div", "span", "strong", "ol", "ul", "li", "blockquote", "mark", "details", "summary",
    "dl", "dt", "dd", "code", "time", "br", "h5", "em", "s", "figure", "figcaption", "table", "caption", "thead", "tbody",
    "tr", "th", "td", "svg", "circle", "rect", "path", "line", "g", "text", "tspan", "desc",
}  # fmt: skip


@dataclass
class Seen(HTMLParser):
    """What a browser would see, as far as these tests ask."""

    tags: Counter[str] = field(default_factory=Counter)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    marked: dict[str, str] = field(default_factory=dict)
    article: str = ""
    marks: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append([c for c in (dict(attrs).get("class") or "").split() if re.fullmatch(r"d\d+m\d+", c)])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "mark" in self.open and self.open[-1] == "mark":
            for name in self.marks[-1]:
                self.marked[name] = self.marked.get(name, "") + data

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def page_of(*made: Reading, language: str = "en") -> str:
    return page([brief_of(reading) for reading in made], labels_for(language))


def test_the_page_is_whole() -> None:
    html = page_of(ferry())
    assert html.lstrip().startswith("<!doctype html>")
    got = seen(html)
    assert got.tags["h1"] == got.tags["main"] == got.tags["article"] == 1
    assert ("html", "lang", "en") in got.attributes
    assert set(got.tags) <= TAGS


def test_every_statement_is_marked_and_linked_to_its_place_and_back() -> None:
    reading = ferry()
    got = seen(page_of(reading))
    hrefs, ids = Counter(got.values("href")), Counter(got.values("id"))
    assert max(ids.values()) == 1
    for number, statement in enumerate(reading.statements, 1):
        assert ids[f"d1s{number}"] == ids[f"d1w{number}"] == 1
        assert hrefs[f"#d1w{number}"] == 1
        assert hrefs[f"#d1s{number}"] >= 1
        marked = got.marked[f"d1m{number}"].replace(" ", "")
        assert "".join(span.text for span in statement.content).replace(" ", "")[-12:] in marked


@given(readings())
@settings(deadline=None, max_examples=30)
def test_any_reading_makes_a_sound_page(reading: Reading) -> None:
    got = seen(page_of(reading))
    ids = Counter(got.values("id"))
    assert max(ids.values()) == 1
    assert set(got.tags) <= TAGS
    assert {h[1:] for h in got.values("href") if h.startswith("#")} <= ids.keys() | unplaced(reading)


def unplaced(reading: Reading) -> set[str]:
    """Places of statements that have no words at all."""
    entries = brief_of(reading).entries
    return {f"d1w{e.number}" for e in entries if all(span.start == span.end for span in e.statement.content)}


def test_nested_statements_show_both_and_stay_flat() -> None:
    html = page_of(ferry())
    assert re.search(
        r'<mark class="h1 d1m4 d1m5 nested o2"><a class="ref r1" id="d1w5"[^>]*>5</a>the islands owe', html
    )
    assert "<mark" not in re.sub(r"<mark[^>]*>.*?</mark>", "", html, flags=re.DOTALL)


# issues, positions, time


def test_statements_stand_under_their_issue() -> None:
    html = page_of(story())
    headings = re.findall(r"<h(\d)[^>]*>([^<]*)</h", html)
    shown = [words for level, words in headings if level in "34"]
    assert shown[3:] == ["toll", "Mara Quint", "Tomas Vell", "lamp", "Tomas Vell", "Mara Quint", "Under no issue",
        "Speaker not identified"]  # fmt: skip
    levels = [int(level) for level, _ in headings]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))  # no level is left out


def test_the_matrix_is_a_picture_and_a_table() -> None:
    html = page_of(story())
    picture = html[html.index('<svg class="picture"') : html.index("</svg>", html.index('<svg class="picture"'))]
    assert 'role="img" aria-labelledby="d1mt d1md"' in picture
    assert "Positions of 2 actors on 2 issues</title>" in picture
    assert "Tomas Vell: toll, opposes; lamp, supports.</desc>" in picture
    table = html[html.index("<table>") : html.index("</table>")]
    assert "<caption" in table
    assert table.count('scope="col"') == 3
    assert table.count('scope="row"') == 2
    assert 'opposes <a class="number h2" href="#d1s2"' in table
    assert 'speaks, no position shown <a class="number h1" href="#d1s4"' in table


def test_every_event_is_one_step_from_its_sentence() -> None:
    html = page_of(story())
    got = seen(html)
    ids = Counter(got.values("id"))
    for key in ("e1", "e2", "e3", "e4", "e5", "a1"):
        assert ids[f"d1{key}"] == ids[f"d1{key}at"] == 1, key
        assert f"#d1{key}at" in got.values("href")
    assert re.search(r'id="d1a1at"></span><span class="d1a1n[^"]*">Quint and Vell disagree on the toll\.', html)


def test_bars_of_the_timeline_say_how_sure_the_date_is() -> None:
    html = page_of(story())
    assert html.count('<svg class="track"') == 5
    assert len(re.findall(r'<rect class="bar scheduled" x="[\d.]+%"', html)) == 1
    assert "the page appeared 12 March 2031" in html
    assert html.count("No date on the page") == 1
    assert "expected: Tomas Vell" in html


def test_people_relays_and_what_is_open() -> None:
    html = page_of(story())
    assert "named, not quoted" in html  # the council acts and says nothing
    assert "through Radio Kestrel" in html
    assert "could be Mara Quint or Tomas Vell" in html
    assert "confirmed by a person; corrected by a person: speaker" in html
    assert ">A hearing will follow</s>" in html  # struck out
    for words in (
        "Read with little certainty",
        "Events without a date on the page",
        "Dates whose year the page leaves",
    ):
        assert words in html


def test_the_article_stays_whole_under_all_marks() -> None:
    html = page_of(story())
    text = re.sub(
        r"<a class=\"ref.*?</a>|<[^>]+>", "", html[html.index('<div class="text"') : html.index("</article>")]
    )
    assert unescape(re.sub(r"\s+", " ", text).strip()) == re.sub(r"\s+", " ", STORY)


def test_a_translation_is_said_once_at_the_head() -> None:
    reading = ferry()
    reading = replace(reading, statements=tuple(replace(one, translated=True) for one in reading.statements))
    assert page_of(reading).count("quoted in translation") == 1
    untold = replace(reading, document=replace(reading.document, translated_from=None))
    assert page_of(untold).count("quoted in translation") == len(reading.statements)


def test_what_lists_know_of_an_actor_stands_with_its_office() -> None:
    known = replace(QUINT, held="Minister of Harbours", organisation="Government of Ellery", state="ELL")
    reading = ferry()
    statement = replace(reading.statements[0], speaker=known)
    html = page_of(replace(reading, statements=(statement,)))
    for words in ("Minister of Harbours", "for Government of Ellery", "stands for ELL"):
        assert f'<p class="known">{words}</p>' in html


def test_spanish_labels_leave_the_words_of_the_page() -> None:
    html = page_of(story(), language="es")
    for words in ("De un vistazo", "Dónde está cada cual", "Cronología", "Lo que no se pudo resolver", "a favor"):
        assert words in html
    assert ">Parliament <em>votes</em> on 2 April in Port Ellery.</a>" in html


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}</style><!--"


def hostile() -> Reading:
    text = f"“We {HOSTILE} sail,” said Bo {HOSTILE} to us in Ay via Bee. {HOSTILE}"
    document = replace(
        document_of(text, source="javascript:alert(1)"),
        title=HOSTILE,
        deck=HOSTILE,
        byline=HOSTILE,
        outlet=HOSTILE,
        published=HOSTILE,
        language='en" onload="alert(1)',
        translated_from=Original(HOSTILE, HOSTILE, "javascript:alert(2)"),
    )
    statement = statement_of(
        document,
        (at(text, f"We {HOSTILE} sail"),),
        act=HOSTILE,
        source=at(text, f"Bo {HOSTILE}"),
        speaker=Actor(HOSTILE, HOSTILE, HOSTILE, None),
        addressee=Addressee(HOSTILE, at(text, "us")),
        setting=Setting(None, at(text, HOSTILE)),
        relays=(Relay(HOSTILE, at(text, "Bee")),),
        repair=(HOSTILE,),
    )
    return reading_of(document, (statement,), (HOSTILE,))


def test_a_hostile_page_stays_words() -> None:
    html = page_of(hostile(), ferry())
    got = seen(html)
    assert set(got.tags) <= TAGS
    assert got.tags["style"] == 1
    assert not [name for _, name, _ in got.attributes if name.startswith("on") or name in ("src", "srcset", "action")]
    assert all(href.startswith(("#", "https://ledger.example/")) for href in got.values("href"))
    assert "{{ 7*7 }}" in html
    assert "49" not in html


def test_nothing_is_fetched() -> None:
    html = page_of(ferry())
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"url\(|@import|<link|<img|<script", html)


@pytest.mark.parametrize(("source", "linked"), [(ADDRESS, True), ("http://a.example/", True), ("ferry.txt", False)])
def test_source_is_linked_only_when_it_is_on_the_web(source: str, linked: bool) -> None:
    reading = ferry()
    document = replace(reading.document, source=source, translated_from=None)
    assert (f'<a href="{source}"' in page_of(reading_of(document, ()))) == linked


def test_languages_of_page_and_words() -> None:
    got = seen(page_of(ferry(), language="es"))
    assert ("html", "lang", "es") in got.attributes
    assert ("blockquote", "lang", "en") in got.attributes
    html = page_of(ferry(), language="es")
    for words in ("Declaraciones", "según Tomas Vell", "no lo dijo", "Hablante sin identificar", "1 de abril de 2031"):
        assert words in html


def test_furniture_is_folded() -> None:
    html = page_of(ferry())
    assert html.count('<details class="furniture">') == 3  # the last two paragraphs are folded together
    assert "Page furniture: read also, newsletter</summary>" in html


def test_several_documents_on_one_page() -> None:
    html = page_of(ferry(), hostile())
    got = seen(html)
    assert got.tags["article"] == 2
    assert max(Counter(got.values("id")).values()) == 1
    assert '<a href="#d2"' in html
    assert "<title>2 documents</title>" in html


def test_nothing_found_says_so() -> None:
    html = page_of(reading_of(document_of("It rained."), (), ("no model reads Finnish",)))
    assert "No statements found." in html
    assert "no model reads Finnish" in html


# contrast, WCAG 2.2 AA


def css() -> str:
    return (files("onrecord.views") / "templates" / "page.css").read_text(encoding="utf-8")


def palettes() -> list[dict[str, str]]:
    light, dark = re.split(r"@media screen and \(prefers-color-scheme: dark\)", css().split("\n.h0")[0])
    return [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part)) for part in (light, dark)]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_contrast(palette: dict[str, str]) -> None:
    tints = [palette[f"t{hue}"] for hue in range(HUES + 1)]
    grounds = [palette["paper"], palette["card"], *tints]
    assert all(contrast(palette["ink"], ground) >= 7 for ground in grounds)
    assert all(contrast(palette["muted"], ground) >= 4.5 for ground in grounds)
    for hue in range(HUES + 1):
        assert all(contrast(palette[f"s{hue}"], ground) >= 4.5 for ground in grounds), hue
    assert all(contrast(palette["alert"], ground) >= 4.5 for ground in grounds)
    assert all(contrast(palette[name], palette["paper"]) >= 4.5 for name in ("for", "against", "s2", "s7"))
    assert contrast(palette["ink"], palette["aim"]) >= 4.5
    assert all(contrast(palette[f"s{hue}"], palette["aim"]) >= 4.5 for hue in range(HUES + 1))


def test_every_speaker_has_a_colour() -> None:
    sheet = css()
    for name in ("h", "o", "r"):
        assert all(f".{name}{hue} {{" in sheet for hue in range(HUES + 1))


def test_the_sheet_cannot_be_left() -> None:
    assert "</" not in css()
