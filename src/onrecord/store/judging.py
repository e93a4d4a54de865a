"""A judgement made, signed, and carried from one person to another.

Comes in: what somebody decided; goes out: a Judgement with its id, a line of JSON, and back. It keeps nothing.
A signature proves that whoever made it had the key; without a key `by` is what somebody said their name is.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast, get_args

from onrecord.errors import StoreError
from onrecord.model import Action, Document, Judgement, Statement, Target
from onrecord.store.values import actor_of_plain, anchor_of_plain, changes, plain, span_of_plain, stated

__all__ = [
    "ACTOR_ACTIONS",
    "body_of",
    "judgement_object",
    "judgement_of_object",
    "new_judgement",
    "signature_fits",
    "standing",
    "target_of",
    "undone",
]

ACTOR_ACTIONS = ("merge", "split", "rename")
KEY_DIGITS = 8  # enough to tell a person's keys apart
ID_DIGITS = 16


def target_of(document: Document, statement: Statement) -> Target:
    """What a judgement remembers of a statement; the statement is the machine's, not a corrected one."""
    return Target(
        document=document.id,
        page=document.source,
        statement=statement.id,
        anchor=statement.anchor,
        content=statement.content,
        cue=statement.cue,
        source=statement.source,
    )


def new_judgement(action: Action, by: str, made: datetime, *, key: bytes | None = None, **given: Any) -> Judgement:
    """A judgement with its id, signed where there is a key. Raises StoreError for one that cannot be.

    `given` are the fields `target`, `actors`, `undoes`, `before`, `after` and `note` of a Judgement.
    """
    if made.utcoffset() is None:
        raise StoreError(action, "its time names no time zone")
    judgement = Judgement("", made.astimezone(UTC), " ".join(by.split()), action, **given)
    judgement = replace(judgement, id=id_of(judgement))
    refuse_impossible(judgement)
    return judgement if key is None else replace(judgement, signature=signed(judgement, key))


def refuse_impossible(judgement: Judgement) -> None:
    """Raises StoreError for a judgement that says nothing, or whose value has another shape than its action asks."""
    action, subject = judgement.action, judgement.id
    if action not in get_args(Action):
        raise StoreError(subject, f"there is no action {action!r}")
    if not judgement.by:
        raise StoreError(subject, "a judgement needs a name to sign it")
    if (action == "undo") != (judgement.undoes is not None):
        raise StoreError(subject, "an undo names the one judgement that it undoes, and nothing else does")
    if (action in ACTOR_ACTIONS) != bool(judgement.actors):
        raise StoreError(subject, "merge, split and rename name actors, and nothing else does")
    if (action in ACTOR_ACTIONS or action == "undo") != (judgement.target is None):
        raise StoreError(subject, "a judgement is about one statement, or about actors, or about another judgement")
    if judgement.target is not None:
        changes(action, judgement.after, lambda span: span)
    if action in ACTOR_ACTIONS:
        refuse_impossible_actors(judgement)


def refuse_impossible_actors(judgement: Judgement) -> None:
    wanted = {"merge": 2, "split": 1, "rename": 1}[judgement.action]
    if len(set(judgement.actors)) < wanted or len(set(judgement.actors)) != len(judgement.actors):
        raise StoreError(judgement.id, f"to {judgement.action} needs {wanted} different actors or more")
    made = actor_of_plain(stated(judgement.after, "actor"))
    if made is None or (judgement.action == "split") == (made.id in judgement.actors):
        raise StoreError(judgement.id, "a split needs another actor, a merge or a new name one of its own")
    if judgement.action == "split" and not any(judgement.after.get(by) for by in ("offices", "documents")):  # type: ignore[union-attr]
        raise StoreError(judgement.id, "a split needs the offices or the documents that tell the two apart")


def body_of(judgement: Judgement) -> str:
    """All but id and signature as JSON that is always written the same."""
    fields = plain(judgement)
    fields["made"] = judgement.made.astimezone(UTC).isoformat(timespec="microseconds")
    body = {name: value for name, value in fields.items() if name not in ("id", "signature")}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def id_of(judgement: Judgement) -> str:
    body = body_of(judgement).encode("utf-8", "surrogatepass")
    return "j" + hashlib.sha256(body).hexdigest()[:ID_DIGITS]


def signed(judgement: Judgement, key: bytes) -> str:
    """`hmac-sha256:key:signature`; the part in the middle tells keys apart and does not give them away."""
    digest = hmac.new(key, body_of(judgement).encode("utf-8"), hashlib.sha256).hexdigest()
    return f"hmac-sha256:{key_name(key)}:{digest}"


def key_name(key: bytes) -> str:
    return hmac.new(key, b"onrecord key name", hashlib.sha256).hexdigest()[:KEY_DIGITS]


def signature_fits(judgement: Judgement, key: bytes) -> bool | None:
    """Whether the signature is of this judgement; None where it is not signed, or with another key."""
    kind, _, rest = (judgement.signature or "").partition(":")
    if kind != "hmac-sha256" or not rest.startswith(f"{key_name(key)}:"):
        return None
    return hmac.compare_digest(judgement.signature or "", signed(judgement, key))


def judgement_object(judgement: Judgement) -> dict[str, Any]:
    """One line of the interchange: `type`, `id`, the fields of the body, `signature`."""
    body = json.loads(body_of(judgement))
    return {"type": "judgement", "id": judgement.id, **body, "signature": judgement.signature}


def judgement_of_object(value: Mapping[str, Any]) -> Judgement:
    """The inverse. Raises StoreError for what is none, or whose id is not that of its contents."""
    subject = str(value.get("id", "judgement"))
    target, signature = value.get("target"), value.get("signature")
    judgement = Judgement(
        id=subject,
        made=moment(value.get("made"), subject),
        by=text_of(value, "by", subject),
        action=cast(Action, text_of(value, "action", subject)),
        target=None if target is None else target_of_plain(target),
        actors=tuple(value.get("actors") or ()),
        undoes=value.get("undoes"),
        before=value.get("before"),
        after=value.get("after"),
        note=value.get("note"),
        signature=signature,
    )
    if id_of(judgement) != judgement.id:
        raise StoreError(subject, "its id is not that of its contents")
    refuse_impossible(judgement)
    return judgement


def text_of(value: Mapping[str, Any], name: str, subject: str) -> str:
    if not isinstance(value.get(name), str):
        raise StoreError(subject, f"it has no {name}")
    return str(value[name])


def moment(value: Any, subject: str) -> datetime:
    try:
        made = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise StoreError(subject, f"its time cannot be read: {error}") from error
    if made.utcoffset() is None:
        raise StoreError(subject, "its time names no time zone")
    return made


def target_of_plain(value: Any) -> Target:
    names = ("document", "page", "statement", "anchor", "content", "cue", "source")
    given = {name: stated(value, name) for name in names}
    return Target(
        document=given["document"],
        page=given["page"],
        statement=given["statement"],
        anchor=anchor_of_plain(given["anchor"]),
        content=tuple(span_of_plain(one) for one in given["content"]),
        cue=None if given["cue"] is None else span_of_plain(given["cue"]),
        source=None if given["source"] is None else span_of_plain(given["source"]),
    )


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that no standing undo undoes, in the order of their time; undos themselves are left out."""
    ordered = sorted(judgements, key=lambda one: (one.made, one.id))
    gone = undone(ordered)
    return [one for one in ordered if one.undoes is None and one.id not in gone]


def undone(judgements: Iterable[Judgement]) -> set[str]:
    """The ids that a standing undo names; each is decided after all the undos of its undos."""
    undoing: dict[str, list[str]] = {}
    for judgement in judgements:
        if judgement.undoes is not None:
            undoing.setdefault(judgement.undoes, []).append(judgement.id)
    gone: set[str] = set()
    seen: set[str] = set()
    waiting = [(one, False) for one in undoing]
    while waiting:
        one, decided = waiting.pop()
        if decided and any(other not in gone for other in undoing.get(one, ())):
            gone.add(one)
        elif not decided and one not in seen:
            seen.add(one)
            waiting.append((one, True))
            waiting += [(other, False) for other in undoing.get(one, ())]
    return gone
