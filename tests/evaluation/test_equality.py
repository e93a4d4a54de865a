"""Our figures are the shared scorer's, figure for figure, wherever both have one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluation import ROWS, Attribution, GoldArticle, judged, total
from onrecord.evaluation.wordlists import SAYING
from onrecord.model import Span

from .sample import FERRY, GOLD, HULL, PAID, UNSAFE, attribution_row, one, row_of

SCORER = Path(__file__).parents[3] / "shared/measure/attribution/score.py"
NAMES = {"statements": "ATTRIBUTION", "content": "content .5", "content same words": "content words="}
OURS = ("sourceless", "speaker", "relay", "relay: found", "addressee", "setting", "act", "negated")
"""Rows the scorer does not have."""

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="the shared scorer is not here (../shared is absent)")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    found = importlib.util.spec_from_file_location("shared_scorer", SCORER)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def assert_equal(scorer: ModuleType, gold: list[GoldArticle], predictions: dict[str, list[Attribution]]) -> None:
    lines = [{"id": name, "statements": [attribution_row(one) for one in found]} for name, found in predictions.items()]
    theirs: dict[str, Any] = scorer.score([row_of(article) for article in gold], lines)
    score = total(judged(gold, predictions))
    for name in ROWS:
        if name not in OURS:
            row = score.rows[name]
            mine = {"p": row.precision, "r": row.recall, "f1": row.f1}
            mine |= {"right": row.right, "pred": row.predicted, "gold": row.gold}
            assert mine == theirs[NAMES.get(name, name)], name
    given_content = theirs["source given content"]
    for kind in ("all", "named", "pronoun", "none"):
        share = score.shares[f"source: {kind}"]
        expected = given_content.get(kind, {"right": 0, "of": 0, "accuracy": 0.0})
        assert {"right": share.right, "of": share.of, "accuracy": share.accuracy} == expected, kind


def test_every_row_of_the_scorer_is_ours_too(scorer: ModuleType) -> None:
    assert {NAMES.get(name, name) for name in ROWS if name not in OURS} == set(scorer.METRICS)


HAND_WRITTEN = [
    [],
    list(GOLD.attributions),
    [FERRY, FERRY],
    [one("the ferry would sail", None, "Anton Rees"), HULL, UNSAFE],
    [one("nobody has paid", "warned", "Anton Rees"), PAID],
    [one(("The pier", "is unsafe"), None, "she"), one("May", "mended"), Attribution(())],
]


@pytest.mark.parametrize("predicted", HAND_WRITTEN)
def test_hand_written(scorer: ModuleType, predicted: list[Attribution]) -> None:
    assert_equal(scorer, [GOLD], {"lissow": predicted})


def test_article_without_prediction(scorer: ModuleType) -> None:
    assert_equal(scorer, [GOLD], {})


def test_words_of_saying(scorer: ModuleType) -> None:
    for word in SAYING:
        assert scorer.SAYING.search(f"has {word.upper()}, again"), word
    stems = sorted({word[:length] for word in SAYING for length in (3, 4, 5)})
    for stem in stems:
        for ending in ("", "e", "s", "t", "ing", "ied", "al", "n't"):
            words = f"he {stem}{ending} it"
            mine = any(part in SAYING for part in words.replace("'", " ").split())
            assert bool(scorer.SAYING.search(words)) == mine, words


WORDS = "Mara Quint said told hoped wrote noted the a he they who's he's I Bank Núñez's don't 4,000 x_y _ according to"
MARKS = """statement : , . — “ ” „ « » " '' `` ‘‘ ’’ ’ ' says, añadió"""
PIECES = [*WORDS.split(), *MARKS.split(), "\n", "\n\n", "\t"]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).flatmap(
    lambda parts: st.sampled_from([" ", ""]).map(lambda gap: gap.join(parts))
)


@st.composite
def places(draw: st.DrawFn, text: str, most: int) -> tuple[Span, ...]:
    """Some spans, near one another or far, touching words in the middle or overlapping."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 60)))
        found.append(Span(start, end, text[start:end]))
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))


@st.composite
def attributions(draw: st.DrawFn, text: str) -> Attribution:
    return Attribution(draw(places(text, 3)), draw(places(text, 2)), draw(places(text, 2)))


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[GoldArticle], dict[str, list[Attribution]]]:
    """Articles, each with statements and predictions that are sometimes the gold's own."""
    gold, predictions = [], {}
    for name in "ab"[: draw(st.integers(1, 2))]:
        text = draw(texts.filter(bool))
        statements = draw(st.lists(attributions(text), max_size=4))
        own = st.sampled_from(statements) if statements else st.nothing()
        gold.append(GoldArticle(name, text, "en", tuple(statements)))
        if draw(st.booleans()):
            predictions[name] = draw(st.lists(own | attributions(text), max_size=4))
    return gold, predictions


@given(case=cases())
@settings(deadline=None, max_examples=80)
def test_generated(scorer: ModuleType, case: tuple[list[GoldArticle], dict[str, list[Attribution]]]) -> None:
    assert_equal(scorer, *case)
