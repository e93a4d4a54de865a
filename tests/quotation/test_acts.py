"""What a cue does, and whether it says that nothing was said; the comment names the case."""

from __future__ import annotations

import pytest

from onrecord.quotation import find
from onrecord.quotation.acts import act_named, is_silence
from onrecord.quotation.wordlists import phrases, words_of
from onrecord.vocabulary import vocabulary
from tests.quotation.hand import analysis_of

ACTS = [
    ("has repeatedly denied", "en", "deny"),
    ("called on", "en", "demand"),
    ("urged", "en", "demand"),
    ("requested", "en", "ask"),
    ("threatened to", "en", "threaten"),
    ("cautioned", "en", "warn"),
    ("blamed", "en", "accuse"),
    ("denounced", "en", "criticise"),
    ("paid tribute to", "en", "praise"),
    ("endorsed", "en", "support"),
    ("expects", "en", "predict"),
    ("pleaded guilty", "en", "confirm"),
    ("pleaded not guilty", "en", "deny"),
    ("apologised for", "en", "apologise"),
    ("ruled", "en", "rule"),
    ("recalled", "en", "recall"),
    # these carry words, and do nothing by themselves
    ("said", "en", None),
    ("according to", "en", None),
    ("wrote", "en", None),
    ("anunció", "es", "announce"),
    ("ha pedido", "es", "ask"),
    ("exigió", "es", "demand"),
    ("amenazó con", "es", "threaten"),
    ("acusó a", "es", "accuse"),
    ("reconoció", "es", "confirm"),
    ("A su juicio", "es", "believe"),
    ("se negó a", "es", "reject"),
    ("recordó", "es", "recall"),
    ("agradeció", "es", "thank"),
    ("dijo", "es", None),
    ("según", "es", None),
]


@pytest.mark.parametrize(("cue", "language", "expected"), ACTS)
def test_acts(cue: str, language: str, expected: str | None) -> None:
    assert act_named(cue, language) == expected


SILENCE = [
    ("did not say", "Quint", "en", True),
    ("didn’t say", "Quint", "en", True),
    ("refused to comment", "Quint", "en", True),
    ("declined to name", "Quint", "en", True),
    ("without giving", "Quint", "en", True),
    ("would say", "Nobody", "en", True),
    ("would comment", "No one at the office", "en", True),
    # what is denied is something else
    ("denied", "Quint", "en", False),
    ("refused to", "Quint", "en", False),
    ("pleaded not guilty", "Quint", "en", False),
    ("not only said", "Quint", "en", False),
    ("no quiso decir", "Quint", "es", True),
    ("quiso decir", "Nadie", "es", True),
    ("declinó", "Quint", "es", True),
    ("sin precisar", "Quint", "es", True),
    ("evitó pronunciarse", "Quint", "es", True),
    ("negó", "Quint", "es", False),
    ("no está de acuerdo", "Quint", "es", False),
]


@pytest.mark.parametrize(("cue", "source", "language", "expected"), SILENCE)
def test_silence(cue: str, source: str, language: str, expected: bool) -> None:
    assert is_silence(cue, source, language) == expected


def test_the_words_win_over_the_network() -> None:
    document, analysis = analysis_of("[S1 Quint] [C1 refused to say] [Q1 why the port is shut].")
    (found,) = find(document, analysis)
    assert (found.act, found.negated) == ("reject", True)


def test_a_language_without_lists_names_nothing() -> None:
    assert act_named("dit", "pt") is None
    assert not is_silence("n’a pas dit", "Quint", "pt")


def test_phrases() -> None:
    listed = phrases(["call on", "call*", "not"])
    assert listed.longest_in(words_of("again called on them to call on us")) == (5, 7)
    assert listed.longest_in(words_of("didn't recall")) is None
    assert words_of("didn't") == ("did", "n't")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_listed_act_has_a_label(language: str) -> None:
    lists = vocabulary(language, "acts")
    assert set(lists) - {"silence"} <= set(vocabulary(language, "labels")["acts"])
    assert set(lists["silence"]) == {"words", "phrases", "nobody", "except"}
