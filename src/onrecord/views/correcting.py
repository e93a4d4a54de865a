"""What a person typed after `onrecord correct`, as judgements; and judgements as lines.

Comes in: an open record and options; goes out: judgements to keep, lines to print. It changes nothing by itself.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.model import (
    Action,
    Actor,
    Addressee,
    Document,
    Issue,
    Judgement,
    Reading,
    Relay,
    Setting,
    Span,
    Stance,
    StatedDate,
    Statement,
)
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.store import State, Store

__all__ = ["Signer", "decided", "exported", "imported", "key_of", "told"]

NOTHING = "-"
"""Typed for a value, it takes the value away."""
VERDICTS = ("confirm", "reject", "unsure")
FORMS = {
    r"\d{4}": "year",
    r"(?:\d{4}|XXXX)-\d\d": "month",
    r"\d{4}-W\d\d": "week",
    r"(?:\d{4}|XXXX)-\d\d-\d\d": "day",
    r"\d{4}-\d\d-\d\dT\d\d:\d\d": "minute",
}
SHOWN = 60  # characters of a value in a list


@dataclass(frozen=True, slots=True)
class Signer:
    """Who judges, with the secret that proves it if there is one, and what they add in words."""

    by: str
    key: bytes | None = None
    note: str | None = None

    def judgement(self, action: Action, **given: Any) -> Judgement:
        from onrecord.store import new_judgement

        return new_judgement(action, self.by, datetime.now(UTC), key=self.key, note=self.note, **given)


@dataclass(frozen=True, slots=True)
class Case:
    """One statement under judgement: as the machine read it, as it stands corrected, and the place given with --at."""

    raw: Statement
    now: Statement
    reading: Reading
    at: Span | None

    @property
    def document(self) -> Document:
        return self.reading.document


def signer_of(settings: Settings, name: str | None, note: str | None) -> Signer:
    """The name given, else that of the settings, else of the account. Raises OnrecordError where there is none."""
    by = name or settings.signature or os.environ.get("USER") or os.environ.get("USERNAME") or ""
    if not by.strip():
        raise OnrecordError("signature", "nobody signs this: say who you are with --as NAME")
    return Signer(by, key_of(settings), note)


def key_of(settings: Settings) -> bytes | None:
    """The bytes of the key file; None where the settings name none."""
    if not settings.signing_key:
        return None
    try:
        key = Path(settings.signing_key).read_bytes()
    except OSError as error:
        raise OnrecordError(settings.signing_key, f"the key cannot be read: {error.strerror or error}") from error
    if not key.strip():
        raise OnrecordError(settings.signing_key, "the key is empty")
    return key


def decided(record: Store, statement: str | None, options: Mapping[str, Any], settings: Settings) -> list[Judgement]:
    """All that the options decide; nothing is kept yet. Raises OnrecordError for what cannot be."""
    actions = ("merge", "rename", "split", "undo")
    if statement is None and not any(options.get(name) for name in actions):
        return []
    signer = signer_of(settings, options.get("name"), options.get("note"))
    made = of_actors(record, options, statement, signer)
    made += [undoing(record, identity, signer) for identity in options.get("undo") or ()]
    return made + (judgements_about(record, statement, options, signer) if statement else [])


# one statement


def judgements_about(record: Store, identity: str, options: Mapping[str, Any], signer: Signer) -> list[Judgement]:
    """One for each option given. Raises OnrecordError for values that the page does not have."""
    from onrecord.store import target_of
    from onrecord.store.correcting import corrected_statement
    from onrecord.store.values import FIELDS, plain, value_of

    case = case_of(record, identity, options.get("at"))
    target = target_of(case.document, case.raw)
    made: list[Judgement] = []
    for action in (*FIELDS, *VERDICTS):
        if not options.get(action):
            continue
        after = {FIELDS[action]: plain(value(action, case, options, record))} if action in FIELDS else None  # type: ignore[arg-type]
        before = value_of(action, case.raw if action == "reject" else case.now)  # type: ignore[arg-type]
        if action == "confirm":
            after, before = value_of("confirm", case.now), None
        judgement = signer.judgement(action, target=target, before=before, after=after)  # type: ignore[arg-type]
        now = corrected_statement(case.now, judgement, case.raw, case.document)
        case = replace(case, now=now)
        made.append(judgement)
    return made


def case_of(record: Store, identity: str, at: str | None) -> Case:
    now, raw = record.statement(identity), record.statement(identity, raw=True)
    if now is None or raw is None:
        raise OnrecordError(identity, f"no statement in {record.path} has an id that begins so")
    return Case(raw[0], now[0], now[1], None if at is None else span_at(now[1].document, at))


def span_at(document: Document, place: str) -> Span:
    """`120:145` as the words that stand there."""
    read = re.fullmatch(r"(\d{1,9})[:-](\d{1,9})", place.strip())
    if read is None:
        raise OnrecordError(place, "a place is START:END, in characters of the text")
    start, end = int(read[1]), int(read[2])
    if not start < end <= len(document.text):
        raise OnrecordError(place, f"there are no such characters; the text has {len(document.text)}")
    return Span(start, end, document.text[start:end])


def value(action: Action, case: Case, options: Mapping[str, Any], record: Store) -> Any:
    """The value that an option stands for: a model type, a tuple of them, or None."""
    given = options[action]
    if action == "speaker":
        return None if given == NOTHING else speaker(case, given, record)
    if action == "span":
        return tuple(span_at(case.document, one) for one in given)
    if action == "relay":
        return tuple(Relay(one, place_of(case, one)) for one in given if one != NOTHING)
    if action == "issue":
        return tuple(issue(case, one) for one in given if one != NOTHING)
    if given == NOTHING:
        return None
    made = {"addressee": addressee, "setting": setting, "date": date}
    return stance(case, given, options.get("towards")) if action == "stance" else made[action](case, given)


def speaker(case: Case, named: str, record: Store) -> Actor:
    """Somebody of this document, else of the record, else a new name. Raises OnrecordError when several have it."""
    here = [one.speaker for one in case.reading.statements if one.speaker]
    here += [candidate for one in case.reading.statements for candidate in one.candidates]
    for one in here:
        if named in (one.id, one.name) or named.casefold() == one.name.casefold():
            return one
    return actor(record, named, new=True)


def actor(record: Store, named: str, *, new: bool = False) -> Actor:
    known = record.actors(named)
    if len(known) > 1:
        ids = ", ".join(one.id for one in known)
        raise OnrecordError(named, f"several actors have this name; give the id of one of them: {ids}")
    if known:
        return known[0]
    if not new:
        raise OnrecordError(named, f"no actor in {record.path} has this id or name")
    return fresh_actor(named)


def fresh_actor(name: str) -> Actor:
    """With the id that the resolver gives to this name in any page."""
    from onrecord.resolve.actors import actor_of

    if not any(mark.isalnum() for mark in name):
        raise OnrecordError(repr(name), "this is no name")
    return actor_of(" ".join(name.split()), None, None)


def place_of(case: Case, words: str) -> Span:
    """The place given with --at, else where the page has these words nearest to the statement."""
    from onrecord.store.anchoring import nearest

    if case.at is not None:
        return case.at
    start = nearest(case.document.text, words, case.now.anchor.start)
    if start is None:
        raise OnrecordError(words, "the page does not have these words; say with --at START:END which it has for them")
    return Span(start, start + len(words), words)


def addressee(case: Case, words: str) -> Addressee:
    return Addressee(words, place_of(case, words))


def setting(case: Case, words: str) -> Setting:
    return Setting(words, place_of(case, words))


def issue(case: Case, given: str) -> Issue:
    """`ID=LABEL`, or a label; one that the document has already is the same issue."""
    identity, _, label = given.rpartition("=")
    known = [one for statement in case.reading.statements for one in statement.issues]
    for one in known:
        if given in (one.id, one.label):
            return one
    label = label.strip()
    if not label:
        raise OnrecordError(given, "an issue needs a label")
    return Issue(identity or "-".join(label.casefold().split()), label, "codebook", (case.at,) if case.at else ())


def stance(case: Case, label: str, towards: str | None) -> Stance:
    """Raises OnrecordError where nothing says towards what, or which words show it."""
    now = case.now.stance
    target = towards or (now and now.target) or (case.now.issue and case.now.issue.label)
    cue = case.at or (now and now.cue)
    if not target:
        raise OnrecordError("--stance", "say with --towards what it is about")
    if cue is None:
        raise OnrecordError("--stance", "say with --at START:END which words of the page show it")
    return Stance(label, target, cue)  # type: ignore[arg-type]


def date(case: Case, given: str) -> StatedDate:
    """`2031-05`, `2031-05-04/2031-05-06`. Raises OnrecordError for another shape, or where no words say it."""
    value, _, end = given.partition("/")
    precision = next((name for form, name in FORMS.items() if re.fullmatch(form, value, re.ASCII)), None)
    if precision is None or (end and not any(re.fullmatch(form, end, re.ASCII) for form in FORMS)):
        raise OnrecordError(given, "a date is YYYY, YYYY-MM, YYYY-Www, YYYY-MM-DD or with THH:MM; a stretch FROM/TO")
    span = case.at or (case.now.date and case.now.date.span)
    if span is None:
        raise OnrecordError("--date", "say with --at START:END which words of the page tell it")
    return StatedDate(value, precision, span, end or None)  # type: ignore[arg-type]


# actors


def of_actors(record: Store, options: Mapping[str, Any], statement: str | None, signer: Signer) -> list[Judgement]:
    """Merges, new names and splits, in that order."""
    return [
        *(merged(record, one, other, signer) for one, other in options.get("merge") or ()),
        *(renamed(record, one, name, signer) for one, name in options.get("rename") or ()),
        *(split(record, pair, options.get("office") or (), statement, signer) for pair in options.get("split") or ()),
    ]


def merged(record: Store, kept: str, absorbed: str, signer: Signer) -> Judgement:
    from onrecord.store.values import plain

    one, other = actor(record, kept), actor(record, absorbed)
    if one.id == other.id:
        raise OnrecordError(absorbed, f"this is {one.name} already")
    before = {"actors": plain((one, other))}
    return signer.judgement("merge", actors=(one.id, other.id), before=before, after={"actor": plain(one)})


def renamed(record: Store, named: str, name: str, signer: Signer) -> Judgement:
    from onrecord.store.values import plain

    one = actor(record, named)
    after = {"actor": plain(replace(one, name=" ".join(name.split())))}
    return signer.judgement("rename", actors=(one.id,), before={"actor": plain(one)}, after=after)


def split(
    record: Store, pair: tuple[str, str], offices: Sequence[str], statement: str | None, signer: Signer
) -> Judgement:
    from onrecord.store.values import plain

    one, other = actor(record, pair[0]), actor(record, pair[1], new=True)
    if one.id == other.id:
        raise OnrecordError(pair[1], "the other one needs a name of its own, such as one with the office in it")
    documents = [] if statement is None else [case_of(record, statement, None).document.id]
    if not offices and not documents:
        raise OnrecordError("--split", "say by which --office, or in the document of which statement, they differ")
    after = {"actor": plain(other), "offices": list(offices), "documents": documents}
    return signer.judgement("split", actors=(one.id,), before={"actor": plain(one)}, after=after)


def undoing(record: Store, identity: str, signer: Signer) -> Judgement:
    known = [state.judgement.id for state in record.judgements() if state.judgement.id.startswith(identity)]
    if len(known) != 1 or not identity:
        reason = f"several judgements begin so, among them {known[0]} and {known[1]}" if len(known) > 1 else None
        raise OnrecordError(identity, reason or f"no judgement in {record.path} has an id that begins so")
    return signer.judgement("undo", undoes=known[0])


# lines


def told(state: State) -> str:
    """One line: id, time, who, what, about what, and what became of it."""
    judgement = state.judgement
    about = judgement.target.statement if judgement.target else judgement.undoes or ", ".join(judgement.actors)
    parts = [judgement.id, f"{judgement.made:%Y-%m-%d %H:%M}", judgement.by, judgement.action, about, change(judgement)]
    parts.append(f"“{judgement.note}”" if judgement.note else "")
    parts.append(state.state if state.state != "orphan" else f"orphan: {state.reason}")
    return "  ".join(" ".join(part.split()) for part in parts if part)


def change(judgement: Judgement) -> str:
    """`before -> after` of a correction."""
    if judgement.action in (*VERDICTS, "undo"):
        return ""
    return f"{shown(judgement.before)} -> {shown(judgement.after)}"


def shown(values: Mapping[str, Any] | None) -> str:
    words = ", ".join(filter(None, (short(value) for value in (values or {}).values())))
    return (words if len(words) <= SHOWN else words[: SHOWN - 1] + "…") or NOTHING


def short(value: Any) -> str:
    """What a value is known by: its name, label, value or words."""
    if isinstance(value, list):
        return ", ".join(short(one) for one in value)
    if not isinstance(value, Mapping):
        return "" if value is None else str(value)
    known = [value[name] for name in ("name", "label", "value", "text") if isinstance(value.get(name), str)]
    return known[0] if known else short(value.get("span"))


def exported(states: Iterable[State]) -> Iterator[str]:
    from onrecord.store import judgement_object

    for state in states:
        yield json.dumps(judgement_object(state.judgement), ensure_ascii=False)


def imported(lines: Iterable[str], subject: str) -> list[Judgement]:
    """Raises OnrecordError, naming file and line, for what is no judgement; then none of them is taken."""
    return [read(line, f"{subject}: line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def read(line: str, subject: str) -> Judgement:
    from onrecord.store import judgement_of_object

    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise OnrecordError(subject, f"not JSON: {error}") from error
    if not isinstance(value, dict) or value.get("type") != "judgement":
        raise OnrecordError(subject, "not an object whose type is judgement")
    try:
        return judgement_of_object(value)
    except OnrecordError as error:
        raise OnrecordError(subject, f"{error.subject}: {error.reason}") from error
