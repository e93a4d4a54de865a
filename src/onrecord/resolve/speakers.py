"""From a source's words to the actor who spoke.

Comes in: quotations in text order, the cast and the analysis; goes out: an Actor or None for each.
A pronoun is read back to the one person it can mean; a description without a name stays a description.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from onrecord.model import Actor, Analysis, Quotation, Span
from onrecord.resolve.actors import Cast, Person, actor_of
from onrecord.resolve.names import words_of
from onrecord.resolve.offices import description
from onrecord.resolve.pronouns import is_pronoun, referred_to
from onrecord.resolve.scene import Scene, scene_of

__all__ = ["speakers"]

OF = ("of", "de", "del")


def speakers(text: str, quotations: Sequence[Quotation], analysis: Analysis, cast: Cast) -> list[Actor | None]:
    """One actor or None for each quotation, in the order given; whose words hold others are found first."""
    scene = scene_of(text, quotations, analysis, cast)
    for position in by_depth(quotations):
        quotation = quotations[position]
        actor = continued(position, scene) if quotation.source is None else spoken_by(quotation.source, position, scene)
        scene.found[position] = actor
        if quotation.nested_in is None and actor is not None:
            scene.spoken.append(position)
        elif quotation.nested_in is None and quotation.source and is_pronoun(quotation.source.text, cast.language):
            scene.unknown.append(position)
    return scene.found


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
        return referred_to(source, position, scene)
    person = head_person(scene.text, source, cast)
    if person is not None:
        return actor_of(person.name, office_in(source, person), "person")
    name = cast.organisations.spelled_out(description(source.text, cast.language))
    if not name or source.text.split()[0].lower() in words_of(cast.language, "indefinite"):
        return actor_of(name, None, None) if name else None
    holder = cast.holding(name)
    if holder is not None:
        return actor_of(holder.name, name, "person")
    organisation = cast.organisation(name)
    return actor_of(organisation or name, None, "organisation" if organisation else None)


def head_person(text: str, source: Span, cast: Cast) -> Person | None:
    """The person a source names as its head: the last before a comma, not the one after `for` or before `'s`.

    An office with an article stands before its holder's comma: `the mayor of Port Ellery, Joost Halvorsen`.
    """
    dependents = words_of(cast.language, "before_dependents")
    heads = [
        (mention, person)
        for mention, person in cast.inside(source)
        if not (possessed(text, mention) or goes_on(text, mention, source, cast.language))
        and not cut_off(text[source.start : mention.start], mention, cast.language)
        and not governed(text[source.start : mention.start].split(), dependents)
    ]
    leading, _, _ = source.text.partition(",")
    before = [head for head in heads if head[0].start < source.start + len(leading)]
    after = [head for head in heads if head not in before]
    chosen = after if after and is_office(leading, cast.language) else before or after
    return max(chosen, key=lambda head: head[0].end)[1] if chosen else None


def is_office(words: str, language: str) -> bool:
    """Whether a phrase with an article names an office: `the mayor of Port Ellery`."""
    first, *rest = words.lower().split() or [""]
    return first in words_of(language, "articles") and any(word in words_of(language, "offices") for word in rest)


def cut_off(before: str, mention: Span, language: str) -> bool:
    """Whether one word is taken for a name out of a longer one: `Ellery` of `Port Ellery`."""
    last = before.rsplit(maxsplit=1)[-1] if before.split() else ""
    titles = words_of(language, "offices") | words_of(language, "office_modifiers")
    alone = " " not in mention.text and before.endswith(" ")
    return alone and last[:1].isupper() and not last.endswith((",", ".")) and last.lower() not in titles


def possessed(text: str, mention: Span) -> bool:
    return text[mention.end : mention.end + 2] in ("'s", "’s") or mention.text.endswith(("'s", "’s"))


def governed(before: Sequence[str], dependents: Collection[str]) -> bool:
    """Whether a preposition governs the name: `for Minister Mara Quint`, not `minister of Malta Mara Quint`."""
    if before and before[-1].lower() in dependents:
        return True
    untitled = list(before)
    while untitled and untitled[-1][:1].isupper() and not untitled[-1].endswith(","):
        untitled.pop()
    return bool(untitled) and untitled[-1].lower() in dependents and untitled[-1].lower() not in OF


def goes_on(text: str, mention: Span, source: Span, language: str) -> bool:
    """Whether the name is part of a longer noun phrase: `the Quint Foundation`, `the Quint campaign`."""
    rest = text[mention.end : source.end]
    before = text[source.start : mention.start].strip().lower()
    if before in words_of(language, "articles") and re.match(r" \w", rest):
        return True
    return bool(re.match(r"(?:[- ][A-Z0-9]|-\w)", rest)) and not mention.text.endswith(rest.strip())


def office_in(source: Span, person: Person) -> str | None:
    """The office printed inside this source, else the first one printed with the person."""
    here = [office for office in person.offices if office in source.text]
    return max(here, key=len) if here else (person.offices[0] if person.offices else None)


def continued(position: int, scene: Scene) -> Actor | None:
    """A quotation with neither source nor cue goes on with the speaker of this or the previous paragraph."""
    quotation = scene.quotations[position]
    if quotation.cue is not None or quotation.kind == "indirect":
        return None
    last = scene.last_spoken(position, within=scene.paragraph_before(quotation.content[0].start, 1))
    return None if last is None else scene.found[last]
