"""Quotations found in marked texts: what a sure tagger says must come out whole, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Quotation, Signals
from onrecord.quotation import confident, find
from tests.quotation.hand import CARRIER, LAYER, NAME, analysis_of

# (marked text, [(kind, source, cue, contents)]); the comment names the case
TABLE = [
    # cue after a direct quotation
    ('"[Q1 We sail at noon]," [S1 Brandt] [C1 said].', [("direct", "Brandt", "said", ["We sail at noon"])]),
    # two halves round the speaker tag
    ('"[Q1 We sail]," [S1 she] [C1 said], "[Q1 and soon.]"', [("direct", "she", "said", ["We sail", "and soon."])]),
    # indirect, the complementizer outside
    ("[S1 Brandt] [C1 warned] that [Q1 the port would close].", [("indirect", "Brandt", "warned", ["the port would close"])]),
    # mixed: marks inside the clause stay
    (
        '[S1 Brandt] [C1 called] [Q1 the fee "a toll on bread"].',
        [("mixed", "Brandt", "called", ['the fee "a toll on bread"'])],
    ),
    # according to, after the clause
    ("[Q1 The fee doubles], [C1 according to] [S1 the harbour office].", [("indirect", "the harbour office", "according to", ["The fee doubles"])]),
    # no source: passive
    ("The pilot [C1 was accused of] [Q1 sleeping].", [("indirect", None, "was accused of", ["sleeping"])]),
    # no cue and no source: a quotation that goes on in the next paragraph
    (
        '"[Q1 We sail]," [S1 Brandt] [C1 said].\n\n"[Q2 Nobody will stop us.]"',
        [("direct", "Brandt", "said", ["We sail"]), ("direct", None, None, ["Nobody will stop us."])],
    ),
    # quoted words in a sentence of their own after a report are a statement of their own
    (
        '[S1 Brandt] [C1 said] [Q1 the fee would double]. "[Q1 Nobody will pay it.]"',
        [("indirect", "Brandt", "said", ["the fee would double"]), ("direct", None, None, ["Nobody will pay it."])],
    ),
    # not so in the same sentence
    (
        '[S1 Brandt] [C1 said] [Q1 the fee would double], "[Q1 and nobody will pay it.]"',
        [("mixed", "Brandt", "said", ['the fee would double, "and nobody will pay it."'])],
    ),
    # one source for two cues
    (
        "[S1,2 Brandt] [C1 said] [Q1 the fee doubles] and [C2 denied] [Q2 any delay].",
        [("indirect", "Brandt", "said", ["the fee doubles"]), ("indirect", "Brandt", "denied", ["any delay"])],
    ),
    # nested: both layers
    (
        "[S1 Brandt] [C1 said] [Q1 [S2 the mayor] [C2 had promised] [Q2 a new pier]].",
        [
            ("indirect", "Brandt", "said", ["the mayor had promised a new pier"]),
            ("indirect", "the mayor", "had promised", ["a new pier"]),
        ],
    ),
]  # fmt: skip


def shape(quotation: Quotation) -> tuple[object, ...]:
    words = (quotation.source, quotation.cue)
    return (quotation.kind, *(span.text if span else None for span in words), [s.text for s in quotation.content])


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_find(marked: str, expected: list[tuple[object, ...]]) -> None:
    document, analysis = analysis_of(marked)
    assert [shape(q) for q in find(document, analysis)] == expected


def test_nested_quotations_name_their_holder() -> None:
    document, analysis = analysis_of("[S1 Brandt] [C1 said] [Q1 [S2 the mayor] [C2 had promised] [Q2 a new pier]].")
    outer, inner = find(document, analysis)
    assert outer.nested_in is None
    assert inner.nested_in == 0


def test_relay_addressee_and_setting_go_to_their_statement() -> None:
    document, analysis = analysis_of(
        "[S1 Brandt] [C1 told] [T1 the council] [W1 at a hearing] that [Q1 the pier sinks], according to [R1 Radio Kestrel]."
    )
    (quotation,) = find(document, analysis)
    assert [relay.text for relay in quotation.relays] == ["Radio Kestrel"]
    assert quotation.addressee is not None
    assert quotation.addressee.text == "the council"
    assert quotation.setting is not None
    assert quotation.setting.text == "at a hearing"


def test_a_content_that_fills_most_of_a_quoted_passage_fills_it_whole() -> None:
    document, analysis = analysis_of('"[Q1 We sail at noon and nobody will stop us] tonight," [S1 she] [C1 said].')
    assert find(document, analysis)[0].content[0].text == "We sail at noon and nobody will stop us tonight"


def test_quoted_words_without_cue_and_source_are_not_lost() -> None:
    document, analysis = analysis_of('The port was empty. "We will sail at noon whatever they say." Nobody came.')
    (quotation,) = find(document, analysis)
    assert quotation.content[0].text == "We will sail at noon whatever they say."
    assert (quotation.source, quotation.cue) == (None, None)
    assert confident((quotation,), 0.9, analysis.quoted)
    assert not confident((quotation,), 0.9)


def test_titles_of_works_are_nobodys_words() -> None:
    document, analysis = analysis_of('She wrote "The Long Way Round the Northern Harbour Wall" in May.')
    assert find(document, analysis) == ()


def test_confident_moves_nested_quotations_up() -> None:
    document, analysis = analysis_of("[S1 Brandt] [C1 said] [Q1 [S2 the mayor] [C2 had promised] [Q2 a new pier]].")
    outer, inner = find(document, analysis)
    from dataclasses import replace

    kept = confident((replace(outer, confidence=0.1), replace(inner, confidence=0.9)), 0.5)
    assert [q.nested_in for q in kept] == [None]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from('ab said. ,\n"“”'), min_size=1, max_size=80), st.integers(0, 2**32 - 1))
def test_any_scores_give_spans_that_hold_their_words(text: str, seed: int) -> None:
    """A network gone mad: spans still point at their words, inside the text."""
    document, analysis = analysis_of(text)
    assert analysis.signals is not None
    signals = at_random(analysis.signals, np.random.default_rng(seed))
    from dataclasses import replace

    for quotation in find(document, replace(analysis, signals=signals)):
        spans = [*quotation.content, *quotation.relays, *filter(None, (quotation.cue, quotation.source))]
        assert quotation.content
        assert 0 <= quotation.confidence <= 1
        for span in spans:
            assert document.text[span.start : span.end] == span.text
            assert span.text.strip() == span.text != ""


def at_random(signals: Signals, generator: np.random.Generator) -> Signals:
    from dataclasses import replace

    def noise(columns: int) -> np.ndarray:
        return (4 * generator.standard_normal((len(signals.pieces), columns))).astype(np.float32)

    tags = {
        "outer": noise(len(LAYER)),
        "inner": noise(len(LAYER)),
        "carrier": noise(len(CARRIER)),
        "name": noise(len(NAME)),
    }
    return replace(
        signals, tags=tags, queries={k: noise(4) for k in signals.queries}, keys={k: noise(4) for k in signals.keys}
    )


def test_no_span_crosses_a_paragraph_break() -> None:
    document, analysis = analysis_of('[S1 Brandt] [C1 said] "[Q1 we sail.]"\n\n"[Q1 We sail at noon.]"')
    (quotation,) = find(document, analysis)
    assert [span.text for span in quotation.content] == ["we sail.", "We sail at noon."]


def test_nested_words_do_not_fill_the_passage_that_reports_them() -> None:
    marked = '"[Q1 [S2 The chief] [C2 said] [Q2 the boats were ready for us all.]]" [S1 Ola Berg] [C1 said].'
    document, analysis = analysis_of(marked)
    outer, inner = find(document, analysis)
    assert outer.content[0].text == "The chief said the boats were ready for us all."
    assert inner.content[0].text == "the boats were ready for us all."
    assert inner.nested_in == 0
    assert [relay.text for relay in inner.relays] == ["Ola Berg"]


def test_a_sign_stays_with_its_figure() -> None:
    document, analysis = analysis_of("[S1 The office] [C1 expects] [Q1 -5 degrees].")
    assert find(document, analysis)[0].content[0].text == "-5 degrees"


def test_a_list_of_dashes_is_nobodys_words() -> None:
    text = "The works start on Monday.\n\n– The bridge is closed to all lorries until May\n– The bus will stop at the school gate"
    document, analysis = analysis_of(text)
    assert find(document, analysis) == ()


def test_narration_after_the_closing_mark_is_the_narrators() -> None:
    marked = '[S1 Brandt] [C1 said] that "[Q1 we sail at noon and nobody will stop us," from which it follows a plan].'
    document, analysis = analysis_of(marked)
    assert find(document, analysis)[0].content[0].text.rstrip(",") == "we sail at noon and nobody will stop us"
