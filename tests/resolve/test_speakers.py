"""Speakers resolved, case by case: (marked text, persons named, speakers expected in text order)."""

from __future__ import annotations

import pytest

from onrecord.quotation import find
from onrecord.resolve import resolve
from tests.quotation.hand import analysis_of

PEOPLE = ("Mara Quint", "Tomás Arrieta", "Ana Brandt", "Quint", "Arrieta", "Brandt")

TABLE = [
    # the name itself, and the short name made full
    ("Mara Quint met sailors. [S1 Quint] [C1 said] [Q1 the fee doubles].", ["Mara Quint"]),
    # a pronoun right after its name
    ("Mara Quint met sailors. [S1 She] [C1 said] [Q1 the fee doubles].", ["Mara Quint"]),
    # a pronoun after the same speaker's statement
    (
        "[S1 Mara Quint] [C1 said] [Q1 the fee doubles]. [S2 She] [C2 added] that [Q2 Ana Brandt had agreed].",
        ["Mara Quint", "Mara Quint"],
    ),
    # an office printed with one person
    ("The harbour minister, Mara Quint, arrived. [S1 The minister] [C1 said] [Q1 the fee doubles].", ["Mara Quint"]),
    ("Harbour Minister Mara Quint met Mayor Ana Brandt. [S1 The mayor] [C1 left] [Q1 no doubt].", ["Ana Brandt"]),
    # two ministers: unresolved stays a description, never a guess
    (
        "Harbour Minister Mara Quint met Finance Minister Tomás Arrieta. [S1 The minister] [C1 said] [Q1 no].",
        ["minister"],
    ),
    # a spokesman is not the one he speaks for
    ("[S1 A spokesman for Mara Quint] [C1 said] [Q1 the fee doubles].", ["spokesman for Mara Quint"]),
    # possessive
    ("[S1 Mara Quint's lawyer] [C1 said] [Q1 the fee doubles].", ["Mara Quint's lawyer"]),
    # organisation or document
    ("[C1 According to] [S1 the harbour office], [Q1 the fee doubles].", ["harbour office"]),
    # a quotation that goes on in the next paragraph
    ('"[Q1 We sail]," [S1 Mara Quint] [C1 said].\n\n"[Q2 Nobody stops us.]"', ["Mara Quint", "Mara Quint"]),
    # no source, no guess
    ("The pilot [C1 was accused of] [Q1 sleeping].", [None]),
    # `I` inside another's words
    (
        '"[Q1 [S2 I] [C2 told] them that [Q2 we sail]]," [S1 Mara Quint] [C1 said].',
        ["Mara Quint", "Mara Quint"],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_speakers(marked: str, expected: list[str | None]) -> None:
    document, analysis = analysis_of(marked, persons=PEOPLE)
    statements = resolve(document, analysis, find(document, analysis))
    assert [s.speaker.name if s.speaker else None for s in statements] == expected


def test_statements_carry_anchor_relay_and_setting() -> None:
    document, analysis = analysis_of(
        "[S1 Mara Quint] [C1 told] [T1 the council] [W1 at a press conference] that [Q1 the pier sinks], according to [R1 the Harbour Times].",
        persons=PEOPLE[:1],
    )
    (statement,) = resolve(document, analysis, find(document, analysis))
    assert statement.anchor.exact == "the pier sinks"
    assert statement.anchor.prefix.endswith("that ")
    assert [r.name for r in statement.relays] == ["Harbour Times"]
    assert statement.setting is not None
    assert statement.setting.label == "press conference"
    assert statement.addressee is not None
    assert statement.addressee.name == "council"


def test_ids_are_content_hashes() -> None:
    document, analysis = analysis_of("[S1 Mara Quint] [C1 said] [Q1 the fee doubles].", persons=PEOPLE[:1])
    once, again = (resolve(document, analysis, find(document, analysis)) for _ in range(2))
    assert once == again
    assert once[0].id.startswith("s")


@pytest.mark.parametrize(
    ("marked", "persons", "expected"),
    [
        # the office with its place before the comma, the holder after it
        ("[S1 The mayor of Port Ellery, Joost Quint], [C1 said] [Q1 no].", ("Ellery", "Joost Quint"), "Joost Quint"),
        # a place of two words of which one is taken for a person
        ("[S1 The mayor of Port Ellery] [C1 said] [Q1 no].", ("Ellery",), "mayor of Port Ellery"),
    ],
)
def test_places_in_offices_are_not_speakers(marked: str, persons: tuple[str, ...], expected: str) -> None:
    document, analysis = analysis_of(marked, persons=persons)
    (statement,) = resolve(document, analysis, find(document, analysis))
    assert statement.speaker is not None
    assert statement.speaker.name == expected
