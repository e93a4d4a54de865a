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
    (owned,) = with_owners([quotation(cue, source)], language)
    assert (owned.source and (owned.source.start, owned.source.text)) == expected
