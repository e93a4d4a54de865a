"""Listing, reading back and searching."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import StoreError
from onrecord.store import DocumentHeader, Store, open_store
from onrecord.store.searching import match_expression, terms_of

from .factory import digest, document_of, ledger, numbered, statement_of


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store(":memory:")
    for number in range(3):
        store.add(numbered(number))
    return store


def test_documents_come_in_the_order_added(store: Store) -> None:
    expected = [numbered(number).document for number in range(3)]
    assert list(store.documents()) == [
        DocumentHeader(one.id, "Footbridge to reopen", "Ostrava Ledger", "2031-04-02", one.source) for one in expected
    ]


def test_documents_may_be_added_while_they_are_listed() -> None:
    with open_store(":memory:") as store:
        store.add(numbered(0))
        for number, _ in enumerate(store.documents(), 1):
            if number < 4:
                store.add(numbered(number))
        assert len(list(store.documents())) == 4


def test_reading_by_prefix(store: Store) -> None:
    reading = numbered(1)
    assert store.reading(reading.document.id[:12]) == reading


UNKNOWN = ["", "zz", "no such id", "%", "_", "*", "\ud800", "\0", "'; DROP TABLE document; --"]


@pytest.mark.parametrize("identity", UNKNOWN)
def test_unknown_id_is_none(store: Store, identity: str) -> None:
    assert store.reading(identity) is None


def test_ambiguous_prefix_is_an_error() -> None:
    with open_store(":memory:") as store:
        for identity in ("ab", "abc", "abd"):
            reading = ledger(identity)
            document = replace(reading.document, id=identity)
            store.add(replace(reading, document=document, statements=(), events=(), relations=()))
        assert store.reading("ab") is not None  # a full id wins over those that begin so
        with pytest.raises(StoreError, match="several documents"):
            store.reading("a")


FINDS = [
    ("footbridge", 3),  # a word of the content
    ("FOOTBRIDGE reopens", 3),  # case; all words must be there
    ("footbridge ferry", 0),  # in different statements
    ("Duskova", 9),  # accents; speaker of two statements, content of the third
    ('"footbridge reopens"', 3),  # a phrase
    ('"reopens footbridge"', 0),  # not in this order
    ("“footbridge reopens”", 3),  # typographic marks make a phrase too
    ("«the ferry»", 6),
    ("harbour", 3),  # a word of the source
    ("calm", 0),  # in the page, in nobody's mouth
    ("", 0),
    ("   ", 0),
    ("***", 0),
    ('"', 0),
    ('""', 0),
    ('footbridge "', 3),  # a mark without its pair
    ('foot"bridge', 0),
    ("footbridge AND", 0),  # AND is a word here
    ("footbridge *", 3),
    ("content:footbridge", 0),
    ("foot*", 0),
    ("footbridge ^ - + ( ) : { }", 3),
    ("footbridge \0", 3),
    ("footbridge \ud800", 3),
    ("NEAR(footbridge reopens, 2)", 0),
    ("x" * 100_000, 0),
    ("footbridge " * 20_000, 3),
    (" ".join(map(str, range(5_000))), 0),
]


@pytest.mark.parametrize(
    ("query", "count"), FINDS, ids=[query[:30].encode("ascii", "replace").decode() for query, _ in FINDS]
)
def test_find(store: Store, query: str, count: int) -> None:
    assert len(store.find(query)) == count


@given(st.text(max_size=20) | st.text(alphabet="\"'*()^:-+ ANDORTabc", max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_query_is_an_error(store: Store, query: str) -> None:
    store.find(query)


def test_found_is_whole() -> None:
    reading = ledger()
    with open_store(":memory:") as store:
        store.add(reading)
        (found,) = store.find("footbridge")
        assert found.statement == reading.statements[1]
        assert found.document.id == reading.document.id
        assert found.snippet == "the footbridge reopens on 4 May"


def test_limit(store: Store) -> None:
    assert [len(store.find("footbridge", limit=limit)) for limit in (-1, 0, 1, 2, 99)] == [0, 0, 1, 2, 3]


def test_best_first() -> None:
    text = "The lock is shut. The lock, the lock and only the lock. Something about a lock and much besides it all."
    document = document_of(text)
    parts = [
        "The lock is shut",
        "The lock, the lock and only the lock",
        "Something about a lock and much besides it all",
    ]
    spans = [text.index(part) for part in parts]
    made = [
        statement_of(
            document,
            (replace(ledger().statements[0].content[0], start=start, end=start + len(part), text=part),),
            id=digest(part),
        )
        for start, part in zip(spans, parts, strict=True)
    ]
    with open_store(":memory:") as store:
        store.add(replace(ledger(), document=document, statements=tuple(made), events=(), relations=()))
        found = [one.statement.content[0].text for one in store.find("lock")]
    assert found[0] == parts[1]
    assert found[-1] == parts[2]


def test_match_expression_says_each_word_once() -> None:
    assert match_expression(terms_of('the "old lock" the lock')) == '"the" "old lock" "lock"'
