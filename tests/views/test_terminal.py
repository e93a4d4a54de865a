from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from onrecord.model import Actor, Reading
from onrecord.store import open_store, whose_words
from onrecord.views import terminal
from onrecord.views.brief import brief_of
from onrecord.views.labels import labels_for
from tests.views.sample import TITLE, at, document_of, ferry, reading_of, readings, statement_of, story

ENGLISH = labels_for("en")


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def brief_in(stream: io.StringIO, reading: Reading | None = None, language: str = "en") -> str:
    terminal.write_brief(brief_of(reading or ferry()), labels_for(language), stream)
    return stream.getvalue()


BRIEF = """\
Ellery ferry to sail again in May, minister says
The Ellery Ledger · Pavel Horn · 1 April 2031 · English
Translated from Spanish: El ferri de Ellery vuelve en mayo
https://ledger.example/2031/04/ferry.html

10 statements · 4 speakers · 1 relayed · 1 with no speaker identified

Mara Quint  Harbour Minister
  announces  the night ferry between Port Ellery and the Sorrel Islands will
             return on 4 May
  indirect   Harbour Minister Mara Quint announced · setting: a press conference
  says       “We are not there yet,” … “but the hull is sound and the crew is
             hired.”
  direct     she told · to reporters
  warns      fares would rise “by a modest amount” unless the islands' council
             pays its share
  mixed      Quint warned
  reported by Tomas Vell
    says       ‘the islands owe nothing’
    direct     the minister herself said

Tomas Vell  who chairs the council
  rejects    “Nobody has sent us an invoice, and as the minister herself said in
             March, ‘the islands owe nothing’. ”
  direct     Tomas Vell, who chairs the council, rejected · quotation marks
             mended: space inside the marks
  claims     the council had set aside 2.3 million crowns for a ferry of its own
  indirect   Vell … told · to islanders · via Radio Kestrel, Coast Agency
  denies     having threatened to close the landing stage
  indirect   He denied · confidence 0.62

shipyard's analysts
  estimates  the crossing will take three hours and ten minutes, twenty minutes
             less than before
  indirect   The shipyard's analysts estimate · setting: a note to investors

Ione Marsh  Analyst
  not said   the engines were new
  indirect   Analyst Ione Marsh did not say

Speaker not identified
  threatens  “If they raise fares, we will row,”
  direct     read a banner held up by a man who gave no name · setting: a banner

What could not be resolved
  Read with little certainty: 1
Not read: the second page of the article was not there
"""


STORY = """\
5 statements · 2 speakers · 2 issues · 2 relayed · 2 things ahead · 1 with no
speaker identified · 1 rejected
  Mara Quint and Tomas Vell disagree on toll: “Quint and Vell disagree on the
  toll.”
  Ahead: 2 April 2031  Parliament votes on 2 April in Port Ellery.
  Ahead: May  A hearing will follow in May.

── toll ────────────────────────────────────────────────────────────────────────
Mara Quint  Harbour Minister
  says      “We support the toll,”
  direct    supports toll: “support” · confirmed by a person; corrected by a
            person: speaker

Tomas Vell  who chairs the council
  says      “I oppose the toll,”
  direct    opposes toll: “oppose” · via Radio Kestrel
"""
END = """\
Where they stand
  Mara Quint  + toll (1)
  Tomas Vell  − toll (1) · + lamp (1)
  + supports, − opposes, ± mixed, ? unclear

Timeline
  named date  2029  Quint said that the lamp had been paid for in 2029.
  past        3 February 2031  On 3 February the council met Harbour Minister
              Mara Quint.
  scheduled   2 April 2031  Parliament votes on 2 April in Port Ellery.
  scheduled   May  A hearing will follow in May.

What could not be resolved
  Read with little certainty: 1
  Events without a date on the page: strike
  Dates whose year the page leaves open: hearing
Not read"""


def test_the_brief_by_issue() -> None:
    reading = replace(story(), notes=("nothing",))
    shown = brief_in(io.StringIO(), reading)
    assert STORY in shown
    assert END in shown


def test_the_brief() -> None:
    assert brief_in(io.StringIO()) == BRIEF


def test_the_brief_in_spanish() -> None:
    shown = brief_in(io.StringIO(), language="es")
    for words in (
        "1 de abril de 2031",
        "según Tomas Vell",
        "no lo dijo",
        "vía Radio Kestrel",
        "Hablante sin identificar",
    ):
        assert words in shown


def test_nothing_found_says_so() -> None:
    shown = brief_in(io.StringIO(), reading_of(document_of("It rained."), (), ("no model reads Finnish",)))
    assert shown.endswith("No statements found.\nNot read: no model reads Finnish\n")


def test_a_pipe_gets_no_colour() -> None:
    assert "\x1b" not in brief_in(io.StringIO())


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[1;36mMara Quint" in brief_in(Tty())


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = brief_in(Tty())
    assert "36m" not in shown
    assert "32m" not in shown


def test_columns_are_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "48")
    assert max(map(len, brief_in(io.StringIO()).splitlines())) <= 48
    monkeypatch.setenv("COLUMNS", "400")
    assert 80 < max(map(len, brief_in(io.StringIO()).splitlines())) <= 100


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\x00", "\ud800", "\x1b]0;title\x07"])
def test_a_page_cannot_act_on_the_terminal(hostile: str) -> None:
    text = f"“We {hostile} sail,” said Bo {hostile}."
    document = replace(document_of(text, source=f"x{hostile}.txt"), title=f"T{hostile}", outlet=hostile, byline=hostile)
    statement = statement_of(
        document,
        (at(text, f"We {hostile} sail"),),
        source=at(text, f"Bo {hostile}"),
        speaker=Actor("a", f"Bo{hostile}", hostile, None),
    )
    brief = brief_of(reading_of(document, (statement,), (hostile,)))
    for write in (terminal.write_brief, terminal.write_article):
        stream = io.StringIO()
        write(brief, ENGLISH, stream)
        assert not terminal.ACTING.search(stream.getvalue())


def test_words_are_not_read_as_markup() -> None:
    text = "“[bold]We[/bold] sail :smile:,” said Bo."
    document = document_of(text)
    statement = statement_of(document, (at(text, "[bold]We[/bold] sail :smile:"),))
    assert "“[bold]We[/bold] sail :smile:,”" in brief_in(Tty(), reading_of(document, (statement,)))


@given(readings())
@settings(deadline=None, max_examples=25)
def test_any_reading_can_be_shown(reading: Reading) -> None:
    brief = brief_of(reading)
    for write in (terminal.write_brief, terminal.write_article):
        stream = io.StringIO()
        write(brief, ENGLISH, stream)
        assert not terminal.ACTING.search(stream.getvalue())


def test_in_place_the_article_stays_whole() -> None:
    reading = ferry()
    stream = io.StringIO()
    terminal.write_article(brief_of(reading), ENGLISH, stream)
    article, _, notes = stream.getvalue().partition("\n\n[1] ")
    for number in range(1, 11):
        assert f"[{number}]" in article
        article = article.replace(f"[{number}]", "")
    assert article.strip() == reading.document.text
    assert "[5] Mara Quint says · reported by Tomas Vell\n" in notes
    assert "[10] Ione Marsh not said\n" in notes


def test_in_place_a_terminal_shows_roles_and_their_legend() -> None:
    stream = Tty()
    terminal.write_article(brief_of(ferry()), ENGLISH, stream)
    shown = stream.getvalue()
    assert shown.index("furniture") < shown.index(TITLE)
    assert "\x1b[1;36mHarbour Minister Mara Quint\x1b[0m" in shown  # source
    assert "\x1b[3;35mannounced\x1b[0m" in shown  # cue
    assert "\x1b[30;43mWe are not there yet\x1b[0m" in shown  # content
    assert "\x1b[2mListen to this article\x1b[0m" in shown  # furniture


def test_found_statements_name_their_document() -> None:
    with open_store(":memory:") as store:
        store.add(ferry())
        found = store.find("invoice")
    stream = io.StringIO()
    terminal.write_found(found, ENGLISH, stream)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "Tomas Vell rejects (direct)"
    assert lines[1].startswith("  “Nobody has sent us an invoice")
    assert f"The Ellery Ledger · 1 April 2031 · {TITLE}"[:60] in " ".join(lines)
    assert ferry().document.id in " ".join(lines)


def test_documents_are_listed_one_a_line() -> None:
    with open_store(":memory:") as store:
        store.add(ferry())
        stream = io.StringIO()
        terminal.write_documents(store.documents(), stream)
    assert stream.getvalue() == f"{ferry().document.id}  2031-04-01  The Ellery Ledger  {TITLE}\n"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "the islands owe nothing",
            ["said by Mara Quint (says, direct)", "said by Tomas Vell (rejects, direct)"],
        ),  # nested
        ("nine months in dry dock", ["in the page; no statement found with these words"]),  # narration
        ("will return on 4 May, Harbour", ["partly said by Mara Quint (announces, indirect)"]),  # beyond the content
        ("the engines were new", ["said by Ione Marsh (not said, indirect)"]),  # negated
        ("If they raise fares", ["said by a speaker not identified (threatens, direct)"]),
        ("THE  CREW IS HIRED", ["differs in quotation marks", "said by Mara Quint (says, direct)"]),  # not exact
    ],
)
def test_in_whose_mouth(words: str, shown: list[str]) -> None:
    stream = io.StringIO()
    terminal.write_occurrences(whose_words(ferry(), words), ENGLISH, stream)
    for one in shown:
        assert one in stream.getvalue()
