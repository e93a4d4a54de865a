"""From a source's words to the actor who spoke.

Comes in: quotations in text order, the cast and the analysis; goes out: an Actor or None for each.
A pronoun is read back to the one person it can mean; a description without a name stays a description.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Actor, Analysis, Quotation, Span
from onrecord.resolve.actors import Cast, Person, actor_of, person_actor
from onrecord.resolve.descriptions import described
from onrecord.resolve.headline import echoed
from onrecord.resolve.heads import head_persons, joint
from onrecord.resolve.identity import Identities
from onrecord.resolve.names import words_of
from onrecord.resolve.pronouns import LEFT_OUT, is_person_pronoun, is_pronoun, left_between, left_out, referred_to
from onrecord.resolve.scene import Scene, scene_of
from onrecord.resolve.subjects import subject_meant

__all__ = ["Speaker", "speakers"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke; or, with `actor` None, the `candidates` that nothing in the page decides between."""

    actor: Actor | None
    candidates: tuple[Actor, ...] = ()


def speakers(
    text: str, quotations: Sequence[Quotation], analysis: Analysis, cast: Cast, who: Identities | None = None
) -> list[Speaker]:
    """One for each quotation, in the order given; whose words hold others are found first.

    `who` completes the actors by the lists of actors; without it they are as the article has them.
    """
    scene = scene_of(text, quotations, analysis, cast)
    for position in by_depth(quotations):
        quotation = quotations[position]
        actor = unnamed(position, scene) if quotation.source is None else spoken_by(quotation.source, position, scene)
        scene.found[position] = actor
        if quotation.nested_in is None and actor is not None:
            scene.spoken.append(position)
        elif (
            quotation.nested_in is None and quotation.source and is_person_pronoun(quotation.source.text, cast.language)
        ):
            scene.unknown.append(position)
    for position in range(len(quotations)):
        actor = scene.found[position]
        if actor is None or (actor.kind is None and quotations[position].source is not None):
            scene.found[position] = echoed(position, scene) or actor
    whole = who.completed if who is not None else as_it_is
    return [
        Speaker(whole(actor)) if actor else Speaker(None, tuple(map(whole, scene.candidates.get(position, ()))))
        for position, actor in enumerate(scene.found)
    ]


def as_it_is(actor: Actor) -> Actor:
    return actor


def by_depth(quotations: Sequence[Quotation]) -> list[int]:
    """Positions, the outermost quotations first, those of one depth in the order given."""
    inner: dict[int | None, list[int]] = {}
    for position, quotation in enumerate(quotations):
        inner.setdefault(quotation.nested_in, []).append(position)
    out = list(inner.get(None, ()))
    for position in out:
        out.extend(inner.get(position, ()))
    return out


def spoken_by(source: Span, position: int, scene: Scene) -> Actor | None:
    cast = scene.cast
    if is_pronoun(source.text, cast.language):
        actor = referred_to(source, position, scene) or subject_meant(source, position, scene)
        if actor is None:
            scene.candidates[position] = left_between(source, position, scene)
        return actor
    heads = head_persons(scene.text, source, cast)
    if len(heads) > 1:
        return actor_of(listed([person.name for person in heads], cast.language), None, "group")
    if heads and heads[0].unclear:
        scene.candidates[position] = tuple(person_actor(person) for person in cast.fuller(heads[0]))
        if len(scene.candidates[position]) > 1:
            return None
    if heads:
        mention = next((mention for mention, person in cast.inside(source) if person is heads[0]), None)
        several = joint(source, mention, heads[0].name) if mention else None
        return actor_of(several, None, "group") if several else person_actor(heads[0], office_in(source, heads[0]))
    return described(source, position, scene)


def listed(names: Sequence[str], language: str) -> str:
    """`Quint and Brandt`; `Quint, Brandt, and Arrieta`; `Quint, Brandt y Arrieta`."""
    conjunction = {"es": "y", "fr": "et"}.get(language, "and")
    comma = "," if len(names) > 2 and language == "en" else ""
    return f"{', '.join(names[:-1])}{comma} {conjunction} {names[-1]}"


def office_in(source: Span, person: Person) -> str | None:
    """The office printed inside this source, else the first one printed with the person."""
    here = [office for office in person.offices if office in source.text]
    return max(here, key=len) if here else (person.offices[0] if person.offices else None)


def unnamed(position: int, scene: Scene) -> Actor | None:
    """A quotation without a source: it goes on with the one before, or its verb leaves the subject out."""
    quotation = scene.quotations[position]
    if quotation.cue is None:
        return continued(position, scene)
    if not words_of(scene.cast.language, "impersonal"):
        return None  # a language in which every verb has its subject
    if is_impersonal(quotation.cue.text, scene.cast.language):
        return None
    return left_out(quotation.cue, position, scene)


def is_impersonal(cue: str, language: str) -> bool:
    """`se informó`, `fue acusado`, `al parecer`: nobody is left out."""
    words = cue.lower().split()
    listed_cues = words_of(language, "impersonal")
    return any(word in listed_cues for word in words) or cue.lower() in listed_cues


def continued(position: int, scene: Scene) -> Actor | None:
    """A quotation with neither source nor cue goes on with the speaker of this or the previous paragraph."""
    quotation = scene.quotations[position]
    if quotation.kind == "indirect":
        return None
    start = quotation.content[0].start
    last = scene.last_spoken(
        position, within=min(scene.paragraph_before(start, 1), scene.sentence_before(start, LEFT_OUT))
    )
    return None if last is None else scene.found[last]
