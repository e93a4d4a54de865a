"""Quotations signed by a dash and a name."""

from __future__ import annotations

import pytest

from onrecord.capture import capture_text
from onrecord.document import build
from onrecord.language import analyse
from onrecord.quotation import find

WORDS = "The harbour was never meant to carry this much of the city's trade"
PALABRAS = "El puerto nunca se hizo para llevar tanto comercio de la ciudad"

SIGNED = [
    (f"“{WORDS}.” ― Aliya Brandt\n\nThe toll rose in May.", "Aliya Brandt", "a bar on the same line"),
    (f"“{WORDS}.”\n\n— Aliya Brandt, 34, Corvale\n\nThe toll rose in May.", "Aliya Brandt, 34, Corvale", "a line of its own"),
    (f'"{WORDS}." -- Joost van der Meer\n\nThe toll rose in May.', "Joost van der Meer", "two hyphens, a particle"),
    (f"“{WORDS}.” – the mayor of Corvale, Aliya Brandt", "the mayor of Corvale, Aliya Brandt", "office first, end of text"),
    (f"«{PALABRAS}». — Nadia Arenas, alcaldesa de Corvale\n\nEl peaje subió en mayo.", "Nadia Arenas, alcaldesa de Corvale", "Spanish"),
]  # fmt: skip
UNSIGNED = [
    (f"“{WORDS}.” — a line that nobody in the hall had expected to hear that night\n\nThe toll rose.", "a sentence goes on"),
    (f"“{WORDS}” — Corvale's old motto — hangs in the hall of the council.", "an aside between dashes"),
    (f"—{PALABRAS} —dijo Arenas—. No volverá a pasar.", "the speaker tag of a Spanish dialogue"),
]  # fmt: skip


def sources(text: str) -> list[str | None]:
    document = build(capture_text(text))
    found = find(document, analyse(document))
    assert all(document.text[q.source.start : q.source.end] == q.source.text for q in found if q.source)
    return [q.source.text if q.source else None for q in found]


@pytest.mark.parametrize(("text", "source", "case"), SIGNED, ids=[case for *_, case in SIGNED])
def test_signature_is_the_source(text: str, source: str, case: str) -> None:
    assert source in sources(text), case


@pytest.mark.parametrize(("text", "case"), UNSIGNED, ids=[case for _, case in UNSIGNED])
def test_no_signature(text: str, case: str) -> None:
    assert not any(source and ("motto" in source or "line" in source) for source in sources(text)), case


def test_the_signature_of_the_quotation_before_is_not_taken_for_its_own() -> None:
    row = f"“{WORDS}.” ― Aliya Brandt\n“Nobody asked the people on the islands what they could pay for it.” ― Joost Vale\n"
    text = (
        f"Readers on the toll\n\nThe toll rose in May, and the ferry to the islands now costs eleven crowns.\n\n{row}"
    )
    assert sources(text) == ["Aliya Brandt", "Joost Vale"]
