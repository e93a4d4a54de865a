"""Who is meant, case by case: (marked text, persons mentioned, speakers expected in text order)."""

from __future__ import annotations

import pytest

from onrecord.quotation import find
from onrecord.resolve import resolve
from onrecord.resolve.actors import actor_of
from onrecord.resolve.states import state_in, state_named
from tests.quotation.hand import analysis_of

ENGLISH = [
    # a title before the short name, accents left out
    ("Judge Sofía Rehák came. [S1 Judge Rehak] [C1 said] [Q1 no].", ("Sofía Rehák", "Rehak"), ["Sofía Rehák"]),
    # a body behind its paper, and the paper again
    ("[C1 According to] [S1 a report by the Harbour Board], [Q1 the pier sinks].", (), ["Harbour Board"]),
    ("[S1 The Harbour Board's website] [C1 says] [Q1 the pier sinks].", (), ["Harbour Board"]),
    # two who speak together
    ("[S1 Minister Mara Quint and Mayor Ana Brandt] [C1 said] [Q1 no].", ("Mara Quint", "Ana Brandt"), ["Mara Quint and Ana Brandt"]),
    # a name behind a role that no mention marks
    ("[S1 the group's chairman, Milo Bergqvist] [C1 said] [Q1 no]. [S2 Bergqvist] [C2 added] [Q2 yes].", (), ["Milo Bergqvist", "Milo Bergqvist"]),
    # who a pronoun before a noun means
    ("Mara Quint fell ill. [C1 According to] [S1 her doctor], [Q1 she rests].", ("Mara Quint",), ["Mara Quint's doctor"]),
    # the state, whatever it is called
    ("[S1 The United States] [C1 said] [Q1 no]. [S2 Washington] [C2 added] [Q2 yes].", (), ["United States", "United States"]),
    ("[S1 Mara Quint QC] [C1 said] [Q1 no].", ("Mara Quint",), ["Mara Quint"]),
]  # fmt: skip

SPANISH = [
    # the subject left out is the one who spoke
    ("[S1 Mara Quint] [C1 dijo] que [Q1 no]. [C2 Agregó] que [Q2 sí].", ("Mara Quint",), ["Mara Quint", "Mara Quint"]),
    # or the subject of the sentence between
    (
        "[S1 Mara Quint] [C1 dijo] que [Q1 no]. Ana Brandt llegó tarde. [C2 Agregó] que [Q2 sí].",
        ("Mara Quint", "Ana Brandt"),
        ["Mara Quint", "Ana Brandt"],
    ),
    # nobody is left out of an impersonal verb
    ("[S1 Mara Quint] [C1 dijo] que [Q1 no]. [C2 Se informó] que [Q2 sí].", ("Mara Quint",), ["Mara Quint", None]),
    # called by a role that the page has not printed
    ("[S1 Mara Quint] [C1 dijo] que [Q1 no]. [S2 La dirigente] [C2 añadió] que [Q2 sí].", ("Mara Quint",), ["Mara Quint", "Mara Quint"]),
    ("[S1 El presidente del puerto, Bruno Altamar], [C1 dijo] que [Q1 no].", (), ["Bruno Altamar"]),
]  # fmt: skip


def named(marked: str, persons: tuple[str, ...], language: str) -> list[str | None]:
    document, analysis = analysis_of(marked, persons=persons, language=language)
    statements = resolve(document, analysis, find(document, analysis))
    return [s.speaker.name if s.speaker else None for s in statements]


@pytest.mark.parametrize(("marked", "persons", "expected"), ENGLISH)
def test_english(marked: str, persons: tuple[str, ...], expected: list[str | None]) -> None:
    assert named(marked, persons, "en") == expected


@pytest.mark.parametrize(("marked", "persons", "expected"), SPANISH)
def test_spanish(marked: str, persons: tuple[str, ...], expected: list[str | None]) -> None:
    assert named(marked, persons, "es") == expected


@pytest.mark.parametrize(
    ("marked", "speaker", "candidates"),
    [
        # both depend on a preposition: neither is the sentence's subject
        ("Later there were talks between John Keller and Peter Arnold. [S1 He] [C1 said] [Q1 no].", None, 2),
        # the subject goes before the object
        ("Later John Keller met Peter Arnold there. [S1 He] [C1 said] [Q1 no].", "John Keller", 0),
    ],
)
def test_candidates_where_nothing_decides(marked: str, speaker: str | None, candidates: int) -> None:
    document, analysis = analysis_of(marked, persons=("John Keller", "Peter Arnold"))
    (statement,) = resolve(document, analysis, find(document, analysis))
    assert (statement.speaker.name if statement.speaker else None) == speaker
    assert [actor.name for actor in statement.candidates] == ["John Keller", "Peter Arnold"][:candidates]


@pytest.mark.parametrize(
    ("phrase", "language", "state"),
    [
        ("Russian foreign minister", "en", "RUS"),
        ("told us", "en", None),
        ("US Secretary of State", "en", "USA"),
        ("talks between France and Spain", "en", None),
        ("ministra francesa de Sanidad", "es", "FRA"),
        ("los rusos", "es", "RUS"),
    ],
)
def test_states(phrase: str, language: str, state: str | None) -> None:
    assert state_in(phrase, language) == state


def test_a_state_is_one_actor() -> None:
    assert state_named("Moscú", "es") == state_named("Moscow", "en") == "RUS"
    assert actor_of("Rusia", None, "state", state="RUS").id == actor_of("Russia", None, "state", state="RUS").id
