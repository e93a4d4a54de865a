from __future__ import annotations

from dataclasses import replace
from string import Formatter
from typing import Any

import pytest

from onrecord.document.phrases import KINDS
from onrecord.model import Original
from onrecord.views.labels import LANGUAGES, Labels, labels_for
from onrecord.vocabulary import languages, vocabulary
from tests.views.sample import at, decided, document_of, ferry, statement_of

ENGLISH, SPANISH = labels_for("en"), labels_for("es")


def shape(table: Any) -> Any:
    """Keys and the places to be filled; the words themselves may differ."""
    if isinstance(table, dict):
        return {key: shape(value) for key, value in table.items()}
    if isinstance(table, list):
        return [None] * len(table)
    return sorted(name for _, name, _, _ in Formatter().parse(table) if name)


def test_every_language_has_every_label() -> None:
    assert tuple(code for code in languages() if vocabulary(code, "labels")) == LANGUAGES
    assert shape(SPANISH.table) == shape(ENGLISH.table)


def test_french_fills_the_same_places_and_english_stands_in_for_what_it_lacks() -> None:
    french = labels_for("fr").table
    assert vocabulary("fr", "labels")["acts"].keys() == ENGLISH.table["acts"].keys()
    for name, labels in ENGLISH.table.items():
        assert shape({key: french[name][key] for key in labels}) == shape(labels)


def test_every_kind_of_furniture_has_a_label() -> None:
    assert set(ENGLISH.table["furniture"]) == set(KINDS)


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("2031", "2031", "2031"),  # year
        ("2031-05", "May 2031", "mayo de 2031"),  # month
        ("2031-05-04", "4 May 2031", "4 de mayo de 2031"),  # day
        ("2031-05-04T08:15:00+00:00", "4 May 2031, 08:15 UTC", "4 de mayo de 2031, 08:15 UTC"),  # minute
        ("2031-05-04T08:15Z", "4 May 2031, 08:15 UTC", "4 de mayo de 2031, 08:15 UTC"),
        ("2031-05-04T08:15:30.5-03:00", "4 May 2031, 08:15 UTC-03:00", "4 de mayo de 2031, 08:15 UTC-03:00"),
        ("2031-05-04T08:15", "4 May 2031, 08:15", "4 de mayo de 2031, 08:15"),  # no zone
        ("2031-13-01", "2031-13-01", "2031-13-01"),  # no month: as it is
        ("yesterday", "yesterday", "yesterday"),  # no date: as it is
        ("", "", ""),
    ],
)
def test_dates_at_their_precision(value: str, english: str, spanish: str) -> None:
    assert ENGLISH.date(value) == english
    assert SPANISH.date(value) == spanish


@pytest.mark.parametrize(
    ("original", "english", "spanish"),
    [
        (Original("Título", "es", None), "Translated from Spanish: Título", "Traducido del español: Título"),
        (Original("Título", None, None), "Translated from Título", "Traducido de Título"),
        (Original(None, "es", None), "Translated from Spanish", "Traducido del español"),
        (Original(None, None, None), None, None),
        (None, None, None),
    ],
)
def test_original(original: Original | None, english: str | None, spanish: str | None) -> None:
    document = replace(document_of("words"), translated_from=original)
    assert ENGLISH.original(document) == english
    assert SPANISH.original(document) == spanish


@pytest.mark.parametrize(
    ("act", "negated", "english", "spanish"),
    [
        ("warn", False, "warns", "advierte"),
        (None, False, "direct", "directa"),  # no act: the kind
        ("hum", False, "hum", "hum"),  # no label: the act itself
        ("say", True, "not said", "no lo dijo"),
        ("warn", True, "not said: warns", "no lo dijo: advierte"),
    ],
)
def test_act(act: str | None, negated: bool, english: str, spanish: str) -> None:
    document = document_of("words")
    statement = statement_of(document, (at("words", "words"),), act=act, negated=negated)
    assert (ENGLISH.act(statement), SPANISH.act(statement)) == (english, spanish)


def facts(labels: Labels, number: int) -> list[str]:
    return [fact.text for fact in labels.facts(ferry().statements[number - 1])]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, ["setting: a press conference"]),
        (2, ["to reporters"]),
        (3, []),  # confidence of 0.93 is not worth a word
        (4, ["quotation marks mended: space inside the marks"]),
        (6, ["to islanders", "via Radio Kestrel, Coast Agency"]),  # outermost first
        (7, ["confidence 0.62"]),  # below 0.7
    ],
)
def test_facts(number: int, shown: list[str]) -> None:
    assert facts(ENGLISH, number) == shown


def test_facts_in_spanish() -> None:
    assert facts(SPANISH, 7) == ["confianza 0,62"]
    assert facts(SPANISH, 4) == ["comillas corregidas: espacio dentro de las comillas"]


@pytest.mark.parametrize(
    ("asked", "spoken", "language"),
    [
        ("es", ["en"], "es"),  # asked for
        (None, ["es"], "es"),  # the document's
        (None, ["es", "es"], "es"),  # the same in all
        (None, ["es", "en"], "en"),  # not the same in all
        (None, ["fi"], "en"),  # no labels in it
        (None, [None], "en"),
        (None, [], "en"),
    ],
)
def test_which_language(asked: str | None, spoken: list[str | None], language: str) -> None:
    assert labels_for(asked, [replace(document_of("words"), language=one) for one in spoken]).language == language


def test_counts() -> None:
    assert [ENGLISH.count("statement", n) for n in (0, 1, 2)] == ["0 statements", "1 statement", "2 statements"]


def test_words_of_the_page_are_not_read_as_places_to_fill() -> None:
    statement = decided().statements[0]
    document = document_of("{0} {name}")
    hostile = replace(statement, content=(at(document.text, "{name}"),), act="{n}")
    assert ENGLISH.act(hostile) == "{n}"
    assert ENGLISH.say("to", name="{n} {words}") == "to {n} {words}"
