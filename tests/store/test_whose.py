"""Is this string in the page, and in whose mouth?"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.store import open_store, whose_words
from onrecord.store.folding import folded, folded_places, folded_text
from onrecord.store.occurrence import holds, occurrences

from .factory import document_of, ledger, numbered, statement_of, words

FERRY, OPENED, RECALLED = 0, 1, 2

CASES = [
    # words, (exact, within, overlapping) of each place
    ("footbridge reopens", [(True, [OPENED], [])]),
    ("“the footbridge reopens on 4 May”", [(True, [OPENED], [])]),  # its marks stand outside the content
    ('"The  footbridge\nreopens on 4 May."', []),  # a full stop that the page has not
    ('"the  FOOTBRIDGE\nreopens on 4 may"', [(False, [OPENED], [])]),  # straight marks, white space, case
    ("Irena Duskova\u0301", [(False, [], [])]),  # composed in the page; the name itself is in nobody's mouth
    ("Irena Duskova", []),  # but the accent counts
    ("the ferry", [(True, [FERRY, RECALLED], [])]),  # nested: innermost first
    ("the ferry was finished", [(True, [RECALLED], [FERRY])]),  # the inner one says only some of it
    ("Radio Kestrel, Dusková had", [(True, [], [RECALLED])]),  # runs over the edge
    ("The river stayed calm", [(True, [], [])]),  # in the page, in nobody's mouth
    ("  stayed calm  ", [(True, [], [])]),
    ("The river rose", []),
    ("Ledger", [(True, [], [])]),  # furniture
    ("”", [(True, [], [])]),
    ("", []),
    (" \n", []),
    ("\u00ad", []),
    ("\ud800", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_whose(text: str, expected: list[tuple[bool, list[int], list[int]]]) -> None:
    reading = ledger()
    mouths = [[reading.statements[number].id for number in numbers] for _, *both in expected for numbers in both]
    found = whose_words(reading, text)
    assert [place.exact for place in found] == [exact for exact, *_ in expected]
    assert [[one.id for one in side] for place in found for side in (place.within, place.overlapping)] == mouths
    for place in found:
        assert reading.document.text[place.span.start : place.span.end] == place.span.text


def test_the_store_says_the_same_of_every_page() -> None:
    readings = [numbered(number) for number in range(3)]
    with open_store(":memory:") as store:
        for reading in readings:
            store.add(reading)
        for text, _ in CASES:
            assert store.whose(text) == [place for reading in readings for place in whose_words(reading, text)]
        assert [place.document.id for place in store.whose("edition 1")] == [readings[1].document.id]


def test_every_place_is_found() -> None:
    document = document_of("No bridge, no toll. “No bridge” — nothing. NO BRIDGE")
    said = statement_of(document, (Span(21, 30, "No bridge"),))
    exact = occurrences(document, [said], "No bridge")
    assert [(place.span.start, len(place.within)) for place in exact] == [(0, 0), (21, 1)]
    assert [place.span.start for place in occurrences(document, [said], "no bridge")] == [0, 21, 43]


def test_content_spans_that_overlap_count_once() -> None:
    document = document_of("all for one and one for all")
    said = statement_of(document, (Span(0, 7, "all for"), Span(0, 7, "all for"), Span(4, 11, "for one")))
    (place,) = occurrences(document, [said], "all for one and")
    assert (place.within, place.overlapping) == ((), (said,))


FOLDS = [
    ("“Straße” – ‘ok’", "\"strasse\" - 'ok'"),
    ("a \u00a0\n\tb", "a b"),
    ("co\u00adop\u200berate", "cooperate"),
    ("É", "e\u0301"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDS)
def test_folded_text(text: str, expected: str) -> None:
    assert folded_text(text) == expected


def test_no_match_within_one_character() -> None:
    assert list(folded_places(folded("Straße"), "stras")) == []
    assert list(folded_places(folded("Straße, Strasse"), "strasse")) == [(0, 6), (8, 15)]
    assert list(folded_places(folded("café"), "cafe")) == []


@given(words)
@settings(max_examples=200, deadline=None)
def test_both_foldings_agree(text: str) -> None:
    made = folded(text)
    assert made.text.strip(" ") == folded_text(text)
    assert len(made.text) == len(made.offsets)
    assert made.offsets == sorted(made.offsets)


@given(words, st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_any_part_of_the_page_is_in_the_page(text: str, start: int, end: int) -> None:
    part = text[start:end].strip()
    found = occurrences(document_of(text), [], part)
    assert bool(found) == holds(text, part) == bool(folded_text(part))
    assert all(place.span.text == part for place in found)


def test_a_long_page_takes_linear_time() -> None:
    document = document_of("so ho " * 50_000)
    said = [statement_of(document, (Span(at, at + 5, "so ho"),), id=str(at)) for at in range(0, 300_000, 60)]
    began = time.process_time()
    assert len(occurrences(document, said, "SO HO")) == 50_000
    assert time.process_time() - began < 3
