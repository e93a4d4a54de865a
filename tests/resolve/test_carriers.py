"""Relays, addressees and settings by name: the speaker and the publishing outlet are none; the comment names the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import Document, Statement
from onrecord.quotation import find
from onrecord.resolve import resolve
from onrecord.resolve.carriers import same_house
from tests.quotation.hand import analysis_of


def read(marked: str, *, outlet: str | None = None, byline: str | None = None, language: str = "en") -> list[Statement]:
    document, analysis = analysis_of(marked, persons=("Mara Quint", "Quint"), language=language)
    document: Document = replace(document, outlet=outlet, byline=byline)
    return list(resolve(document, analysis, find(document, analysis)))


RELAYS = [
    # the outlet itself carries nothing, by whatever name; the one spoken to it stays
    ("[S1 Quint] [C1 told] Reuters [Q1 the port is shut].", "Reuters", []),
    ("[S1 Quint] [C1 told] Reuters [Q1 the port is shut].", "Reuters News Agency", []),
    ("[S1 Quint] [C1 told] AP [Q1 the port is shut].", "The Associated Press", []),
    ("[S1 Quint] [C1 told] Reuters [Q1 the port is shut].", "Lowmouth Echo", ["Reuters"]),
    # named without its article
    ("[S1 Quint] [C1 told] the Meridian Post [Q1 the port is shut].", None, ["Meridian Post"]),
    # a shorter name is the same medium
    ("According to the Meridian Post, [S1 Quint] [C1 told] the Post [Q1 the port is shut].", None, ["Meridian Post"]),
    # the speaker carries their own words to nobody
    ("[S1 Quint] [C1 said] that [Q1 [S2 Quint] [C2 promised] [Q2 a new port]].", None, []),
]


@pytest.mark.parametrize(("marked", "outlet", "expected"), RELAYS)
def test_relays(marked: str, outlet: str | None, expected: list[str]) -> None:
    assert [[r.name for r in s.relays] for s in read(marked, outlet=outlet)][-1] == expected


def test_a_subject_left_out_carries_by_its_last_name() -> None:
    marked = (
        "[S1 Mara Quint] [C1 dijo] que [Q1 el puerto está cerrado]. "
        "[C2 Añadió] que [Q2 [S3 el Gobierno] [C3 prometió] [Q3 un puerto nuevo]]."
    )
    *_, inner = read(marked, language="es")
    assert [(relay.name, relay.span.text) for relay in inner.relays] == [("Mara Quint", "Mara Quint")]


def test_a_subject_left_out_stands_where_the_text_named_it_last() -> None:
    marked = (
        "[S1 Mara Quint] [C1 dijo] que [Q1 el puerto está cerrado]. Quint salió del pleno a las diez. "
        "[C2 Añadió] que [Q2 [S3 el Gobierno] [C3 prometió] [Q3 un puerto nuevo]]."
    )
    *_, inner = read(marked, language="es")
    assert [(relay.name, relay.span.text) for relay in inner.relays] == [("Mara Quint", "Quint")]


def test_a_subject_that_nobody_named_carries_nothing() -> None:
    marked = "[C2 Añadió] que [Q2 [S3 el Gobierno] [C3 prometió] [Q3 un puerto nuevo]]."
    assert [statement.relays for statement in read(marked, language="es")] == [(), ()]


LABELS = [
    ("[S1 Quint] [C1 said] at a news conference [Q1 the port is shut].", "en", "press conference"),
    ("[S1 Quint] [C1 said] in a telephone interview [Q1 the port is shut].", "en", "interview"),
    ("[S1 Quint] [C1 wrote] on Twitter that [Q1 the port is shut].", "en", "social media"),
    ("[S1 Quint] [C1 said] in court testimony [Q1 the port is shut].", "en", "testimony"),
    ("[S1 Quint] [C1 said] during a phone call that [Q1 the port is shut].", "en", "phone call"),
    ("[S1 Quint] [C1 said] in an open letter that [Q1 the port is shut].", "en", "letter"),
    ("[S1 Quint] [C1 said] at a meeting [Q1 the port is shut].", "en", "meeting"),
    ("[S1 Quint] [C1 dijo] en rueda de prensa que [Q1 el puerto está cerrado].", "es", "press conference"),
    ("[S1 Quint] [C1 dijo] en un comunicado que [Q1 el puerto está cerrado].", "es", "statement"),
    ("[S1 Quint] [C1 dijo] en declaraciones a EFE que [Q1 el puerto está cerrado].", "es", "interview"),
]


@pytest.mark.parametrize(("marked", "language", "label"), LABELS)
def test_settings(marked: str, language: str, label: str) -> None:
    (statement,) = read(marked, language=language)
    assert statement.setting is not None
    assert statement.setting.label == label


WIRE = [
    # the agency of the dateline brought all of it to the outlet that prints it
    ("LOWMOUTH (Reuters) - [S1 Quint] [C1 said] [Q1 the port is shut].", "Lowmouth Echo", None, "en", ["Reuters"]),
    ("VALMAR, 3 (EFE) - [S1 Quint] [C1 dijo] que [Q1 el puerto está cerrado].", "El Faro Azul", None, "es", ["EFE"]),
    # not to itself, and not where nobody knows who prints it
    ("LOWMOUTH (Reuters) - [S1 Quint] [C1 said] [Q1 the port is shut].", "Reuters", None, "en", []),
    ("LOWMOUTH (Reuters) - [S1 Quint] [C1 said] [Q1 the port is shut].", None, None, "en", []),
    # other brackets are no agency
    ("LOWMOUTH (Quint) - [S1 Quint] [C1 said] [Q1 the port is shut].", "Lowmouth Echo", None, "en", []),
    # signed by the agency, where the page prints it
    ("By AFP\n\n[S1 Quint] [C1 said] [Q1 the port is shut].", "Lowmouth Echo", "AFP", "en", ["AFP"]),
    ("By Ines Voss\n\n[S1 Quint] [C1 said] [Q1 the port is shut].", "Lowmouth Echo", "Ines Voss", "en", []),
    # the agency comes before whoever carried it to the agency
    ("LOWMOUTH (Reuters) - [S1 Quint] [C1 told] Kestrel TV [Q1 the port is shut].", "Lowmouth Echo", None, "en",
     ["Reuters", "Kestrel TV"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "outlet", "byline", "language", "expected"), WIRE)
def test_wire(marked: str, outlet: str | None, byline: str | None, language: str, expected: list[str]) -> None:
    (statement,) = read(marked, outlet=outlet, byline=byline, language=language)
    assert [relay.name for relay in statement.relays] == expected


@pytest.mark.parametrize(
    ("name", "outlet", "expected"),
    [
        ("AP", "The Associated Press", True),
        ("Associated Press", "AP", True),
        ("El País", "EL PAÍS", True),
        ("Agencia EFE", "EFE", True),
        ("Reuters", "Meridian Post", False),
        ("Reuters", None, False),
    ],
)
def test_same_house(name: str, outlet: str | None, expected: bool) -> None:
    assert same_house(name, outlet, "en") == expected
