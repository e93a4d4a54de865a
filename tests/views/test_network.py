"""The algebra of discourse networks against matrices worked by hand (docs/reference/networks.md has the same ones)."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Actor, Issue, Relation, Span, Stance
from onrecord.views.network import (
    DUPLICATES,
    NORMALISATIONS,
    Position,
    actor_network,
    affiliation,
    positions_of,
    stated,
)
from tests.store.factory import at, document_of, statement_of

HAND = [
    # Quint: for the ferry, against the toll; Brandt: for both; Arrieta: against both, for the lock
    ("quint", "ferry", "support"),
    ("quint", "toll", "oppose"),
    ("brandt", "ferry", "support"),
    ("brandt", "toll", "support"),
    ("arrieta", "ferry", "oppose"),
    ("arrieta", "toll", "oppose"),
    ("arrieta", "lock", "support"),
]


def positions(rows, *, published="2031-04-02"):
    return [Position(f"s{n}", f"d{n}", published, actor, issue, label) for n, (actor, issue, label) in enumerate(rows)]


def weights(kind, normalisation, rows=HAND, duplicates="document"):
    table = affiliation(positions(rows), duplicates=duplicates)
    return actor_network(table, kind=kind, normalisation=normalisation).weights


@pytest.mark.parametrize(
    ("kind", "normalisation", "quint_brandt", "quint_arrieta", "brandt_arrieta"),
    [
        ("congruence", "none", 1, 1, None),
        ("conflict", "none", 1, 1, 2),
        ("subtract", "none", 0, 0, -2),
        # activity: Quint 2, Brandt 2, Arrieta 3
        ("congruence", "average", 1 / 2, 1 / 2.5, 0),
        ("subtract", "average", 0, 0, -2 / 2.5),
        # issues of either: Quint or Brandt 2, with Arrieta 3
        ("congruence", "jaccard", 1 / 2, 1 / 3, 0),
        ("conflict", "jaccard", 1 / 2, 1 / 3, 2 / 3),
        ("congruence", "cosine", 1 / 2, 1 / sqrt(6), 0),
        ("conflict", "cosine", 1 / 2, 1 / sqrt(6), 2 / sqrt(6)),
    ],
)
def test_worked_by_hand(kind, normalisation, quint_brandt, quint_arrieta, brandt_arrieta):
    found = weights(kind, normalisation)
    assert found["quint", "brandt"] == pytest.approx(quint_brandt)
    assert found["arrieta", "quint"] == pytest.approx(quint_arrieta)
    assert found["brandt", "arrieta"] == pytest.approx(brandt_arrieta or 0)


def test_counts_multiply():
    """Two positions against three are six pairs."""
    rows = [("a", "x", "support")] * 2 + [("b", "x", "support")] * 3
    assert weights("congruence", "none", rows, "none")["a", "b"] == 6
    assert weights("congruence", "none", rows, "ever")["a", "b"] == 1
    assert weights("congruence", "cosine", rows, "none")["a", "b"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("duplicates", "count"),
    [("none", 8), ("document", 7), ("week", 6), ("month", 6), ("year", 4), ("ever", 1)],
)
def test_duplicate_rules(duplicates, count):
    held = [
        Position("s1", "d1", "2030-12-31T09:00:00+00:00", "a", "x", "support"),
        Position("s2", "d1", "2030-12-31T09:00:00+00:00", "a", "x", "support"),  # same document
        Position("s3", "d2", "2031-01-01", "a", "x", "support"),  # same ISO week, another year
        Position("s4", "d3", "2031-01-06", "a", "x", "support"),  # the next week, same month
        Position("s5", "d4", "2031-03-03", "a", "x", "support"),
        Position("s6", "d5", "2031-06", "a", "x", "support"),  # no day: a week cannot be told
        Position("s7", "d6", None, "a", "x", "support"),  # no date: stands for its document
        Position("s8", "d7", "not a date", "a", "x", "support"),
    ]
    cell = affiliation(held, duplicates=duplicates).cells["a", "x"]
    assert cell.counts["support"] == count
    assert cell.evidence["support"] == ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")


def test_opposite_stances_are_no_duplicates():
    table = affiliation(positions([("a", "x", "support"), ("a", "x", "oppose")]), duplicates="ever")
    assert table.cells["a", "x"].counts == {"support": 1, "oppose": 1}
    assert table.cells["a", "x"].label == "mixed"


def test_uncoded_is_its_own_state():
    table = affiliation(positions([("a", "x", None), ("b", "x", "oppose"), ("c", "x", "unclear")]))
    assert table.cells["a", "x"].label is None
    assert table.cells["a", "x"].uncoded == 1
    assert table.cells["c", "x"].label == "unclear"
    assert actor_network(table).actors == ("b",)


def test_a_tie_names_its_issues_and_statements():
    tie = actor_network(affiliation(positions(HAND)), kind="subtract").ties[0]
    assert tie.actors == ("quint", "brandt")
    assert [(s.issue, s.value, s.count, s.evidence) for s in tie.shared] == [
        ("ferry", "agree", 1, (("s0",), ("s2",))),
        ("toll", "disagree", 1, (("s1",), ("s3",))),
    ]


def test_nothing_in_nothing_out():
    table = affiliation([])
    assert (table.actors, actor_network(table, normalisation="cosine").ties) == ((), ())


def test_positions_follow_the_target():
    """A stance toward something else leaves the statement uncoded on its issue."""
    document = document_of("The toll is wrong, said Quint.")
    actor, issue = Actor("a1", "Mara Quint", None, "person"), Issue("i1", "toll")
    cue = at(document.text, "wrong")
    made = [
        statement_of(document, (cue,), id="s1", speaker=actor, issue=issue, stance=Stance("oppose", "toll", cue)),
        statement_of(document, (cue,), id="s2", speaker=actor, issue=issue, stance=Stance("oppose", "Brandt", cue)),
        statement_of(document, (cue,), id="s3", speaker=actor, issues=(issue,)),
        statement_of(document, (cue,), id="s4", issue=issue),  # nobody known said it
        statement_of(document, (cue,), id="s5", speaker=actor),  # no issue
    ]
    found = positions_of(document, made)
    assert [(p.statement, p.label) for p in found] == [("s1", "oppose"), ("s2", None), ("s3", None)]


def test_stated_relations_by_pair_and_issue():
    one, two = Actor("b", "B", None, None), Actor("a", "A", None, None)
    relations = [
        Relation("d", None, (one, two), "agree", Span(0, 1, "x")),
        Relation("d", None, (two, one), "agree", Span(1, 2, "y")),
    ]
    assert [(key, len(found)) for key, found in stated(relations).items()] == [(("a", "b", None), 2)]


rows = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from("xyz"),
        st.sampled_from(["support", "oppose", "mixed", "unclear", None]),
    ),
    max_size=25,
)


@given(rows, st.sampled_from(DUPLICATES), st.sampled_from(NORMALISATIONS))
@settings(deadline=None, max_examples=80)
def test_what_always_holds(found, duplicates, normalisation):
    table = affiliation(positions(found), duplicates=duplicates)
    made = {
        kind: actor_network(table, kind=kind, normalisation=normalisation)
        for kind in ("congruence", "conflict", "subtract")
    }
    for tie in made["subtract"].ties:
        a, b = tie.actors
        assert made["subtract"].weights[a, b] == made["subtract"].weights[b, a]
        assert tie.weight == pytest.approx(made["congruence"].weights[a, b] - made["conflict"].weights[a, b])
        assert sum(s.count for s in tie.shared if s.value == "agree") == tie.congruence
        assert sum(s.count for s in tie.shared if s.value == "disagree") == tie.conflict
        if normalisation == "cosine":
            assert abs(made["congruence"].weights[a, b]) <= 1 + 1e-9
