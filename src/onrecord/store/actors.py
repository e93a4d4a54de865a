"""Who is who, as people decided: merged, split and renamed actors, in every document there is or will be.

Comes in: standing judgements; goes out: a `Cast` that gives each actor as decided. It reads no statement's words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.model import Actor, Judgement
from onrecord.store.folding import folded_text
from onrecord.store.values import actor_of_plain

__all__ = ["Cast", "cast_of"]


@dataclass(frozen=True, slots=True)
class Split:
    """`actor` is `other` wherever one of the offices is printed with it, or in one of the documents."""

    actor: str
    other: Actor
    offices: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(slots=True)
class Cast:
    """`into` leads from a merged actor to the one it is, `names` and `faces` say how actors are shown."""

    into: dict[str, str] = field(default_factory=dict)
    faces: dict[str, Actor] = field(default_factory=dict)
    splits: list[Split] = field(default_factory=list)

    def root(self, identity: str) -> str:
        """The id that this one is merged into, itself if into none."""
        while identity in self.into:
            identity = self.into[identity]
        return identity

    def decided(self, actor: Actor, document: str) -> Actor:
        """The actor as people decided; what is printed with the name in this document stays."""
        for split in self.splits:
            if self.root(split.actor) == self.root(actor.id) and is_other(split, actor, document):
                actor = replace(actor, id=split.other.id, name=split.other.name, kind=split.other.kind or actor.kind)
        root = self.root(actor.id)
        face = self.faces.get(root)
        if root == actor.id:
            return actor if face is None else replace(actor, name=face.name)
        if face is None:
            return replace(actor, id=root)
        state, wikidata = face.state or actor.state, face.wikidata or actor.wikidata
        return replace(actor, id=root, name=face.name, kind=face.kind or actor.kind, state=state, wikidata=wikidata)

    @property
    def changed(self) -> set[str]:
        """Ids of all the actors that `decided` may give another way."""
        return {*self.into, *self.faces, *(split.actor for split in self.splits)}


def is_other(split: Split, actor: Actor, document: str) -> bool:
    printed = f" {folded_text(actor.office or '')} "
    return document in split.documents or any(f" {folded_text(office)} " in printed for office in split.offices)


def cast_of(judgements: Iterable[Judgement]) -> Cast:
    """From standing judgements in the order of their time; those about statements are passed over."""
    cast = Cast()
    for judgement in judgements:
        after = judgement.after or {}
        made = actor_of_plain(after.get("actor")) if judgement.actors else None
        if made is None:
            continue
        if judgement.action == "split":
            offices, documents = tuple(after.get("offices") or ()), tuple(after.get("documents") or ())
            cast.splits.append(Split(judgement.actors[0], made, offices, documents))
            continue
        root = cast.root(judgement.actors[0])
        for absorbed in map(cast.root, judgement.actors[1:]):
            if absorbed != root:
                cast.into[absorbed] = root
                cast.faces.pop(absorbed, None)
        if judgement.action == "rename" or len(judgement.actors) > 1:
            cast.faces[root] = replace(made, id=root)
    return cast
