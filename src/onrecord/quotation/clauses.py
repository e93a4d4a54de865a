"""Clauses that only carry: `Reuters reported`, `según publicó El Mundo`, the medium before `quoted her as saying`.

Comes in: the quotations of a sentence; goes out: for each the media that such a clause names. A clause that is the cue
of a statement, with the medium as its source, carries nothing here: the statement around another does (`assemble`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Quotation, Span
from onrecord.quotation.media import medium_in
from onrecord.quotation.neighbours import Scene
from onrecord.quotation.phrases import phrase_at
from onrecord.quotation.wordlists import NEVER_MATCHES, alternatives
from onrecord.vocabulary import vocabulary

__all__ = ["media_reporting", "without_report"]

BREAK = re.compile(r"[,;:()\[\]\"“”«»—–]\s*")
WORDS = 7
"""Words of the longest subject that is looked at; set by reading, not tuned."""
OVER = re.compile(r"\s*(?:[.,;)\]\"”»]|$)")
CLOSE = 2


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of relays.toml. `reports` are verbs with what may stand around them, `starts` words before a subject,
    `joined` those between the verb and what it reports, `when` times that may follow, `passive` words that make it
    another's verb, `ends` words that end a name."""

    reports: re.Pattern[str]
    starts: re.Pattern[str]
    joined: re.Pattern[str]
    when: re.Pattern[str]
    passive: tuple[str, ...]
    ends: frozenset[str]
    opening: frozenset[str]


def media_reporting(text: str, scene: Scene, language: str) -> Iterator[tuple[int, Span]]:
    """(position, medium) for every clause of the sentence that reports a quotation, in text order."""
    words = words_in(language)
    for match in words.reports.finditer(scene.sentence.text):
        start, end = (scene.sentence.start + place for place in match.span())
        for subject in (
            subject_before(text, scene.sentence.start, start, words),
            subject_after(text, scene, start, end, words),
        ):
            medium = medium_in(subject, language) if subject else None
            owner = None if medium is None else carried(text, scene, medium, (start, end), words)
            if medium is not None and owner is not None:
                yield owner, medium
                break


def without_report(text: str, start: int, end: int, language: str) -> int:
    """Where a name is over that may have its verb behind it: `Kestrel News` of `Kestrel News reported, citing`."""
    last = next((m for m in words_in(language).reports.finditer(text, start, end) if m.end() == end), None)
    return end if last is None else start + len(text[start : last.start()].rstrip())


def carried(text: str, scene: Scene, medium: Span, verb: tuple[int, int], words: Words) -> int | None:
    """The quotation that a clause of medium and verb reports; None for a clause that is a statement of its own."""
    low, high = min(medium.start, verb[0]), max(medium.end, verb[1])
    for position in scene.members:
        quotation = scene.quotations[position]
        if overlaps(quotation.source, medium.start, medium.end):
            return None
        if overlaps(quotation.cue, *verb):
            return position if medium.end <= verb[0] and quotation.source is not None else None
    owner = scene.owner(low, high)
    if owner is None or not stands_free(text, scene.quotations[owner], scene.sentence, (low, high), words):
        return None
    return owner


def stands_free(text: str, quotation: Quotation, sentence: Span, clause: tuple[int, int], words: Words) -> bool:
    """Whether a clause is over at once, or goes over to the source or the content: `Reuters reported that Quint`."""
    after = words.joined.match(text, clause[1], sentence.end)
    place = after.end() if after else clause[1]
    told = [span.start for span in (*quotation.content, quotation.source, quotation.cue) if span is not None]
    if any(0 <= start - place <= CLOSE for start in told):
        return True
    when = words.when.match(text, clause[1], sentence.end)
    return OVER.match(text, when.end() if when else clause[1], sentence.end) is not None


def overlaps(span: Span | None, start: int, end: int) -> bool:
    return span is not None and span.start < end and start < span.end


def subject_before(text: str, low: int, at: int, words: Words) -> Span | None:
    """The words right before a verb, from the last mark or linking word on: `Radio Kestrel` of `, as Radio Kestrel`."""
    before = text[max(low, at - 120) : at].rstrip()
    breaks = [m.end() for listed in (BREAK, words.starts) for m in listed.finditer(before)]
    subject = before[max(breaks, default=0) :]
    start = at - len(text[max(low, at - 120) : at]) + len(before) - len(subject)
    lead = len(subject) - len(subject.lstrip())
    subject, start = subject.strip(), start + lead
    if not subject or len(subject.split()) > WORDS or f" {subject.lower()}".endswith(words.passive):
        return None
    return Span(start, start + len(subject), subject)


def subject_after(text: str, scene: Scene, start: int, end: int, words: Words) -> Span | None:
    """The name behind a verb that opens its clause: `, reported the BBC`, `informó EFE`."""
    before = text[scene.sentence.start : start].rstrip()
    opens = not before or before[-1] in ',;:"“”«»—–)' or words.starts.search(before[-20:] + " ") is not None
    return phrase_at(text, end, scene.sentence.end, words.ends, words.opening) if opens else None


@cache
def words_in(language: str) -> Words:
    lists, addressees = vocabulary(language, "relays"), vocabulary(language, "addressees")
    verbs, auxiliaries, when = (alternatives(lists.get(name, ())) for name in ("reports", "auxiliaries", "when"))
    starts, joined = (alternatives(lists.get(name, ())) for name in ("starts", "joined"))
    if not verbs:
        return Words(NEVER_MATCHES, NEVER_MATCHES, NEVER_MATCHES, NEVER_MATCHES, (), frozenset(), frozenset())
    return Words(
        reports=re.compile(rf"(?<!\w)(?:(?:{auxiliaries})\s){{0,2}}(?:{verbs})(?:\s(?:{when}))?(?!\w)", re.IGNORECASE),
        starts=re.compile(rf"(?<!\w)(?:{starts})\s", re.IGNORECASE),
        joined=re.compile(rf"\s+(?:{joined})(?!\w)\s*", re.IGNORECASE),
        when=re.compile(rf"(?:\s+(?:{when})){{1,3}}(?!\w)", re.IGNORECASE),
        passive=tuple(f" {word}" for word in lists.get("passive", ())),
        ends=frozenset((*lists.get("ends", ()), *addressees.get("ends", ()))),
        opening=frozenset(addressees.get("opening", ())),
    )
