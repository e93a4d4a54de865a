from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Actor, Document, Original, Pairing, Reading
from onrecord.pipeline import read
from onrecord.resolve.pairing import pair, translated, with_translations
from onrecord.resolve.pairing.alignment import align, likeness, weighed
from onrecord.resolve.pairing.keys import cognate, keys_of
from onrecord.resolve.pairing.statements import same_actor
from onrecord.resolve.pairing.units import units_of
from onrecord.resolve.pairing.versions import aligned, earlier, kinship, original_of
from tests.views.sample import at, document_of, statement_of

DEMO = Path(__file__).parent.parent.parent / "demo"


@pytest.fixture(scope="module")
def demo() -> tuple[Reading, Reading]:
    return read(DEMO / "strait-talks.en.txt"), read(DEMO / "strait-talks.es.html")


@pytest.fixture(scope="module")
def pairing(demo: tuple[Reading, Reading]) -> Pairing:
    found = pair(*demo)
    assert found is not None
    return found


def test_the_demo_pages_are_one_article(demo: tuple[Reading, Reading], pairing: Pairing) -> None:
    assert pairing.by == "title"
    assert (pairing.original, pairing.known_by) == (demo[1].document.id, "declared")


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("draw a new map of confidence", "un nuevo mapa de confianza"),  # relayed, in two parts
        ("the telephone between our capitals", "el teléfono entre nuestras capitales"),  # the speaker is an office
        (
            "a provocation dressed as a service",
            "una provocación vestida de servicio",
        ),  # marks on one page, a dash on the other
        ("three tankers had turned back", "tres petroleros"),  # indirect
        ("convoys must continue", "los convoyes de grano deben continuar"),  # agreement
    ],
)
def test_twins_of_the_demo(demo: tuple[Reading, Reading], pairing: Pairing, english: str, spanish: str) -> None:
    named = {one.id: one.anchor.exact for reading in demo for one in reading.statements}
    twins = [tuple(named[identity] for identity in one.statements) for one in pairing.pairs]
    assert any(english in one and spanish in other for one, other in twins)


def test_a_statement_has_one_twin_and_each_pair_says_why(pairing: Pairing) -> None:
    ids = [identity for one in pairing.pairs for identity in one.statements]
    assert len(ids) == len(set(ids))
    assert all(one.evidence and 0 < one.score <= 1 for one in pairing.pairs)


def test_quotations_of_the_translation_are_marked(demo: tuple[Reading, Reading], pairing: Pairing) -> None:
    english, spanish = (with_translations(reading, pairing) for reading in demo)
    assert {one.translated for one in english.statements if one.kind == "direct"} == {True}
    assert not any(one.translated for one in english.statements if one.kind == "indirect")
    assert not any(one.translated for one in spanish.statements)


def test_a_page_that_names_its_original_is_enough(demo: tuple[Reading, Reading]) -> None:
    assert any(one.translated for one in demo[0].statements)


def test_the_order_of_the_two_does_not_matter(demo: tuple[Reading, Reading], pairing: Pairing) -> None:
    turned = pair(demo[1], demo[0])
    assert turned is not None
    assert turned.original == pairing.original
    assert {one.statements[::-1] for one in turned.pairs} == {one.statements for one in pairing.pairs}


ENGLISH = (
    "Norland's minister Mara Quint said on 4 May that 312 boats had left Port Ellery. The islands' council, led by "
    "Tomas Vell, wants 2.3 million crowns for the Aldona. A decision is expected in October, the Kestrel reported."
)
SPANISH = (
    "La ministra de Norlandia, Mara Quint, dijo el 4 de mayo que 312 barcos habían salido de Port Ellery. El consejo de "
    "las islas, dirigido por Tomas Vell, pide 2,3 millones de coronas por el Aldona. La decisión se espera en octubre, "
    "informó el Kestrel."
)
OTHER = (
    "El equipo de Río Seco venció por 3 a 1 en el estadio municipal. El técnico, Pavel Horn, elogió a la defensa. El "
    "próximo partido se jugará el 9 de junio ante 14.000 espectadores."
)


def version(text: str, language: str | None, source: str = "a.txt", **given: object) -> Document:
    bare = replace(document_of(text, source=source), title="T", language=language, translated_from=None, published=None)
    return replace(bare, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        (version(ENGLISH, "en"), version(SPANISH, "es"), "content"),
        (version(ENGLISH, "en"), version(OTHER, "es"), None),  # another article
        (version(ENGLISH, "en"), version(ENGLISH, "en"), None),  # one language: a copy, no version
        (version(ENGLISH, None), version(SPANISH, "es"), None),  # language not known
        (
            version(ENGLISH, "en", versions=(Original(None, "es", "https://www.ledger.example/es/1/#top"),)),
            version(SPANISH, "es", source="http://ledger.example/es/1"),
            "link",
        ),
        (
            version(ENGLISH, "en", versions=(Original(None, "es", "https://ledger.example/es/1"),)),
            version(OTHER, "es", source="https://ledger.example/es/1"),
            None,  # a link that the texts do not bear out
        ),
        (
            version(ENGLISH, "en", translated_from=Original("¿Cuántos barcos salieron?", "es", None)),
            version(SPANISH, "es", title="«Cuantos barcos salieron»"),
            "title",
        ),
        (version("", "en"), version("", "es"), None),
    ],
)
def test_versions(one: Document, other: Document, by: str | None) -> None:
    found = kinship(aligned(one, other))
    assert (found.by if found else None) == by


@pytest.mark.parametrize(
    ("one", "other", "original"),
    [
        ({"translated_from": Original("x", "es", None)}, {}, "other"),
        ({}, {"translated_from": Original(None, None, "https://a.example")}, "one"),  # language not named
        ({"translated_from": Original("x", "es", None)}, {"translated_from": Original("y", "en", None)}, None),  # both
        ({"translated_from": Original("x", "de", None)}, {}, None),  # from a third language
        ({"published": "2031-05-04"}, {"published": "2031-05-06"}, "one"),
        ({"published": "2031-05-04T10:00:00+02:00"}, {"published": "2031-05-04T09:00:00+00:00"}, "one"),
        ({"published": "2031-05-04"}, {"published": "2031-05-04T09:00:00+00:00"}, None),  # the same day
        ({"published": "2031-05"}, {"published": "2031-05-04"}, None),
        ({}, {"published": "2031-05-04"}, None),
    ],
)
def test_original(one: dict[str, object], other: dict[str, object], original: str | None) -> None:
    first, second = version(ENGLISH, "en", **one), version(SPANISH, "es", **other)
    found, _ = original_of(first, second)
    assert found is {"one": first, "other": second, None: None}[original]


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [("2031-05-04T23:00:00-05:00", "2031-05-05T02:00:00+00:00", 1), (None, "2031", None), ("2031", "2030-12", 1)],
)
def test_earlier(one: str | None, other: str | None, index: int | None) -> None:
    assert earlier(one, other) == index


@pytest.mark.parametrize(
    ("english", "spanish", "key"),
    [
        ("about 40 billion crowns", "unos 40.000 millones de coronas", "n:40000000000"),
        ("1,500 boats", "1.500 barcos", "n:1500"),
        ("20.1 per cent", "el 20,1 por ciento", "n:20.1"),
        ("three boats", "tres barcos", "n:3"),
        ("in October", "en octubre", "m:10"),
        ("the Maltese delegation", "la delegación maltesa", "s:MLT"),
        ("the talks of NATO", "las conversaciones de la OTAN", "a:anot"),
        ("said Kovach", "dijo Kovač", "p:covac"),
        ("a provocation", "una provocación", "c:provo"),
    ],
)
def test_keys_in_both_languages(english: str, spanish: str, key: str) -> None:
    assert key in keys_of(english, "en")
    assert key in keys_of(spanish, "es")


@pytest.mark.parametrize("word", ["may", "march", "the", "said", "one"])
def test_words_that_are_no_key(word: str) -> None:
    assert not [key for key in keys_of(word, "en") if key[0] in "mn"]


def test_cognates() -> None:
    assert cognate("photographer") == cognate("fotógrafo")
    assert cognate("strategy") == cognate("estrategia")
    assert cognate("harbour") != cognate("puerto")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Actor("a", "Mirela Kovač", None, "person"), Actor("b", "Kovach", None, "person"), True),
        (Actor("a", "Mirela Kovač", None, "person"), Actor("b", "Petra Kovač", None, "person"), False),
        (Actor("a", "Malta", None, "state", state="MLT"), Actor("b", "Malte", None, "state", state="MLT"), True),
        (Actor("a", "Malta", None, "state", state="MLT"), Actor("b", "Chipre", None, "state", state="CYP"), False),
    ],
)
def test_same_actor(one: Actor, other: Actor, same: bool) -> None:
    assert same_actor(one, other) is same


def test_translated_only_when_the_page_says_so() -> None:
    document = version('"We row," she said.', "en", translated_from=Original("Remamos", "es", None))
    said = (statement_of(document, (at(document.text, "We row"),)),)
    assert [one.translated for one in translated(document, said)] == [True]
    assert translated(replace(document, translated_from=None), said) == said
    assert translated(replace(document, translated_from=Original("x", "en", None)), said) == said  # an edited copy


KEYS = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.just(1.0), max_size=4), max_size=12)


@settings(deadline=None, max_examples=60)
@given(KEYS, KEYS)
def test_blocks_follow_one_another(units: list[dict[str, float]], others: list[dict[str, float]]) -> None:
    left, right = weighed(units, others)
    at, there = 0, 0
    for block in align(left, right, [10] * len(left), [10] * len(right)):
        assert at <= block.start < block.end <= len(units)
        assert there <= block.other_start < block.other_end <= len(others)
        at, there = block.end, block.other_end


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["en", "es", "fr", None]))
def test_any_text_has_keys_and_units(text: str, language: str | None) -> None:
    keys = keys_of(text, language)
    assert likeness(keys, keys) in (0.0, pytest.approx(1.0))
    document = version(text, language)
    assert all(text[unit.start : unit.end] == unit.text for unit in units_of(document))
