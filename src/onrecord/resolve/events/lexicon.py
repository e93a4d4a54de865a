"""What words tell an event, and of which kind.

Comes in: a language; goes out: its Lexicon, made of `events.toml`. It reads no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Quad
from onrecord.resolve.events.words import Form, forms_of
from onrecord.resolve.states import longest_by_first
from onrecord.vocabulary import vocabulary

__all__ = ["Entry", "Lexicon", "class_of", "lexicon", "quad_of"]

ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
"""PLOVER class of a CAMEO root, as NGEC has them."""
FINER = {
    "084": "RETREAT", "085": "RETREAT", "086": "RETREAT", "087": "RETREAT", "163": "COERCE", "175": "ASSAULT",
    "191": "COERCE", "192": "COERCE",
}  # fmt: skip
"""Where the root alone does not decide."""
QUADS: dict[str, Quad] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}


def class_of(code: str) -> str | None:
    """The PLOVER class of a CAMEO code of two digits or more; None for a code without one (01, statements)."""
    return FINER.get(code[:3]) or ROOTS.get(code[:2])


def quad_of(plover: str | None) -> Quad | None:
    """Verbal or material, cooperation or conflict."""
    return QUADS.get(plover or "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb's code; it counts where one of `objects` is near and one of `behind` follows, if any are asked for."""

    code: str
    objects: frozenset[str]
    behind: frozenset[str]
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`forms` gives the verbs a form may be of, `entries` the entries of a verb, the strictest first.

    `grammar` are the lists of that table by their own names. `longest` is how many words the longest of the `agents
    names` has that begins with a word."""

    language: str
    forms: Mapping[str, tuple[tuple[str, Form], ...]]
    entries: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, str]
    occasions: Mapping[str, str]
    acts: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    grammar: Mapping[str, frozenset[str]]
    adverb_endings: tuple[str, ...]
    longest: Mapping[str, int]

    def has(self, name: str, word: str) -> bool:
        """Whether a word is in a list: `grammar be`, `governors aspect`, `agents state`."""
        return word in self.lists.get(name, ())

    def act_of(self, cue: str) -> str | None:
        """The CAMEO code of the act that a cue names: `reiterated its demand`."""
        words = cue.lower().split()
        return next((code for word in words for stem, code in self.acts.items() if word.startswith(stem)), None)

    def is_adverb(self, word: str) -> bool:
        if self.has("grammar adverbs", word):
            return True
        return len(word) > 4 and word.endswith(self.adverb_endings) and not self.has("grammar no_adverbs", word)


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language; None where it has no list."""
    own = vocabulary(language, "events")
    if not own:
        return None
    entries = entries_of(own)
    forms: dict[str, dict[tuple[str, Form], None]] = {}
    for verb in entries:
        for form, shown in forms_of(verb, language, own.get("irregular", {})):
            forms.setdefault(form, {})[(verb, shown)] = None
    return Lexicon(
        language,
        {form: tuple(found) for form, found in forms.items()},
        entries,
        by_word(own.get("nouns", {})),
        by_word(own.get("occasions", {})),
        by_word(own.get("acts", {})),
        {
            f"{table} {name}": frozenset(words)
            for table in ("grammar", "governors", "agents")
            for name, words in own[table].items()
        },
        {name: frozenset(words) for name, words in own["grammar"].items()},
        tuple(own["grammar"].get("adverb_endings", ())),
        longest_by_first(own["agents"].get("names", ())),
    )


def by_word(listed: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: code for code, words in listed.items() for word in words}


def entries_of(own: Mapping[str, Any]) -> dict[str, tuple[Entry, ...]]:
    """Entries by verb."""
    sets = own.get("sets", {})
    found: dict[str, list[Entry]] = {}
    for code, lines in own["codes"].items():
        for line in lines:
            for verb, entry in read(line, code, sets):
                found.setdefault(verb, []).append(entry)
    return {verb: tuple(sorted(entries, key=strictness, reverse=True)) for verb, entries in found.items()}


def strictness(entry: Entry) -> tuple[bool, bool, bool]:
    return bool(entry.objects), bool(entry.particle), bool(entry.behind)


def read(line: str, code: str, sets: Mapping[str, list[str]]) -> Iterable[tuple[str, Entry]]:
    """`hold host : talks meeting`, `break_off : relations`, `work + with`."""
    head, _, tail = line.partition(":")
    verbs, _, behind = head.partition("+")
    objects = {word for name in tail.split() for word in (sets[name[1:]] if name[0] == "@" else [name])}
    for verb in verbs.split():
        base, _, particle = verb.partition("_")
        yield base, Entry(code, frozenset(objects), frozenset(behind.split()), particle)
