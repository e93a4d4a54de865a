"""What the record keeps, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings

from onrecord.errors import NotInDocument, StoreError
from onrecord.model import Actor, Furniture, Reading, Segment, Span, Statement
from onrecord.store import Added, Store, open_store

from .factory import MORNING, capture_of, ledger, readings

Change = Callable[[Statement], Statement]


def contents(store: Store) -> list[str]:
    return list(store._connection.iterdump())


def with_statement(reading: Reading, change: Change) -> Reading:
    """The reading with its second statement changed, the first and third left good."""
    first, second, third = reading.statements
    return replace(reading, statements=(first, change(second), third))


def test_add_tells_what_was_new() -> None:
    reading = ledger()
    with open_store(":memory:") as store:
        assert store.add(reading) == Added(reading.document.id, True, 3, 0)
        assert store.add(reading) == Added(reading.document.id, False, 0, 3)


def test_reading_comes_back_as_it_was() -> None:
    with open_store(":memory:") as store:
        store.add(ledger())
        assert store.reading(ledger().document.id) == ledger()


@given(readings())
@settings(max_examples=15, deadline=None)
def test_any_reading_round_trips_and_adds_nothing_twice(reading: Reading) -> None:
    with open_store(":memory:") as store:
        added = store.add(reading)
        once = contents(store)
        assert store.reading(added.document) == reading
        assert store.add(reading) == Added(added.document, False, 0, len(reading.statements))
        assert contents(store) == once
        assert store.verify().faults == ()


def test_later_look_at_the_same_bytes_adds_nothing() -> None:
    later = replace(ledger(), capture=replace(ledger().capture, captured=MORNING + timedelta(days=1)))
    with open_store(":memory:") as store:
        store.add(ledger())
        once = contents(store)
        store.add(later)
        assert contents(store) == once


def test_earlier_look_at_the_same_bytes_is_the_first_seen() -> None:
    earlier = (MORNING - timedelta(days=1)).astimezone(timezone(timedelta(hours=-9)))
    with open_store(":memory:") as store:
        store.add(ledger())
        added = store.add(replace(ledger(), capture=replace(ledger().capture, captured=earlier)))
        assert added.new_statements == 0
        seen = store._connection.execute("SELECT DISTINCT first_seen FROM claim").fetchall()
        assert [row["first_seen"] for row in seen] == ["2031-04-01T06:30:00.000000+00:00"]


def test_same_article_in_other_bytes_is_a_new_sighting() -> None:
    reading = ledger()
    other = replace(reading, capture=capture_of(b"<p>same words, other page", reading.document.source))
    with open_store(":memory:") as store:
        store.add(reading)
        assert store.add(other) == Added(reading.document.id, False, 0, 3)
        assert store._connection.execute("SELECT count(*) FROM capture").fetchone()[0] == 2
        assert store._connection.execute("SELECT count(*) FROM sighting").fetchone()[0] == 2
        assert store.reading(reading.document.id) == reading  # the offset map belongs to the first capture
        assert store.verify().ok


def fewer(reading: Reading) -> Reading:
    """What a reader with less skill finds: no events, two statements, one of them with another speaker."""
    opened, recalled = reading.statements[1:]
    mayor = Actor("actor-9", "the boss", None, None)
    return replace(reading, statements=(replace(opened, speaker=mayor), recalled), events=(), relations=())


@pytest.mark.parametrize("older", ["", "0.0.9", "0.9", "0.10.0"])  # as in a file of the first schema; fewer numbers
def test_a_newer_reading_takes_the_place_of_the_old_one(older: str) -> None:
    reading = ledger()
    with open_store(":memory:") as store:
        store.add(fewer(reading), version=older)
        assert len(store.find("boss")) == 1
        assert store.add(reading, version="0.10.1") == Added(reading.document.id, False, 1, 2)
        assert store.reading(reading.document.id) == reading
        assert store.verify().ok
        assert len(store.find("reopens")) == 1
        assert store.find("boss") == []  # the index holds nothing of the old one


def test_an_older_reading_displaces_nothing() -> None:
    reading = ledger()
    with open_store(":memory:") as store:
        store.add(reading, version="0.10")
        added = store.add(fewer(reading), version="0.9")
        assert (added.outdated, added.new_statements, added.dropped_statements) == (True, 0, 0)
        assert store.reading(reading.document.id) == reading


def test_the_same_bytes_read_with_other_settings() -> None:
    reading = ledger()
    with open_store(":memory:") as store:
        store.add(reading)
        added = store.add(fewer(reading))
        assert added == Added(reading.document.id, False, 0, 2, dropped_statements=1)
        assert store.reading(reading.document.id) == fewer(reading)


def test_other_bytes_read_by_the_same_version_leave_the_first_reading() -> None:
    reading = ledger()
    other = replace(fewer(reading), capture=capture_of(b"<p>same words, other page", reading.document.source))
    with open_store(":memory:") as store:
        store.add(reading)
        assert store.add(other).outdated
        assert store.reading(reading.document.id) == reading
        assert store._connection.execute("SELECT count(*) FROM sighting").fetchone()[0] == 2


def test_the_same_bytes_cut_into_another_text() -> None:
    """A newer onrecord sees that the last line is furniture and leaves it out: the old text goes."""
    old = ledger(" Share this page.")
    new = replace(ledger(), capture=old.capture)
    with open_store(":memory:") as store:
        store.add(old, version="0.1")
        added = store.add(new, version="0.2")
        assert added == Added(new.document.id, True, 3, 0, dropped_statements=3)
        assert [header.id for header in store.documents()] == [new.document.id]
        assert store.add(old, version="0.1") == Added(new.document.id, False, 0, 3, outdated=True)
        assert store.verify().ok


def test_claim_is_one_row_a_statement() -> None:
    with open_store(":memory:") as store:
        store.add(ledger())
        rows = store._connection.execute("SELECT * FROM claim ORDER BY start").fetchall()
        assert len(rows) == 3
        assert rows[0]["cue"] == "told"
        assert rows[0]["outlet"] == "Ostrava Ledger"
        assert rows[0]["first_seen"] == "2031-04-02T06:30:00.000000+00:00"
        assert rows[0]["content"] == "the footbridge reopens on 4 May"


moved = Span(3, 7, "told")
OUT_OF_PLACE = [
    ("content", lambda one: replace(one, content=(*one.content, Span(0, 4, "Said")))),  # words of no page
    ("content", lambda one: replace(one, content=(replace(one.content[0], start=one.content[0].start - 1),))),
    ("cue", lambda one: replace(one, cue=moved)),
    ("cue", lambda one: replace(one, cue=Span(-5, -1, "week"))),  # Python would count from the end
    ("source", lambda one: replace(one, source=Span(10**6, 10**6 + 4, "told"))),  # behind the end
    ("source", lambda one: replace(one, source=Span(10**6, 10**6, ""))),  # empty and behind the end
    ("addressee", lambda one: replace(one, addressee=replace(one.addressee, span=moved))),
    ("setting", lambda one: replace(one, setting=replace(one.setting, span=moved))),
    ("stance", lambda one: replace(one, stance=replace(one.stance, cue=moved))),
    ("date", lambda one: replace(one, date=replace(one.date, span=moved))),
    ("anchor", lambda one: replace(one, anchor=replace(one.anchor, exact="the ferry"))),
    ("anchor", lambda one: replace(one, anchor=replace(one.anchor, prefix="not before"))),
    ("anchor", lambda one: replace(one, anchor=replace(one.anchor, suffix="not after"))),
    ("document", lambda one: replace(one, document="another")),
]


@pytest.mark.parametrize(("field", "change"), OUT_OF_PLACE)
def test_words_that_are_not_there_leave_nothing_behind(field: str, change: Change) -> None:
    reading = ledger()
    with open_store(":memory:") as store:
        empty = contents(store)
        with pytest.raises(NotInDocument) as refused:
            store.add(with_statement(reading, change))
        assert refused.value.subject == reading.document.id
        assert reading.statements[1].id in refused.value.reason
        assert f", {field}:" in refused.value.reason
        assert contents(store) == empty


def test_relay_must_stand_in_the_page() -> None:
    reading = ledger()
    recalled = reading.statements[2]
    wrong = replace(recalled, relays=(replace(recalled.relays[0], span=moved), recalled.relays[1]))
    with open_store(":memory:") as store, pytest.raises(NotInDocument, match="relay"):
        store.add(replace(reading, statements=(*reading.statements[:2], wrong)))


def test_furniture_must_stand_in_the_page() -> None:
    reading = ledger()
    document = replace(reading.document, furniture=(Furniture(0, 3, "Ads", "advertisement"),))
    with open_store(":memory:") as store:
        with pytest.raises(NotInDocument, match="furniture"):
            store.add(replace(reading, document=document))
        assert list(store.documents()) == []


def late(change: Change) -> Callable[[Reading], Reading]:
    return lambda reading: with_statement(reading, change)


CONTRADICTIONS = [
    # found only while writing, when most of the reading is already in the transaction
    ("nested in nothing", late(lambda one: replace(one, nested_in="nowhere"))),
    ("confidence over 1", late(lambda one: replace(one, confidence=1.5))),
    ("confidence is no number", late(lambda one: replace(one, confidence=float("nan")))),
    ("unknown kind", late(lambda one: replace(one, kind="sung"))),
    ("half a surrogate pair", late(lambda one: replace(one, act="\ud800"))),
    ("speaker without name", late(lambda one: replace(one, speaker=replace(one.speaker, name=None)))),
    # found before
    ("bytes of another page", lambda one: replace(one, capture=replace(one.capture, content=b"other"))),
    ("time without zone", lambda one: replace(one, capture=replace(one.capture, captured=datetime(2031, 1, 1)))),
    (
        "gap in the offset map",
        lambda one: replace(one, document=replace(one.document, segments=(Segment(0, 5, 0, 5), Segment(6, 9, 6, 9)))),
    ),
]


@pytest.mark.parametrize("change", [change for _, change in CONTRADICTIONS], ids=[name for name, _ in CONTRADICTIONS])
def test_contradictions_leave_nothing_behind(change: Callable[[Reading], Reading]) -> None:
    with open_store(":memory:") as store:
        empty = contents(store)
        with pytest.raises(StoreError):
            store.add(change(ledger()))
        assert contents(store) == empty
        assert store.add(ledger()).new_statements == 3  # and the record is usable as before


def test_an_id_stands_for_one_text() -> None:
    reading = ledger()
    forged = replace(ledger(" And so on."), statements=(), events=(), relations=())
    forged = replace(forged, document=replace(forged.document, id=reading.document.id))
    with open_store(":memory:") as store:
        store.add(reading)
        with pytest.raises(StoreError, match="another text"):
            store.add(forged)


def test_an_id_stands_for_one_statement() -> None:
    reading, other = ledger(), ledger(" And so on.")
    taken = replace(other.statements[1], id=reading.statements[1].id)
    with open_store(":memory:") as store:
        store.add(reading)
        with pytest.raises(StoreError, match="already stands for a statement"):
            store.add(replace(other, statements=(taken,)))
