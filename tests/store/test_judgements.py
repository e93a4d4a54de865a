"""What people decide: applied, undone, found again, carried to other records, and guarded."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import StoreError
from onrecord.model import Actor, Judged, Judgement, Reading, Relay, Span, Statement
from onrecord.store import Store, correct, judgement_object, judgement_of_object, new_judgement, open_store
from onrecord.store.values import value_of

from .factory import MORNING, PAGE, anchor, at, digest, document_of, ledger, statement_of
from .judging import NOBODY_ELSE, about, judgements, of, undo

READING = ledger()
FERRY, OPENED, RECALLED = READING.statements
MAYOR = OPENED.speaker
TEXT = READING.document.text


def judged(reading: Reading, *made: Judgement) -> Reading:
    return correct(reading, made).reading


def by_id(reading: Reading, statement: Statement) -> Statement:
    return next(one for one in reading.statements if one.id == statement.id)


# values


WORDS = at(TEXT, "calm")
RELAY = Relay("Calm", WORDS)
CORRECTIONS = [
    ("speaker", NOBODY_ELSE, {"speaker": NOBODY_ELSE, "candidates": ()}),
    ("speaker", None, {"speaker": None, "candidates": ()}),
    ("relay", (RELAY, *RECALLED.relays), {"relays": (RELAY, *RECALLED.relays)}),
    ("relay", (), {"relays": ()}),
    ("addressee", None, {"addressee": None}),
    ("setting", None, {"setting": None}),
    ("span", (WORDS,), {"content": (WORDS,), "anchor": anchor(TEXT, (WORDS,))}),
    ("issue", OPENED.issues[1:], {"issue": OPENED.issues[1], "issues": OPENED.issues[1:]}),
    ("issue", (), {"issue": None, "issues": ()}),
    ("stance", replace(OPENED.stance, label="oppose"), {"stance": replace(OPENED.stance, label="oppose")}),
    ("date", replace(OPENED.date, value="2031-05-05"), {"date": replace(OPENED.date, value="2031-05-05")}),
]


@pytest.mark.parametrize(("action", "value", "fields"), CORRECTIONS)
def test_a_correction_sets_its_field_and_no_other(action: str, value: object, fields: dict[str, object]) -> None:
    made = of(READING, OPENED, action, value)
    corrected = judged(READING, made)
    marks = Judged(None, ("Iva",), (action,), (made.id,))
    assert by_id(corrected, OPENED) == replace(OPENED, **fields, judged=marks)
    others = [one for one in READING.statements if one is not OPENED]
    assert [one for one in corrected.statements if one.id != OPENED.id] == others


def test_verdicts() -> None:
    sure = of(READING, OPENED, "confirm", value_of("confirm", OPENED))
    doubted = of(READING, RECALLED, "unsure")
    corrected = judged(READING, sure, doubted)
    assert by_id(corrected, OPENED).judged == Judged("confirm", ("Iva",), (), (sure.id,))
    assert by_id(corrected, RECALLED).judged.verdict == "unsure"


def test_the_latest_verdict_and_the_latest_value_count() -> None:
    rejected = of(READING, OPENED, "reject", later=1)
    kept = of(READING, OPENED, "confirm", later=2, by="Jan")
    nobody, somebody = of(READING, OPENED, "speaker", None, 4), of(READING, OPENED, "speaker", NOBODY_ELSE, 3)
    corrected = by_id(judged(READING, nobody, kept, somebody, rejected), OPENED)
    assert corrected.speaker is None
    assert (corrected.judged.verdict, corrected.judged.by) == ("confirm", ("Iva", "Jan"))


def test_rejected_statements_vanish_with_what_rests_on_them() -> None:
    corrected = judged(READING, of(READING, OPENED, "reject"))
    assert [one.id for one in corrected.statements] == [FERRY.id, RECALLED.id]
    assert [one.id for one in corrected.rejected] == [OPENED.id]
    assert [one.span.text for one in corrected.events] == ["calm"]
    assert corrected.relations[0].evidence == ("x",)
    around = judged(READING, of(READING, RECALLED, "reject"))
    assert by_id(around, FERRY).nested_in is None


def test_what_a_speaker_did_goes_to_the_right_one() -> None:
    corrected = judged(READING, of(READING, OPENED, "speaker", NOBODY_ELSE))
    assert corrected.events[0].actor == NOBODY_ELSE


# actors


def test_merged_actors_are_one_everywhere() -> None:
    corrected = judged(READING, about("merge", "actor-1", "actor-2", actor=MAYOR))
    recalled = by_id(corrected, RECALLED)
    assert (recalled.speaker.id, recalled.speaker.name) == ("actor-1", "Irena Dusková")
    assert by_id(corrected, FERRY).candidates[0].id == "actor-1"
    assert len(by_id(corrected, FERRY).candidates) == 1
    gone = judged(READING, about("merge", "actor-1", "actor-3", actor=MAYOR))
    assert gone.relations == ()  # nobody agrees with oneself


def test_candidates_who_are_one_actor_are_the_speaker() -> None:
    open_question = replace(READING, statements=(replace(FERRY, speaker=None, nested_in=None),), events=())
    corrected = judged(open_question, about("merge", "actor-1", "actor-2", actor=MAYOR))
    assert corrected.statements[0].speaker.id == "actor-1"


def test_a_later_merge_the_other_way_round_gives_the_other_name() -> None:
    one = about("merge", "actor-1", "actor-2", actor=MAYOR)
    other = about("merge", "actor-2", "actor-1", later=1, actor=RECALLED.speaker)
    corrected = judged(READING, one, other)
    assert {one.speaker.name for one in corrected.statements} == {"harbour master"}
    assert len({one.speaker.id for one in corrected.statements}) == 1


def test_renamed() -> None:
    corrected = judged(READING, about("rename", "actor-2", actor=replace(RECALLED.speaker, name="Port Captain")))
    assert by_id(corrected, RECALLED).speaker == replace(RECALLED.speaker, name="Port Captain")


SPLITS = [
    ({"offices": ["mayor"]}, "actor-9", "actor-1"),  # one of the two statements prints the office
    ({"offices": ["may"]}, "actor-1", "actor-1"),  # half a word is none
    ({"documents": [READING.document.id]}, "actor-9", "actor-9"),
    ({"documents": ["another"]}, "actor-1", "actor-1"),
]


@pytest.mark.parametrize(("by", "opened", "ferry"), SPLITS)
def test_split(by: dict[str, list[str]], opened: str, ferry: str) -> None:
    corrected = judged(READING, about("split", "actor-1", actor=Actor("actor-9", "The other", None, None), **by))
    assert by_id(corrected, OPENED).speaker.id == opened
    assert by_id(corrected, FERRY).speaker.id == ferry


# undoing


def test_undo_and_undo_of_undo() -> None:
    made = of(READING, OPENED, "reject")
    back = undo(made, 1)
    again = undo(back, 2)
    assert judged(READING, made, back) == READING
    assert judged(READING, again, made, back) == judged(READING, made)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_applying_twice_changes_nothing_and_order_does_not_matter(data: st.DataObject) -> None:
    made = data.draw(judgements(READING))
    once = judged(READING, *made)
    assert judged(READING, *data.draw(st.permutations(made))) == once
    marked = {one.id for one in once.statements if one.judged}
    again = judged(once, *made)
    assert [one for one in again.statements if one.id not in marked] == [
        one for one in once.statements if one.id not in marked
    ]
    assert (again.statements, again.rejected, again.events) == (once.statements, once.rejected, once.events)
    for statement in once.statements:
        assert all(TEXT[span.start : span.end] == span.text for span in statement.content)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_undoing_everything_restores_the_reading(data: st.DataObject) -> None:
    made = [one for one in data.draw(judgements(READING)) if one.action != "undo"]
    backs = [undo(one, 100) for one in {one.id: one for one in made}.values()]
    assert judged(READING, *made, *backs) == READING


# finding again


def reread(change: Callable[[Statement], Statement], text: str = TEXT) -> Reading:
    """The page by a newer version: every statement has another id, and is what `change` makes of it."""
    document = replace(READING.document, text=text, furniture=(), segments=())
    document = replace(document, id=READING.document.id if text == TEXT else digest(text))
    fresh = [
        replace(change(one), id="new" + one.id, nested_in=None, document=document.id) for one in READING.statements
    ]
    return replace(READING, document=document, statements=tuple(fresh), events=(), relations=())


def further(statement: Statement, by: int, text: str) -> Statement:
    content = tuple(Span(one.start + by, one.end + by, one.text) for one in statement.content)
    return replace(statement, content=content, anchor=anchor(text, content))


def widened(statement: Statement) -> Statement:
    last = statement.content[-1]
    content = (*statement.content[:-1], Span(last.start, last.end + 1, TEXT[last.start : last.end + 1]))
    return replace(statement, content=content, anchor=anchor(TEXT, content))


KEPT = [
    ("another cue and id", reread(lambda one: replace(one, cue=WORDS))),
    ("a mark more", reread(widened)),
    (
        "another version of the page",
        reread(lambda one: further(one, 14, "Updated today." + TEXT), "Updated today." + TEXT),
    ),
]


@pytest.mark.parametrize("newer", [reading for _, reading in KEPT], ids=[name for name, _ in KEPT])
@pytest.mark.parametrize("statement", [OPENED, RECALLED, FERRY])
def test_judgements_survive_another_reading(newer: Reading, statement: Statement) -> None:
    made = [
        of(READING, statement, "speaker", NOBODY_ELSE),
        of(READING, statement, "relay", (RELAY,)),
        of(READING, statement, "confirm", None),
    ]
    done = correct(newer, made)
    assert done.orphans == ()
    assert sorted(done.applied) == sorted((one.id, "new" + statement.id) for one in made)
    corrected = next(one for one in done.reading.statements if one.id == "new" + statement.id)
    assert corrected.speaker == NOBODY_ELSE
    span = corrected.relays[0].span
    assert newer.document.text[span.start : span.end] == "calm"


def test_a_confirmed_speaker_stays_when_a_newer_version_reads_another() -> None:
    newer = reread(lambda one: replace(one, speaker=NOBODY_ELSE))
    done = judged(newer, of(READING, OPENED, "confirm", value_of("confirm", OPENED)))
    assert next(one for one in done.statements if one.id == "new" + OPENED.id).speaker == MAYOR


def test_a_rejection_is_of_words_in_one_mouth() -> None:
    other = reread(lambda one: replace(one, speaker=NOBODY_ELSE, source=WORDS))
    made = of(READING, OPENED, "reject")
    done = correct(other, [made])
    assert [one.reason for one in done.orphans] == ["these words are read as another speaker's now"]
    assert done.reading == other
    assert len(judged(reread(lambda one: replace(one, source=WORDS)), made).rejected) == 1  # the speaker is the same


def test_a_newer_version_that_came_to_the_corrected_words_itself() -> None:
    words = at(TEXT, "the footbridge reopens")
    newer = reread(lambda one: replace(one, content=(words,), anchor=anchor(TEXT, (words,))) if one is OPENED else one)
    made = [of(READING, OPENED, "span", (words,)), of(READING, OPENED, "speaker", NOBODY_ELSE)]
    assert len(correct(newer, made).applied) == 2


def test_of_two_places_with_the_same_words_those_around_decide() -> None:
    text = "At noon the mayor said: “No.” Much later, in the rain, the pilot said: “No.” Nobody else did."
    document = document_of(text)
    first, second = text.index("No."), text.rindex("No.")
    spans = [(Span(start, start + 2, "No"),) for start in (first, second)]
    page = replace(
        READING, document=document, statements=tuple(statement_of(document, one) for one in spans), events=()
    )
    longer = "Corrected on Monday. " + text
    newer = document_of(longer)
    moved = [(Span(one.start + 21, one.end + 21, "No"),) for (one,) in spans]
    version = replace(page, document=newer, statements=tuple(statement_of(newer, one) for one in moved))
    done = correct(version, [of(page, page.statements[1], "reject")])
    assert [one.id for one in done.reading.rejected] == [version.statements[1].id]


GONE = [
    ("no statement", "is read in the page any more", reread(lambda one: replace(one, content=(WORDS,)))),
    ("two that are the same", "nothing tells them apart", None),
]


def test_orphans_say_why() -> None:
    made = of(READING, FERRY, "reject")
    done = correct(reread(lambda one: replace(one, content=(WORDS,))), [made])
    assert "is read in the page any more" in done.orphans[0].reason
    twice = reread(lambda one: replace(FERRY, id=one.id))
    assert "nothing tells them apart" in correct(twice, [made]).orphans[0].reason
    shorter = TEXT.replace("calm", "wild")
    lost = correct(reread(lambda one: one, shorter), [of(READING, OPENED, "relay", (RELAY,))])
    assert "calm" in lost.orphans[0].reason


def test_pages_without_a_name_are_not_versions_of_one_another() -> None:
    nameless = replace(READING, document=replace(READING.document, source="-"))
    other = reread(lambda one: one, TEXT + " And so on.")
    other = replace(other, document=replace(other.document, source="-"))
    done = correct(other, [of(nameless, OPENED, "reject")])
    assert (done.applied, done.orphans) == ((), ())


# in the record


def kept(*made: Judgement) -> Store:
    store = open_store(":memory:")
    store.add(READING)
    store.judge(made)
    return store


def test_the_record_gives_corrected_values_and_on_request_the_machines() -> None:
    store = kept(of(READING, OPENED, "speaker", NOBODY_ELSE), of(READING, RECALLED, "reject"))
    corrected, raw = store.reading(READING.document.id), store.reading(READING.document.id, raw=True)
    assert raw == READING
    assert by_id(corrected, OPENED).speaker == NOBODY_ELSE
    assert len(corrected.rejected) == 1
    assert store.statement(OPENED.id[:12])[0].speaker == NOBODY_ELSE
    assert store.statement(OPENED.id[:12], raw=True)[0] == OPENED
    assert store.statement(RECALLED.id)[0].id == RECALLED.id  # rejected ones are still there to be looked at
    assert store.statement("nothing") is None
    assert store.verify().faults == ()


def test_corrected_values_are_not_taken_for_the_machines() -> None:
    store = kept(of(READING, OPENED, "speaker", NOBODY_ELSE))
    with pytest.raises(StoreError, match="corrected values"):
        store.add(store.reading(READING.document.id))


def test_a_search_sees_what_people_decided() -> None:
    store = kept(
        of(READING, OPENED, "speaker", NOBODY_ELSE),
        of(READING, RECALLED, "reject"),
        about("rename", "actor-1", actor=replace(MAYOR, name="Jarmila Bílá")),
    )
    counts = {"vrba": 1, "tomas vrba": 1, "harbour": 0, "bila": 1, "dusková": 1, "footbridge": 1, '"jarmila bila"': 1}
    assert {query: len(store.find(query)) for query in counts} == counts
    assert store.find("footbridge")[0].statement.speaker == NOBODY_ELSE
    assert store.find("vrba", limit=1)[0].statement.id == OPENED.id
    assert [one.speaker for place in store.whose("footbridge reopens") for one in place.within] == [NOBODY_ELSE]


def test_actors_by_name_and_id() -> None:
    store = kept(about("rename", "actor-1", actor=replace(MAYOR, name="Jarmila Bílá")))
    assert [one.id for one in store.actors("jarmila bílá")] == ["actor-1"]
    assert [one.id for one in store.actors("actor-2")] == ["actor-2"]
    assert [one.name for one in store.actors("Dusková")] == ["Jarmila Bílá"]  # the name before it was changed
    assert store.actors("Nobody") == []


def test_judgements_outlive_the_reading_they_were_made_about(tmp_path: Path) -> None:
    newer = replace(reread(lambda one: replace(one, cue=WORDS)), capture=READING.capture)
    with open_store(tmp_path / "record.db") as store:
        store.add(READING, version="0.1")
        store.judge([of(READING, OPENED, "speaker", NOBODY_ELSE)])
        store.add(newer, version="0.2")
        assert store.statement("new" + OPENED.id)[0].speaker == NOBODY_ELSE
        assert [one.state for one in store.judgements()] == ["applied"]
        without = replace(newer, statements=newer.statements[2:])
        store.add(without, version="0.3")
        assert [one.state for one in store.judgements()] == ["orphan"]
        report = store.verify()
        assert report.ok
        assert [one.reason for one in report.orphans] == ["no statement with these words is read in the page any more"]
        store.add(newer, version="0.4")
        assert [one.state for one in store.judgements()] == ["applied"]


def test_states() -> None:
    made = of(READING, OPENED, "reject")
    back = undo(made, 1)
    elsewhere = of(ledger("x"), ledger("x").statements[1], "reject")
    store = kept(made, back, elsewhere)
    assert [one.state for one in store.judgements()] == ["undone", "applied", "orphan"]
    assert store.judgements()[2].reason == "its page is not in the record"
    store.add(ledger("x"))
    assert store.judgements()[2].statements == (ledger("x").statements[1].id,)


# carried and guarded


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_through_json_and_in_any_order_the_record_says_the_same(data: st.DataObject) -> None:
    made = data.draw(judgements(READING))
    lines = [json.dumps(judgement_object(one)) for one in made]
    carried = [judgement_of_object(json.loads(line)) for line in data.draw(st.permutations(lines))]
    with kept(*made) as one, kept(*carried) as other:
        assert one.reading(READING.document.id) == other.reading(READING.document.id)
        assert one.judge(carried) == 0
        assert one.verify().faults == ()


MEDDLING = [
    ("DELETE FROM judgement WHERE number = 2", "missing"),
    ("DELETE FROM judgement WHERE number = 3", "missing"),
    ("UPDATE judgement SET body = replace(body, 'Iva', 'Eva') WHERE number = 2", "not what was added"),
    ("UPDATE judgement SET body = replace(body, 'Iva', 'Eva') WHERE number = 2", "id is not that"),
    ("UPDATE judgement SET body = 'x' WHERE number = 2", "cannot be read"),
    ("UPDATE judgement SET body = '[]' WHERE number = 2", "cannot be read"),
    ("UPDATE judgement SET action = 'confirm' WHERE number = 2", "columns"),
    ("UPDATE judgement SET signature = NULL WHERE number = 2", "not what was added"),
    ("UPDATE judgement SET signature = replace(signature, '0', '1')", "signature"),
    ("UPDATE judgement SET chain = 'x' WHERE number = 1", "not what was added"),
]


@pytest.mark.parametrize(("meddling", "reason"), MEDDLING)
def test_meddling_with_judgements_is_found(meddling: str, reason: str) -> None:
    made = [of(READING, one, "reject", key=b"secret") for one in READING.statements]
    store = kept(*made)
    assert store.verify(key=b"secret").ok
    assert store.verify(key=b"another").ok  # signed by somebody else: cannot be told
    with pytest.raises(Exception, match="never"):
        store._connection.execute(meddling)
    store._connection.execute("DROP TRIGGER judgement_stays")
    store._connection.execute("DROP TRIGGER judgement_keeps")
    store._connection.execute(meddling)
    faults = [fault for fault in store.verify(key=b"secret").faults if fault.kind == "judgement"]
    assert any(reason in fault.reason for fault in faults), faults


def test_a_forged_signature_is_found() -> None:
    made = of(READING, OPENED, "reject", key=b"secret")
    _, key, _ = made.signature.split(":")
    store = kept(replace(made, signature=f"hmac-sha256:{key}:{'0' * 64}"))
    assert [fault.reason for fault in store.verify(key=b"secret").faults] == [
        "its signature is not that of its contents"
    ]


IMPOSSIBLE = [
    ("no name", lambda: of(READING, OPENED, "reject", by="  ")),
    ("no such action", lambda: of(READING, OPENED, "praise")),
    ("a value of another field", lambda: of(READING, OPENED, "speaker", after=None, by="")),
    ("no words", lambda: of(READING, OPENED, "span", ())),
    (
        "parts that overlap",
        lambda: of(READING, OPENED, "span", (at(PAGE, "footbridge reopens"), at(PAGE, "reopens on"))),
    ),
    ("a speaker without a name", lambda: of(READING, OPENED, "speaker", {"id": "x", "name": " "})),
    ("a relay without words", lambda: of(READING, OPENED, "relay", ({"name": "x"},))),
    ("time without zone", lambda: of(READING, OPENED, "reject", made=MORNING.replace(tzinfo=None))),
    ("one actor merged", lambda: about("merge", "actor-1", actor=MAYOR)),
    ("an actor merged with itself", lambda: about("merge", "actor-1", "actor-1", actor=MAYOR)),
    ("split into itself", lambda: about("split", "actor-1", actor=MAYOR, offices=["x"])),
    ("split by nothing", lambda: about("split", "actor-1", actor=NOBODY_ELSE)),
    ("an undo of nothing", lambda: new_judgement("undo", "Iva", MORNING)),
    ("a verdict on nothing", lambda: new_judgement("reject", "Iva", MORNING)),
]


@pytest.mark.parametrize("make", [make for _, make in IMPOSSIBLE], ids=[name for name, _ in IMPOSSIBLE])
def test_impossible_judgements_are_refused(make: Callable[[], Judgement]) -> None:
    with pytest.raises(StoreError):
        make()


def test_lines_that_are_no_judgement_are_refused() -> None:
    good = judgement_object(of(READING, OPENED, "speaker", NOBODY_ELSE))
    for field in ("id", "made", "by", "action", "target", "after"):
        for value in (None, 7, "x", {}, []):
            with pytest.raises(StoreError):
                judgement_of_object({**good, field: value})


def test_a_value_whose_words_are_not_in_the_page_is_an_orphan() -> None:
    made = of(READING, OPENED, "span", (Span(0, 4, "Fake"),))
    done = correct(READING, [made])
    assert "Fake" in done.orphans[0].reason
    assert done.reading == READING


def test_nothing_of_a_bad_batch_is_kept() -> None:
    good, bad = of(READING, OPENED, "reject"), of(READING, RECALLED, "reject", note="\ud800")
    with kept() as store:
        with pytest.raises(StoreError):
            store.judge([good, bad])
        assert store.judgements() == []
        assert store.judge([good]) == 1
        assert store.verify().ok
