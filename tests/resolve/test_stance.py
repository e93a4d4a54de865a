"""Stances and stated relations: the gold sentences, cases of scope, and what must always hold."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from evaluation.stance import case, cases, found_in, is_right
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Actor, Analysis, Document, Furniture, Issue, Mention, Span
from onrecord.resolve import relations_of, stances_of
from onrecord.resolve.cues import tokens_of
from tests.store.factory import statement_of


@pytest.mark.parametrize("language", ["en", "es"])
def test_gold_sentences(language):
    wrong = [one.marked for one in cases(language) if not is_right(one, found_in(one))]
    assert wrong == []


@pytest.mark.parametrize(
    ("marked", "expected", "language"),
    [
        # the content is a clause: its subject is not what is asked for
        ("[S Quint] [C demanded that] [Q {the mine} be sold].", "support", "en"),
        # somebody is told to act on the issue, which is not support of it
        ("[S Quint] [C called for] [Q {the bill} to be dropped].", "support", "en"),
        # another noun heads the phrase
        ("[S Quint] [C condemned] [Q {the mine} disaster].", "oppose", "en"),
        # two reversers
        ("“[Q We oppose the delay in lifting {the curfew}],” [C said] [S Quint].", "oppose*", "en"),
        ("[S Quint] [C no longer wants] [Q to support {the ferry}].", "oppose*", "en"),
        ("“[Q {The toll} is unacceptable, and if it rains we walk],” [C said] [S Quint].", "oppose*", "en"),
        ("“[Q {The toll} will not be tolerated],” [C said] [S Quint].", "oppose*", "en"),
        ("{The toll} came up. [S Quint] [C defended] [Q his decision].", "support", "en"),
        ("[S Quint] [C dijo que] [Q hay margen y respaldo social para {el peaje}].", "none", "es"),
        ("[S Quint] [C anunció que] [Q no defenderá {el proyecto}].", "oppose*", "es"),
        ("«[Q Seguiremos apostando por {la candidatura}]», [C dijo] [S Quint].", "support*", "es"),
        ("[S La ley] [C acepta que] [Q {el peaje} suba].", "none", "es"),
        ("[S Quint] [C hat] [Q {die Maut} abgelehnt].", "none", "de"),
    ],
)
def test_scope(marked, expected, language):
    one = case(0, marked, expected, language)
    assert is_right(one, found_in(one)), found_in(one)


def test_a_corrected_or_negated_statement_gets_no_stance():
    one = case(0, "“[Q We support {the toll}],” [C said] [S Quint].", "support*", "en")
    assert found_in(replace(one, statement=replace(one.statement, negated=True))) is None


@given(st.text(max_size=120), st.sampled_from(["en", "es", "fr", None]))
@settings(deadline=None, max_examples=80)
def test_any_text(text, language):
    text = text or "x"
    document = Document("d", "t", None, None, None, None, None, language, None, text, (), ())
    span = Span(0, len(text), text)
    analysis = Analysis(language, (span,), (span,), (), (), None)
    statement = statement_of(document, (span,), cue=span, issue=Issue("i", "x", "story", (span,)))
    found = stances_of(document, analysis, [statement])[0].stance
    assert found is None or text[found.cue.start : found.cue.end] == found.cue.text
    for relation in relations_of(document, analysis, [statement]):
        assert text[relation.span.start : relation.span.end] == relation.span.text
    assert all(text[t.start : t.end].lower().replace("’", "'") == t.word for t in tokens_of(text, 0, len(text)))


def test_long_contents_take_linear_time():
    text = "we support the toll and not the ferry " * 4000
    document = Document("d", "t", None, None, None, None, None, "en", None, text, (), ())
    span = Span(0, len(text), text)
    statement = statement_of(document, (span,))
    since = time.process_time()
    stances_of(document, Analysis("en", (span,), (span,), (), (), None), [statement])
    assert time.process_time() - since < 4


RELATIONS = [
    ("Quint and Brandt disagreed on the toll.", "en", [("disagree", "Quint", "Brandt", "toll")]),
    ("Brandt agreed with Quint on the toll and the lock.", "en", [("agree", "Brandt", "Quint", "toll"), ("agree", "Brandt", "Quint", "lock")]),
    ("The disagreement between Quint and Brandt over the toll grew.", "en", [("disagree", "Quint", "Brandt", "toll")]),
    ("Norway and Chile failed to agree on fishing quotas.", "en", [("disagree", "Norway", "Chile", "fishing quotas")]),
    ("Quint often had disagreements with Brandt.", "en", [("disagree", "Quint", "Brandt", None)]),
    ("Quint y Brandt coincidieron en el peaje.", "es", [("agree", "Quint", "Brandt", "peaje")]),
    ("Quint discrepó con Brandt sobre el peaje.", "es", [("disagree", "Quint", "Brandt", "peaje")]),
    # asked, supposed, wished, denied
    ("Did Quint and Brandt disagree on the toll?", "en", []),
    ("If Quint and Brandt agreed on the toll, it would go.", "en", []),
    ("Quint and Brandt could agree on the toll.", "en", []),
    ("Quint and Brandt had no disagreements on the toll.", "en", []),
    # three are no pair, one is none, an aide is not the person
    ("Arrieta, Quint and Brandt disagreed on the toll.", "en", []),
    ("They disagreed on the toll.", "en", []),
    ("Quint disagreed on the toll.", "en", []),
    ("The aides of Quint disagreed with Brandt on the toll.", "en", []),
    ("Quint and Quint disagreed on the toll.", "en", []),
]  # fmt: skip


def reading_of(text, language):
    names = [
        (text.find(n, at), n)
        for n in ("Quint", "Brandt", "Arrieta")
        for at in range(len(text))
        if text.startswith(n, at)
    ]
    mentions = tuple(Mention(Span(at, at + len(n), n), "person") for at, n in sorted(set(names)))
    document = Document("d", "t", None, None, None, None, None, language, None, text, (), ())
    ends = [at + 1 for at, c in enumerate(text) if c in ".?"]
    sentences = tuple(Span(s, e, text[s:e]) for s, e in zip([0, *(e + 1 for e in ends)], ends, strict=False))
    return document, Analysis(language, (Span(0, len(text), text),), sentences, (), mentions, None)


def told(relations):
    return [(r.value, r.actors[0].name, r.actors[1].name, r.issue and r.issue.label) for r in relations]


@pytest.mark.parametrize(("text", "language", "expected"), RELATIONS)
def test_stated_relations(text, language, expected):
    document, analysis = reading_of(text, language)
    assert told(relations_of(document, analysis, ())) == expected


def test_the_two_are_those_who_speak():
    """`The two` are the two who made most statements, once the page has named both."""
    text = "Quint met Brandt. The two had common points on the toll."
    document, analysis = reading_of(text, "en")
    one, two = Actor("a1", "Quint", None, "person"), Actor("a2", "Brandt", None, "person")
    made = [
        statement_of(document, (Span(0, 5, "Quint"),), id=f"s{n}", speaker=who)
        for n, who in enumerate([one, one, one, two, two])
    ]
    assert told(relations_of(document, analysis, made)) == [("agree", "Quint", "Brandt", "toll")]
    third = [
        statement_of(document, (Span(0, 5, "Quint"),), id=f"t{n}", speaker=Actor("a3", "Arrieta", None, "person"))
        for n in range(2)
    ]
    assert relations_of(document, analysis, [*made, *third]) == ()


def test_furniture_states_nothing():
    text = "Quint and Brandt disagreed on the toll."
    document, analysis = reading_of(text, "en")
    assert relations_of(replace(document, furniture=(Furniture(0, len(text), text, "teaser"),)), analysis, ()) == ()
