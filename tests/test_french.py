"""French through the same door: its lists say what the other languages' lists say, and a page is told for what it is."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.quotation.acts import act_named, is_silence
from onrecord.quotation.media import is_medium
from onrecord.resolve.states import state_in
from onrecord.vocabulary import vocabulary

LISTS = (
    "acts",
    "actors",
    "addressees",
    "occasions",
    "outlets",
    "relays",
    "settings",
    "page",
    "labels",
    "times",
    "numbers",
)
PAGE = """Port-Ellery : le bac de nuit reprendra en mai

Le bac de nuit entre Port-Ellery et les îles Sorrel reprendra le 4 mai 2031, a annoncé mardi la ministre des Ports, Mara Quint, lors d'une conférence de presse dans la capitale.

« Nous n'y sommes pas encore », a-t-elle dit aux journalistes, « mais la coque est saine et l'équipage est engagé ». Selon Radio Crécerelle, le conseil des îles n'a reçu aucune facture pour les travaux qui ont duré neuf mois dans le bassin.
"""


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_the_keys_of_the_spanish_one(name: str) -> None:
    assert set(vocabulary("es", name)) - {"drops_subject"} <= set(vocabulary("fr", name))


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("a annoncé", "announce"),
        ("affirmait", "claim"),
        ("a démenti", "deny"),
        ("demande", "ask"),
        ("a exigé", "demand"),
        ("a mis en garde", "warn"),
        ("s'est excusée", "apologise"),
        ("a rappelé", "recall"),
        ("a dit", None),  # only brings the words
    ],
)
def test_acts(cue: str, act: str | None) -> None:
    assert act_named(cue, "fr") == act


@pytest.mark.parametrize(
    ("cue", "source", "silent"),
    [
        ("n'a pas dit", "la ministre", True),
        ("a refusé de commenter", "la ministre", True),
        ("a dit", "personne", True),
        ("n'a pas exclu", "la ministre", False),  # said, though with a negation
        ("a dit", "la ministre", False),
    ],
)
def test_silence(cue: str, source: str, silent: bool) -> None:
    assert is_silence(cue, source, "fr") is silent


@pytest.mark.parametrize(
    ("phrase", "state"),
    [("la présidence maltaise", "MLT"), ("le ministre allemand", "DEU"), ("le Kremlin", "RUS")],
)
def test_states(phrase: str, state: str) -> None:
    assert state_in(phrase, "fr") == state


@pytest.mark.parametrize(
    ("name", "medium"), [("Le Parisien", True), ("la Dépêche de Port-Ellery", True), ("le ministère des Ports", False)]
)
def test_media(name: str, medium: bool) -> None:
    assert is_medium(name, "fr") is medium


def test_a_french_page_is_told_for_what_it_is() -> None:
    reading = onrecord.read(PAGE)
    assert reading.document.language == "fr"
    assert reading.statements == ()
    (note,) = reading.notes
    assert "no model reads fr" in note
    assert "2 quoted passages" in note
