"""Judgements made by hand about the readings of `factory`, and strategies for any at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from onrecord.model import Actor, Judgement, Reading, Statement
from onrecord.store import new_judgement, target_of
from onrecord.store.values import FIELDS, plain, value_of

from .factory import MORNING, Span

NOBODY_ELSE = Actor("actor-7", "Tomáš Vrba", None, "person")


def of(
    reading: Reading, statement: Statement, action: str, after: Any = None, later: int = 0, **given: Any
) -> Judgement:
    """One of `statement`, `later` minutes after the page was captured; `after` is the bare value of a correction."""
    field = FIELDS.get(action)
    value = {field: plain(after)} if field else after
    given = {"by": "Iva", "made": MORNING + timedelta(minutes=later), "before": value_of(action, statement)} | given
    return new_judgement(action, target=target_of(reading.document, statement), after=value, **given)


def about(action: str, *actors: str, later: int = 0, actor: Actor, **after: Any) -> Judgement:
    made = MORNING + timedelta(minutes=later)
    return new_judgement(action, "Iva", made, actors=actors, after={"actor": plain(actor)} | after)


def undo(judgement: Judgement, later: int = 0) -> Judgement:
    return new_judgement("undo", "Jan", MORNING + timedelta(minutes=later), undoes=judgement.id)


@st.composite
def judgements(draw: st.DrawFn, reading: Reading) -> list[Judgement]:
    """Some of statements, of actors, and undos of those before."""
    made: list[Judgement] = []
    for minute in range(draw(st.integers(0, 5))):
        later = draw(st.integers(0, 9)) + 10 * minute
        kinds = ["verdict", "field", "actors"] + (["undo"] if made else [])
        kind = draw(st.sampled_from(kinds))
        if kind == "undo":
            made.append(undo(draw(st.sampled_from(made)), later))
        elif kind == "actors":
            made.append(draw(of_actors(later)))
        else:
            made.append(draw(of_statement(reading, later, verdict=kind == "verdict")))
    return made


@st.composite
def of_actors(draw: st.DrawFn, later: int) -> Judgement:
    one, other = draw(st.permutations(["actor-1", "actor-2", "actor-7"]))[:2]
    shown = Actor(one, draw(st.sampled_from(["Kim", "Lee"])), None, None)
    action = draw(st.sampled_from(["merge", "rename", "split"]))
    if action == "split":
        new = Actor("actor-8", "another", None, None)
        return about("split", one, later=later, actor=new, offices=["mayor"])
    return about(action, *([one, other] if action == "merge" else [one]), later=later, actor=shown)


@st.composite
def of_statement(draw: st.DrawFn, reading: Reading, later: int, *, verdict: bool) -> Judgement:
    statement = draw(st.sampled_from(reading.statements))
    if verdict:
        action = draw(st.sampled_from(["confirm", "reject", "unsure"]))
        return of(reading, statement, action, value_of(action, statement) if action == "confirm" else None, later)
    start = draw(st.integers(0, len(reading.document.text) - 10))
    words = Span(start, start + 9, reading.document.text[start : start + 9])
    values = {
        "speaker": draw(st.sampled_from([None, NOBODY_ELSE])),
        "relay": ({"name": "Wire", "span": plain(words)},),
        "addressee": None,
        "setting": {"label": None, "span": plain(words)},
        "span": (words,),
        "issue": ({"id": "x", "label": "x", "scheme": "codebook", "words": [plain(words)]},),
        "stance": {"label": "mixed", "target": "x", "cue": plain(words)},
        "date": {"value": "2031", "precision": "year", "span": plain(words), "end": None, "inferred": False},
    }
    action = draw(st.sampled_from(list(values)))
    return of(reading, statement, action, values[action], later)
