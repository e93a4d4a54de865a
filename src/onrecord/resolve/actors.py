"""The actors of one article: which names are one person, and what office is printed with them.

Comes in: text and mentions; goes out: a `Cast` that answers for a source's words. It knows one article only.
Two candidates left means none: an invented speaker costs more than a missing one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from onrecord.model import Actor, Mention, Span
from onrecord.resolve.names import (
    Postings,
    bare_name,
    core_and_suffix,
    fits,
    full_names,
    is_only_small,
    name_words,
    with_suffix,
    without_place,
    without_title,
)
from onrecord.resolve.offices import Office, office_at, office_of
from onrecord.resolve.organisations import Organisations, acronyms_of

__all__ = ["Cast", "Person", "actor_of", "cast_of", "person_actor"]

Words = tuple[str, ...]
RECENT = 40
"""Mentions looked back over at most: with more persons than that nobody is the only one."""


@dataclass(slots=True, eq=False)
class Person:
    """One person of the article: the fullest name, all mentions in order, and the words printed as their office."""

    name: str
    mentions: list[Span] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    unclear: bool = False


class Holders:
    """Who holds the offices printed."""

    __slots__ = ("language", "offices", "persons", "postings")

    def __init__(self, persons: Iterable[Person], language: str) -> None:
        self.language, self.postings = language, Postings()
        self.offices: list[Office] = []
        self.persons: list[Person] = []
        for person in persons:
            for office in dict.fromkeys(person.offices):
                if (read := office_of(office, language)) is not None:
                    self.postings.add(read.words)
                    self.offices.append(read)
                    self.persons.append(person)

    def of(self, phrase: str) -> Person | None:
        """The one holder: same head, changed alike, all its words printed with the name."""
        wanted = office_of(phrase, self.language)
        holder: Person | None = None
        for number in self.postings.covering(wanted.words) if wanted else ():
            office = self.offices[number]
            if wanted and (office.head, office.changers) == (wanted.head, wanted.changers):
                if holder is not None and holder is not self.persons[number]:
                    return None
                holder = self.persons[number]
        return holder


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody an article names, in order of appearance, and the language whose small words are used to read them.

    `mentioned` are all mentions of persons in text order, `starts` their starts.
    """

    language: str
    persons: tuple[Person, ...]
    mentioned: tuple[tuple[Span, Person], ...]
    starts: tuple[int, ...]
    holders: Holders
    organisations: Organisations

    def holding(self, office: str) -> Person | None:
        """The one person printed with an office whose words include these: `the minister` for `the health minister`."""
        return self.holders.of(office)

    def organisation(self, words: str) -> str | None:
        """The one organisation that a name, or the short form of one (`the ministry`, `the Department`), can mean."""
        return self.organisations.meant(words)

    def within(self, since: int, until: int) -> list[tuple[Span, Person]]:
        """Mentions that begin in [since, until), in text order; of very many the last ones only."""
        first, last = bisect_left(self.starts, since), bisect_left(self.starts, until)
        return list(self.mentioned[max(first, last - RECENT) : last])

    def inside(self, place: Span) -> list[tuple[Span, Person]]:
        """Mentions within a span; a possessive ending may stand out of it."""
        return [(s, p) for s, p in self.within(place.start, place.end) if s.end <= place.end + 2]


def cast_of(text: str, mentions: Sequence[Mention], language: str) -> Cast:
    acronyms = acronyms_of(text)
    named, organisations = names_of(text, mentions, acronyms, language)
    persons = persons_of(named, language)
    full = full_names(text, language)
    for person in persons:
        person.mentions.sort(key=lambda span: span.start)
        person.offices += [office for m in person.mentions if (office := office_at(text, m, language))]
        person.name = person.name if person.unclear else fuller_name(person.name, full)
    persons.sort(key=lambda p: p.mentions[0].start)
    mentioned = sorted(((m, p) for p in persons for m in p.mentions), key=lambda pair: pair[0].start)
    starts = tuple(span.start for span, _ in mentioned)
    companies = Organisations(organisations, acronyms, language)
    return Cast(language, tuple(persons), tuple(mentioned), starts, Holders(persons, language), companies)


def names_of(
    text: str, mentions: Sequence[Mention], acronyms: Mapping[str, str], language: str
) -> tuple[list[Span], list[Span]]:
    """Persons and organisations; what an article introduces as an acronym is no person."""
    places = {m.span.text for m in mentions if m.kind == "place"}
    persons, organisations = [], []
    for mention in mentions:
        company = bare_name(mention.span.text) in acronyms
        if mention.kind == "organisation" or (company and mention.kind == "person"):
            organisations.append(mention.span)
        elif mention.kind == "person" and not is_only_small(mention.span.text, language):
            name = without_title(without_place(mention.span, places), language)
            persons.append(with_suffix(text, name, language))
    return persons, organisations


def persons_of(spans: Sequence[Span], language: str) -> list[Person]:
    """Names put together, the fullest first; a name short for two persons is a person of its own, unclear."""
    by_words: dict[Words, list[Span]] = {}
    for span in spans:
        by_words.setdefault(name_words(span.text), []).append(span)
    persons: list[Person] = []
    known: list[tuple[Words, Person]] = []
    postings = Postings()
    for words in sorted(by_words, key=len, reverse=True):
        core, _ = core_and_suffix(words, language)
        covering = (known[number] for number in postings.covering(core))
        same = list(islice((p for full, p in covering if fits(words, full, language)), 2))
        if len(same) == 1:
            same[0].mentions += by_words[words]
            continue
        person = Person(bare_name(by_words[words][0].text), list(by_words[words]), unclear=bool(same))
        persons.append(person)
        if not person.unclear:
            postings.add(core)
            known.append((words, person))
    return persons


def fuller_name(name: str, full: Mapping[str, set[str]]) -> str:
    """The name as the article prints it in full, where the mentions have its last word only."""
    found = full.get(name.lower(), set()) if len(name_words(name)) == 1 else set()
    return next(iter(found)) if len(found) == 1 else name


def actor_of(name: str, office: str | None, kind: str | None) -> Actor:
    """An actor whose id is the same wherever the same name is printed."""
    digest = sha256(" ".join(name_words(name)).encode()).hexdigest()[:16]
    return Actor(f"a{digest}", name, office, kind)  # type: ignore[arg-type]


def person_actor(person: Person) -> Actor:
    return actor_of(person.name, person.offices[0] if person.offices else None, "person")
