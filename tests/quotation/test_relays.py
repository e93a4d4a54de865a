"""Relays that the sentence names: (marked text, relays, source); the comment names the case."""

from __future__ import annotations

import pytest

from onrecord.quotation import find
from tests.quotation.hand import analysis_of

TABLE = [
    # after the clause, beside another cue
    ("As [S1 Quint] [C1 said], according to Radio Kestrel, [Q1 the port is shut].", ["Radio Kestrel"], "Quint"),
    ("[Q1 The port is shut], [S1 Quint] [C1 said], as quoted by the Meridian Post.", ["the Meridian Post"], "Quint"),
    # an interview: the outlet, not the person interviewed
    ("[S1 Quint] [C1 warned] in an interview with Canal 9 that [Q1 the port is shut].", ["Canal 9"], "Quint"),
    ("[S1 Quint] [C1 warned] in an interview with Ana Brandt that [Q1 the port is shut].", [], "Quint"),
    # the only cue: then it is the source
    ("[Q1 The port is shut], [C1 according to] [S1 the Harbour Office].", [], "the Harbour Office"),
    # inside the content it belongs to the content
    ("[S1 Quint] [C1 said] [Q1 the port is shut according to Radio Kestrel].", [], "Quint"),
    # the next sentence is another matter
    ("[S1 Quint] [C1 said] [Q1 the port is shut]. It is open, according to Radio Kestrel.", [], "Quint"),
    # the cue that only carries hands over to the one without content
    ("[C1 According to] [S1 Le Phare], [S2 Quint] [C2 stated] that [Q1 the port is shut].", ["Le Phare"], "Quint"),
]


@pytest.mark.parametrize(("marked", "relays", "source"), TABLE)
def test_relays(marked: str, relays: list[str], source: str) -> None:
    document, analysis = analysis_of(marked, persons=("Ana Brandt", "Quint"))
    (quotation,) = [q for q in find(document, analysis) if q.nested_in is None]
    assert [relay.text for relay in quotation.relays] == relays
    assert quotation.source is not None
    assert quotation.source.text == source
