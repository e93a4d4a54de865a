"""Transcripts: who speaks in which turn."""

from __future__ import annotations

import pytest

from onrecord.capture import capture_text
from onrecord.document import build
from onrecord.language import analyse
from onrecord.model import Quotation
from onrecord.quotation import find

DEBATE = """The harbour debate

VALE: Thank you all for coming. Senator, the toll has doubled since you took office. Why?

ORTIZ (pointing): Because the bridge was falling down. My opponent said last week that it could wait ten years.

BRANDT: That is not what I said, and the senator knows it.

VALE: What did you say, then?

Joost van der Meer: And the ferry?

BRANDT: I said we should ask the people who pay.

Applause followed, and the two shook hands."""

INTERVIEW = """La jefa del puerto responde

La jefa del puerto de Corvale recibió a este diario el lunes en su despacho del muelle viejo.

P: ¿Por qué sube el peaje?

R: No había otra salida. El puente se caía y nadie quería pagarlo.

P: ¿Y el transbordador?

R: El transbordador se queda. Hay dinero hasta 2031.
"""

NO_TRANSCRIPTS = [
    ("BRANDT: The toll stays.\n\nThe council met in May and went home.", "one label"),
    ("Note: The toll rose.\n\nPhoto: The bridge.\n\nNote: It fell.\n\nPhoto: The ferry stays.", "labels of a page"),
    ("Corvale: 3\n\nMarenne: 2\n\nCorvale: 1\n\nMarenne: 0\n\nThe final is on Sunday.", "a list, no sentences"),
    ("Alpha: It is so.\n\nBeta: It is so.\n\nGamma: It is so.\n\nDelta: It is so.", "every label once"),
]


def turns(text: str) -> list[Quotation]:
    document = build(capture_text(text))
    found = find(document, analyse(document))
    assert all(document.text[s.start : s.end] == s.text for q in found for s in q.content)
    return [q for q in found if q.cue is None and q.kind == "direct"]


def test_every_turn_is_a_statement_of_its_speaker() -> None:
    said = [(q.source.text if q.source else None, q.content[0].text.split()[0]) for q in turns(DEBATE)]
    assert said == [
        ("VALE", "Thank"), ("ORTIZ", "Because"), ("BRANDT", "That"), ("VALE", "What"), ("Joost van der Meer", "And"),
        ("BRANDT", "I"),
    ]  # fmt: skip


def test_what_is_reported_in_a_turn_is_nested_in_it() -> None:
    document = build(capture_text(DEBATE))
    found = find(document, analyse(document))
    inner = [q for q in found if q.source is not None and q.source.text == "My opponent"]
    assert [found[q.nested_in].source.text for q in inner if q.nested_in is not None] == ["ORTIZ"]  # type: ignore[union-attr]


def test_questions_of_an_interview_are_no_statements() -> None:
    assert [(q.source, q.content[0].text.split()[0]) for q in turns(INTERVIEW)] == [(None, "No"), (None, "El")]


def test_the_outlet_that_asks_makes_no_statement() -> None:
    asked = INTERVIEW.replace("P:", "El Correo de Corvale:").replace("R:", "Nadia Arenas:")
    assert {q.source.text for q in turns(asked) if q.source} == {"Nadia Arenas"}


@pytest.mark.parametrize(("text", "case"), NO_TRANSCRIPTS, ids=[case for _, case in NO_TRANSCRIPTS])
def test_labels_that_make_no_transcript(text: str, case: str) -> None:
    assert not [q for q in turns(text) if q.source and q.confidence >= 0.9], case
