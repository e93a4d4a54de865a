"""A reading as people corrected it.

Comes in: a reading as the machine made it, and judgements; goes out: the reading with their values in place, where each
judgement was applied, and those that found no statement any more. It is a pure function: the order they are given in
does not matter, only their times; to apply it twice changes nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from onrecord.errors import StoreError
from onrecord.model import Action, Actor, Anchor, Document, Event, Judged, Judgement, Reading, Relation, Statement
from onrecord.store.actors import Cast, cast_of
from onrecord.store.anchoring import Index, concerns, found_again, index_of, moved
from onrecord.store.judging import standing
from onrecord.store.values import FIELDS, changes

__all__ = ["Corrected", "Orphan", "correct", "corrected_statement"]

VERDICTS = ("confirm", "reject", "unsure")
Applied = dict[str, list[Judgement]]
"""The judgements that were applied to each statement, by its id, in the order of their time."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A judgement that concerns the reading and could not be applied, and why."""

    judgement: Judgement
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """`applied` are pairs of the ids of a judgement and of the statement it was applied to."""

    reading: Reading
    applied: tuple[tuple[str, str], ...]
    orphans: tuple[Orphan, ...]


def correct(reading: Reading, judgements: Iterable[Judgement]) -> Corrected:
    """The reading with all standing judgements that concern it; the others are passed over.

    Statements keep their ids, and their words stand in the page as before: a value whose words do not makes an orphan.
    """
    valid = standing(judgements)
    index, cast = index_of(reading, valid), cast_of(valid)
    current = dict(index.by_id)
    applied: Applied = {}
    orphans: list[Orphan] = []
    for judgement in valid:
        if concerns(judgement, reading.document):
            reason = applied_to(judgement, index, current, applied)
            orphans += [] if reason is None else [Orphan(judgement, reason)]
    pairs = tuple((one.id, statement) for statement, several in applied.items() for one in several)
    return Corrected(assembled(reading, current, applied, cast), pairs, tuple(orphans))


def applied_to(judgement: Judgement, index: Index, current: dict[str, Statement], applied: Applied) -> str | None:
    """Why it could not be applied; None when it was."""
    raw = found_again(judgement, index)
    if isinstance(raw, str):
        return raw
    try:
        current[raw.id] = corrected_statement(current[raw.id], judgement, raw, index.document)
    except StoreError as error:
        return str(error)
    applied.setdefault(raw.id, []).append(judgement)
    return None


def corrected_statement(statement: Statement, judgement: Judgement, raw: Statement, document: Document) -> Statement:
    """The statement with the values of one judgement. Raises StoreError when their words are not in the page."""
    target = judgement.target
    if target is None:
        return statement
    made = changes(judgement.action, judgement.after, lambda span: moved(span, target, raw, document))
    if "content" in made:
        made["anchor"] = anchor_of(document.text, made["content"], raw.anchor)
    return replace(statement, **made)


def anchor_of(text: str, content: Sequence[Any], like: Anchor) -> Anchor:
    """With as much context as the machine's own anchors have at most."""
    start, end = content[0].start, content[-1].end
    context = max(len(like.prefix), len(like.suffix))
    return Anchor(text[start:end], text[max(0, start - context) : start], text[end : end + context], start, end)


def assembled(reading: Reading, current: Mapping[str, Statement], applied: Applied, actors: Cast) -> Reading:
    document = reading.document.id
    everything = [marked(current[one.id], applied.get(one.id, [])) for one in reading.statements]
    everything = [with_actors(one, actors, document) for one in everything]
    rejected = {one.id for one in everything if verdict_of(applied.get(one.id, [])) == "reject"}
    outer = {one.id: one.nested_in for one in everything}
    kept = tuple(
        replace(one, nested_in=holder(one.nested_in, outer, rejected)) for one in everything if one.id not in rejected
    )
    return replace(
        reading,
        statements=kept,
        rejected=reading.rejected + tuple(one for one in everything if one.id in rejected),
        events=events_of(reading, {one.id: one for one in kept}, rejected, actors),
        relations=tuple(relations_of(reading, rejected, actors)),
    )


def verdict_of(judgements: Sequence[Judgement]) -> str | None:
    """The last one counts."""
    verdicts = [one.action for one in judgements if one.action in VERDICTS]
    return verdicts[-1] if verdicts else None


def marked(statement: Statement, judgements: Sequence[Judgement]) -> Statement:
    if not judgements:
        return statement
    verdict = verdict_of(judgements)
    corrected = dict.fromkeys(one.action for one in judgements if one.action in FIELDS)
    judged = Judged(
        verdict=verdict if verdict in ("confirm", "unsure") else None,  # type: ignore[arg-type]
        by=tuple(dict.fromkeys(one.by for one in judgements)),
        corrected=cast(tuple[Action, ...], tuple(corrected)),
        judgements=tuple(one.id for one in judgements),
    )
    return replace(statement, judged=judged)


def with_actors(statement: Statement, actors: Cast, document: str) -> Statement:
    """Speaker and candidates as decided; when all candidates turn out to be one actor, it is the speaker."""
    speaker = actors.decided(statement.speaker, document) if statement.speaker else None
    candidates = tuple(actors.decided(one, document) for one in statement.candidates)
    different = {one.id: one for one in candidates}
    if len(different) < len({one.id for one in statement.candidates}):
        candidates = tuple(different.values())
    if speaker is None and len(candidates) == 1 < len(statement.candidates):
        speaker, candidates = candidates[0], ()
    return replace(statement, speaker=speaker, candidates=candidates)


def holder(nested_in: str | None, outer: Mapping[str, str | None], rejected: set[str]) -> str | None:
    """The nearest statement around that was not rejected."""
    while nested_in in rejected:
        nested_in = outer[nested_in]
    return nested_in


def events_of(
    reading: Reading, statements: Mapping[str, Statement], rejected: set[str], actors: Cast
) -> tuple[Event, ...]:
    """Those that rejected statements told go with them."""
    raw = {one.id: one.speaker for one in reading.statements}
    return tuple(
        event_with_actors(event, raw.get(event.statement or ""), statements.get(event.statement or ""), actors)
        for event in reading.events
        if event.statement not in rejected
    )


def event_with_actors(event: Event, told_by: Actor | None, teller: Statement | None, actors: Cast) -> Event:
    """Where the speaker was corrected, what the speaker did goes to the right one too."""
    actor = actors.decided(event.actor, event.document) if event.actor else None
    corrected = teller is not None and teller.judged is not None and "speaker" in teller.judged.corrected
    if teller and corrected and event.actor and told_by and event.actor.id == told_by.id:
        actor = teller.speaker
    return replace(
        event,
        actor=actor,
        recipient=actors.decided(event.recipient, event.document) if event.recipient else None,
        expected=tuple(actors.decided(one, event.document) for one in event.expected),
    )


def relations_of(reading: Reading, rejected: set[str], actors: Cast) -> Iterable[Relation]:
    """Without those that rest on rejected statements alone, or are between actors who turned out to be one."""
    for relation in reading.relations:
        evidence = tuple(one for one in relation.evidence if one not in rejected)
        one, other = (actors.decided(actor, relation.document) for actor in relation.actors)
        became_one = one.id == other.id and relation.actors[0].id != relation.actors[1].id
        if (evidence or not relation.evidence) and not became_one:
            yield replace(relation, actors=(one, other), evidence=evidence)
