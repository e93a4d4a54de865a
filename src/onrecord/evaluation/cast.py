"""Whether answers in other words mean the actor of the gold: `the minister` all through, for `Mara Quint`.

Comes in: gold and the pairs found; goes out: counts of statements, one for each actor. It loosens no other figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.evaluation.marking import Marked, name_words
from onrecord.evaluation.wordlists import PRONOUNS

__all__ = ["called", "same_actor"]

Name = tuple[str, ...]


def same_actor(gold: Sequence[Marked], named: Sequence[tuple[Marked, Marked]]) -> Iterator[int]:
    """For each actor of the gold, the statements that have the most frequent answer meaning that actor.

    `named` are pairs of gold and prediction, contents the same, whose gold names a speaker. One answer counts for each
    actor, so an actor split in two counts with the larger part. Words of the statement's own source count only where
    another statement has them as well: to copy a source is not to know who it is.
    """
    meant, printed = called(gold), Counter(source_of(one) for one in gold)
    answers: dict[Name, Counter[Name]] = {}
    for mine, theirs in named:
        actor, answer = key_of(mine.attribution.speaker), key_of(theirs.attribution.speaker)
        elsewhere = answer == actor or printed[answer] > (answer == source_of(mine))
        if answer and elsewhere and meant.get(answer) == actor:
            answers.setdefault(actor, Counter())[answer] += 1
    return (max(counts.values()) for counts in answers.values())


def called(gold: Sequence[Marked]) -> dict[Name, Name]:
    """The one actor that each name means: speakers by themselves, and the sources printed for one actor alone.

    Pronouns mean nobody; names are compared like speakers (`same_name`).
    """
    speakers = {key_of(one.attribution.speaker) for one in gold if one.attribution.speaker}
    actors: dict[Name, set[Name]] = {}
    for one in gold:
        printed = source_of(one)
        if printed and one.attribution.speaker is not None and not set(printed) <= PRONOUNS:
            actors.setdefault(printed, set()).add(key_of(one.attribution.speaker))
    found = {name: next(iter(meant)) for name, meant in actors.items() if len(meant) == 1 and () not in meant}
    return found | {name: name for name in speakers}


def source_of(one: Marked) -> Name:
    return key_of(" ".join(span.text for span in one.attribution.source))


def key_of(name: str | None) -> Name:
    return tuple(name_words(name)) if name else ()
