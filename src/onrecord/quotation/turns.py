"""Transcripts: paragraphs that open with a speaker's name and a colon, one turn after the other.

Comes in: quotations, paragraphs, language; goes out: the quotations, with one for each turn whose speaker is named
or answers. The page's layout says who speaks, so it outweighs the tagger's guess; a lone label makes no transcript.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Quotation, Span
from onrecord.quotation.choice import nobodys
from onrecord.quotation.confidence import LAID_OUT
from onrecord.quotation.phrases import is_name
from onrecord.vocabulary import vocabulary

__all__ = ["with_turns"]

LABEL = re.compile(r"(?P<name>[^\W_][^:\n()\[\]\"“”«»]{0,50}?)\s{0,2}(?:[(\[][^)\]\n]{1,40}[)\]]\s{0,2})?:\s+(?=\S)")
OVER = re.compile(r"[.!?…—–-][\"”»’)\]]*$")
LONGEST = 6
"""Words of a label."""
FEWEST = 4
"""Turns of a transcript; two speakers must have one each, and one of them two."""
ENDED = 0.6
"""Share of the turns that end as sentences do: lists of venues and hours do not. Set by reading."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of a transcript: who is named, None where the label only says that it is an answer, and the words.

    `asked` marks a question of the outlet, which is no statement."""

    speaker: Span | None
    words: Span
    asked: bool


def with_turns(
    quotations: Iterable[Quotation], paragraphs: Sequence[Span], language: str, outlet: str | None = None
) -> list[Quotation]:
    """The quotations, a transcript's turns in place of what the tagger made of the same words."""
    turns = turns_of(paragraphs, language, outlet)
    given = list(quotations)
    if not turns:
        return given
    starts = [turn.words.start for turn in turns]
    kept: list[Quotation] = []
    replaced: dict[int, Quotation] = {}
    for quotation in given:
        first = max(0, bisect_right(starts, quotation.content[0].start) - 1)
        last = bisect_left(starts, quotation.content[-1].end)
        over = [i for i in range(first, last) if gives_way(quotation, turns[i])]
        replaced |= {i: quotation for i in over if i not in replaced}
        if not over:
            kept.append(quotation)
    return [*kept, *(spoken(turn, replaced.get(i)) for i, turn in enumerate(turns) if not turn.asked)]


def turns_of(paragraphs: Sequence[Span], language: str, outlet: str | None) -> list[Turn]:
    """The turns of a page in text order; none where too few paragraphs look like one."""
    words = vocabulary(language, "turns")
    labelled = [(p, m) for p in paragraphs if (m := LABEL.match(p.text)) and names_speaker(m["name"], language)]
    counts = Counter(m["name"].casefold() for _, m in labelled)
    ended = sum(OVER.search(p.text) is not None for p, _ in labelled)
    if len(labelled) < FEWEST or len(counts) < 2 or max(counts.values()) < 2 or ended < ENDED * len(labelled):
        return []
    asking = {*words.get("questions", ()), *([outlet.casefold()] if outlet else []), *interviewer(labelled)}
    return [turn(p, m, asking, words.get("answers", ())) for p, m in labelled]


def interviewer(labelled: Sequence[tuple[Span, re.Match[str]]]) -> set[str]:
    """Of two labels, the one whose turns are all questions: whoever asks for the outlet."""
    turns: dict[str, list[bool]] = {}
    for paragraph, label in labelled:
        turns.setdefault(label["name"].casefold(), []).append(paragraph.text.endswith("?"))
    asking = {name for name, questions in turns.items() if all(questions)}
    return asking if len(turns) == 2 and len(asking) == 1 else set()


def turn(paragraph: Span, label: re.Match[str], asking: set[str], answers: Sequence[str]) -> Turn:
    name, begins = label["name"], paragraph.start + label.end()
    speaker = Span(paragraph.start, paragraph.start + len(name), name)
    words = Span(begins, paragraph.end, paragraph.text[label.end() :])
    unnamed = name.casefold() in answers
    return Turn(None if unnamed else speaker, words, name.casefold() in asking)


def names_speaker(name: str, language: str) -> bool:
    """Few words, a name by their form, and none of the labels that pages use otherwise."""
    words = name.split()
    if len(words) > LONGEST or name.casefold() in vocabulary(language, "turns").get("others", ()):
        return False
    return is_name(words, language)


def gives_way(quotation: Quotation, turn: Turn) -> bool:
    """Whether a quotation is the tagger's reading of a turn: words of it without a cue, or half of them."""
    inside = sum(max(0, min(c.end, turn.words.end) - max(c.start, turn.words.start)) for c in quotation.content)
    if not inside:
        return False
    return quotation.cue is None or (2 * inside > turn.words.end - turn.words.start and not within(quotation, turn))


def within(quotation: Quotation, turn: Turn) -> bool:
    """Whether somebody in the turn says it: `BRANDT: I said we should ask the people who pay.`"""
    assert quotation.cue is not None
    return turn.words.start <= quotation.cue.start and quotation.cue.end <= turn.words.end


def spoken(turn: Turn, tagged: Quotation | None) -> Quotation:
    """The turn as a quotation, with the act and negation of what the tagger had made of it."""
    same = tagged or nobodys((turn.words,), LAID_OUT)
    sure = max(LAID_OUT, same.confidence)
    return replace(same, kind="direct", content=(turn.words,), cue=None, source=turn.speaker, confidence=sure)
