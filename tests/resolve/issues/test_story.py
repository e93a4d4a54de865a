"""Issues found in a story: which words are one, and which ground puts a statement on it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Issue
from onrecord.resolve.issues import issues_of
from onrecord.resolve.issues.sections import sections_of
from tests.resolve.issues.page import page

SECTIONS = """\
Two ministers meet on the island

Dora and Emil met for the first time since the spring, and both of them spoke to reporters when it was over.

Norway: no common ground

Dora said [[the Norwegian parliament must be heard before any vote is taken]]. Emil said [[that would take far too long for everybody]]. \
In this regard, Dora said [[she would rather wait]].

Fishing rights in the strait

Emil said [[the fishing rights were never for sale]]. Dora said [[nobody had asked for the fishing rights at all]]. Emil added [[he was glad of it]].
"""


def labels(marked: str, language: str = "en", title: str | None = None) -> list[str | None]:
    document, analysis, statements = page(marked, language, title)
    found = issues_of(document, analysis, statements)
    return [issues[0].label if issues else None for issues in found]


def test_sections_carry() -> None:
    title = "Two ministers meet on the island"
    expected = ["Norway", "Norway", "Norway", "fishing rights", "fishing rights", "fishing rights"]
    assert labels(SECTIONS, title=title) == expected


def test_words_that_decided_stand_in_the_page() -> None:
    document, analysis, statements = page(SECTIONS)
    found = issues_of(document, analysis, statements)
    heading = document.text.index("Norway:")
    assert found[1][0].words[0].start == heading
    assert found[0][0].words[0].text == "Norwegian"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a phrase of two statements, and its shorter form
        (
            "Dora said [[the harbour tunnel will leak]].\n\nEmil said [[the harbour tunnel is dry]].\n\nDora said [[the tunnel was built in a hurry]].",
            ["harbour tunnel"] * 3,
        ),
        # one statement alone turns on nothing
        ("Dora said [[the harbour tunnel will leak]].\n\nEmil said [[he had no time]].", [None, None]),
        # the speaker is no issue
        ("Dora said [[Emil was late]].\n\nEmil said [[Dora was early]].", [None, None]),
        # `about it` takes up what was named last
        (
            "Dora said [[the ferry strike goes on]]. Emil said [[the ferry strike must end]].\n\nDora said [[there was no more to say about it]].",
            ["ferry strike"] * 3,
        ),
        # an adjective of a state is not the state, when nothing else in the page names it
        (
            "Dora said [[a Norwegian sailor fell]].\n\nEmil said [[the Norwegian sailor was dry]].",
            ["Norwegian sailor"] * 2,
        ),
        # words of every story
        ("Dora said [[the situation is bad]].\n\nEmil said [[the situation is good]].", [None, None]),
        # months and days
        ("Dora said [[it ends in March]].\n\nEmil said [[it begins in March]].", [None, None]),
    ],
)
def test_english(text: str, expected: list[str | None]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dora dijo que [[el túnel del puerto se inunda]].\n\nEmil dijo que [[el túnel del puerto está seco]].",
            ["túnel del puerto"] * 2,
        ),
        (
            "Dora dijo que [[Noruega debe pagar]]. Emil dijo que [[Noruega ya pagó]].\n\nAl respecto, Dora dijo que [[no habrá más plazos]].",
            ["Noruega"] * 3,
        ),
        ("Dora dijo que [[la situación es mala]].\n\nEmil dijo que [[la situación es buena]].", [None, None]),
    ],
)
def test_spanish(text: str, expected: list[str | None]) -> None:
    assert labels(text, "es") == expected


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (["Ferry strike goes on", "one two three " * 8], ["Ferry strike goes on"]),
        (["Ferry strike goes on.", "one two three " * 8], []),  # a sentence
        (["Sources", "one two three " * 8], []),  # heads no issue
        (["Friday, May 31, 2019", "one two three " * 8], []),  # a date
        (["Toll by year", "one two"], []),  # over a list
        (["Rosa on stage", "Hugo on stage", "Ines on stage", "one two three " * 8], []),  # captions
    ],
)
def test_headings(lines: list[str], headings: list[str]) -> None:
    document, analysis, _ = page("\n\n".join(line.strip() for line in lines))
    found = [section.heading.text for section in sections_of(document, analysis) if section.heading is not None]
    assert found == headings


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "the harbour tunnel",
                "Norway",
                "he",
                ",",
                "strike of",
                "el túnel",
                "\n\n",
                ". ",
                "[[",
                "]]",
                "¿",
                "said",
                "É",
            ]
        ),
        max_size=40,
    ),
    st.sampled_from(["en", "es", "fr", "de"]),
)
def test_always(parts: list[str], language: str) -> None:
    """Words stand in the page, the first issue comes once, and two readings agree."""
    document, analysis, statements = page(" ".join(parts), language)
    found = issues_of(document, analysis, statements)
    assert len(found) == len(statements)
    assert found == issues_of(document, analysis, statements)
    for issues in found:
        assert len({issue.id for issue in issues}) == len(issues)
        assert all(holds(document.text, issue) for issue in issues)


def holds(text: str, issue: Issue) -> bool:
    return bool(issue.words) and all(text[word.start : word.end] == word.text for word in issue.words)
