"""What kind of speech act a cue names, and whether it says that the words were not said.

Comes in: quotations; goes out: the same with act and negation by the words of the cue. Where those name none, the act
stays the network's: it reads the content as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import Quotation
from onrecord.quotation.wordlists import Phrases, divided, phrases, stands, words_of
from onrecord.vocabulary import vocabulary

__all__ = ["act_named", "is_silence", "with_acts"]


@dataclass(frozen=True, slots=True)
class Silence:
    """How a language says that something was not said; `exceptions` are negations of something else."""

    words: Phrases
    phrases: Phrases
    nobody: Phrases
    exceptions: Phrases


def with_acts(quotations: Sequence[Quotation], language: str) -> list[Quotation]:
    """The quotations in order, each with the act and negation that its cue settles."""
    return [with_act(quotation, language) for quotation in quotations]


def with_act(quotation: Quotation, language: str) -> Quotation:
    if quotation.cue is None:
        return quotation
    source = quotation.source.text if quotation.source else ""
    act = act_named(quotation.cue.text, language) or quotation.act
    return replace(quotation, act=act, negated=is_silence(quotation.cue.text, source, language))


def act_named(cue: str, language: str) -> str | None:
    """The act of the longest phrase of acts.toml in a cue, the first of equally long ones; None when there is none."""
    words, (listed, acts) = words_of(cue), acts_of(language)
    hits = [
        (len(phrase), -start, acts[phrase])
        for start, word in enumerate(words)
        for phrase in listed.begun(word)
        if stands(phrase, words, start)
    ]
    return max(hits)[2] if hits else None


def is_silence(cue: str, source: str, language: str) -> bool:
    """Whether a cue and its source report that something was not said: `declined to comment`, `Nobody would say`."""
    silence, words = silence_of(language), words_of(cue)
    if silence is None or silence.exceptions.longest_in(words) is not None:
        return False
    leading = words_of(source)[:2]
    nobody = silence.nobody.longest_in(leading)
    return (
        silence.words.longest_in(words) is not None
        or silence.phrases.longest_in(words) is not None
        or (nobody is not None and nobody[0] == 0)
    )


@cache
def acts_of(language: str) -> tuple[Phrases, Mapping[tuple[str, ...], str]]:
    """All phrases of the acts, and which act each names."""
    lists = {act: listed for act, listed in vocabulary(language, "acts").items() if isinstance(listed, list)}
    named = {divided(phrase): act for act in sorted(lists) for phrase in lists[act]}
    return phrases(phrase for listed in lists.values() for phrase in listed), named


@cache
def silence_of(language: str) -> Silence | None:
    lists = vocabulary(language, "acts").get("silence")
    if lists is None:
        return None
    return Silence(*(phrases(lists[name]) for name in ("words", "phrases", "nobody", "except")))
