"""Spans that end where words end, and where the page's quotation marks say that the words of another begin.

Comes in: raw spans of a tagger, the text, its paragraphs' quoted passages; goes out: mended spans.
It decides nothing about who speaks. All offsets are code points, half open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from onrecord.model import Kind, QuotedPassage

__all__ = ["content_spans", "kind_of", "overlapping", "tidy", "whole_words", "without_crumbs"]

Place = tuple[int, int]

LEADING = " \t\n ,;:.!?)]}—–-•*"
TRAILING = " \t\n ,;:([{—–-"
MARKS = "\"“”„‟＂«»‘’‚'`"
GAP = re.compile(r"[\s\"“”„«»‘’'`,.;:—–-]{0,4}")
CRUMB = 2
SIGNED = re.compile(r"\.\.\.|[-–.]\d")
SENTENCE_OVER = re.compile(r"[.!?;:…]\s*[\"“„«‘']")
SNAP = 0.6
"""A content that holds this share of a quoted passage's words holds all of it: nobody reports half a quotation. Set by
reading, not tuned."""


def whole_words(text: str, place: Place) -> Place:
    """Widen to the words that the span cuts."""
    start, end = place
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def tidy(text: str, place: Place) -> Place:
    """Without white space, separators and lone quotation marks at the ends; an empty span when nothing is left."""
    start, end = place
    while start < end and text[start] in LEADING and not SIGNED.match(text, start, end):
        start += 1
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    return start, end


def content_spans(
    text: str, places: Iterable[Place], quoted: Sequence[QuotedPassage], own: Sequence[Place] = ()
) -> list[Place]:
    """Contents mended: joined over gaps of mere punctuation, snapped to quoted passages, outer marks left off."""
    joined: list[Place] = []
    for place in sorted(whole_words(text, place) for place in places):
        if joined and joinable(text, joined[-1][1], place[0]):
            joined[-1] = (joined[-1][0], max(joined[-1][1], place[1]))
        else:
            joined.append(place)
    snapped = (snap(text, place, quoted, own) for place in joined)
    bare = [without_outer_marks(text, tidy(text, place), quoted) for place in snapped]
    out: list[Place] = []
    for start, end in bare:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif any(c.isalnum() for c in text[start:end]):
            out.append((start, end))
    return out


def ends_clause(text: str, passage: QuotedPassage) -> bool:
    """Whether a passage closes with the punctuation of a clause that is over."""
    return passage.closing is not None and text[passage.inner_start : passage.inner_end].rstrip()[-1:] in (
        ",",
        ".",
        "!",
        "?",
    )


def without_crumbs(text: str, places: Sequence[Place], quoted: Sequence[QuotedPassage]) -> list[Place]:
    """Beside whole quoted words, a word or two outside the marks is the narrator's (`"Besides, he added" ...`)."""
    inside = [any(p.start <= start and end <= p.end for p in overlapping(quoted, start, end)) for start, end in places]
    crumb = [
        not within and len(text[start:end].split()) <= CRUMB
        for within, (start, end) in zip(inside, places, strict=True)
    ]
    return [place for place, loose in zip(places, crumb, strict=True) if not (loose and any(inside))]


def joinable(text: str, end: int, start: int) -> bool:
    """Whether only punctuation of one sentence stands between two spans: `no subirá. "No lo haremos"` stays two."""
    gap = text[end:start]
    return GAP.fullmatch(gap) is not None and "\n" not in gap and not SENTENCE_OVER.search(gap)


def snap(text: str, place: Place, quoted: Sequence[QuotedPassage], own: Sequence[Place]) -> Place:
    """End with the quoted passages that the span mostly fills, or that it merely touches.

    A passage is not filled over the statement's `own` cue and source: its content is then nested in the passage.
    """
    start, end = place
    for passage in overlapping(quoted, start, end):
        inside = min(end, passage.inner_end) - max(start, passage.inner_start)
        width = passage.inner_end - passage.inner_start
        if inside <= 0 or width <= 0:
            continue
        if passage.start <= start <= passage.inner_start and end > passage.end and ends_clause(text, passage):
            end = passage.end  # `"... suffer," from which it follows`: the narrator takes over
        elif passage.start < start < passage.inner_end and end > passage.end and inside < 0.2 * (end - start):
            start = passage.end  # begins in the last words of a quotation that is not its own
        elif end < passage.inner_end and start < passage.start and inside < 0.2 * width:
            end = passage.start  # runs a few words into the next quotation
        elif inside >= SNAP * width:
            if start > passage.start and not any(passage.start <= a and b <= start for a, b in own):
                start = min(start, passage.inner_start)
            if not any(end <= a and b <= passage.end for a, b in own):
                end = max(end, passage.end) if start < passage.inner_start else max(end, passage.inner_end)
    return start, max(start, end)


def without_outer_marks(text: str, place: Place, quoted: Sequence[QuotedPassage]) -> Place:
    """Leave off the marks when one passage is the whole span, and a mark whose partner stands outside."""
    start, end = place
    for passage in overlapping(quoted, start, end):
        if passage.start >= start and passage.end <= end and passage.inner_start != passage.start:
            around = text[start : passage.start] + text[passage.end : end]
            if not any(c.isalnum() for c in around):
                return tidy(text, (passage.inner_start, passage.inner_end))
        if passage.inner_start <= start < passage.inner_end <= end and passage.closing and end <= passage.end:
            end = passage.inner_end
        if passage.start <= start <= passage.inner_start and end <= passage.inner_end:
            start = passage.inner_start
    while (
        start < end
        and text[start] in MARKS
        and text.count(text[start], start, end) == 1
        and start_is_lone(text, start, end)
    ):
        start += 1
    return tidy(text, (start, end))


def start_is_lone(text: str, start: int, end: int) -> bool:
    """A mark at the front that no other mark of its kind answers."""
    return not any(mark in text[start + 1 : end] for mark in MARKS if mark not in "'’`")


def overlapping(quoted: Sequence[QuotedPassage], start: int, end: int) -> Iterable[QuotedPassage]:
    """Outermost passages that share a character with [start, end); `quoted` is in text order."""
    position = bisect_left(quoted, start - 20_000, key=lambda passage: passage.start)
    for passage in quoted[position:]:
        if passage.start >= end:
            return
        if passage.end > start and passage.depth == 0:
            yield passage


def kind_of(text: str, content: Sequence[Place], quoted: Sequence[QuotedPassage]) -> Kind:
    """direct, mixed or indirect: all, some or none of the words stand between quotation marks (PARC's terms)."""
    words = inside = 0
    for start, end in content:
        letters = [i for i in range(start, end) if text[i].isalnum()]
        words += len(letters)
        inside += sum(
            sum(passage.inner_start <= i < passage.inner_end for i in letters)
            for passage in overlapping(quoted, start, end)
        )
    if not inside:
        return "indirect"
    return "direct" if inside >= words else "mixed"
