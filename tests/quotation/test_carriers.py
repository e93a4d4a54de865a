"""Who carried it, to whom, where or how: (marked text, relays, addressee, setting); the comment names the case."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Quotation
from onrecord.quotation import find
from onrecord.quotation.media import is_medium, is_press
from tests.quotation.hand import analysis_of

Case = tuple[str, list[str], str | None, str | None]

ENGLISH: list[Case] = [
    # told X: a medium is spoken to, and carries
    ("[S1 Quint] [C1 told] Radio Kestrel [Q1 the port is shut].", ["Radio Kestrel"], "Radio Kestrel", None),
    ("“[Q1 The port is shut],” [S1 Quint] [C1 told] Reuters on Monday.", ["Reuters"], "Reuters", None),
    ("[S1 Quint] [C1 told] the newspaper Lowmouth Echo [Q1 the port is shut].", ["the newspaper Lowmouth Echo"],
     "the newspaper Lowmouth Echo", None),
    ("[S1 Quint] [C1 told] Ines Voss of Kestrel News [Q1 the port is shut].", ["Kestrel News"],
     "Ines Voss of Kestrel News", None),
    ("[S1 Officials] [C1 told] state media [Q1 the port is shut].", ["state media"], "state media", None),
    # reporters are spoken to, and carry nothing; nor does anybody else
    ("[S1 Quint] [C1 told] reporters [Q1 the port is shut].", [], "reporters", None),
    ("[S1 Quint] [C1 has repeatedly told] the harbour council [Q1 the port is shut].", [], "the harbour council", None),
    ("[S1 Quint] [C1 urged] residents to [Q1 stay at home].", [], "residents", None),
    ("[S1 Quint] [C1 called on] the government to [Q1 open the port].", [], "the government", None),
    # said to, wrote to
    ("“[Q1 The port is shut],” [S1 Quint] [C1 said] to the Meridian Post.", ["the Meridian Post"], "the Meridian Post", None),
    ("[S1 Quint] [C1 said] to her staff [Q1 the port is shut].", [], "her staff", None),
    # a verb is nobody
    ("[S1 Quint] [C1 said] it again: [Q1 the port is shut].", [], None, None),
    # passive: the one told stands before
    ("Residents [C1 were told] to [Q1 stay at home].", [], "Residents", None),
    # phrases beside the cue
    ("Speaking to Kestrel TV, [S1 Quint] [C1 said] [Q1 the port is shut].", ["Kestrel TV"], "Kestrel TV", None),
    ("In an interview with France 24, [S1 Quint] [C1 warned] that [Q1 the port is shut].", ["France 24"], "France 24",
     "In an interview"),
    ("[S1 Quint], in remarks to the BBC, [C1 said] [Q1 the port is shut].", ["the BBC"], "the BBC", "in remarks"),
    ("In a letter to the harbour board, [S1 Quint] [C1 said] [Q1 the port is shut].", [], "the harbour board",
     "In a letter"),
    # settings
    ("[S1 Quint] [C1 said] at a press conference [Q1 the port is shut].", [], None, "at a press conference"),
    ("[S1 Quint] [C1 wrote] on Twitter that [Q1 the port is shut].", [], None, "on Twitter"),
    ("[S1 Quint] [C1 said] in a written statement that [Q1 the port is shut].", [], None, "in a written statement"),
    ("[S1 Quint] [C1 said] during a phone call that [Q1 the port is shut].", [], None, "during a phone call"),
    ("[S1 Quint] issued a statement [C1 saying] [Q1 the port is shut].", [], None, "a statement"),
    ("[S1 Quint] [C1 said] in testimony [Q1 the port is shut].", [], None, "in testimony"),
    ("[S1 Quint] [C1 said] after the meeting [Q1 the port is shut].", [], None, None),
    # it holds for the next cue of the same source
    ("[S1,2 Quint] [C1 said] in a statement [Q1 the port is shut], [C2 adding] [Q2 it will open].", [], None, "in a statement"),
    # inside the content it is the content's
    ("[S1 Quint] [C1 said] [Q1 the minister lied in an interview with Kestrel TV].", [], None, None),
    # relays
    ("According to Reuters, [S1 Quint] [C1 said] [Q1 the port is shut].", ["Reuters"], None, None),
    ("According to police, [S1 Quint] [C1 said] [Q1 the port is shut].", ["police"], None, None),
    ("[S1 Quint] [C1 said] [Q1 the port is shut], according to the Meridian Post.", ["the Meridian Post"], None, None),
    ("[S1 Quint] [C1 said] [Q1 the port is shut], per Kestrel News.", ["Kestrel News"], None, None),
    ("[S1 Quint], as quoted by the Meridian Post, [C1 said] [Q1 the port is shut].", ["the Meridian Post"], None, None),
    ("Through her lawyer, [S1 Quint] [C1 said] [Q1 the port is shut].", ["her lawyer"], None, None),
    ("[S1 Quint] [C1 wrote] in the Meridian Post that [Q1 the port is shut].", ["the Meridian Post"], None, None),
    ("[S1 Quint] [C1 said] on French television [Q1 the port is shut].", [], None, "on French television"),
    # another's cue is no relay
    ("[S1 Quint] [C1 said] [Q1 the port is shut], [C2 according to] [S2 Reuters] [Q2 it is open].", [], None, None),
]  # fmt: skip

SPANISH: list[Case] = [
    ("“[Q1 El puerto está cerrado]”, [C1 dijo] a EFE [S1 Quint].", ["EFE"], "EFE", None),
    ("[S1 Quint] [C1 dijo] hoy a Radio Tordo que [Q1 el puerto está cerrado].", ["Radio Tordo"], "Radio Tordo", None),
    ("[S1 Quint] [C1 afirmó], según informó Reuters, que [Q1 el puerto está cerrado].", ["Reuters"], None, None),
    ("[S1 Quint], en declaraciones a la emisora Radio Tordo, [C1 afirmó] que [Q1 el puerto está cerrado].",
     ["la emisora Radio Tordo"], "la emisora Radio Tordo", "en declaraciones"),
    ("[S1 Quint], en declaraciones a los periodistas, [C1 afirmó] que [Q1 el puerto está cerrado].", [], "los periodistas",
     "en declaraciones"),
    ("[S1 Quint], citado por el diario \"El Faro Azul\", [C1 dijo] que [Q1 el puerto está cerrado].",
     ["el diario \"El Faro Azul\""], None, None),
    ("En una entrevista con Infobae, [S1 Quint] [C1 sostuvo] que [Q1 el puerto está cerrado].", ["Infobae"], "Infobae",
     "En una entrevista"),
    ("Según Europa Press, [S1 Quint] [C1 dijo] que [Q1 el puerto está cerrado].", ["Europa Press"], None, None),
    ("[S1 Quint] [C1 pidió] al Gobierno que [Q1 abra el puerto].", [], "Gobierno", None),
    ("[S1 Quint] [C1 instó] ayer a los vecinos a [Q1 quedarse en casa].", [], "vecinos", None),
    # neither a verb nor an adverb is somebody
    ("[S1 Quint] [C1 animó] a luchar por [Q1 el puerto].", [], None, None),
    ("[S1 Quint] [C1 dijo] al respecto que [Q1 el puerto está cerrado].", [], None, None),
    ("[S1 Quint] [C1 anunció] en rueda de prensa que [Q1 el puerto está cerrado].", [], None, "en rueda de prensa"),
    ("[S1 Quint] [C1 informó] en un comunicado que [Q1 el puerto está cerrado].", [], None, "en un comunicado"),
    ("[S1 Quint] [C1 dijo], a través de su abogado, que [Q1 el puerto está cerrado].", ["su abogado"], None, None),
    ("[C1 Observaba] en El Mundo [S1 Berta Oller] que [Q1 el puerto está cerrado].", ["El Mundo"], None, None),
]  # fmt: skip


def outermost(marked: str, language: str) -> Quotation:
    document, analysis = analysis_of(marked, persons=("Quint", "Berta Oller"), language=language)
    return next(q for q in find(document, analysis) if q.nested_in is None)


def check(case: Case, language: str) -> None:
    marked, relays, addressee, setting = case
    found = outermost(marked, language)
    assert [relay.text for relay in found.relays] == relays
    assert (found.addressee.text if found.addressee else None) == addressee
    assert (found.setting.text if found.setting else None) == setting


@pytest.mark.parametrize("case", ENGLISH, ids=lambda case: case[0][:60])
def test_english(case: Case) -> None:
    check(case, "en")


@pytest.mark.parametrize("case", SPANISH, ids=lambda case: case[0][:60])
def test_spanish(case: Case) -> None:
    check(case, "es")


def test_the_setting_holds_for_the_same_source() -> None:
    text = "[S1,2 Quint] [C1 said] in a letter [Q1 the port is shut], [C2 adding] [Q2 it will open]."
    document, analysis = analysis_of(text)
    assert [q.setting.text if q.setting else None for q in find(document, analysis)] == ["in a letter", "in a letter"]


def test_radio_that_cites_officials_carries_their_words() -> None:
    found = outermost("[S1 Radio Kestrel], citing two officials, [C1 reported] [Q1 the port is shut].", "en")
    assert found.source is not None
    assert (found.source.text, [relay.text for relay in found.relays]) == ("two officials", ["Radio Kestrel"])


NESTED = [
    # who is quoted around them carries them
    ("[S1 Reuters] [C1 reported] that [Q1 [S2 Quint] [C2 said] [Q2 the port is shut]].", "en", [["Reuters"], []]),
    # hearsay is nobody's
    ("[S1 Police] [C1 said] [Q1 a man, [C2 reportedly] [Q2 the owner of the boat], drowned].", "en", [[], []]),
    # the subject that Spanish leaves out is the same
    ("[S1 Quint] [C1 aseguró] que [Q1 [C2 ha pedido] [Q2 la apertura del puerto]].", "es", [[], []]),
]


@pytest.mark.parametrize(("marked", "language", "relays"), NESTED)
def test_nested(marked: str, language: str, relays: list[list[str]]) -> None:
    document, analysis = analysis_of(marked, language=language)
    found = find(document, analysis)
    inner = [q for q in found if q.nested_in is not None]
    outer = [q for q in found if q.nested_in is None]
    assert [[r.text for r in q.relays] for q in (*inner, *outer)] == relays


def test_who_tells_of_a_short_statement_is_no_double_of_it() -> None:
    marked = "[C1 Agregó] que [Q1 [S2 Quint] [C2 acepta] [Q2 los recuentos de votos ya hechos en todos los puertos]]."
    document, analysis = analysis_of(marked, language="es")
    assert [quotation.cue.text for quotation in find(document, analysis) if quotation.cue] == ["Agregó", "acepta"]


MEDIA = [
    ("Reuters", "en", True),
    ("the Associated Press", "en", True),
    ("CNN Philippines", "en", True),
    ("news agency Kestrel", "en", True),
    ("harbourwatch.com", "en", True),
    ("local media", "en", True),
    ("reporters", "en", False),
    ("the Press Association of Harbour Pilots", "en", False),
    ("the harbour council", "en", False),
    ("Mara Quint", "en", False),
    ("Time", "en", True),
    ("la agencia EFE", "es", True),
    ("el diario El Faro Azul", "es", True),
    ("los periodistas", "es", False),
    ("el Gobierno", "es", False),
]


@pytest.mark.parametrize(("name", "language", "expected"), MEDIA)
def test_media(name: str, language: str, expected: bool) -> None:
    assert is_medium(name, language) == expected


def test_the_press_is_spoken_to() -> None:
    assert is_press("the press", "en")
    assert is_press("periodistas", "es")


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["according to ", "told ", '"', "(", "in a ", "Reuters", ", ", ". ", "statement ", "to "]),
        max_size=40,
    )
)
def test_any_words_keep_the_span_promise(parts: list[str]) -> None:
    document, analysis = analysis_of("[S1 Quint] [C1 said] " + "".join(parts) + " [Q1 the port is shut].")
    for quotation in find(document, analysis):
        for span in (*quotation.relays, quotation.addressee, quotation.setting):
            assert span is None or document.text[span.start : span.end] == span.text


def test_a_page_of_one_sentence_costs_little() -> None:
    one = "[S{n} Quint] [C{n} said] in a statement to Reuters, according to police, [Q{n} the port is shut], and "
    document, analysis = analysis_of("".join(one.format(n=n) for n in range(1, 150)))
    began = time.process_time()
    find(document, analysis)
    assert time.process_time() - began < 3
