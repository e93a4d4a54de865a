"""Relays that the words of the sentence name beyond doubt: `according to X` beside another cue, an interview with X.

Comes in: quotations, sentences and mentions; goes out: the quotations with such relays. The tagger finds the others.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Analysis, Quotation, Span
from onrecord.vocabulary import vocabulary

__all__ = ["with_relays"]

Patterns = tuple[re.Pattern[str], re.Pattern[str]]
NAME = r"(?:the |el |la |los |las )?([A-Z][\w’'&-]*(?: (?:(?:de|del|of|the|la|el) )?[A-Z0-9][\w’'&-]*){0,5})"


def with_relays(
    text: str, analysis: Analysis, quotations: Sequence[Quotation], idle: Sequence[tuple[Span, Span]]
) -> list[Quotation]:
    """Each quotation with the relays named in the sentence of its cue, outside its own content, cue and source.

    `idle` are the cues that no content points at, each with its source, in text order.
    """
    language = analysis.language or "en"
    patterns = patterns_of(language)
    starts = [sentence.start for sentence in analysis.sentences]
    persons = {m.span.text for m in analysis.mentions if m.kind == "person"}
    out = []
    for quotation in quotations:
        at = quotation.cue or quotation.content[0]
        index = bisect_right(starts, at.start) - 1
        if index < 0:
            out.append(quotation)
            continue
        sentence = analysis.sentences[index]
        told = handed_over(quotation, sentence, idle, language)
        spans = named(text, sentence, told, patterns, persons)
        cut = {relay for relay in told.relays for span in spans if span.start < relay.end and relay.start < span.end}
        out.append(replace(told, relays=(*(relay for relay in told.relays if relay not in cut), *spans)))
    return out


def handed_over(quotation: Quotation, sentence: Span, idle: Sequence[tuple[Span, Span]], language: str) -> Quotation:
    """`According to X, Y stated that ...`: when the cue that took the content only carries, the speaker is the other's.

    The other cue stands in the same sentence, outside the content, and has no content of its own.
    """
    if quotation.cue is None or quotation.source is None or not carries(language, quotation.cue.text):
        return quotation
    low = bisect_left(idle, sentence.start, key=lambda pair: pair[0].start)
    for cue, source in idle[low:]:
        if cue.start >= sentence.end:
            break
        outside = all(cue.end <= c.start or c.end <= cue.start for c in quotation.content)
        if outside and source != quotation.source:
            return replace(quotation, cue=cue, source=source, relays=(quotation.source, *quotation.relays))
    return quotation


def named(text: str, sentence: Span, quotation: Quotation, patterns: Patterns, persons: set[str]) -> list[Span]:
    """Names after the phrases of relays.toml, in full; a person who was interviewed is no relay."""
    if quotation.cue is None:
        return []
    own = [*quotation.content, quotation.cue, *([quotation.source] if quotation.source else [])]
    carried, interviewed = (pattern.finditer(text, sentence.start, sentence.end) for pattern in patterns)
    found = [span_of(match) for match in carried]
    found += [span for match in interviewed if (span := span_of(match)).text not in persons]
    return [span for span in found if not any(span.start < o.end and o.start < span.end for o in own)]


def span_of(match: re.Match[str]) -> Span:
    return Span(match.start(1), match.end(1), match.group(1))


@cache
def patterns_of(language: str) -> Patterns:
    lists = vocabulary(language, "relays")
    return pattern(tuple(lists.get("carries", ()))), pattern(tuple(lists.get("interviews", ())))


def pattern(words: Sequence[str]) -> re.Pattern[str]:
    """The phrases, capital or not at their start, before a name; one that never matches when there are none."""
    either = "|".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{either}) {NAME}" if either else r"(?!)(x)")


def carries(language: str, cue: str) -> bool:
    """Whether a cue is one that names a relay when it stands beside another."""
    return cue.lower() in vocabulary(language, "relays").get("carries", ())
