"""The analysis of a document: furniture is not read, offsets hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.language.analyse import sentences_of, without_furniture
from onrecord.language.names import mentions_of, with_given_name
from onrecord.language.paragraphs import paragraphs_of
from onrecord.model import Furniture
from tests.quotation.hand import NAME, SURE, analysis_of


def test_furniture_is_cut_out_of_paragraphs() -> None:
    text = "First words. Read also: the pier. Last words.\n\nShare this page\n\nThe end."
    cut = [("Read also: the pier.", "read-also"), ("Share this page", "share")]
    furniture = [Furniture(text.index(w), text.index(w) + len(w), w, kind) for w, kind in cut]
    kept = without_furniture(paragraphs_of(text), furniture)
    assert [p.text for p in kept] == ["First words.", "Last words.", "The end."]
    assert all(text[p.start : p.end] == p.text for p in kept)


def test_sentences_hold_their_words() -> None:
    text = "Mr. Quint came. She left.\n\nEl Sr. Arrieta habló. «Vamos. Ya», dijo."
    paragraphs = paragraphs_of(text)
    sentences = [*sentences_of("en", paragraphs[:1]), *sentences_of("es", paragraphs[1:])]
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert sentences[0].text == "Mr. Quint came."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analyst Antonio de la ", 8),  # the network found the surname only
        ("so said Ilse van der ", 8),
        ("the Republic of ", 16),  # no small word of a surname
        ("el Gobierno de ", 15),  # `de` alone: whose government
        ("by the dozen, de la ", 20),  # no name before
    ],
)
def test_a_surname_found_alone_gets_its_given_name(text: str, expected: int) -> None:
    assert with_given_name(text + "Cruz", len(text), 0) == expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (" van der ", ["Joost van der Meer"]),  # two halves that the network found
        (" ", ["Joost Meer"]),
        (" and ", ["Joost", "Meer"]),
        (", ", ["Joost", "Meer"]),
    ],
)
def test_a_name_found_in_two_is_one(between: str, expected: list[str]) -> None:
    _, analysis = analysis_of("Joost" + between + "Meer")
    assert analysis.signals is not None
    names = analysis.signals.tags["name"].copy()
    names[[0, -1], NAME.index("B-PER")] = 2 * SURE
    signals = replace(analysis.signals, tags={**analysis.signals.tags, "name": names})
    assert [mention.span.text for mention in mentions_of("Joost" + between + "Meer", signals)] == expected
