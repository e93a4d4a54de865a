"""Relays that the words of a sentence name: `according to X` beside another cue, `via X`, an interview with X.

Comes in: the quotations of a sentence; goes out: the spans of their relays, outermost first. A cue that only carries
hands its content over to the one that speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import Analysis, Quotation, Span
from onrecord.quotation.clauses import media_reporting, without_report
from onrecord.quotation.media import is_medium, medium_in
from onrecord.quotation.neighbours import Scene
from onrecord.quotation.phrases import phrase_at
from onrecord.quotation.wordlists import NEVER_MATCHES, alternatives, before_name
from onrecord.vocabulary import vocabulary

__all__ = ["NOT_TOLD", "behind_carrier", "carries_on", "drops_subject", "handed_over", "relays_named"]

TAILS = ("via", "per", "vía", "citado por", "según")
CONNECTED = re.compile(r"^[^\s,;:]+(?: [^\s,;:]+)?, $|[,;] [^\W\d_]{1,8}, $")
"""A word or two and a comma: `But, according to police,`, `..., pues, según las encuestas,`."""
CLOSE = 3
"""Characters between the words and the phrase that says who brought them: a mark and a space."""
NOT_CARRIED = ("reject", "deny", "support", "rule", "disagree")
"""Acts on what another said, which the page then tells in its own name. On train (2026-11-24), 7 of 8 nested in one
have no relay: few, so the list follows from the sense of the words."""
NOT_TOLD = ("demand", "ask", "threaten", "thank", "apologise")
"""Acts towards a medium that tell it nothing to pass on: `called on the Post to apologise`. By their sense; no relay of
our train set is one (2026-11-24)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of relays.toml. `carries` may name anybody, `strong` media, `media` media by name only, `through` only
    `agents`, `anybody` any person, `pieces` stand behind a medium's name."""

    carries: re.Pattern[str]
    strong: re.Pattern[str]
    media: re.Pattern[str]
    anybody: re.Pattern[str]
    pieces: re.Pattern[str]
    through: re.Pattern[str]
    agents: frozenset[str]
    citing: re.Pattern[str]
    cited: re.Pattern[str]
    alone: frozenset[str]
    ends: frozenset[str]
    opening: frozenset[str]
    bare: frozenset[str]


def relays_named(text: str, scene: Scene, language: str, persons: frozenset[str]) -> Mapping[int, list[Span]]:
    """The relays of each quotation of a sentence that names any, by position, in text order."""
    found: dict[int, list[Span]] = {}
    for position, relay in [
        *behind_phrases(text, scene, language, persons),
        *before_citing(text, scene, language),
        *through_agents(text, scene, language, persons),
        *media_reporting(text, scene, language),
        *named_before(text, scene, language),
        *handed_to(text, scene, language),
    ]:
        found.setdefault(position, []).append(relay)
    return {position: sorted(spans, key=lambda span: span.start) for position, spans in found.items()}


def behind_phrases(text: str, scene: Scene, language: str, persons: frozenset[str]) -> Iterator[tuple[int, Span]]:
    """`according to X`, beside another cue; `published by X` for a medium; `via X`, `in X` for one by name only."""
    words = words_in(language)
    for listed in (words.carries, words.strong, words.media):
        for match in listed.finditer(scene.sentence.text):
            start, end = (scene.sentence.start + place for place in match.span())
            span = phrase_at(text, end, limit(scene, end), words.ends, words.opening)
            span = None if span is None else before_person(span, persons)
            owner = scene.owner(start, end)
            if span is None or owner is None or is_cue(scene, start, span):
                continue
            if listed is words.media and in_cue(scene, start):
                continue  # `called on CNN`
            if listed is not words.carries:
                relay = medium_in(span, language, by_name=listed is words.media)
            elif is_name(span, persons) or (
                span.text.split()[0].lower() in words.bare and stands_by(scene.quotations[owner], scene.sentence, start)
            ):
                relay = span
            else:
                relay = medium_in(span, language)
            if relay is not None:
                yield owner, relay


def in_cue(scene: Scene, start: int) -> bool:
    cues = (scene.quotations[position].cue for position in scene.members)
    return any(cue is not None and cue.start <= start < cue.end for cue in cues)


def limit(scene: Scene, start: int) -> int:
    """Where a name that begins at `start` is over at the latest: at the next cue, source or content of the sentence."""
    places = [
        span.start
        for position in scene.members
        for quotation in (scene.quotations[position],)
        for span in (*quotation.content, quotation.cue, quotation.source)
        if span is not None and span.start > start
    ]
    return min([*places, scene.sentence.end])


def is_cue(scene: Scene, start: int, name: Span) -> bool:
    """`According to X` as the cue of some statement makes X the source of that one, and nobody's relay."""
    for position in scene.members:
        quotation = scene.quotations[position]
        cue, source = quotation.cue, quotation.source
        within = cue is not None and cue.start <= start < cue.end
        if within and cue is not None and (source is None or name.end <= cue.end or source.start >= cue.end):
            return source is None or source.start >= cue.end
        if source is not None and source.start < name.end and name.start < source.end:
            return True
    return False


def is_name(span: Span, persons: frozenset[str]) -> bool:
    """A name in full, not a description."""
    return any(word[:1].isupper() for word in span.text.split()) and span.text not in persons


def before_person(span: Span, persons: frozenset[str]) -> Span:
    """`El Faro Azul`, of `observaba en El Faro Azul Berta Oller`."""
    words = span.text.split(" ")
    for count in range(1, len(words)):
        if " ".join(words[count:]) in persons:
            name = " ".join(words[:count])
            return Span(span.start, span.start + len(name), name)
    return span


def stands_by(quotation: Quotation, sentence: Span, start: int) -> bool:
    """Whether a phrase opens the sentence, or follows the words it carries: `..., according to police`."""
    ends = [span.end for span in (*quotation.content, quotation.cue, quotation.source) if span is not None]
    before = sentence.text[: start - sentence.start]
    return not before.strip() or CONNECTED.search(before) is not None or any(0 <= start - end <= CLOSE for end in ends)


def behind_carrier(text: str, start: int, language: str) -> bool:
    """Whether the words right before a place name carriers: `according to`, `through`."""
    words, before = words_in(language), text[max(0, start - 30) : start]
    found = (match for listed in (words.carries, words.through) for match in listed.finditer(before))
    return any(match.end() == len(before) for match in found)


def before_citing(text: str, scene: Scene, language: str) -> Iterator[tuple[int, Span]]:
    """`Radio Kestrel, citing officials, reported`: the officials are the source, the radio carries."""
    for position in scene.members:
        source = scene.quotations[position].source
        if source is None:
            continue
        before = words_in(language).cited.search(scene.sentence.text[: max(0, source.start - scene.sentence.start)])
        if before is None:
            continue
        start, end = (scene.sentence.start + place for place in before.span("medium"))
        end = without_report(text, start, end, language)
        relay = medium_in(Span(start, end, text[start:end]), language)
        if relay is not None:
            yield position, relay


def named_before(text: str, scene: Scene, language: str) -> Iterator[tuple[int, Span]]:
    """`in a Kestrel News report`, `told a Kestrel News reporter`: the medium whose interview or reporter it was."""
    for match in words_in(language).pieces.finditer(scene.sentence.text):
        start, end = (scene.sentence.start + place for place in match.span("medium"))
        medium = medium_in(Span(start, end, text[start:end]), language, by_name=True)
        owner = None if medium is None else scene.owner(start, end)
        if medium is not None and owner is not None and not is_cue(scene, start, medium):
            yield owner, medium


def handed_to(text: str, scene: Scene, language: str) -> Iterator[tuple[int, Span]]:
    """`called it dubious to Radio Kestrel`, `was quoted as saying by Radio Kestrel`: a medium right behind the words
    that were told to it, or behind the cue that has it as its agent."""
    words, lists = words_in(language), vocabulary(language, "relays")
    for position in scene.members:
        quotation = scene.quotations[position]
        if quotation.act in NOT_TOLD:
            continue
        for part, links in ((quotation.content[-1], lists.get("to", ())), (quotation.cue, lists.get("agent", ()))):
            link = None if part is None else next((li for li in links if text.startswith(f" {li} ", part.end)), None)
            if part is None or link is None or not scene.sentence.start <= part.end < scene.sentence.end:
                continue
            start = part.end + len(link) + 2
            span = phrase_at(text, start, limit(scene, start), words.ends, words.opening)
            medium = None if span is None or is_cue(scene, start, span) else medium_in(span, language)
            if medium is not None:
                yield position, medium


def through_agents(text: str, scene: Scene, language: str, persons: frozenset[str]) -> Iterator[tuple[int, Span]]:
    """`through her lawyer`, `por medio de su portavoz`: people who speak for the source."""
    words = words_in(language)
    for match in words.anybody.finditer(scene.sentence.text):
        start, end = (scene.sentence.start + place for place in match.span())
        span = phrase_at(text, end, limit(scene, end), words.ends, words.opening)
        owner = scene.owner(start, end)
        if span is not None and owner is not None and span.text in persons:
            yield owner, span
    for match in words.through.finditer(scene.sentence.text):
        start, end = (scene.sentence.start + place for place in match.span())
        span = phrase_at(text, end, scene.sentence.end, words.ends, words.opening)
        owner = scene.owner(start, end)
        if span is None or owner is None:
            continue
        if any(word.lower().strip(".,") in words.agents for word in span.text.split()):
            yield owner, span


def handed_over(
    text: str, quotations: Sequence[Quotation], analysis: Analysis, idle: Sequence[tuple[Span, Span]]
) -> list[Quotation]:
    """Each quotation with the cue that speaks, where the one that took its content only carries.

    `idle` are the cues that no content points at, each with its source, in text order.
    """
    language = analysis.language or "en"
    starts = [sentence.start for sentence in analysis.sentences]
    out = []
    for quotation in quotations:
        at = quotation.cue or quotation.content[0]
        index = bisect_right(starts, at.start) - 1
        sentence = analysis.sentences[index] if index >= 0 else None
        if sentence is not None:
            quotation = spoken_beside(quotation, sentence, idle, language)  # noqa: PLW2901
            quotation = really_cited(text, quotation, sentence, language)  # noqa: PLW2901
        out.append(quotation)
    return out


def spoken_beside(quotation: Quotation, sentence: Span, idle: Sequence[tuple[Span, Span]], language: str) -> Quotation:
    """`According to X, Y stated that ...`: the other cue of the sentence, outside the content, that has no content."""
    if quotation.cue is None or quotation.source is None or quotation.cue.text.lower() not in words_in(language).alone:
        return quotation
    low = bisect_left(idle, sentence.start, key=lambda pair: pair[0].start)
    for cue, source in idle[low:]:
        if cue.start >= sentence.end:
            break
        outside = all(cue.end <= c.start or c.end <= cue.start for c in quotation.content)
        if outside and source != quotation.source:
            return replace(quotation, cue=cue, source=source, relays=(quotation.source, *quotation.relays))
    return quotation


def really_cited(text: str, quotation: Quotation, sentence: Span, language: str) -> Quotation:
    """`Radio Kestrel, citing officials, reported`: the source is who is cited; the medium is found as relay later."""
    source, words = quotation.source, words_in(language)
    if source is None:
        return quotation
    if medium_in(source, language) is None:
        return replace(quotation, source=before_medium(source, language))
    citing = words.citing.match(text, source.end, sentence.end)
    if citing is None:
        return quotation
    span = phrase_at(text, citing.end(), sentence.end, words.ends, words.opening)
    if span is None or any(span.start < c.end and c.start < span.end for c in quotation.content):
        return quotation
    return replace(quotation, source=span)


def carries_on(outer: Quotation, inner: Quotation, language: str) -> bool:
    """Whether the speaker of an outer quotation is who brought the inner one to us.

    Not when the inner cue is an adverb of hearsay (`reportedly`), when the outer act turns down what others said
    (`declined the offer to resign`), or when a language that drops its subject leaves the speaker the same.
    """
    lists = vocabulary(language, "relays")
    if inner.cue is None or inner.cue.text.lower() in lists.get("hearsay", ()):
        return False
    if inner.source is None and drops_subject(language):
        return False
    return outer.act not in NOT_CARRIED or inner.kind != "indirect"


def drops_subject(language: str) -> bool:
    """Whether a verb of the language stands without a subject that is known: `Añadió que ...`."""
    return bool(vocabulary(language, "relays").get("drops_subject", False))


def before_medium(source: Span, language: str) -> Span:
    """`the mayor`, of `the mayor via Kestrel News`."""
    for match in words_in(language).media.finditer(source.text):
        rest = source.text[match.end() :]
        if match.start() and is_medium(rest, language) and match.group().strip().lower() in TAILS:
            text = source.text[: match.start()].rstrip(" ,")
            return Span(source.start, source.start + len(text), text)
    return source


@cache
def words_in(language: str) -> Words:
    lists = vocabulary(language, "relays")
    citing = alternatives(lists.get("citing", ()))
    ends = (*lists.get("ends", ()), *vocabulary(language, "addressees").get("ends", ()))
    return Words(
        carries=before_name(lists.get("carries", ())),
        strong=before_name(lists.get("strong", ()), lists.get("when", ())),
        media=before_name(lists.get("media", ())),
        anybody=before_name(lists.get("anybody", ())),
        pieces=before_piece(lists.get("pieces", ()), vocabulary(language, "actors").get("articles", ())),
        through=before_name(lists.get("through", ())),
        agents=frozenset(lists.get("agents", ())),
        citing=re.compile(rf",?\s(?:{citing})\s", re.IGNORECASE) if citing else NEVER_MATCHES,
        cited=re.compile(rf"(?:^|[,;:]\s)(?P<medium>[^,;:]{{2,60}}), (?:{citing})\s$", re.IGNORECASE)
        if citing
        else NEVER_MATCHES,
        alone=frozenset(lists.get("carries", ())),
        ends=frozenset(ends),
        opening=frozenset(vocabulary(language, "addressees").get("opening", ())),
        bare=frozenset((*lists.get("bare", ()), *vocabulary(language, "actors").get("articles", ()))),
    )


def before_piece(pieces: Sequence[str], articles: Sequence[str]) -> re.Pattern[str]:
    """A capitalised name between an article and one of the words."""
    either, article = alternatives(pieces), alternatives(articles)
    if not either or not article:
        return NEVER_MATCHES
    name = r"[A-ZÀ-Þ][\w.&-]*(?:\s[A-ZÀ-Þ0-9][\w.&-]*){0,4}"
    return re.compile(rf"(?<!\w)(?:{article})\s(?P<medium>{name})(?:['’]s)?\s(?:{either})(?!\w)")
