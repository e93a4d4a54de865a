"""Who speaks in a headline that names nobody: `Harbour chief resigns`, told again below with the name.

Comes in: a quotation of the first paragraph and the scene; goes out: the speaker of the statement it sums up, or None.
It compares words only, and two statements of different speakers that fit alike mean none.
"""

from __future__ import annotations

import re

from onrecord.model import Actor, Quotation
from onrecord.resolve.actors import is_role_word
from onrecord.resolve.names import folded, words_of
from onrecord.resolve.scene import Scene

__all__ = ["echoed"]

SHARED = 0.4
"""Share of the headline's words that the statement below has. Of 0.3 to 0.8 tried on corpus train with gold spans
(2026-11-24): 1,814 to 1,810 right, not sensitive; below 0.4 an unknown speaker is named."""
STEM = 5
"""Letters in which two forms of a word agree: `announces`, `announced`."""
MOST = 12
"""Statements below a headline that are compared."""
WORD = re.compile(r"[^\W\d_]{4,}|\d{4,}")


def echoed(position: int, scene: Scene) -> Actor | None:
    """The speaker of the statement below whose words the headline's are; None outside headlines."""
    quotation = scene.quotations[position]
    start = quotation.content[0].start
    if len(scene.paragraphs) < 2 or start >= scene.paragraphs[1]:
        return None
    if quotation.nested_in is not None or quotation.source is None:
        return None
    wanted = stems(quotation)
    if len(wanted) < 3:
        return None
    found: dict[str, tuple[float, Actor]] = {}
    for other in range(position + 1, min(position + 1 + MOST, len(scene.quotations))):
        actor = scene.found[other]
        told = scene.quotations[other]
        if actor is None or not may_be(quotation, actor, scene) or told.content[0].start < scene.paragraphs[1]:
            continue
        share = len(wanted & stems(told)) / len(wanted)
        if share >= max(SHARED, found.get(actor.id, (0.0, actor))[0]):
            found[actor.id] = (share, actor)
    best = sorted(found.values(), key=lambda pair: -pair[0])
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]


def may_be(quotation: Quotation, actor: Actor, scene: Scene) -> bool:
    """Whether a headline's source may be this actor: who holds an office is a person, a report or an agency none."""
    if actor.kind not in ("person", "organisation") and not (actor.kind is None and actor.name[:1].isupper()):
        return False
    language = scene.cast.language
    words = quotation.source.text.lower().split() if quotation.source else []
    roles = words_of(language, "offices", "role_nouns", "general_roles", "kin")
    someone = any(is_role_word(word.strip(",.'’"), roles, language) for word in words)
    return someone == (actor.kind == "person")


def stems(quotation: Quotation) -> frozenset[str]:
    """The beginnings of the longer words of a statement's content."""
    return frozenset(word[:STEM] for span in quotation.content for word in WORD.findall(folded(span.text)))
