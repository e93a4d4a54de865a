"""What the measures count, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.evaluation import (
    ROWS,
    SHARES,
    Attribution,
    GoldArticle,
    Interval,
    Outcome,
    Share,
    Tally,
    at_thresholds,
    by_language,
    intervals,
    judge,
    judged,
    total,
)
from onrecord.evaluation.marking import same_name
from onrecord.evaluation.words import quoted_ranges
from onrecord.model import Relay, Span

from .sample import FERRY, GOLD, HULL, PAID, PROMISE, TEXT, TICKET, UNSAFE, at, one


def tally(row: str, *predicted: Attribution) -> Tally:
    return judge(GOLD, predicted).rows[row]


def test_the_gold_itself_is_all_right() -> None:
    score = total(judged([GOLD], {"lissow": GOLD.attributions}))
    assert {name: row.f1 for name, row in score.rows.items() if name != "content overlap"} == dict.fromkeys(
        [name for name in ROWS if name != "content overlap"], 1.0
    )
    assert all(score.shares[name].accuracy == 1 for name in SHARES)


def test_nothing_predicted_is_nothing_right() -> None:
    score = total(judged([GOLD], {}))
    assert all(row.f1 == 0 and row.right == 0 for row in score.rows.values())
    assert score.rows["statements"] == Tally(0, 0, 6)
    assert score.shares["nested: both"] == Share(0, 1)


CASES = [
    # less than half of the words
    (one("in May", "said", "Harbour master Ilse Brandt"), "statements", 0),
    # half and a bit
    (one("the ferry would sail", "said", "Harbour master Ilse Brandt"), "statements", 1),
    # part of the name
    (one("the ferry would sail again in May", None, "Brandt said"), "statements", 1),
    # the office alone
    (one("the ferry would sail again in May", None, "Harbour"), "statements", 1),
    # another's name
    (one("the ferry would sail again in May", None, "Anton Rees"), "statements", 0),
    # a pronoun wants the pronoun
    (one("We have mended the hull", None, "Ilse Brandt"), "statements", 0),
    (one("We have mended the hull", None, "she told"), "statements", 1),
    # no source wants no source
    (one(("The pier", "is unsafe")), "sourceless", 1),
    (one(("The pier", "is unsafe"), None, "Anton Rees"), "sourceless", 0),
    # by the marks in the text, whatever the cue
    (HULL, "direct", 1),
    (PAID, "mixed", 1),
    (FERRY, "indirect", 1),
    # hull is direct, so it is no indirect one
    (HULL, "indirect", 0),
    (FERRY, "spoken", 1),
    # marks left out: the same words, not the same characters
    (one("the ferry would sail again in May."), "content same words", 1),
    (one("the ferry would sail again in May."), "content exact", 0),
    # white space at the edges is forgiven
    (one(" the ferry would sail again in May"), "content exact", 1),
]


@pytest.mark.parametrize(("predicted", "row", "right"), CASES)
def test_what_is_right(predicted: Attribution, row: str, right: int) -> None:
    assert tally(row, predicted).right == right


def test_one_to_one() -> None:
    assert tally("statements", FERRY, FERRY) == Tally(1, 2, 6)


def test_a_false_statement_falls_into_its_own_class() -> None:
    quoted = one("nobody has paid", "warned", "Ilse Brandt")  # wrong source
    assert tally("direct", quoted) == Tally(0, 1, 1)
    assert tally("mixed", quoted) == Tally(0, 0, 1)


def test_a_false_statement_without_saying_in_its_cue_is_not_spoken() -> None:
    assert tally("spoken", one("the new pier", "mended")).predicted == 0
    assert tally("spoken", one("the new pier", "warned")).predicted == 1
    assert tally("spoken", one("the new pier")).predicted == 1


SPEAKERS = [
    ("Ilse Brandt", 1, 1),
    ("the ILSE BRANDT", 1, 1),  # case and articles aside
    ("Brandt", 0, 1),  # not the fullest name the article gives
    ("Anton Rees", 0, 1),
    ("", 0, 0),  # left open: nothing claimed
    (None, 0, 0),
]


@pytest.mark.parametrize(("speaker", "right", "claimed"), SPEAKERS)
def test_speakers(speaker: str | None, right: int, claimed: int) -> None:
    outcome = judge(GOLD, [replace(FERRY, speaker=speaker, source=())])  # whatever the source
    assert outcome.rows["speaker"] == Tally(right, claimed, 5)
    assert outcome.shares["speaker"] == Share(right, 1)


def test_a_speaker_who_cannot_be_known_is_no_gold() -> None:
    assert judge(GOLD, [replace(UNSAFE, speaker="Anton Rees")]).shares["speaker"] == Share(0, 0)


def test_unannotated_speakers_and_relays_count_nothing() -> None:
    plain = replace(GOLD, attributions=(replace(FERRY, speaker=None, relays=None),))
    outcome = judge(plain, [FERRY, TICKET])
    assert (outcome.rows["speaker"], outcome.rows["relay"]) == (Tally(), Tally())


RELAYS = [
    ((), 0),
    ((Relay("Courier", at("Courier,")),), 1),  # a word that matters in both spans
    ((Relay("Lissow Courier", at("Lissow Courier")),), 1),  # elsewhere, but the same name
    ((Relay("the", at("the Courier,")),), 1),
    ((Relay("Anton Rees", at("Anton Rees")),), 0),
    ((Relay("Courier", at("Courier,")), Relay("Lissow Courier", at("Lissow Courier"))), 1),  # one to one
]


@pytest.mark.parametrize(("relays", "right"), RELAYS)
def test_relays(relays: tuple[Relay, ...], right: int) -> None:
    assert tally("relay", replace(PAID, relays=relays)) == Tally(right, len(relays), 2)


def test_a_relay_of_a_statement_that_is_not_there_is_false() -> None:
    stray = one("Lissow Courier", relays=(("Lissow Courier", "Lissow Courier"),))
    assert tally("relay", stray) == Tally(0, 1, 2)
    assert tally("relay: found", stray) == Tally(0, 0, 0)


def test_relays_of_found_statements_alone() -> None:
    assert tally("relay: found", FERRY) == Tally(0, 0, 0)
    assert tally("relay: found", replace(PAID, relays=())) == Tally(0, 0, 1)
    both = tally("relay: found", PAID, one("Lissow Courier", relays=(("Lissow Courier", "Lissow Courier"),)))
    assert both == Tally(1, 1, 1)


@pytest.mark.parametrize(
    ("predicted", "both", "outer", "inner"),
    [((PROMISE, TICKET), 1, 1, 1), ((PROMISE,), 0, 1, 0), ((TICKET,), 0, 0, 1), ((), 0, 0, 0)],
)
def test_nested_pairs(predicted: tuple[Attribution, ...], both: int, outer: int, inner: int) -> None:
    shares = judge(GOLD, predicted).shares
    expected = [Share(both, 1), Share(outer, 1), Share(inner, 1)]
    assert [shares[f"nested: {name}"] for name in ("both", "outer", "inner")] == expected


def test_equal_contents_are_not_nested() -> None:
    twice = replace(GOLD, attributions=(FERRY, replace(FERRY, cue=())))
    assert judge(twice, ()).shares["nested: both"] == Share(0, 0)


def test_source_given_content_is_told_by_kind() -> None:
    shares = judge(GOLD, [FERRY, replace(HULL, source=FERRY.source), UNSAFE]).shares
    assert [shares[f"source: {kind}"] for kind in ("all", "named", "pronoun", "none")] == [
        Share(2, 3),
        Share(1, 1),
        Share(0, 1),
        Share(1, 1),
    ]


def test_thresholds() -> None:
    sure, unsure = replace(FERRY, confidence=0.9), replace(one("the new pier"), confidence=0.4)
    rows = at_thresholds([GOLD], {"lissow": [sure, unsure]}, (0.0, 0.4, 0.5, 0.95))
    assert rows == {0.0: Tally(1, 2, 6), 0.4: Tally(1, 2, 6), 0.5: Tally(1, 1, 6), 0.95: Tally(0, 0, 6)}


def test_predictions_for_an_unknown_article() -> None:
    with pytest.raises(OnrecordError, match="nowhere: predictions for an article that is not in the gold"):
        judged([GOLD], {"nowhere": ()})


def test_languages_apart() -> None:
    spanish = GoldArticle("puerto", "Nada.", "es", ())
    groups = by_language(judged([GOLD, spanish], {}))
    assert {language: [o.article.id for o in group] for language, group in groups.items()} == {
        "en": ["lissow"],
        "es": ["puerto"],
    }


def several(rights: list[int]) -> tuple[Outcome, ...]:
    """One article for each number of statements found."""
    return tuple(judge(replace(GOLD, id=str(n)), GOLD.attributions[:right]) for n, right in enumerate(rights))


def test_intervals_are_seeded_and_hold_the_figure() -> None:
    outcomes = several([0, 6, 3, 2, 5, 6, 1, 4])
    found = intervals(outcomes, ["statements"], samples=300)
    assert found == intervals(outcomes, ["statements"], samples=300)
    assert found != intervals(outcomes, ["statements"], samples=300, seed=7)
    assert 0 < found["statements"].low < total(outcomes).rows["statements"].f1 < found["statements"].high < 1


def test_intervals_without_spread() -> None:
    assert intervals(several([6, 6]), ["statements"]) == {"statements": Interval(1.0, 1.0)}
    assert intervals((), ["statements"]) == {"statements": Interval(0.0, 0.0)}


QUOTED = [
    ("“Ja,” she said. “Nein.”", ["Ja,", "Nein."]),
    ('"Ja," she said. "Nein.', ["Ja,", "Nein."]),  # left open: to the end of the line
    ("“Ja.\n“Nein,” she said", ["Ja.", "Nein,"]),
    ("He calls it ''a trick'' now", ["a trick"]),
    ("« Oui », dit-elle. It's Tom's.", [" Oui "]),
    ("a “ ‘deal’ “ now” b", [" ‘deal’ “ now"]),  # an opening mark does not close
    ("no ” mark opens", []),
]


@pytest.mark.parametrize(("text", "inside"), QUOTED)
def test_quoted_ranges(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_ranges(text)] == inside


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("World Bank", "the World Bank", True),
        ("WORLD BANK", "World Bank", True),
        ("World Bank", "Bank World", False),
        ("They", "them", False),  # stopwords alone are compared as they are
        ("Núñez", "Nuñez", True),
    ],
)
def test_same_name(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) is same


words = st.integers(0, len(TEXT) - 1)
ranges = st.tuples(words, words).map(sorted).filter(lambda r: r[0] < r[1])


@given(st.lists(st.lists(ranges, min_size=1, max_size=3), max_size=5))
@settings(deadline=None, max_examples=60)
def test_whatever_is_predicted_the_figures_hold_together(found: list[list[list[int]]]) -> None:
    predicted = [Attribution(tuple(Span(s, e, TEXT[s:e]) for s, e in r)) for r in found]
    outcome = judge(GOLD, predicted)
    assert len(set(outcome.found.values())) == len(outcome.found)
    for name, row in outcome.rows.items():
        assert name == "content overlap" or row.right <= min(row.predicted, row.gold)
    kinds = [outcome.rows[kind] for kind in ("direct", "mixed", "indirect")]
    statements = outcome.rows["statements"]
    for side in ("right", "predicted", "gold"):
        assert sum(getattr(kind, side) for kind in kinds) == getattr(statements, side)


TOLD = [
    # (row or share, changed, right)
    ("addressee", {"addressee": at("Courier.")}, True),
    ("addressee", {"addressee": at("the ferry")}, False),
    ("addressee", {"addressee": None}, False),
    ("setting", {"setting": at("in May")}, False),
    ("act", {"act": "say"}, False),
    ("kind", {"kind": "mixed"}, False),
    ("negated", {"negated": True}, False),
]


@pytest.mark.parametrize(("name", "changed", "right"), TOLD)
def test_how_it_was_said(name: str, changed: dict[str, object], right: bool) -> None:
    assert HULL.told is not None
    other = replace(HULL, told=replace(HULL.told, **changed))
    assert judge(GOLD, [other]).shares[name].right == right


def test_how_it_was_said_counts_nothing_where_nobody_annotated_it() -> None:
    bare = GoldArticle("bare", TEXT, "en", (replace(HULL, told=None),))
    outcome = judge(bare, [HULL])
    assert (outcome.rows["addressee"], outcome.shares["act"].of) == (Tally(), 0)
