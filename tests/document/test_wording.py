"""Bylines, outlets, translations and versions in other languages, from single lines."""

from __future__ import annotations

import pytest

from onrecord.document.wording import Signature, Version, signature, switched_to, translation_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ana Brandt", Signature("Ana Brandt", None)),
        ("BY ANA BRANDT", Signature("ANA BRANDT", None)),
        ("By Ana Brandt and Luis Peña", Signature("Ana Brandt and Luis Peña", None)),
        ("By Ana Brandt in Lima", Signature("Ana Brandt", None)),  # where she writes from
        ("By Ana Brandt, Coastal Times", Signature("Ana Brandt", "Coastal Times")),
        ("Por Marta del Río | 16 de mayo de 2019", Signature("Marta del Río", None)),  # a date is no outlet
        ("Par Jean-Luc Morel le 7 mai 2020", Signature("Jean-Luc Morel", None)),
        ("Coastal Gazette | Ana Brandt", Signature("Ana Brandt", "Coastal Gazette")),
        ("Ana Brandt | Diario del Puerto", Signature("Ana Brandt", "Diario del Puerto")),
        ("By the sea, everything is slower", None),  # no name
        ("By Monday the port was closed.", None),
        ("Ana Brandt | Luis Peña", None),  # neither is known for an outlet
        ("A week of storms | what we know", None),
    ],
)
def test_signature(text: str, expected: Signature | None) -> None:
    assert signature(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leer en español: El puerto cierra", Version("El puerto cierra", "es", None)),
        ("Read in English", Version(None, "en", None)),
        ("Lire en français : Le port ferme", Version("Le port ferme", "fr", None)),
        ("Read this article in Spanish »", Version(None, "es", None)),
        ("English version", Version(None, "en", None)),
        ("In French politics nothing is simple", None),
        ("Spanish ports close", None),
    ],
)
def test_switched_to(text: str, expected: Version | None) -> None:
    assert switched_to(text) == expected


def test_a_language_alone_is_a_switch_only_as_a_link() -> None:
    assert switched_to("Español") is None
    assert switched_to("Español", "/es/1") == Version(None, "es", "/es/1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Translated from "El puerto cierra"', Version("El puerto cierra", None, None)),
        ("Traducido de «The port closes».", Version("The port closes", None, None)),
        ("Traduit de l'anglais", Version(None, "en", None)),
        ("Translated from Spanish by Ana Brandt", Version(None, "es", None)),
        ("Original title: El puerto cierra", Version("El puerto cierra", None, None)),
        ("Translated into many languages", None),
        ("Translation is hard work", None),
    ],
)
def test_translation_of(text: str, expected: Version | None) -> None:
    assert translation_of(text) == expected
