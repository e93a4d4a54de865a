"""Events against PLOVER gold records: class, source and target of the best event of each sentence.

Comes in: a JSON file of PLOVER records (`text`, `event`, `source`, `target`); goes out: figures. It tunes nothing.
Run as `python evaluation/events.py GOLD.json [--wrong] [--dictionary FILE]`. Class names of before 2021 are read as
those of today. With a verb dictionary in the form of TABARI and PETRARCH, the floor beside it: the class of the first
verb listed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord import capture, document, language, quotation, resolve
from onrecord.model import Actor, Event
from onrecord.resolve.events import class_of, events_of
from onrecord.resolve.events.words import forms_of
from onrecord.settings import Settings

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
SMALL = frozenset(("the", "of", "a", "an", "and", "in"))


@dataclass(frozen=True, slots=True)
class Scored:
    """One record: the class wanted and found (None: no event), whether any event has it, source and target by actor."""

    text: str
    wanted: str
    events: tuple[Event, ...]
    found: Event | None
    any_right: bool
    source: bool | None
    target: bool | None


def read(text: str) -> tuple[Event, ...]:
    """The events of a text by itself."""
    page = document.build(capture.capture_text(text + "\n"))
    analysis = language.analyse(page)
    quotations = quotation.confident(quotation.find(page, analysis), Settings().confidence, analysis.quoted)
    return events_of(page, analysis, resolve.resolve(page, analysis, quotations))


def score(record: Mapping[str, Any]) -> Scored:
    """The best event is the one that tells most parties, the first of equal ones."""
    wanted = RENAMED.get(record["event"], record["event"])
    events = read(record["text"])
    best = max(events, key=lambda one: (one.actor is not None) + (one.recipient is not None), default=None)
    fitting = next((one for one in events if one.plover == wanted), best)
    source, target = parties(record, "source"), parties(record, "target")
    return Scored(
        record["text"],
        wanted,
        events,
        best,
        any(one.plover == wanted for one in events),
        matches(fitting.actor if fitting else None, source) if source else None,
        matches(fitting.recipient if fitting else None, target) if target else None,
    )


def parties(record: Mapping[str, Any], name: str) -> list[Mapping[str, str]]:
    """The actors of a side; none where the gold has an empty text."""
    found = record.get(name)
    return found if isinstance(found, list) else []


def matches(actor: Actor | None, wanted: Sequence[Mapping[str, str]]) -> bool:
    """Same state, or a word of the gold's name in the actor's."""
    if actor is None:
        return False
    words = tokens(" ".join(filter(None, (actor.name, actor.office, actor.organisation))))
    codes = {one.get("code", "")[:3] for one in wanted}
    return actor.state in codes or any(words & tokens(one.get("actorText", "")) for one in wanted)


def tokens(text: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"\w+", text.lower())} - SMALL


def report(scored: Sequence[Scored]) -> str:
    """Figures over all records, then by class."""
    found = [one for one in scored if one.found is not None]
    right = sum(is_right(one) for one in scored)
    told = sum(len(one.events) for one in scored)
    lines = [
        f"records {len(scored)}, with an event {len(found)}",
        f"class of the best event {share(right, len(scored))}; of those found {share(right, len(found))}",
        f"class among the events {share(sum(one.any_right for one in scored), len(scored))}; events {told}",
        *(sides(scored, name) for name in ("source", "target")),
    ]
    for wanted in sorted({one.wanted for one in scored}):
        those = [one for one in scored if one.wanted == wanted]
        lines.append(f"  {wanted:10} {share(sum(is_right(one) for one in those), len(those))}")
    return "\n".join(lines)


def is_right(one: Scored) -> bool:
    return one.found is not None and one.found.plover == one.wanted


def sides(scored: Sequence[Scored], name: str) -> str:
    """Of all that the gold names, and of those that were named."""
    asked = [one for one in scored if getattr(one, name) is not None]
    named = [one for one in asked if given(one, name)]
    right = sum(getattr(one, name) for one in asked)
    return f"{name} {share(right, len(asked))}; of those named {share(right, len(named))}"


def given(one: Scored, name: str) -> bool:
    fitting = next((event for event in one.events if event.plover == one.wanted), one.found)
    return fitting is not None and (fitting.actor if name == "source" else fitting.recipient) is not None


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:.3f}" if whole else "none"


BLOCK = re.compile(r"---\s*\S+\s*\[:?(\d{3,4}|---)\]")
VERB = re.compile(r"([A-Z]+)\s*(?:\{([^}]*)\})?\s*(?:\[:?(\d{3,4}|---)\])?")


def listed(path: Path) -> dict[str, str]:
    """PLOVER class by form of each verb of one word in a dictionary, by its own code; patterns are left out."""
    found: dict[str, str] = {}
    code = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if block := BLOCK.match(line):
            code = block[1]
        elif code and (verb := VERB.match(line)) and verb[1].isalpha():
            plover = class_of((verb[3] or code)[:3])
            forms = [form for form, _ in forms_of(verb[1].lower(), "en", {})] + (verb[2] or "").lower().split()
            found |= {form: plover for form in forms if plover and form not in found}
    return found


def floor(records: Sequence[Mapping[str, Any]], path: Path) -> str:
    """How often the class of the first listed verb of a record is right."""
    classes, hits = listed(path), list[bool]()
    for record in records:
        words = re.findall(r"\w+", record["text"].lower())
        first = next((classes[word] for word in words if word in classes), None)
        if first:
            hits.append(first == RENAMED.get(record["event"], record["event"]))
    return f"first verb of {path.name}: {share(sum(hits), len(records))}; of those found {share(sum(hits), len(hits))}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print the sentences whose class is wrong")
    parser.add_argument("--dictionary", type=Path, help="verb dictionary to compare with")
    options = parser.parse_args(arguments)
    records = json.loads(options.gold.read_text(encoding="utf-8"))
    scored = [score(record) for record in records]
    print(report(scored))
    if options.dictionary:
        print(floor(records, options.dictionary))
    for one in scored if options.wrong else ():
        if one.found is None or one.found.plover != one.wanted:
            print(f"{one.wanted} <- {[(e.plover, e.span.text) for e in one.events]}: {one.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
