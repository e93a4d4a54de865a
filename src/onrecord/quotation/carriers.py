"""Carriers: to whom it was said, where or how, and who brought it to us, as the words around a cue name them.

Comes in: quotations with what the tagger found; goes out: the same with what the sentence names beyond doubt. Words win
over tags: the tagger's carriers stay where no rule speaks and nothing in the text contradicts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model import Analysis, Quotation, Span
from onrecord.quotation.addressees import spoken_to
from onrecord.quotation.media import is_medium, is_press, medium_in
from onrecord.quotation.neighbours import Scene, scenes
from onrecord.quotation.occasions import settings_of
from onrecord.quotation.relays import NOT_TOLD, behind_carrier, relays_named

__all__ = ["with_carriers"]

NAME_NEXT = re.compile(r" [A-ZÀ-Þ]")
WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*) $")


def with_carriers(text: str, analysis: Analysis, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations, in the order given, with relays, addressee and setting. `nested_in` must be set before."""
    language = analysis.language or "en"
    persons = frozenset(m.span.text for m in analysis.mentions if m.kind == "person")
    places = frozenset(m.span.text for m in analysis.mentions if m.kind == "place")
    out = [tagged(text, quotation, language, places) for quotation in quotations]
    for scene in scenes(quotations, analysis.sentences):
        carry(text, scene, language, persons, out)
        share(scene, language, out)
    return out


def share(scene: Scene, language: str, out: list[Quotation]) -> None:
    """What one cue of a sentence names holds for the next cue of the same source: `wrote in a letter, adding`."""
    by_cue = sorted(scene.members, key=lambda position: cue_start(out[position]))
    for before, after in pairwise(by_cue):
        first, second = out[before], out[after]
        if first.source is None or first.source != second.source or first.nested_in != second.nested_in:
            continue
        heard = first.addressee if first.addressee and is_listening(first.addressee, language) else None
        out[after] = replace(
            second,
            setting=second.setting or first.setting,
            addressee=second.addressee or heard,
            relays=second.relays or first.relays,
        )


def is_listening(addressee: Span, language: str) -> bool:
    """Media and reporters hear the whole passage; who is asked or urged hears that one thing."""
    return is_press(addressee.text, language) or is_medium(addressee.text, language)


def cue_start(quotation: Quotation) -> int:
    assert quotation.cue is not None
    return quotation.cue.start


def carry(text: str, scene: Scene, language: str, persons: frozenset[str], out: list[Quotation]) -> None:
    """Write what one sentence names into its quotations."""
    addressees = spoken_to(text, scene, language)
    settings = settings_of(text, scene, language)
    relays = relays_named(text, scene, language, persons)
    for position in scene.members:
        quotation = out[position]
        addressee = addressees.get(position, quotation.addressee)
        heard = addressee is not None and quotation.act not in NOT_TOLD
        medium = medium_in(addressee, language) if heard and addressee else None
        carried = [*relays.get(position, ()), *([medium] if medium else [])]
        out[position] = replace(
            quotation,
            addressee=addressee,
            setting=settings.get(position, quotation.setting),
            relays=merged(quotation.relays, carried),
        )


def merged(tagged_relays: Sequence[Span], named: Sequence[Span]) -> tuple[Span, ...]:
    """The named relays in place of those of the tagger that overlap them; in text order of naming, tagger's first."""
    kept = [relay for relay in tagged_relays if not any(overlap(relay, span) for span in named)]
    out: list[Span] = []
    for span in [*kept, *named]:
        if not any(overlap(span, other) for other in out):
            out.append(span)
    return tuple(out)


def tagged(text: str, quotation: Quotation, language: str, places: frozenset[str]) -> Quotation:
    """The tagger's carriers that the text does not contradict.

    None is the source or the quotation's own words; a relay is no place, no `reporters`, no piece of a longer name,
    and a common noun only as a medium or behind words that name carriers.
    """
    own = [*quotation.content, *([quotation.source] if quotation.source else [])]
    relays = tuple(
        relay
        for relay in quotation.relays
        if not is_press(relay.text, language)
        and not (relay.text.rstrip(".") in places or f"{relay.text}." in places)
        and not any(overlap(relay, span) for span in own)
        and believable(text, relay, language)
    )
    addressee = quotation.addressee
    heard = tuple(
        relay for relay in relays if addressee is None or relay != addressee or is_medium(relay.text, language)
    )
    return replace(quotation, relays=heard)


def believable(text: str, relay: Span, language: str) -> bool:
    """Whether what the tagger calls a relay can be one: a name in full, a medium, or somebody behind `according to`."""
    if NAME_NEXT.match(text, relay.end) and relay.text.islower():
        return False  # `newspaper`, of `newspaper The Reef`
    if is_medium(relay.text, language) or behind_carrier(text, relay.start, language):
        return True
    before = WORD_BEFORE.search(text[max(0, relay.start - 30) : relay.start])
    after = text[relay.end : relay.end + 2]
    cut_before = before is not None and before[1][0].isupper() and relay.text[0].isupper()
    cut = cut_before or (after[:1] == " " and after[1:].isupper())
    return any(word[0].isupper() for word in relay.text.split()) and not cut


def overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
