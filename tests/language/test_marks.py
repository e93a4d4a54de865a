"""Quotation marks, case by case: (text, inner words of the passages, repairs)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.marks import quoted_passages
from onrecord.language.paragraphs import paragraphs_of

TABLE = [
    # one direct quotation
    ('"We sail at noon," Brandt said.', ["We sail at noon,"], set()),
    ("“We sail at noon,” Brandt said.", ["We sail at noon,"], set()),
    ("«Zarpamos a mediodía», dijo Brandt.", ["Zarpamos a mediodía"], set()),
    ("« Nous partons à midi », a dit Brandt.", ["Nous partons à midi"], {"space inside the marks"}),
    ("„Wir fahren“, sagte Brandt.", ["Wir fahren"], set()),
    ("»Wir fahren«, sagte Brandt.", ["Wir fahren"], set()),
    ("''We sail at noon,'' Brandt said.", ["We sail at noon,"], set()),
    ("``We sail at noon,'' Brandt said.", ["We sail at noon,"], set()),
    # two halves round the speaker
    ('"We sail," she said, "and soon."', ["We sail,", "and soon."], set()),
    # British single marks beside apostrophes
    ("‘It’s the sailors’ hall,’ she said. ‘We don’t go.’", ["It’s the sailors’ hall,", "We don’t go."], set()),
    ("'They're gone,' he said. 'It's the '90s again.'", ["They're gone,", "It's the '90s again."], set()),
    # a closing single mark after s is no plural when it has a partner
    ("‘We have the votes’ she said. The rest is silence.", ["We have the votes"], set()),
    ("The boys’ hall and the girls’ hall.", [], set()),
    # British: doubles inside singles
    (
        "‘I heard him say “no” to me,’ said Jones. ‘It was odd.’",
        ["I heard him say “no” to me,", "no", "It was odd."],
        set(),
    ),
    ("'10 people are gone,' he said.", ["10 people are gone,"], set()),
    # a list, not a dialogue
    ("– The bridge is closed to lorries", [], set()),
    # nested, by shape and by place
    ("“He told me “never” twice,” she said.", ["He told me “never” twice,", "never"], set()),
    ('"He told me "never" twice," she said.', ['He told me "never" twice,', "never"], set()),
    ("«Dijo “nunca” dos veces», contó.", ["Dijo “nunca” dos veces", "nunca"], set()),
    # raya: speech outside, narration between the dashes
    ("—Vendrán mañana —dijo Arenas—. No antes.", ["Vendrán mañana", "No antes."], set()),
    ("—¿Vendrán? —preguntó Arenas.", ["¿Vendrán?"], set()),
    # narration caught between a stray closing and a turned opening mark
    (
        'He said that "the ships pass. "Besides, he added" as she wrote, it takes an hour. "',
        ["the ships pass.", "as she wrote, it takes an hour."],
        {"mark turned round", "space inside the marks"},
    ),
    # a closing mark with a space before it, in the middle and at the end
    ('She hoped for "an exit to the crisis ", he said.', ["an exit to the crisis"], {"space inside the marks"}),
    # one mark too many
    (
        'He denied "any line between us." really. " For her, "this was it."',
        ["any line between us.", "this was it."],
        {"mark left over"},
    ),
    # the closing mark is missing: never past the paragraph
    ('"We sail at noon, she said.\n\nThe port is closed.', ["We sail at noon, she said."], {"closing mark missing"}),
    # each paragraph of a long quotation opens anew
    ('"First.\n\n"Second.\n\n"Third," she said.', ["First.", "Second.", "Third,"], set()),
    # inches, minutes and figures are no quotation
    ('It is 5\'10" tall and 6" wide.', [], set()),
    # a title, a nickname
    ('Her novel "Low Tide" won.', ["Low Tide"], set()),
    ('They picked a "top 10" list.', ["top 10"], set()),
    # empty marks and a lone mark
    ('Nothing "" here.', [], set()),
    ('A lone " mark.', [], set()),
]


@pytest.mark.parametrize(("text", "inner", "repairs"), TABLE)
def test_passages(text: str, inner: list[str], repairs: set[str]) -> None:
    passages = quoted_passages(text, paragraphs_of(text))
    assert [text[p.inner_start : p.inner_end].strip() for p in passages] == inner
    assert {repair for p in passages for repair in p.repair} == repairs


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.sampled_from("ab. ,\n\"“”«»'’‘—-„`1"), max_size=120))
def test_passages_lie_in_their_paragraphs_and_never_cross(text: str) -> None:
    paragraphs = paragraphs_of(text)
    passages = quoted_passages(text, paragraphs)
    for passage in passages:
        assert passage.start <= passage.inner_start < passage.inner_end <= passage.end
        assert any(p.start <= passage.start and passage.end <= p.end for p in paragraphs)
    for one in passages:
        assert not any(one.start < other.start < one.end < other.end for other in passages)


def test_marks_cost_linear_time() -> None:
    """A page of nothing but marks, ten times as long, takes about ten times as long."""

    def seconds(copies: int) -> float:
        text = "\" “ ” « » ' ’ " * copies
        begin = time.process_time()
        quoted_passages(text, paragraphs_of(text))
        return time.process_time() - begin

    seconds(200)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.01)
