"""Answers that mean the gold's actor in other words of the article."""

from __future__ import annotations

import pytest

from onrecord.evaluation import Attribution, GoldArticle, judged, total

from .sample import TEXT, one

WORDS = ("the ferry would sail again in May", "We have mended the hull", "nobody has paid")
SOURCES = ("Harbour master Ilse Brandt", "the Lissow Courier", "Rees")


def article(speakers: tuple[str | None, ...], sources: tuple[str, ...] = SOURCES) -> GoldArticle:
    found = [
        one(words, source=source, speaker=speaker)
        for words, source, speaker in zip(WORDS, sources, speakers, strict=True)
    ]
    return GoldArticle("a", TEXT, "en", tuple(found))


def answered(*names: str) -> list[Attribution]:
    return [one(words, source=source, speaker=name) for words, source, name in zip(WORDS, SOURCES, names, strict=True)]


B = "Ilse Brandt"
R = "Anton Rees"


@pytest.mark.parametrize(
    ("gold", "names", "right"),
    [
        ((B, B, R), (B, B, R), 3),  # the names themselves
        ((B, B, R), (B, "harbour master Ilse Brandt", R), 2),  # an actor split in two counts once
        ((B, B, R), ("Lissow Courier", "harbour master Ilse Brandt", R), 2),  # words of the other statement's source
        ((B, B, R), ("harbour master Ilse Brandt", "Lissow Courier", R), 1),  # each its own source, copied
        ((B, B, R), (R, R, R), 1),  # another actor's name
        ((B, B, R), ("Brandt", "Brandt", "deputy mayor"), 0),  # words that are nobody's source
        ((B, B, R), ("", "", ""), 0),  # silence
        ((B, "", R), ("Lissow Courier", "", R), 1),  # a source of nobody known means nobody
    ],
)
def test_same_actor(gold: tuple[str, ...], names: tuple[str, ...], right: int) -> None:
    share = total(judged([article(gold)], {"a": answered(*names)})).shares["speaker: same actor"]
    assert (share.right, share.of) == (right, sum(map(bool, gold)))


def test_words_of_two_actors_mean_neither() -> None:
    sources = ("Harbour master Ilse Brandt", "Harbour master Ilse Brandt", "Harbour master Ilse Brandt")
    predictions = {"a": answered("harbour master Ilse Brandt", R, R)}
    assert total(judged([article((B, R, R), sources)], predictions)).shares["speaker: same actor"].right == 2


def test_never_less_than_the_same_name() -> None:
    shares = total(judged([article((B, B, R))], {"a": answered("ilse brandt", "harbour master Ilse Brandt", R)})).shares
    assert shares["speaker: same actor"].right >= shares["speaker"].right
