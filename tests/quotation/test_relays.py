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

Q = "[Q1 the port is shut]"
CARRIED = [
    # the medium right before the cue, the source behind it
    (f"Reuters [C1 quoted] [S1 Quint] as saying {Q}.", ["Reuters"]),
    (f"Citing [S1 Quint], Reuters [C1 reported] that {Q}.", ["Reuters"]),
    # the agent of a passive cue, inside it and behind it
    (f"[S1 Quint] [C1 was quoted by Reuters as saying] {Q}.", ["Reuters"]),
    (f"[S1 Quint] [C1 was quoted as saying] by Reuters that {Q}.", ["Reuters"]),
    (f"Kestrel News reported, [C1 citing] [S1 two officials], {Q}.", ["Kestrel News"]),
    # a clause that carries: behind, before, around
    ("[Q1 The port is shut], [S1 Quint] [C1 said], the Meridian Post reported on Monday.", ["the Meridian Post"]),
    ("[Q1 The port is shut], Radio Kestrel reported [S1 Quint] [C1 said].", ["Radio Kestrel"]),
    (f"Reuters reported that {Q}, [C1 citing] [S1 two officials].", ["Reuters"]),
    (f"[S1 Quint] [C1 said], as Reuters reported, {Q}.", ["Reuters"]),
    (f"[S1 Quint] [C1 said] {Q}, reported the BBC.", ["the BBC"]),
    (f"[S1 Quint] [C1 said] {Q}, local media reported.", ["local media"]),
    # no clause of a medium's: a passive, a ministry, the cue of a statement
    (f"After news of it was reported, [S1 Quint] [C1 said] {Q}.", []),
    (f"[S1 Quint] [C1 said] {Q}, the ministry reported.", []),
    (f"[S1 Reuters] [C1 reported] {Q}.", []),
    # a time between the words; a medium without a name; papers and papers' people
    (f"[S1 Quint] [C1 said] {Q} in an interview published on Sunday in the Meridian Post.", ["the Meridian Post"]),
    (f"[S1 Quint] [C1 said] in remarks broadcast on state television that {Q}.", ["state television"]),
    (f"[S1 Quint] [C1 said] in a Reuters interview that {Q}.", ["Reuters"]),
    (f"[S1 Quint] [C1 told] a Reuters reporter that {Q}.", ["Reuters"]),
    (f"[S1 Documents] obtained by Reuters [C1 show] {Q}.", ["Reuters"]),
    # behind the content
    ("[S1 Quint] [C1 called] [Q1 this dubious] to the Meridian Post.", ["the Meridian Post"]),
    # names written in one
    (f"[S1 Quint] [C1 told] BirdTimes that {Q}.", ["BirdTimes"]),
    (f"As [S1 Quint] [C1 told] TheLedger, {Q}.", ["TheLedger"]),
    # people who speak for the source
    (f"[S1 Quint] [C1 said] in a statement read by his lawyer that {Q}.", ["his lawyer"]),
    # a description that carries
    (f"Per reports, [S1 the sources] [C1 said] {Q}.", ["reports"]),
    # who is urged to do something carries nothing
    ("[S1 Quint] [C1 called on] CNN [Q1 to open the port].", []),
    # the tagger's half of a name
    (f"The port, which [R1 newspaper] The Reef had seen, is shut, [S1 Quint] [C1 said] {Q}.", []),
    # no media: the page's own, a place, a person
    (f"[S1 Quint] [C1 told] this newspaper that {Q}.", []),
    (f"[S1 Quint] [C1 said] in London that {Q}.", []),
    (f"[S1 Quint] [C1 told] Ana Brandt that {Q}.", []),
    (f"[S1 Quint] [C1 told] Congress that {Q}.", []),
]
P = "[Q1 el puerto está cerrado]"
TRAIDO = [
    (f"[S1 Quint] [C1 aseguró] que {P}, según ha publicado El Mundo.", ["El Mundo"]),
    (f"[S1 Quint] [C1 aseguró] que {P}, según publicó ayer El Mundo.", ["El Mundo"]),
    (f"[S1 Quint] [C1 aseguró] que {P}, como recoge El País.", ["El País"]),
    (f"[S1 Quint] [C1 aseguró] que {P}, señaló la agencia Tordo.", ["la agencia Tordo"]),
    (f"La agencia EFE informó de que [S1 Quint] [C1 dijo] que {P}.", ["La agencia EFE"]),
    (f"EFE [C1 citó] a [S1 Quint] diciendo que {P}.", ["EFE"]),
    (f"[S1 Quint], consultado por EFE, [C1 confirmó] que {P}.", ["EFE"]),
    (f"[S1 Quint] [C1 dijo] al diario La Marea que {P}.", ["diario La Marea"]),
    (f"[S1 Quint] [C1 dijo] en una entrevista publicada hoy por El País que {P}.", ["El País"]),
    (f"Pero, según las encuestas, [S1 la mayoría] [C1 considera] que {P}.", ["las encuestas"]),
    ("[S1 Quint] [C1 propuso], por medio de Ana Brandt, [Q1 un acuerdo].", ["Ana Brandt"]),
    (f"[S1 Quint] [C1 explicó] a este diario que {P}.", []),
    (f"[S1 Quint] [C1 dijo] en Madrid que {P}.", []),
]


@pytest.mark.parametrize(
    ("language", "marked", "relays"), [("en", *row) for row in CARRIED] + [("es", *row) for row in TRAIDO]
)
def test_media_that_carry(language: str, marked: str, relays: list[str]) -> None:
    document, analysis = analysis_of(marked, persons=("Ana Brandt", "Quint"), language=language)
    found = [q for q in find(document, analysis) if q.nested_in is None]
    assert [relay.text for quotation in found for relay in quotation.relays] == relays


@pytest.mark.parametrize(("marked", "relays", "source"), TABLE)
def test_relays(marked: str, relays: list[str], source: str) -> None:
    document, analysis = analysis_of(marked, persons=("Ana Brandt", "Quint"))
    (quotation,) = [q for q in find(document, analysis) if q.nested_in is None]
    assert [relay.text for relay in quotation.relays] == relays
    assert quotation.source is not None
    assert quotation.source.text == source
