"""The possessive inside a cue is its source."""

from __future__ import annotations

import pytest

from onrecord.model import Quotation, Span
from onrecord.quotation.owners import with_owners


def quotation(cue: str | None, source: str | None = None) -> Quotation:
    spans = [None if words is None else Span(at, at + len(words), words) for at, words in ((10, cue), (40, source))]
    content = (Span(60, 66, "matter"),)
    return Quotation("indirect", content, spans[0], spans[1], (), None, None, "believe", False, None, (), 0.9)


@pytest.mark.parametrize(
    ("language", "cue", "source", "expected"),
    [
        ("es", "A su juicio", None, (12, "su")),  # a preposition and a possessive
        ("es", "En nuestra opinión", None, (13, "nuestra")),
        ("en", "In her view", None, (13, "her")),
        ("en", "in her view", "Mara Quint", (40, "Mara Quint")),  # a source outside stays
        ("es", "expresó su satisfacción", None, None),  # a verb: whoever is satisfied was left out
        ("en", "according to", None, None),
        ("en", "in", None, None),  # a cue of one word
        ("fr", "à leur avis", None, (12, "leur")),
        ("en", None, None, None),
        ("de", "seiner Meinung nach", None, None),  # a language without lists
    ],
)
def test_the_owner_of_a_view_is_its_source(
    language: str, cue: str | None, source: str | None, expected: tuple[int, str] | None
) -> None:
    (owned,) = with_owners("", [quotation(cue, source)], language)
    assert (owned.source and (owned.source.start, owned.source.text)) == expected


@pytest.mark.parametrize(
    ("text", "language", "source", "cue", "expected"),
    [
        ("But the warning read: go", "en", (4, 7), (16, 20), "the warning"),
        ("Pero la vice-alcaldesa leyó: vayan", "es", (5, 7), (23, 27), "la vice-alcaldesa"),
        ("So the said mayor went", "en", (3, 6), (7, 11), "the"),  # the cue itself stands there
        ("But this means war", "en", (4, 8), (9, 14), "this"),  # stands for itself
        ("But the, he said", "en", (4, 7), (12, 16), "the"),  # no word follows
    ],
)
def test_an_article_goes_on_with_its_noun(
    text: str, language: str, source: tuple[int, int], cue: tuple[int, int], expected: str
) -> None:
    spans = [Span(*place, text[slice(*place)]) for place in (cue, source)]
    one = Quotation("direct", (Span(0, 2, text[:2]),), *spans, (), None, None, None, False, None, (), 0.9)
    (whole,) = with_owners(text, [one], language)
    assert whole.source is not None
    assert whole.source.text == expected
    assert text[whole.source.start : whole.source.end] == expected
