"""Quotations that the line before them introduces."""

from __future__ import annotations

import pytest

from onrecord.capture import capture_text
from onrecord.document import build
from onrecord.language import analyse
from onrecord.model import Quotation, Span
from onrecord.quotation import find
from onrecord.quotation.introductions import introduced

WORDS = "The harbour was never meant to carry this much of the city's trade."
MORE = "The islands cannot pay for it, and the city will not."
NEWS = "The council of Corvale voted on the harbour toll on Tuesday, after a debate of four hours."
PALABRAS = "El puerto nunca se hizo para llevar tanto comercio de la ciudad."
NOTICIA = "El pleno de Corvale votó el martes la tasa del puerto, tras un debate de cuatro horas."

INTRODUCED = [
    (f"{NEWS}\n\nBrandt continued:\n\n“{WORDS}”\n\nThe toll rose in May.", "Brandt", "continued", "a line of its own"),
    (f"{NEWS} Later she said:\n\n“{WORDS}”\n\nThe toll rose in May.", "she", "said", "the last sentence of a paragraph"),
    (f"{NOTICIA}\n\nArenas dijo:\n\n«{PALABRAS}»\n\nEl peaje subió en mayo.", "Arenas", "dijo", "Spanish"),
]  # fmt: skip
NOT_INTRODUCED = [
    (f"{NEWS}\n\nBrandt would not go on.\n\n“{WORDS}”\n\nThe toll rose in May.", "no colon"),
    (
        f"{NEWS}\n\nThree things changed:\n\nThe toll rose. “{WORDS}”\n\nThe ferry stopped.",
        "words before the quotation",
    ),
]


def read(text: str) -> list[Quotation]:
    document = build(capture_text(text))
    return [q for q in find(document, analyse(document)) if q.kind == "direct"]


@pytest.mark.parametrize(("text", "source", "cue", "case"), INTRODUCED, ids=[case for *_, case in INTRODUCED])
def test_the_line_before_names_the_speaker(text: str, source: str, cue: str, case: str) -> None:
    (quotation,) = read(text)
    assert quotation.source is not None
    assert quotation.cue is not None
    assert (quotation.source.text, quotation.cue.text) == (source, cue), case


@pytest.mark.parametrize(("text", "case"), NOT_INTRODUCED, ids=[case for _, case in NOT_INTRODUCED])
def test_no_introduction(text: str, case: str) -> None:
    assert [q.source for q in read(text)] == [None], case


def test_introduced_words_go_on_through_paragraphs_of_their_own() -> None:
    text = f"{NEWS}\n\nBrandt continued:\n\n“{WORDS}”\n\n“{MORE}”\n\nThe toll rose in May. “{WORDS}”"
    first = read(text)[0]
    assert [span.text for span in first.content] == [WORDS, MORE]
    assert first.source is not None
    assert first.source.text == "Brandt"


def test_a_cue_is_taken_from_the_line_before_only() -> None:
    text = f"Brandt said:\n\nThe toll rose.\n\n“{WORDS}”"
    paragraphs = [span(text, line) for line in text.split("\n\n")]
    idle = [(span(text, "said"), span(text, "Brandt"))]
    (found,) = introduced(text, [bare(span(text, WORDS))], idle, paragraphs)
    assert (found.cue, found.source) == (None, None)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def bare(content: Span) -> Quotation:
    return Quotation("direct", (content,), None, None, (), None, None, None, False, None, (), 0.2)
