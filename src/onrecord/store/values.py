"""The values that judgements carry, as plain JSON and back.

Comes in: types of the model; goes out: dicts and lists; and back. Raises StoreError for what is no such value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import Any, TypeVar

from onrecord.errors import StoreError
from onrecord.model import Action, Actor, Addressee, Anchor, Issue, Relay, Setting, Span, Stance, StatedDate, Statement

__all__ = [
    "FIELDS",
    "Values",
    "actor_of_plain",
    "anchor_of_plain",
    "changes",
    "plain",
    "span_of_plain",
    "stated",
    "value_of",
]

Values = Mapping[str, Any]
Value = TypeVar("Value")
Place = Callable[[Span], Span]
"""Where the words of a span stand in the text at hand."""

FIELDS: dict[str, str] = {
    "speaker": "speaker",
    "relay": "relays",
    "addressee": "addressee",
    "setting": "setting",
    "span": "content",
    "issue": "issues",
    "stance": "stance",
    "date": "date",
}
"""The field of a statement that each action corrects; the one key of its values."""


def plain(value: Any) -> Any:
    """Dataclasses as dicts, tuples as lists, to any depth that the model has."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def value_of(action: Action, statement: Statement) -> dict[str, Any] | None:
    """What the statement says now in the field that the action is about; speaker and relays for a verdict."""
    if action in FIELDS:
        return {FIELDS[action]: plain(getattr(statement, FIELDS[action]))}
    return {"speaker": plain(statement.speaker), "relays": plain(statement.relays)}


def changes(action: Action, after: Values | None, place: Place) -> dict[str, Any]:
    """The fields of a Statement that a judgement sets. Raises StoreError for values of another shape.

    `place` finds the spans in the text at hand. A confirmation sets what was known of the speaker and relays.
    """
    given = dict(after or {})
    if action in FIELDS and set(given) != {FIELDS[action]}:
        raise StoreError(action, f"its value must be an object with the one key {FIELDS[action]!r}")
    made = {name: READERS[name](value, place) for name, value in given.items() if name in READERS}
    if action == "confirm":
        made = {name: value for name, value in made.items() if value}
    return with_companions(made)


def with_companions(made: dict[str, Any]) -> dict[str, Any]:
    """A field that is the first of all, or that a decision makes empty, goes with the one that was set."""
    if "issues" in made:
        made["issue"] = made["issues"][0] if made["issues"] else None
    if "speaker" in made:
        made["candidates"] = ()
    return made


def known(kind: type[Value], value: Any, **made: Any) -> Value:
    """`kind` from a dict with its fields; `made` are those read already."""
    if not isinstance(value, Mapping):
        raise StoreError(repr(value), f"is no {kind.__name__.lower()}")
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    try:
        return kind(**{name: one for name, one in value.items() if name in names} | made)
    except TypeError as error:
        raise StoreError(repr(value), f"is no {kind.__name__.lower()}: {error}") from error


def listed(values: Any) -> Sequence[Any]:
    if not isinstance(values, list | tuple):
        raise StoreError(repr(values), "is no list")
    return values


def stated(value: Any, name: str) -> Any:
    """One value of an object. Raises StoreError where there is none."""
    if not isinstance(value, Mapping) or name not in value:
        raise StoreError(repr(value), f"has no {name}")
    return value[name]


def span_of_plain(value: Any) -> Span:
    span = known(Span, value)
    if not (type(span.start) is int and type(span.end) is int and isinstance(span.text, str)):
        raise StoreError(repr(value), "is no span")
    return span


def anchor_of_plain(value: Any) -> Anchor:
    return known(Anchor, value)


def actor_of_plain(value: Any, place: Place | None = None) -> Actor | None:  # noqa: ARG001  # one shape for all readers
    if value is None:
        return None
    actor = known(Actor, value)
    if not (isinstance(actor.id, str) and isinstance(actor.name, str) and actor.id and actor.name.strip()):
        raise StoreError(repr(value), "an actor needs an id and a name")
    return actor


def relays_of(value: Any, place: Place) -> tuple[Relay, ...]:
    return tuple(known(Relay, one, span=place(span_of_plain(stated(one, "span")))) for one in listed(value))


def addressee_of(value: Any, place: Place) -> Addressee | None:
    return None if value is None else known(Addressee, value, span=place(span_of_plain(stated(value, "span"))))


def setting_of(value: Any, place: Place) -> Setting | None:
    return None if value is None else known(Setting, value, span=place(span_of_plain(stated(value, "span"))))


def stance_of(value: Any, place: Place) -> Stance | None:
    return None if value is None else known(Stance, value, cue=place(span_of_plain(stated(value, "cue"))))


def date_of(value: Any, place: Place) -> StatedDate | None:
    return None if value is None else known(StatedDate, value, span=place(span_of_plain(stated(value, "span"))))


def issues_of(value: Any, place: Place) -> tuple[Issue, ...]:
    return tuple(
        known(Issue, one, words=tuple(place(span_of_plain(span)) for span in listed(one.get("words", ()))))
        for one in listed(value)
        if isinstance(one, Mapping) or stated(one, "id")
    )


def content_of(value: Any, place: Place) -> tuple[Span, ...]:
    spans = tuple(sorted((place(span_of_plain(one)) for one in listed(value)), key=lambda span: span.start))
    if not spans or any(span.start >= span.end for span in spans):
        raise StoreError("span", "a statement needs words")
    if any(one.end > other.start for one, other in pairwise(spans)):
        raise StoreError("span", "the parts of a statement overlap")
    return spans


READERS: dict[str, Callable[[Any, Place], Any]] = {
    "speaker": actor_of_plain,
    "relays": relays_of,
    "addressee": addressee_of,
    "setting": setting_of,
    "content": content_of,
    "issues": issues_of,
    "stance": stance_of,
    "date": date_of,
}
