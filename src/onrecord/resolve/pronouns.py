"""Whom a pronoun means.

Comes in: a quotation whose source is a pronoun, and the scene; goes out: an Actor or None.
It reads back a few sentences only, and two who fit mean none.
"""

from __future__ import annotations

from collections.abc import Collection

from onrecord.model import Actor, Quotation, Span
from onrecord.resolve.actors import Person, person_actor
from onrecord.resolve.names import words_of
from onrecord.resolve.offices import description, office_before, office_of
from onrecord.resolve.scene import Scene, end_of

__all__ = ["is_pronoun", "referred_to"]

NEAR = 3
"""Sentences back that a pronoun reaches; set by reading, not tuned."""


def is_pronoun(words: str, language: str) -> bool:
    return words.lower() in words_of(language, "pronouns", "first_person", "masculine", "feminine")


def referred_to(source: Span, position: int, scene: Scene) -> Actor | None:
    """`I` is who is quoted; `he` the one person who fits; `they` and `it` no person."""
    language, pronoun = scene.cast.language, source.text.lower()
    if pronoun in words_of(language, "first_person"):
        return speaker_of_words(source, position, scene)
    if pronoun not in words_of(language, "singular_person"):
        return several(source, position, scene)
    actor = person_meant(source, position, scene)
    if actor is not None and (gender := gender_of(pronoun, language)):
        scene.genders.setdefault(actor.id, gender)
    return actor


def speaker_of_words(source: Span, position: int, scene: Scene) -> Actor | None:
    holder = scene.quotations[position].nested_in
    if holder is not None:
        return scene.found[holder] if holder < len(scene.found) else None
    last = scene.last_spoken(position, within=scene.sentence_before(source.start, NEAR))
    return None if last is None else scene.found[last]


def several(source: Span, position: int, scene: Scene) -> Actor | None:
    """The last speaker when that is no person."""
    last = scene.last_spoken(position, within=scene.sentence_before(source.start, 1))
    actor = None if last is None else scene.found[last]
    if actor is None or is_someone(actor, scene) or (last is not None and scene.unknown_since(last, position)):
        return None
    return None if actor.id in told_by(position, scene) else actor


def person_meant(source: Span, position: int, scene: Scene) -> Actor | None:
    quotation = scene.quotations[position]
    excluded = told_by(position, scene)
    if excluded and quotation.nested_in is not None and scene.quotations[quotation.nested_in].kind != "direct":
        return None  # `Quint said that she had warned them`: Quint as well as another
    last = scene.last_spoken(position, within=scene.sentence_before(source.start, NEAR))
    if last is not None and scene.unknown_since(last, position):
        return None
    previous = None if last is None else scene.found[last]
    if last is None or previous is None or not is_someone(previous, scene) or previous.id in excluded:
        return only_recent(source, quotation, excluded, scene)
    if not may_be(source, previous.id, scene):
        return only_recent(source, quotation, excluded | {previous.id}, scene)
    since = end_of(scene.quotations[last])
    others = [pair for pair in outside(since, source, quotation, scene) if person_actor(pair[1]).id != previous.id]
    return after(others, source, scene) if others else previous


def after(others: list[tuple[Span, Person]], source: Span, scene: Scene) -> Actor | None:
    """Of those named since the last statement, the one who is the first word of the sentence before the pronoun."""
    persons = {id(person): person for _, person in others}
    if len(persons) != 1:
        return None
    mention, person = others[-1]
    start = scene.sentence_before(mention.start, 0)
    leading = scene.text[start : mention.start].split()
    subject = not leading or office_before(leading, scene.cast.language) == description(
        " ".join(leading), scene.cast.language
    )
    actor = person_actor(person)
    near = start >= scene.sentence_before(source.start, 1)
    return actor if subject and near and may_be(source, actor.id, scene) else None


def only_recent(source: Span, quotation: Quotation, excluded: Collection[str], scene: Scene) -> Actor | None:
    """The one person of the closest sentence that names any."""
    for back in range(NEAR):
        pairs = outside(scene.sentence_before(source.start, back), source, quotation, scene)
        actors = {actor.id: actor for _, person in pairs if (actor := person_actor(person)).id not in excluded}
        fitting = [actor for actor in actors.values() if may_be(source, actor.id, scene)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def outside(since: int, source: Span, quotation: Quotation, scene: Scene) -> list[tuple[Span, Person]]:
    """Mentions before the source that nobody else's words contain."""
    pairs = scene.cast.within(since, source.start)
    return [(mention, person) for mention, person in pairs if not scene.is_told(mention, source, quotation)]


def is_someone(actor: Actor, scene: Scene) -> bool:
    """A person, or a description headed by an office (`spokesman for Mara Quint`)."""
    if actor.kind is not None:
        return actor.kind == "person"
    return office_of(actor.name, scene.cast.language) is not None


def may_be(source: Span, actor: str, scene: Scene) -> bool:
    """Whether the article has not called them by the other pronoun."""
    gender = gender_of(source.text.lower(), scene.cast.language)
    return gender is None or scene.genders.get(actor, gender) == gender


def gender_of(pronoun: str, language: str) -> str | None:
    return next((gender for gender in ("masculine", "feminine") if pronoun in words_of(language, gender)), None)


def told_by(position: int, scene: Scene) -> frozenset[str]:
    """Ids of the speaker whose words the quotation stands in: a third person is somebody else."""
    holder = scene.quotations[position].nested_in
    actor = scene.found[holder] if holder is not None and holder < len(scene.found) else None
    return frozenset() if actor is None else frozenset((actor.id,))
