from __future__ import annotations

from collections import Counter
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings

from onrecord.model import Furniture, Reading
from onrecord.views.brief import brief_of
from onrecord.views.placing import Paragraph, paragraph_starts, paragraphs
from tests.views.sample import at, document_of, ferry, reading_of, readings, statement_of


def joined(paragraph: Paragraph) -> str:
    return "".join(piece.text for piece in paragraph.pieces)


@given(readings())
@settings(deadline=None, max_examples=40)
def test_pieces_are_the_text_and_every_statement_opens_once(reading: Reading) -> None:
    found = paragraphs(brief_of(reading))
    assert "".join(map(joined, found)) == reading.document.text
    opened = Counter(entry.statement.id for p in found for piece in p.pieces for entry in piece.opens)
    worded = [one.id for one in reading.statements if any(span.start < span.end for span in one.content)]
    assert opened == Counter(worded)


@given(readings())
@settings(deadline=None, max_examples=30)
def test_content_is_covered_exactly(reading: Reading) -> None:
    places: dict[str, set[int]] = {one.id: set() for one in reading.statements}
    here = 0
    for paragraph in paragraphs(brief_of(reading)):
        for piece in paragraph.pieces:
            for entry in piece.content:
                places[entry.statement.id] |= set(range(here, here + len(piece.text)))
            here += len(piece.text)
    for one in reading.statements:
        assert places[one.id] == {offset for span in one.content for offset in range(span.start, span.end)}


LONG = "The council met until midnight and then voted, " * 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", []),
        ("one line", ["one line"]),
        ("wrapped by\nhand\n\nsecond", ["wrapped by\nhand", "second"]),  # short lines: a blank line parts
        (f"{LONG}\n{LONG}", [LONG.strip(), LONG.strip()]),  # long lines: each is a paragraph
        ("\n\n\nlate start\n\n\n\nend\n", ["late start", "end"]),
        ("a\n \t\nb", ["a", "b"]),  # a line of white space is blank
    ],
)
def test_paragraphs(text: str, shown: list[str]) -> None:
    found = paragraphs(brief_of(reading_of(document_of(text), ())))
    assert [joined(paragraph).strip() for paragraph in found] == shown


def test_innermost_statement_comes_last() -> None:
    found = [piece for paragraph in paragraphs(brief_of(ferry())) for piece in paragraph.pieces]
    nested = [piece for piece in found if len(piece.content) > 1]
    assert [piece.text for piece in nested] == ["the islands owe nothing"]
    assert [entry.number for entry in nested[0].content] == [4, 5]
    inside = next(piece for piece in found if piece.text == "the minister herself")
    assert inside.source is not None
    assert inside.source.number == 5
    assert [entry.number for entry in inside.content] == [4]


def test_furniture_paragraphs_say_so() -> None:
    kinds = [paragraph.furniture for paragraph in paragraphs(brief_of(ferry())) if paragraph.furniture]
    assert kinds == [("listen",), ("language-switch",), ("read-also",), ("newsletter",)]


def test_furniture_with_a_statement_in_it_is_not_folded_away() -> None:
    text = "Read also: we sail"
    document = document_of(text, furniture=(Furniture(0, len(text), text, "read-also"),))
    statement = statement_of(document, (at(text, "we sail"),))
    assert paragraphs(brief_of(reading_of(document, (statement,))))[0].furniture == ()


def test_many_statements_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        text = "He said no. " * count
        document = document_of(text)
        spans = [at(text[: 12 * (n + 1)], "no", after="") for n in range(1)]
        made = tuple(
            replace(statement_of(document, (replace(spans[0], start=12 * n + 8, end=12 * n + 10),)), id=f"s{n}")
            for n in range(count)
        )
        brief = brief_of(reading_of(document, made))
        begun = process_time()
        paragraphs(brief)
        return process_time() - begun

    least = {count: min(seconds(count) for _ in range(3)) for count in (1000, 4000)}
    assert least[4000] < 10 * least[1000] + 0.2  # 16 times, were it quadratic


def test_paragraph_starts_of_a_long_run_of_line_ends() -> None:
    assert paragraph_starts("a" + "\n" * 200_000 + "b") == {0, 200_001}
