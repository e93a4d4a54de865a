"""One event an article, however often it is told.

Comes in: events in text order; goes out: events, each with what any of its tellings knows. It changes no class.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.model import Actor, Event, StatedDate
from onrecord.resolve.yearless import finer, is_compatible

__all__ = ["merged"]


def merged(events: Iterable[Event]) -> tuple[Event, ...]:
    """In text order of the first telling."""
    out: list[Event] = []
    places: dict[tuple[str | None, str], list[int]] = {}
    for event in events:
        key = event.plover, event.tense
        at = next((i for i in places.get(key, ()) if same(out[i], event)), None)
        if at is None:
            places.setdefault(key, []).append(len(out))
            out.append(event)
        else:
            out[at] = joined(out[at], event)
    return tuple(out)


def same(left: Event, right: Event) -> bool:
    """Same participants, none against another, at least one shared; no dates or places against each other."""
    if not dates_agree(left.date, right.date) or not places_agree(left, right):
        return False
    if (
        left.plover is None
        or (left.actor is None and left.recipient is None)
        or (right.actor is None and right.recipient is None)
    ):
        return left.span.text.casefold() == right.span.text.casefold()
    pairs = [(left.actor, right.actor), (left.recipient, right.recipient)]
    if left.plover == "CONSULT" and left.actor and right.recipient and left.actor.id == right.recipient.id:
        pairs = [(left.actor, right.recipient), (left.recipient, right.actor)]
    shared = sum(a is not None and b is not None and a.id == b.id for a, b in pairs)
    same_words = left.span.text[:STEM].casefold() == right.span.text[:STEM].casefold()
    return all(agree(a, b) for a, b in pairs) and (shared == len(pairs) or (shared > 0 and same_words))


STEM = 5
"""Letters by which two tellings are of one verb: `met`, `meets`; `arrested`, `arrests`."""


def agree(left: Actor | None, right: Actor | None) -> bool:
    return left is None or right is None or left.id == right.id


def dates_agree(left: StatedDate | None, right: StatedDate | None) -> bool:
    """Whether one is the other told less finely."""
    if left is None or right is None:
        return True
    return is_compatible(left.value, right.value)


def places_agree(left: Event, right: Event) -> bool:
    if left.place is None or right.place is None or left.place.name == right.place.name:
        return True
    return left.place.state is not None and left.place.state == right.place.state


def joined(left: Event, right: Event) -> Event:
    """The first telling, with what only the second knows; the finer date."""
    known = {actor.id for actor in left.expected}
    statement = left.statement if right.statement is not None else None
    return replace(
        left,
        actor=left.actor or right.actor,
        recipient=left.recipient or right.recipient,
        place=left.place or right.place,
        date=finer(left.date, right.date),
        statement=statement,
        expected=(*left.expected, *(actor for actor in right.expected if actor.id not in known)),
    )
