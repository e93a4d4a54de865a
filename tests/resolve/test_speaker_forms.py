"""Names, groups and headlines: (case, text, persons, organisations, speakers expected in text order)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Mention, Span
from onrecord.resolve.actors import cast_of
from onrecord.resolve.groups import plain
from tests.resolve.test_precision import names, read

ENGLISH = [
    # a source that is itself owned
    ("[S1 Mara Quint]'s [C1 refusal] [Q1 to sail].", ("Mara Quint",), (), ["Mara Quint"]),
    # two heads, each with an office before it
    (
        "[S1 former mayor Mara Quint and former pilot Ivo Brandt] [C1 said] [Q1 no].",
        ("Mara Quint", "Ivo Brandt"),
        (),
        ["Mara Quint and Ivo Brandt"],
    ),
    # a person and others
    ("Mara Quint met. [S1 Quint and her crew] [C1 said] [Q1 no].", ("Mara Quint",), (), ["Mara Quint and her crew"]),
    # what a person is: no others
    ("[S1 Mara Quint, author and pilot] [C1 said] [Q1 no].", ("Mara Quint",), (), ["Mara Quint"]),
    # the office keeps its `of`
    (
        "[S1 Minister of Fishing Ahmed al-Quint] [C1 said] [Q1 no]. [S2 Al-Quint] [C2 added] [Q2 yes].",
        ("Quint",),
        (),
        ["Ahmed al-Quint", "Ahmed al-Quint"],
    ),
    # letters behind a name
    ("[S1 Prosecutor Mara Quint QC] [C1 said] [Q1 no].", ("Mara Quint QC",), (), ["Mara Quint"]),
    # the surname of two, one of them kin
    (
        "Mara Quint sailed. Her son Ivo Quint rowed. [S1 Quint] [C1 said] [Q1 no].",
        ("Mara Quint", "Ivo Quint", "Quint"),
        (),
        ["Mara Quint"],
    ),
    # the surname of two who are both introduced: nobody
    (
        "Mara Quint sailed. Ivo Quint rowed. [S1 Quint] [C1 said] [Q1 no].",
        ("Mara Quint", "Ivo Quint", "Quint"),
        (),
        [None],
    ),
    # a company tagged as a person
    (
        "Orlan Harbour Company met. [S1 Orlan] [C1 said] [Q1 no].",
        ("Orlan Harbour", "Orlan"),
        (),
        ["Orlan Harbour Company"],
    ),
    # a body whose name goes on
    (
        "The Church of the Tides met. [S1 The Church] [C1 said] [Q1 no].",
        (),
        ("Church",),
        ["Church of the Tides"],
    ),
    # a title and a name nobody tagged
    ("[S1 Harbour Minister Orlan Vesk] [C1 said] [Q1 no].", (), (), ["Orlan Vesk"]),
    # a head that is a body's
    ("[S1 General Harbour Company] [C1 said] [Q1 no].", (), (), ["General Harbour Company"]),
    # the same leader by another word
    (
        "The Ellery Union's boss met. Mara Quint, chairwoman of the Ellery Union, came. "
        "[S1 The head of the Ellery Union] [C1 said] [Q1 no].",
        ("Mara Quint",),
        ("Ellery Union",),
        ["Mara Quint"],
    ),
    # kin by name
    (
        "Mara Quint sailed with her daughter Ana Vesk. [S1 Her daughter] [C1 said] [Q1 no].",
        ("Mara Quint", "Ana Vesk"),
        (),
        ["Ana Vesk"],
    ),
    # how many they are
    ("[S1 Over 100 harbour pilots] [C1 said] [Q1 no].", (), (), ["harbour pilots"]),
]


@pytest.mark.parametrize(("marked", "persons", "organisations", "expected"), ENGLISH)
def test_english_forms(
    marked: str, persons: tuple[str, ...], organisations: tuple[str, ...], expected: list[str | None]
) -> None:
    assert names(read(marked, persons, organisations)) == expected


BACK = [
    # the only person a paragraph names before its pronoun, where another spoke in the one before
    (
        "[S1 Mara Quint] [C1 said] [Q1 no].\n\nThe appearance of Sam Vesk was brief. [S2 He] [C2 added] [Q2 yes].",
        ("Mara Quint", "Sam Vesk"),
        ["Mara Quint", "Sam Vesk"],
    ),
    # in an indirect report, where nobody else is named
    (
        "[S1 Mara Quint] [C1 wrote] that [Q1 the crew had [Q2 what] [S2 she] [C2 described] as calm].",
        ("Mara Quint",),
        ["Mara Quint", "Mara Quint"],
    ),
    # the group that the sentence before begins with
    ("The pilots of the port met at noon. [S1 They] [C1 found] [Q1 the pier sinks].", (), ["pilots"]),
    # a given name that is mostly the other gender's
    ("Mary Quint sailed for years. [S1 He] [C1 recalls] [Q1 a storm].", ("Mary Quint",), ["Mary Quint"]),
]


@pytest.mark.parametrize(("marked", "persons", "expected"), BACK)
def test_read_back(marked: str, persons: tuple[str, ...], expected: list[str | None]) -> None:
    assert names(read(marked, persons)) == expected


HEADLINES = [
    # told again below, with the name
    (
        "[S1 Harbour minister] [C1 promises] [Q1 cheaper ferry tickets for islanders]\n\n"
        "On Friday [S2 Mara Quint] [C2 promised] [Q2 cheaper ferry tickets for all islanders].",
        ["Mara Quint", "Mara Quint"],
    ),
    # another statement below
    (
        "[S1 Harbour minister] [C1 promises] [Q1 cheaper ferry tickets for islanders]\n\n"
        "On Friday [S2 Mara Quint] [C2 denied] [Q2 any part in the storm].",
        ["Harbour minister", "Mara Quint"],
    ),
    # a report is no person
    (
        "[S1 Study] [C1 finds] [Q1 cheaper ferry tickets help islanders]\n\n"
        "[S2 Mara Quint] [C2 said] [Q2 cheaper ferry tickets help islanders].",
        ["Study", "Mara Quint"],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), HEADLINES)
def test_headlines(marked: str, expected: list[str | None]) -> None:
    assert names(read(marked, ("Mara Quint",))) == expected


SPANISH = [
    # the office before a comma, with what it is of
    (
        "El director general de Puertos y Faros de la Junta de Orlan, Ivo Rey, llegó. "
        "[S1 El director general de Puertos y Faros] [C1 dijo] que [Q1 no].",
        ("Ivo Rey",),
        ["Ivo Rey"],
    ),
    # kin of an officeholder
    ("[S1 La esposa del presidente Rey] [C1 dijo] que [Q1 no].", ("Rey",), ["esposa del presidente Rey"]),
    # a newspaper in quotation marks
    ('[S1 El periódico "El Faro" de Orlan] [C1 dijo] que [Q1 no].', (), ["El Faro"]),
    # a verb in the singular goes past speakers in the plural
    (
        "[S1 Ivo Rey] [C1 dijo] que [Q1 no]. [S2 Fuentes del puerto] [C2 dudan] de [Q2 ello]. [C3 Explicó] que [Q3 zarpan].",
        ("Ivo Rey",),
        ["Ivo Rey", "Fuentes del puerto", "Ivo Rey"],
    ),
    # a verb is no part of a group's name
    ("[S1 Las autoridades] [C1 calculan] [Q1 pérdidas].", (), ["autoridades"]),
]


@pytest.mark.parametrize(("marked", "persons", "expected"), SPANISH)
def test_spanish_forms(marked: str, persons: tuple[str, ...], expected: list[str | None]) -> None:
    assert names(read(marked, persons, language="es")) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "researchers from the Orlan Institute (OI) and Port Ellery",
            "researchers from the Orlan Institute and Port Ellery",
        ),
        ("crew of the University of Ellery in Malta", "crew of the University of Ellery"),
        ("University of Port Ellery at Lowmouth", "University of Port Ellery at Lowmouth"),
    ],
)
def test_plain_descriptions(name: str, expected: str) -> None:
    assert plain(name) == expected


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(["Mara", "Quint", "Ivo", "de", "al-Rey", "QC", "Jr.", ",", "and", "son", "Company"]),
        max_size=12,
    )
)
def test_every_mention_has_one_person_at_most(words: list[str]) -> None:
    text = " ".join(words)
    spans = [Span(at, at + 5, "Quint") for at in range(len(text)) if text.startswith("Quint", at)]
    cast = cast_of(text, [Mention(span, "person") for span in spans], "en")
    starts = [span.start for span, _ in cast.mentioned]
    assert len(starts) == len(set(starts))
    assert all(text[span.start : span.end] == span.text for span, _ in cast.mentioned)
