"""Quotations from an analysis: the drafts of the tagger held against the page's words and marks.

Comes in: Document and Analysis; goes out: quotations in text order, each with its confidence.
It resolves nobody, and keeps every quotation: whoever shows them applies the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Analysis, Document, Kind, Quotation, QuotedPassage, Span
from onrecord.quotation.acts import with_acts
from onrecord.quotation.carriers import with_carriers
from onrecord.quotation.choice import unclaimed
from onrecord.quotation.confidence import confidence, features
from onrecord.quotation.continuation import joined, parted
from onrecord.quotation.decode import Decoder, Draft, drafts
from onrecord.quotation.introductions import introduced
from onrecord.quotation.owners import with_owners
from onrecord.quotation.relays import carries_on, drops_subject, handed_over
from onrecord.quotation.signatures import signed
from onrecord.quotation.spans import content_spans, kind_of, overlapping, tidy, whole_words, without_crumbs
from onrecord.quotation.turns import with_turns

if TYPE_CHECKING:
    from onrecord.model import Signals

__all__ = ["find"]

Place = tuple[int, int]
DRAWER = 1000
"""Drafts are compared with those that begin nearby, in drawers of so many characters, and not with the whole page."""


@dataclass(frozen=True, slots=True)
class Found:
    """A draft in characters: what a quotation is made of."""

    draft: Draft
    kind: Kind
    confidence: float
    content: tuple[Place, ...]
    cue: Place | None
    source: Place | None
    relays: tuple[Place, ...]
    addressee: Place | None
    setting: Place | None


def find(document: Document, analysis: Analysis, *, decoder: Decoder | None = None) -> tuple[Quotation, ...]:
    """Quotations in text order; none where no model reads the language. Never raises for any text."""
    if analysis.signals is None:
        return ()
    text, language = document.text, analysis.language or "en"
    made = drafts(analysis.signals, decoder or Decoder())
    read = (quotation(text, one, analysis.quoted) for one in kept(text, analysis, made))
    tagged = with_owners(text, parted(text, read, analysis.quoted), language)
    idle = idle_cues(text, analysis.signals, made)
    tagged = handed_over(text, tagged, analysis, idle)
    claimed = [*tagged, *unclaimed(analysis.quoted, tagged, text)]
    claimed = introduced(text, claimed, idle, analysis.paragraphs)
    taken = with_turns(signed(text, claimed, analysis.quoted, language), analysis.paragraphs, language, document.outlet)
    whole = joined(taken, analysis.paragraphs)
    return tuple(told_round(text, analysis, whole))


def told_round(text: str, analysis: Analysis, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations nested, with what the words around their cues tell: act, addressee, setting, relays."""
    placed = with_acts(nested(quotations), analysis.language or "en")
    carried = with_carriers(text, analysis, placed)
    return [with_holder(quotation, carried, analysis.language or "en") for quotation in carried]


def found_in(text: str, analysis: Analysis, decoder: Decoder) -> list[Found]:
    """What the drafts come to in the page's own words, in text order."""
    return [] if analysis.signals is None else kept(text, analysis, drafts(analysis.signals, decoder))


def kept(text: str, analysis: Analysis, made: Sequence[Draft]) -> list[Found]:
    assert analysis.signals is not None
    placed = (located(text, one, analysis.signals, analysis.quoted) for one in made)
    found = without_doubles([one for one in placed if one is not None])
    return sorted(found, key=lambda one: (one.content[0], one.draft.anchor))


def idle_cues(text: str, signals: Signals, made: Sequence[Draft]) -> list[tuple[Span, Span]]:
    """Cue and source of the drafts that no content points at, in text order."""
    out = []
    for one in made:
        if "content" not in one.runs and "source" in one.runs:
            (cue, source) = (placed(text, signals, one.runs[role][0]) for role in ("cue", "source"))
            out.append((cue, source))
    return out


def placed(text: str, signals: Signals, run: tuple[int, int]) -> Span:
    start, end = whole_words(text, (int(signals.pieces[run[0]][0]), int(signals.pieces[run[1] - 1][1])))
    return Span(start, end, text[start:end])


def located(text: str, draft: Draft, signals: Signals, quoted: Sequence[QuotedPassage]) -> Found | None:
    """The draft's runs of pieces as places in the text; None when no content is left."""
    places = {
        role: [(int(signals.pieces[start][0]), int(signals.pieces[end - 1][1])) for start, end in runs]
        for role, runs in draft.runs.items()
    }
    own = [*places.get("cue", ()), *places.get("source", ())]
    content = without_crumbs(text, content_spans(text, places.get("content", ()), quoted, own), quoted)
    if not content:
        return None
    at = int(signals.pieces[draft.anchor][0])
    single = {role: nearest(text, places.get(role, ()), at) for role in ("cue", "source", "addressee", "setting")}
    relays = tuple(place for raw in places.get("relay", ()) if (place := tidied(text, raw)) is not None)
    single["addressee"] = single["addressee"] or told(single["cue"], relays)
    kind = kind_of(text, content, quoted)
    words = sum(len(text[start:end].split()) for start, end in content)
    sure = confidence(features(draft, kind, words), signals.calibration)
    return Found(draft, kind, sure, tuple(content), relays=relays, **single)


def told(cue: Place | None, relays: Sequence[Place]) -> Place | None:
    """`told Radio Kestrel that`: a relay right after the cue is also the one who was spoken to."""
    return next((relay for relay in relays if cue and 0 <= relay[0] - cue[1] <= 1), None)


def nearest(text: str, places: Sequence[Place], at: int) -> Place | None:
    """The place closest to the anchor, on word boundaries."""
    mended = [place for raw in places if (place := tidied(text, raw)) is not None]
    return min(mended, key=lambda place: max(place[0] - at, at - place[1], 0), default=None)


def tidied(text: str, raw: Place) -> Place | None:
    start, end = tidy(text, whole_words(text, raw))
    return (start, end) if start < end else None


def without_doubles(found: list[Found]) -> list[Found]:
    """Of two drafts with the same words and no other source, the more certain one stays.

    One that has the other's cue among its words tells that it was said (`Añadió que Brandt acepta ...`): both stay.
    """
    kept: dict[int, list[Found]] = {}
    for one in sorted(found, key=lambda one: -one.confidence):
        start, end = one.content[0][0], one.content[-1][1]
        reach = (end - start) // DRAWER + 1  # the same words begin no further away than the words are long
        near = [other for i in range(start // DRAWER - reach, start // DRAWER + reach + 1) for other in kept.get(i, ())]
        if not any(is_double(one, other) for other in near):
            kept.setdefault(start // DRAWER, []).append(one)
    return [one for drawer in kept.values() for one in drawer]


def is_double(one: Found, other: Found) -> bool:
    nested = tells_of(one, other) or tells_of(other, one)
    return same_words(one, other) and (one.source == other.source or not one.source) and not nested


def tells_of(outer: Found, inner: Found) -> bool:
    cue = inner.cue
    return cue is not None and any(start <= cue[0] and cue[1] <= end for start, end in outer.content)


def same_words(one: Found, other: Found) -> bool:
    mine, theirs = (sum(end - start for start, end in f.content) for f in (one, other))
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.content for b in other.content)
    return shared > 0.8 * max(mine, theirs)


def quotation(text: str, one: Found, quoted: Sequence[QuotedPassage]) -> Quotation:
    def span(place: Place | None) -> Span | None:
        return None if place is None else Span(*place, text[slice(*place)])

    content = tuple(Span(*place, text[slice(*place)]) for place in one.content)
    repair = {fault for s in content for p in overlapping(quoted, s.start, s.end) for fault in p.repair}
    return Quotation(
        kind=one.kind,
        content=content,
        cue=span(one.cue),
        source=span(one.source),
        relays=tuple(Span(*place, text[slice(*place)]) for place in one.relays),
        addressee=span(one.addressee),
        setting=span(one.setting),
        act=one.draft.act,
        negated=one.draft.negated,
        nested_in=None,
        repair=tuple(sorted(repair)),
        confidence=one.confidence,
    )


def nested(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Set `nested_in`: the smallest other quotation whose content holds this one's cue and content."""
    out = []
    for inner, around in zip(quotations, surrounding(quotations), strict=True):
        holders = [(length(quotations[i]), i) for i in around if holds(quotations[i], inner)]
        out.append(replace(inner, nested_in=min(holders)[1]) if holders else inner)
    return out


def surrounding(quotations: Sequence[Quotation]) -> list[set[int]]:
    """For each quotation, the others that have a content span around one of its own; in one sweep over the text."""
    spans = sorted((s.start, -s.end, -length(q), i) for i, q in enumerate(quotations) for s in q.content)
    around: list[set[int]] = [set() for _ in quotations]
    live: list[tuple[int, int]] = []
    for start, end, _, i in spans:
        live = [(stop, j) for stop, j in live if stop > start]
        around[i] |= {j for stop, j in live if j != i}
        live.append((-end, i))
    return around


def with_holder(inner: Quotation, quotations: Sequence[Quotation], language: str) -> Quotation:
    """A nested quotation comes to us through whoever is quoted around it, the outermost first."""
    carriers: list[Span] = []
    carried = inner
    while carried.nested_in is not None:
        outer = quotations[carried.nested_in]
        if carries_on(outer, carried, language):
            carriers = [*outer.relays, *spoken_by(outer, language), *carriers]
        carried = outer
    known = {(span.start, span.end) for span in carriers}
    own = [span for span in inner.relays if (span.start, span.end) not in known]
    return replace(inner, relays=tuple(dict.fromkeys([*carriers, *own])))


def spoken_by(outer: Quotation, language: str) -> list[Span]:
    """Who says the words around others: the source, or the verb that has the subject in it (`Añadió que ...`)."""
    if outer.source is not None:
        return [outer.source]
    return [outer.cue] if outer.cue is not None and drops_subject(language) else []


def holds(outer: Quotation, inner: Quotation) -> bool:
    parts = [*inner.content, *([inner.cue] if inner.cue else [])]
    covered = all(any(o.start <= p.start and p.end <= o.end for o in outer.content) for p in parts)
    return covered and length(outer) > length(inner)


def length(quotation: Quotation) -> int:
    return sum(span.end - span.start for span in quotation.content)
