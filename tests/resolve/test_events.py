"""Events case by case: (marked text, what is told), the marks as in tests/quotation/hand.py."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.times import times_of
from onrecord.model import Analysis, Document, Event, Mention, Span
from onrecord.quotation import find
from onrecord.resolve import resolve
from onrecord.resolve.events import class_of, events_of, quad_of
from onrecord.resolve.events.words import forms_of
from tests.quotation.hand import analysis_of

PEOPLE = ("Mara Quint", "Tomás Arrieta", "Ana Brandt", "Quint", "Arrieta", "Brandt")
PLACES = ("Port Ellery", "Lowmouth")


def read(marked: str, language: str = "en", published: str | None = "2019-05-16") -> tuple[Event, ...]:
    document, analysis = prepared(marked, language, published)
    statements = resolve(document, analysis, find(document, analysis))
    return events_of(document, analysis, statements)


def prepared(marked: str, language: str, published: str | None) -> tuple[Document, Analysis]:
    document, analysis = analysis_of(marked, persons=PEOPLE, language=language)
    places = re.finditer("|".join(PLACES), document.text)
    mentions = [*analysis.mentions, *(Mention(Span(m.start(), m.end(), m[0]), "place") for m in places)]
    times = times_of(analysis.paragraphs, language)
    return replace(document, published=published), replace(analysis, mentions=tuple(mentions), times=times)


def told(event: Event) -> str:
    """`CONSULT past Mara Quint > France`."""
    actor = event.actor.name if event.actor else "-"
    recipient = event.recipient.name if event.recipient else "-"
    return f"{event.plover} {event.tense} {actor} > {recipient}"


ENGLISH = [
    # a plain verb, its subject and object
    ("Mara Quint met Ana Brandt on Monday.", ["CONSULT past Mara Quint > Ana Brandt"]),
    # a state and a metonym of one
    ("France accused Chile of delay.", ["ACCUSE past France > Chile"]),
    ("Paris rejected the offer.", ["REJECT past France > -"]),
    # a phrase without a name
    ("Chilean police arrested Tomás Arrieta.", ["COERCE past Chilean police > Tomás Arrieta"]),
    # an office with its holder
    ("French President Ana Brandt visited Chile.", ["CONSULT past Ana Brandt > Chile"]),
    # passive, with and without who did it
    ("Tomás Arrieta was arrested by Chilean police.", ["COERCE past Chilean police > Tomás Arrieta"]),
    ("Tomás Arrieta was arrested on Friday.", ["COERCE past - > Tomás Arrieta"]),
    # a verb that needs its object
    ("France lifted the sanctions on Chile.", ["RETREAT past France > Chile"]),
    ("France lifted the lid on its archive.", []),
    ("Chile imposed a curfew.", ["COERCE past Chile > -"]),
    # two who do it to each other
    ("France and Chile signed a fishing treaty.", ["SUPPORT past France > Chile"]),
    # an aside between subject and verb
    ("Mara Quint, the harbour minister since May, met Ana Brandt.", ["CONSULT past Mara Quint > Ana Brandt"]),
    # one subject, two verbs
    (
        "France recalled its ambassador and suspended all aid to Chile.",
        ["SANCTION past France > -", "SANCTION past France > Chile"],
    ),
    # going on now
    ("French troops are shelling Chilean soldiers.", ["ASSAULT ongoing French troops > Chilean soldiers"]),
    # to come: the meeting itself, an agreement to what is given, a threat of what is taken
    ("Mara Quint will meet Ana Brandt in June.", ["CONSULT scheduled Mara Quint > Ana Brandt"]),
    ("Mara Quint is due to meet Ana Brandt in June.", ["CONSULT scheduled Mara Quint > Ana Brandt"]),
    ("France will send food aid to Chile.", ["AGREE scheduled France > Chile"]),
    ("France will impose sanctions on Chile.", ["THREATEN scheduled France > Chile"]),
    # denied, doubted, conditional, asked for: nothing happened
    ("Mara Quint did not meet Ana Brandt.", []),
    ("Mara Quint never met Ana Brandt.", []),
    ("Mara Quint might meet Ana Brandt.", []),
    ("If Mara Quint meets Ana Brandt, the pier opens.", []),
    ("There was no need to meet Ana Brandt.", []),
    # nouns that look like verbs
    ("A planned visit cost Mara Quint her week.", []),
    ("The Chilean protests lasted.", []),
    # who is governed by a preposition does nothing
    ("The delay in France angered many.", []),
    # a pronoun is nobody here
    ("She met sailors.", []),
]

SPANISH = [
    ("Mara Quint se reunió con Ana Brandt el lunes.", ["CONSULT past Mara Quint > Ana Brandt"]),
    # the subject behind the verb
    ("El lunes se reunió Mara Quint con Ana Brandt.", ["CONSULT past Mara Quint > Ana Brandt"]),
    ("Francia acusó a Chile de la demora.", ["ACCUSE past Francia > Chile"]),
    ("Tomás Arrieta fue detenido por la policía chilena.", ["COERCE past policía chilena > Tomás Arrieta"]),
    ("Francia levantó las sanciones contra Chile.", ["RETREAT past Francia > Chile"]),
    ("Francia y Chile firmaron un acuerdo.", ["SUPPORT past Francia > Chile"]),
    ("Mara Quint visitará Chile en junio.", ["CONSULT scheduled Mara Quint > Chile"]),
    ("Mara Quint va a visitar Chile en junio.", ["CONSULT scheduled Mara Quint > Chile"]),
    ("Mara Quint no se reunió con Ana Brandt.", []),
    ("La visita de otoño costó mucho.", []),
    ("Mara Quint podría visitar Chile.", []),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[str]) -> None:
    assert [told(event) for event in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish(text: str, expected: list[str]) -> None:
    assert [told(event) for event in read(text, "es")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a place that a noun takes is not whom it is done to
        ("Ana Brandt criticó el viaje a Chile.", ["ACCUSE past Ana Brandt > -"]),
        ("Ana Brandt criticó ayer duramente a Chile.", ["ACCUSE past Ana Brandt > Chile"]),
        # nor one behind an infinitive
        ("Ana Brandt instó a Chile a visitar Francia.", ["REQUEST past Ana Brandt > Chile"]),
        ("Francia prometió presentar al Parlamento una ley.", ["AGREE past Francia > -"]),
        # the pronoun is another
        ("Ana Brandt le pidió que escriba a Chile.", ["REQUEST past Ana Brandt > -"]),
        # what sport and offices have of these verbs
        ("Francia cedió el primer punto.", []),
        # a rule is nobody
        ("La ley exige un examen.", []),
        ("Francia denunció el tratado.", ["REJECT past Francia > -"]),
    ],
)
def test_how_far_a_spanish_verb_reaches(text: str, expected: list[str]) -> None:
    assert [told(event) for event in read(text, "es")] == expected


OCCASIONS = [
    # said to be held
    ("en", "They wait for the G20 summit, which will be held in June in Japan.", ("G20 summit", "2019-06", "JPN", [])),
    # a date ahead right behind it
    ("en", "All eyes are on the summit in July in Chile.", ("summit", "2019-07", "CHL", [])),
    # who is expected
    (
        "en",
        "The meeting of many leaders, including Mara Quint and Ana Brandt, will take place in July.",
        ("meeting", None, None, None),
    ),
    # no PLOVER class for an election
    ("en", "The election of May 2020 in Chile worries France.", ("election", "2020-05", "CHL", [])),
    ("es", "La cumbre del G20 se celebrará en junio en Japón.", ("cumbre del G20", "2019-06", "JPN", [])),
    ("es", "Las elecciones están previstas para octubre.", ("elecciones", "2019-10", None, [])),
    # past, denied or any
    ("en", "The summit in March 2019 in Chile was short.", None),
    ("en", "There is no summit in July in Chile.", None),
    ("en", "Nobody will attend a summit.", None),
]


@pytest.mark.parametrize(("language", "text", "expected"), OCCASIONS)
def test_occasions(
    language: str, text: str, expected: tuple[str, str | None, str | None, list[str] | None] | None
) -> None:
    found = [event for event in read(text, language) if event.tense == "scheduled"]
    if expected is None:
        assert found == []
        return
    words, value, state, people = expected
    event = found[0]
    assert event.span.text == words
    assert people is None or [actor.name for actor in event.expected] == people
    assert value is None or (event.date is not None and event.date.value == value)
    assert state is None or (event.place is not None and event.place.state == state)


def test_who_is_expected_is_named() -> None:
    text = "They await the visit of leaders, including Mara Quint and Ana Brandt, to the G20 summit, which will be held in June."
    event = next(one for one in read(text) if one.span.text == "G20 summit")
    assert [actor.name for actor in event.expected] == ["Mara Quint", "Ana Brandt"]
    assert event.date is not None
    assert (event.date.value, event.date.precision) == ("2019-06", "month")


def test_an_act_carries_its_statement_and_a_silent_one_is_none() -> None:
    (event,) = read("[S1 Mara Quint] [C1 threatened] [Q1 to close the port].")
    assert told(event) == "THREATEN past Mara Quint > -"
    assert event.statement is not None
    assert read("[S1 Mara Quint] [C1 did not threaten] [Q1 to close the port].") == ()


def test_an_event_told_only_by_a_statement_carries_its_id() -> None:
    (event,) = read("[S1 Ana Brandt] [C1 said] that [Q1 Mara Quint met Tomás Arrieta].")
    assert event.statement is not None
    told_twice = read("Mara Quint met Tomás Arrieta. [S1 Ana Brandt] [C1 said] that [Q1 Mara Quint met Tomás Arrieta].")
    assert [one.statement for one in told_twice] == [None]


def test_what_is_denied_is_no_event() -> None:
    assert read("[S1 Ana Brandt] [C1 denied] that [Q1 Mara Quint met Tomás Arrieta].") == ()


def test_told_twice_is_one_event_with_all_that_is_known() -> None:
    (event,) = read("Mara Quint met Ana Brandt. Mara Quint met Ana Brandt in Port Ellery on 14 May 2019.")
    assert event.place is not None
    assert event.date is not None
    assert (event.place.name, event.date.value) == ("Port Ellery", "2019-05-14")


def test_other_days_are_other_events() -> None:
    assert len(read("Mara Quint met Ana Brandt on 3 May 2019. Mara Quint met Ana Brandt on 14 May 2019.")) == 2


def test_a_past_event_has_no_date_ahead() -> None:
    (event,) = read("Mara Quint met Ana Brandt before the race of 14 July 2019.")
    assert event.date is None


def test_classes_and_quads() -> None:
    assert [class_of(code) for code in ("030", "081", "085", "163", "175", "01")] == [
        "AGREE", "CONCEDE", "RETREAT", "COERCE", "ASSAULT", None,
    ]  # fmt: skip
    assert quad_of("CONSULT") == "verbal cooperation"
    assert quad_of("ASSAULT") == "material conflict"
    assert quad_of(None) is None


def test_forms() -> None:
    english = {form for form, _ in forms_of("stop", "en", {"stop": "stopped stopped"})}
    assert {"stop", "stops", "stopped", "stopping"} <= english
    spanish = dict(forms_of("realizar", "es", {}))
    assert spanish["realizó"] == "past"
    assert spanish["realicé"] == "past"
    assert spanish["realizarán"] == "future"


def test_no_list_no_events() -> None:
    assert read("Ana Brandt a rencontré Mara Quint.", "fr") == ()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["Mara Quint", "met", "Ana Brandt", "will", "be", "held", "the", "summit", "in June", ",", "U.S.", "and", "to", "visit",
             "French", "troops", "by", "(", ")", "“", "no", "that", ".", "attack", "of", "Chile", "'s", "\n\n", "must", "who"]
        ),
        max_size=40,
    ),
    st.sampled_from(["en", "es"]),
)  # fmt: skip
def test_any_words_keep_the_promise(words: list[str], language: str) -> None:
    document, analysis = prepared(" ".join(words) or "x", language, "2019-05-16")
    for event in events_of(document, analysis, ()):
        spans = [event.span, *([event.place.span] if event.place else []), *([event.date.span] if event.date else [])]
        assert all(document.text[span.start : span.end] == span.text for span in spans)
        assert event.plover or event.tense == "scheduled"
