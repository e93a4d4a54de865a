from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from onrecord.model import Actor, Reading
from onrecord.views.brief import Holder, brief_of, http_link, lead, printed_words
from tests.views.sample import ADDRESS, at, document_of, ferry, reading_of, readings, statement_of, story


def words_of(text: str, *content: str, kind: str = "direct") -> tuple[str, ...]:
    document = document_of(text)
    return printed_words(statement_of(document, tuple(at(text, one) for one in content), kind=kind))


@pytest.mark.parametrize(
    ("text", "content", "kind", "shown"),
    [
        ("“We sail,” she said.", ["We sail"], "direct", ["“We sail,”"]),  # the comma stands inside the marks
        ('She said: "We sail."', ["We sail."], "direct", ['"We sail."']),  # straight marks
        ("Dijo: «Zarpamos».", ["Zarpamos"], "direct", ["«Zarpamos»"]),  # guillemets
        ("Dijo: «¿Zarpamos?»", ["Zarpamos?"], "direct", ["«¿Zarpamos?»"]),  # an opening question mark between
        ("“We sail,” she said, “at six.”", ["We sail", "at six."], "direct", ["“We sail,”", "“at six.”"]),  # two parts
        (
            '"We sail at dawn. " Nobody',
            ["We sail at dawn."],
            "direct",
            ['"We sail at dawn. "'],
        ),  # space inside the marks
        ("“We sail at dawn.\n\nNobody", ["We sail at dawn."], "direct", ["“We sail at dawn."]),  # closing mark missing
        ("—We sail, said Bo. “Never.”", ["We sail"], "direct", ["We sail"]),  # the next quotation's mark is not ours
        ("She said that we sail.", ["we sail"], "indirect", ["we sail"]),  # no marks
        ("He said ‘no’, that we sail “now”.", ["we sail “now”"], "mixed", ["we sail “now”"]),  # marks inside stay
        ("It was “odd” that we sail, “maybe”.", ["that we sail"], "indirect", ["that we sail"]),  # others' marks beside
        ("The crews’ wish is that we sail.", ["wish"], "indirect", ["wish"]),  # an apostrophe is no mark
    ],
)
def test_words_are_shown_with_the_marks_of_the_page(text: str, content: list[str], kind: str, shown: list[str]) -> None:
    assert list(words_of(text, *content, kind=kind)) == shown


@pytest.mark.parametrize(
    ("source", "cue", "shown"),
    [
        ("Mara Quint", "said", "Mara Quint said"),  # side by side: as one
        ("she", "told", "told … she"),  # in the order of the page, other words between
        (None, "said", "said"),  # no source
        (None, None, None),  # neither
    ],
)
def test_lead_is_the_pages_own_words(source: str | None, cue: str | None, shown: str | None) -> None:
    text = "Mara Quint said so, told us she, that is, would."
    statement = statement_of(
        document_of(text), (at(text, "so"),), source=source and at(text, source), cue=cue and at(text, cue)
    )
    assert lead(text, statement) == shown


def test_statements_are_grouped_by_speaker_in_order_of_first_appearance() -> None:
    brief = brief_of(ferry())
    assert [voice.speaker and voice.speaker.name for voice in brief.voices] == [
        "Mara Quint",
        "Tomas Vell",
        "shipyard's analysts",
        "Ione Marsh",
        None,
    ]
    assert [[entry.number for entry in voice.entries] for voice in brief.voices] == [
        [1, 2, 3, 5],
        [4, 6, 7],
        [9],
        [10],
        [8],
    ]
    assert brief.speakers == 4
    assert brief.unresolved == 1


def test_offices_that_others_contain_are_left_out() -> None:
    assert brief_of(ferry()).voices[0].offices == ("Harbour Minister",)


def test_a_nested_statement_names_who_reported_it() -> None:
    nested = brief_of(ferry()).voices[0].entries[-1]
    assert nested.holder == Holder(4, "Tomas Vell")
    assert nested.words == ("‘the islands owe nothing’",)


def test_numbers_follow_the_page_not_the_order_of_adding() -> None:
    reading = ferry()
    mixed = replace(reading, statements=tuple(reversed(reading.statements)))
    assert [e.statement.id for e in brief_of(mixed).entries] == [e.statement.id for e in brief_of(reading).entries]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (ADDRESS, ADDRESS),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https:no-host", None),
        ("http://[broken", None),
        ("page.html", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_links(address: str | None, link: str | None) -> None:
    assert http_link(address) == link


@given(readings())
@settings(deadline=None, max_examples=25)
def test_every_statement_is_in_the_brief_once(reading: Reading) -> None:
    brief = brief_of(reading)
    assert sorted(entry.statement.id for entry in brief.entries) == sorted(one.id for one in reading.statements)
    assert [entry.number for entry in brief.entries] == list(range(1, len(reading.statements) + 1))


@given(readings())
@settings(deadline=None, max_examples=25)
def test_words_shown_are_words_of_the_page(reading: Reading) -> None:
    for entry in brief_of(reading).entries:
        assert len(entry.words) == len(entry.statement.content)
        for part, span in zip(entry.words, entry.statement.content, strict=True):
            assert part in reading.document.text
            assert span.text in part


def test_a_span_outside_its_anchor_is_shown_as_it_is() -> None:
    text = "“Up,” he said from the top of the mast, not heard by many. “Down.”"
    statement = statement_of(document_of(text), (at(text, "Up"),))
    stray = replace(statement, content=(at(text, "Down."),))
    assert printed_words(stray) == ("Down.",)


def test_one_speaker_is_one_voice_whatever_the_spelling() -> None:
    text = "Ana Ro said yes. Ro said no."
    document = document_of(text)
    both = tuple(
        statement_of(document, (at(text, word),), speaker=Actor("a9", name, None, "person"))
        for word, name in [("yes", "Ana Ro"), ("no", "Ro")]
    )
    assert [voice.speaker and voice.speaker.name for voice in brief_of(reading_of(document, both)).voices] == ["Ana Ro"]


def test_what_the_story_holds() -> None:
    brief = brief_of(story())
    assert [(one.issue and one.issue.label, one.size) for one in brief.topics] == [("toll", 2), ("lamp", 2), (None, 1)]
    assert [(one.actor.name, len(one.entries)) for one in brief.people] == [
        ("Mara Quint", 2), ("Tomas Vell", 2), ("Sorrel Council", 0)]  # fmt: skip
    assert [(one.name, [entry.number for entry in one.entries]) for one in brief.carriers] == [
        ("Radio Kestrel", [2, 3])
    ]
    assert [one.entries for one in brief.agreements] == [(1,)]
    assert [one.span.text for one in brief.ahead] == ["votes", "hearing"]
    assert dict(brief.counts) == {
        "statement": 5, "speaker": 2, "issue": 2, "relayed": 2, "scheduled": 2, "unresolved": 1, "rejected": 1}  # fmt: skip


def test_what_is_open() -> None:
    found = brief_of(story()).open
    assert [one.number for one in found.speakers] == [one.number for one in found.uncertain] == [5]
    assert [one.span.text for one in found.undated] == ["strike"]
    assert [one.span.text for one in found.yearless] == ["hearing"]
    assert found.rejected == (("A hearing will follow",),)
    assert not brief_of(reading_of(document_of("It rained."), ())).open


def test_an_issue_that_is_only_agreed_on_is_shown() -> None:
    reading = story()
    brief = brief_of(replace(reading, statements=()))
    assert [(one.issue and one.issue.label, one.size, len(one.agreements)) for one in brief.topics] == [("toll", 0, 1)]


@given(readings())
@settings(deadline=None, max_examples=25)
def test_every_statement_stands_under_one_issue(reading: Reading) -> None:
    brief = brief_of(reading)
    under = [entry.number for topic in brief.topics for voice in topic.voices for entry in voice.entries]
    assert sorted(under) == [entry.number for entry in brief.entries]
