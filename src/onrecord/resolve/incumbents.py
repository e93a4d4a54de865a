"""Who holds an office that the page prints without a name: `the French president`, by the lists and the page's day.

Comes in: an office as printed, the rows of the lists, the day and the persons named; goes out: rows of one holder.
It invents no name: the page's words stay the name, unless the page itself names the holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.resolve.lists import Listed, one_person
from onrecord.resolve.names import name_words
from onrecord.resolve.offices import content_words, office_of
from onrecord.resolve.states import adjective_of, state_in, state_named
from onrecord.vocabulary import vocabulary

__all__ = ["Named", "incumbent", "listed_office"]


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom the page names in full, and the offices printed with them."""

    name: str
    offices: Sequence[str]


def incumbent(
    phrase: str, rows: Mapping[tuple[str, str], Sequence[Listed]], day: str, persons: Iterable[Named], language: str
) -> tuple[list[Listed], str | None]:
    """The rows of the one person who held the office that day, and the holder's name where the page prints it.

    No rows without a day, for an office or state the lists do not have, for two holders, and where the page prints
    the office with somebody else.
    """
    wanted = listed_office(phrase, language)
    if wanted is None or not day:
        return [], None
    held = [row for row in rows.get(wanted, ()) if row.holds(day)]
    if not held or not one_person(held):
        return [], None
    holders = {name_words(name) for row in held for name in (row.name, *row.aliases)}
    printed = None
    for person in persons:
        if name_words(person.name) in holders:
            printed = person.name
        elif any(same_office(office, wanted, language) for office in person.offices):
            return [], None
    return held, printed


def listed_office(phrase: str, language: str) -> tuple[str, str] | None:
    """(office, state) of `Russian foreign minister` as the lists have them; None for `former president of Malta`."""
    state = state_in(phrase, language)
    office = office_named(phrase, language)
    return None if state is None or office is None else (office, state)


def office_named(phrase: str, language: str) -> str | None:
    read = office_of(phrase, language)
    if read is None or read.changers:
        return None
    words = [word for word in phrase.split() if not is_state(word, language)]
    plain = content_words(" ".join(words), language) - state_words(phrase, language)
    names: Mapping[str, str] = vocabulary(language, "actors").get("listed_offices", {})
    return next((name for words_, name in names.items() if frozenset(words_.split()) == plain), None)


def is_state(word: str, language: str) -> bool:
    bare = word.removesuffix("'s").removesuffix("’s").strip(".,")
    return adjective_of(bare, language) is not None or state_named(bare, language) is not None


def state_words(phrase: str, language: str) -> frozenset[str]:
    """The words of a state's name of some words: `president of the United States`."""
    words = phrase.split()
    for start in range(len(words)):
        for end in range(len(words), start + 1, -1):
            if state_named(" ".join(words[start:end]), language) is not None:
                return content_words(" ".join(words[start:end]), language)
    return frozenset()


def same_office(office: str, wanted: tuple[str, str], language: str) -> bool:
    """Whether an office printed with somebody is the one wanted, of that state or of none."""
    return office_named(office, language) == wanted[0] and state_in(office, language) in (None, wanted[1])
