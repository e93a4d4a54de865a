"""Find the statement that a judgement is about in a later reading of its page.

Comes in: a Target and a Reading; goes out: the one statement that it can be, or why none is. It changes nothing.
First the same id; else the same words of content, where the words around them, source and cue decide between several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from onrecord.errors import StoreError
from onrecord.model import Anchor, Document, Judgement, Reading, Span, Statement, Target
from onrecord.store.folding import folded_text
from onrecord.store.values import actor_of_plain, span_of_plain

__all__ = ["Index", "concerns", "found_again", "index_of", "moved"]

WORD = re.compile(r"\w+")
TELLING_WORDS = 5
TELLING_CONTEXT = 8
"""A content of so many words, or so many characters of context kept, tell a place; less is no proof (`“Yes”`).

Set by hand: five words in a row hardly ever stand twice in one article in two meanings."""
NOWHERE = ("-", "text")
"""Sources that name no page, as `capture` gives them: two texts from standard input are not two versions of one."""
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The statements of one reading, by id and by the words of their content.

    `rewordings` are the words that people's corrections gave to a statement, by its id.
    """

    document: Document
    by_id: Mapping[str, Statement]
    by_words: Mapping[Words, list[Statement]]
    rewordings: Mapping[str, Words]


def concerns(judgement: Judgement, document: Document) -> bool:
    """Whether this document is the one judged, or another version of its page."""
    target = judgement.target
    if target is None:
        return False
    return target.document == document.id or (target.page == document.source and target.page not in NOWHERE)


def index_of(reading: Reading, judgements: Iterable[Judgement]) -> Index:
    by_words: dict[Words, list[Statement]] = {}
    for statement in reading.statements:
        by_words.setdefault(words_of(statement.content), []).append(statement)
    rewordings = {
        one.target.statement: words_of(span_of_plain(span) for span in one.after["content"])
        for one in judgements
        if one.action == "span" and one.target is not None and one.after is not None
    }
    return Index(reading.document, {one.id: one for one in reading.statements}, by_words, rewordings)


def words_of(spans: Iterable[Span]) -> Words:
    return tuple(WORD.findall(folded_text(" ".join(span.text for span in spans))))


def found_again(judgement: Judgement, index: Index) -> Statement | str:
    """The statement, or why it is not there any more."""
    target = judgement.target
    if target is None or target.statement in index.by_id:
        return index.by_id[target.statement] if target else "it is about no statement"
    ranked = ranking(target, index)
    if not ranked:
        return "no statement with these words is read in the page any more"
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return f"{len(ranked)} statements with these words are read in the page, and nothing tells them apart"
    best = ranked[0][1]
    if not is_same_place(target, best, index.document):
        return "the only statement with these words stands elsewhere in the page"
    if judgement.action == "reject" and not has_same_source(judgement, target, best):
        return "these words are read as another speaker's now"
    return best


def ranking(target: Target, index: Index) -> list[tuple[tuple[int, ...], Statement]]:
    """Statements with the words judged, or with those a correction gave them, each with its likeness, best first."""
    same = index.by_words.get(words_of(target.content), [])
    if not same and target.statement in index.rewordings:
        same = index.by_words.get(index.rewordings[target.statement], [])
    ranked = [(likeness(target, one, index.document), one) for one in same]
    return sorted(ranked, key=lambda pair: pair[0], reverse=True)


def likeness(target: Target, statement: Statement, document: Document) -> tuple[int, ...]:
    return (
        is_in_place(target, statement, document),
        context_kept(target.anchor, statement.anchor),
        same_words(target.source, statement.source),
        same_words(target.cue, statement.cue),
    )


def is_in_place(target: Target, statement: Statement, document: Document) -> bool:
    return target.document == document.id and target.anchor.start == statement.anchor.start


def context_kept(one: Anchor, other: Anchor) -> int:
    """How many characters right before and right after are the same, but for how they are printed."""
    before = zip(reversed(folded_text(one.prefix)), reversed(folded_text(other.prefix)), strict=False)
    after = zip(folded_text(one.suffix), folded_text(other.suffix), strict=False)
    return sum(len(list(takewhile(lambda pair: pair[0] == pair[1], side))) for side in (before, after))


def same_words(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return folded_text(one.text) == folded_text(other.text)


def is_same_place(target: Target, statement: Statement, document: Document) -> bool:
    if is_in_place(target, statement, document) or len(words_of(target.content)) >= TELLING_WORDS:
        return True
    return context_kept(target.anchor, statement.anchor) >= TELLING_CONTEXT


def has_same_source(judgement: Judgement, target: Target, statement: Statement) -> bool:
    """A rejected statement is words in a mouth; the same words in another mouth are another statement."""
    speaker = actor_of_plain((judgement.before or {}).get("speaker"))
    same_speaker = speaker is not None and statement.speaker is not None and speaker.id == statement.speaker.id
    return same_speaker or same_words(target.source, statement.source)


def moved(span: Span, target: Target, statement: Statement, document: Document) -> Span:
    """The words of a judgement's span at their place in this text. Raises StoreError when it has no such words.

    In another text they are sought as far from the statement as they stood.
    """
    text, expected = document.text, span.start
    if target.document != document.id:
        expected += statement.anchor.start - target.anchor.start
    if span.text and expected >= 0 and text[expected : expected + len(span.text)] == span.text:
        return Span(expected, expected + len(span.text), span.text)
    at = nearest(text, span.text, expected)
    if at is None or target.document == document.id:
        raise StoreError(span.text, f"these words do not stand at [{span.start}, {span.end}) of the page")
    return Span(at, at + len(span.text), span.text)


def nearest(text: str, words: str, expected: int) -> int | None:
    """Where `words` begin, as near as can be to an offset."""
    if not words:
        return None
    before, after = text.rfind(words, 0, max(0, expected) + len(words)), text.find(words, max(0, expected))
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - expected)) if places else None
