"""Groups, bodies and teams by the fullest words of the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.groups import printed_in_full, research_team


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Police came. Later police in Port Ellery left.", "Police", "police in Port Ellery"),
        ("The Maltese government said no. The government left.", "government", "Maltese government"),
        ("Only local police came.", "police", "local police"),
        # a body's own name is no fuller description of a group
        ("The Harbour Police came.", "police", None),
        # nothing fuller; two that differ
        ("The police came.", "police", None),
        ("The Maltese government and the Cuban government met.", "government", None),
        # words of the sentence before
        ("So wrote the Times. Police came.", "police", None),
    ],
)
def test_the_one_fuller_description(text: str, name: str, expected: str | None) -> None:
    assert printed_in_full(text, name, name.lower(), "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "On Monday researchers from Lowmouth University and the College of Ellery reported it.",
            "en",
            "researchers from Lowmouth University and the College of Ellery",
        ),
        (
            "An international team of scientists reported it. The researchers said no.",
            "en",
            "international team of scientists",
        ),
        ("Scientists from Lowmouth University and researchers at Ellery College met.", "en", None),  # two teams
        ("The researchers said no.", "en", None),
    ],
)
def test_the_one_team(text: str, language: str, expected: str | None) -> None:
    found = research_team(text, language)
    assert found == expected


@given(st.text(alphabet="aA -.'(),of théteam", max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_text(text: str) -> None:
    for language in ("en", "es", "fr", "xx"):
        research_team(text, language)
        printed_in_full(text, "team", "team", language)


@pytest.mark.parametrize(
    "bad", ["A" * 20_000, "a-" * 20_000, "The Of " * 5_000, "(A) and " * 5_000, "team of " * 5_000]
)
def test_long_and_hostile(bad: str) -> None:
    research_team(bad, "en")
    printed_in_full(bad, "police", "police", "en")
