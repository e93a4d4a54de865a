"""The actors of one article: which names are one person, and what office is printed with them.

Comes in: text and mentions; goes out: a `Cast` that answers for a source's words. It knows one article only.
Two candidates left means none: an invented speaker costs more than a missing one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from onrecord.model import Actor, Mention, Span
from onrecord.resolve.names import (
    Postings,
    bare_name,
    core_and_suffix,
    fits,
    folded,
    from_given_name,
    full_names,
    given_names,
    is_only_small,
    name_words,
    named_again,
    printed_names,
    whole_name,
    with_suffix,
    without_place,
    without_title,
    words_of,
    words_without_names,
)
from onrecord.resolve.offices import Office, office_at, office_of
from onrecord.resolve.organisations import Organisations, acronyms_of, with_bracketed
from onrecord.resolve.states import folded_places, place_names, place_words

__all__ = ["Cast", "Person", "actor_of", "cast_of", "person_actor"]

Words = tuple[str, ...]
MISSPELT = 1
"""Letters in which two spellings of a name may differ."""
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
        return self.titled(phrase) or self.leading(phrase)

    def leading(self, phrase: str) -> Person | None:
        """The one who leads the same body by another word: `the boss of Quint Harbour`, printed as its chairman."""
        leaders = words_of(self.language, "leaders")
        wanted = office_of(phrase, self.language)
        body = wanted.words - leaders if wanted and wanted.head in leaders and not wanted.changers else frozenset()
        found = {
            id(self.persons[number]): self.persons[number]
            for number in self.postings.covering(body)
            if self.offices[number].head in leaders and not self.offices[number].changers
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def titled(self, phrase: str) -> Person | None:
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
    text: str = ""

    def holding(self, office: str) -> Person | None:
        """The one person printed with an office whose words include these: `the minister` for `the health minister`."""
        return self.holders.of(office)

    def fuller(self, person: Person) -> list[Person]:
        """The persons whose name this one may be short for."""
        words = name_words(person.name)
        others = (p for p in self.persons if p is not person and not p.unclear)
        return list(islice((p for p in others if fits(words, name_words(p.name), self.language)), 6))

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


def cast_of(text: str, mentions: Sequence[Mention], language: str, sources: Sequence[Span] = ()) -> Cast:
    """The cast of an article; `sources` are those who are quoted in it, whose names are looked at more closely."""
    bodies = [mention.span for mention in mentions if mention.kind == "organisation"]
    acronyms = with_bracketed(text, bodies, acronyms_of(text))
    no_names = words_without_names(text, language)
    states = place_words(language)
    quoted = [
        Mention(name, "person") for source in sources if (name := name_at_end(source, no_names | states, language))
    ]
    named, organisations = names_of(text, [*mentions, *quoted], acronyms, language, no_names)
    full = full_names(text, no_names | states)
    persons = persons_of(named, language)
    for person in persons:
        person.mentions.sort(key=lambda span: span.start)
        person.offices += [office for m in person.mentions if (office := office_at(text, m, language))]
        person.offices += titles_in(person.mentions, language)
        person.name = unroyal(person.name if person.unclear else fuller_name(person.name, full), language)
    persons = settled(joined(persons), text, language)
    persons.sort(key=lambda p: p.mentions[0].start)
    mentioned = sorted(((m, p) for p in persons for m in p.mentions), key=lambda pair: pair[0].start)
    starts = tuple(span.start for span, _ in mentioned)
    companies = Organisations(text, organisations, acronyms, language)
    return Cast(language, tuple(persons), tuple(mentioned), starts, Holders(persons, language), companies, text)


NAMED_OF = re.compile(
    r"((?:[A-Z][\w’'-]*\.? (?:bin |al-|van |von |de )?){2,6}?[A-Z][\w’'-]*) (?:of|from) (?:the )?[A-Z][^,]*$"
)
"""A title and a name with where they are from."""


def titles_in(mentions: Sequence[Span], language: str) -> list[str]:
    """`King` of `King Haldor`: a title that is part of the name is the office as well."""
    offices = words_of(language, "kept_titles") & words_of(language, "offices")
    first = (mention.text.split(" ")[0] for mention in mentions if " " in mention.text)
    return list(dict.fromkeys(word for word in first if word.lower() in offices))


def names_of(
    text: str, mentions: Sequence[Mention], acronyms: Mapping[str, str], language: str, no_names: frozenset[str]
) -> tuple[list[Span], list[Span]]:
    """Persons and organisations; what an article introduces as an acronym is no person.

    Names are taken from the mentions, and where the text prints a known given name or a last name again.
    """
    printed = printed_alone(text, [m.span for m in mentions if m.kind == "place"])
    places, countries = printed | place_names(language), folded_places(language)
    unnamed = no_names | countries | set(map(folded, printed))
    persons, organisations = {span.start: span for span in printed_names(text, no_names | countries, language)}, []
    companies = {bare_name(m.span.text) for m in mentions if m.kind == "person" and is_company(text, m.span, language)}
    bodies = mostly_bodies(mentions, persons.values()) | companies | firsts(companies, mentions)
    for mention in mentions:
        company = bare_name(mention.span.text) in acronyms or bare_name(mention.span.text) in bodies
        if mention.kind == "organisation" or (company and mention.kind == "person"):
            organisations.append(whole_name(text, whole_body(text, mention.span), no_names, person=False))
        elif mention.kind == "person" and not is_no_person(mention.span.text, language):
            name = person_name(text, mention.span, places, unnamed, language)
            if not is_no_person(name.text, language):
                persons.setdefault(name.start, name)
    known = {words for name in persons.values() if (words := name_words(name.text))}
    known |= {words[-1:] for words in known if words[-1] not in no_names}
    given = {span.start for span in persons.values() if " " in span.text}
    surnames = {words[-1] for words in known if len(words) > 1}
    taken = {
        m.span.start
        for m in mentions
        if m.kind == "place" and folded(m.span.text) in countries and folded(m.span.text) not in surnames
    } - given
    for name in named_again(text, known):
        if name.start not in taken and name.text not in bodies:
            persons.setdefault(name.start, name)
    return [with_suffix(text, name, language) for name in apart(persons.values())], organisations


def is_company(text: str, name: Span, language: str) -> bool:
    """Whether a name goes on as a body's: `Quint Harbour`, of `Quint Harbour Company`."""
    after = re.match(r" ([A-Z][a-z]+)\b", text[name.end : name.end + 30])
    return after is not None and after[1].lower() in words_of(language, "organisation_words")


def firsts(companies: Collection[str], mentions: Sequence[Mention]) -> frozenset[str]:
    """The first words of companies that persons do not bear as well: `Quint`, of `Quint Harbour Company`."""
    others = [m.span.text for m in mentions if m.kind == "person" and " " in m.span.text]
    last = {name.rpartition(" ")[2] for name in others if name not in companies}
    return frozenset(first for name in companies if (first := name.partition(" ")[0]) not in last)


def mostly_bodies(mentions: Sequence[Mention], persons: Iterable[Span]) -> frozenset[str]:
    """Names of one word that are organisations at least as often as persons, and no person's last name."""
    count: Counter[tuple[str, str]] = Counter((bare_name(m.span.text), m.kind) for m in mentions)
    full = [*persons, *(m.span for m in mentions if m.kind == "person")]
    last = {bare_name(span.text).rpartition(" ")[2] for span in full if " " in span.text}
    return frozenset(
        name
        for name, kind in count
        if kind == "organisation"
        and " " not in name
        and name not in last
        and (name.isupper() or count[name, "person"] <= count[name, kind])
    )


def name_at_end(source: Span, no_names: Collection[str], language: str) -> Span | None:
    """The name behind a role in a source: `the group's chairman, Milo Berg`, `pilot Milo Berg`."""
    words = before_body(source.text).split(" ")
    at = len(words)
    while at and re.match(r"(?:[ae]l-)?[^\W\d_a-zà-ÿ]", words[at - 1]) and folded(words[at - 1]) not in no_names:
        at -= 1
        if at and words[at - 1].endswith(","):
            break
    count = len(words) - at
    roles = words_of(language, "offices", "role_nouns", "general_roles", "kin")
    before = [word.lower().strip(",'’") for word in words[:at]]
    if not 1 <= count <= 4 or not any(is_role_word(word, roles, language) for word in before):
        return None
    apposed = words[at - 1].endswith(",")
    if not apposed and (before[-1] in words_of(language, "before_dependents") or words[at - 1][:1].isupper()):
        return None
    if before[-1] in ("and", "y", "e", "&") or before[-1] in words_of(language, "organisation_words"):
        return None  # `commissioner of Fishing and Public Works`, `of the group Quint Front`
    if not apposed and count == 1 and not is_role_word(before[-1], roles, language):
        return None
    while len(words) - at > 1 and words[-1].isupper() and len(words[-1]) < 4:
        words.pop()  # `Mara Quint QC`
    name = " ".join(words[at:])
    return None if is_no_person(name, language) else placed(source, name)


def before_body(source: str) -> str:
    """`Crown Prince Haldor bin Quint`, of the same `of Malta`; `mayor of Port Ellery` stays whole."""
    match = NAMED_OF.match(source)
    return match[1] if match else source


def placed(source: Span, name: str) -> Span:
    start = source.start + source.text.rindex(name)
    return Span(start, start + len(name), name)


def is_role_word(word: str, roles: Collection[str], language: str) -> bool:
    endings = tuple(words_of(language, "role_endings"))
    return any(part in roles for part in word.split("-")) or bool(endings and word.endswith(endings) and len(word) > 5)


def printed_alone(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """Names that no other capitalised word stands beside."""
    return frozenset(
        span.text
        for span in spans
        if not re.match(r" [^\W\d_a-zà-ÿ]", text[span.end : span.end + 2])
        and not re.search(r"[^\W\d_a-zà-ÿ][\w'’-]* $", text[max(0, span.start - 20) : span.start])
    )


LETTERS_AFTER = re.compile(r"( [^\W\d_]{3,})(?: (?![IVX]+\b)[A-Z]{2,3})+$")
"""`Mara Quint QC`, not `Ivo Quint III`."""


def person_name(text: str, span: Span, places: Collection[str], unnamed: Collection[str], language: str) -> Span:
    """A mention's name in full, without the title and place before it and the letters behind it."""
    if " " in span.text and (bare := LETTERS_AFTER.sub(r"\1", span.text)) != span.text:
        span = Span(span.start, span.start + len(bare), bare)
    whole = whole_name(text, span, unnamed, person=True)
    given = from_given_name(whole)
    before = whole.text[: len(whole.text) - len(given.text)].split()
    if whole.start == span.start and before and not any(folded(word).strip(".,") in unnamed for word in before):
        given = whole  # `Orlan Mara Quint`, tagged as one name
    return without_title(without_place(given, places), language)


def is_no_person(name: str, language: str) -> bool:
    bodies, words = words_of(language, "organisation_words"), name.lower().split()
    offices = words_of(language, "offices", "role_nouns", "no_names")
    first, _, rest = name.partition(" ")
    initials = bool(rest) and first.isupper() and 1 < len(first.rstrip(".")) < 5
    return (
        is_only_small(name, language)
        or (initials and "." not in name)
        or any(w in bodies for w in words)
        or all(w in offices for w in words)
    )


BODY = re.compile(r"(?: [A-Z][\w’'-]*){1,3}(?: of(?: the)?(?: [A-Z][\w’'-]*){1,4})?")


def whole_body(text: str, span: Span) -> Span:
    """The name of an organisation with the capitalised words behind it that a mention leaves out."""
    rest = BODY.match(text, span.end)
    return Span(span.start, rest.end(), text[span.start : rest.end()]) if rest else span


def apart(names: Iterable[Span]) -> list[Span]:
    """Of names that overlap, the first, and of those the longest."""
    out: list[Span] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not out or name.start >= out[-1].end:
            out.append(name)
    return out


def joined(persons: Sequence[Person]) -> list[Person]:
    """Persons whose fullest names turn out to be one name, or one misspelt, are one."""
    by_name: dict[tuple[str, str], list[Person]] = {}
    out = []
    for person in persons:
        words = name_words(person.name) or ("",)
        alike = by_name.setdefault((words[0][:2], words[-1]), [])
        same = None if person.unclear else next((p for p in alike[:RECENT] if nearly(p.name, person.name)), person)
        if same is person:
            alike.append(person)
        if same is None or same is person:
            out.append(person)
            continue
        if times(person.name, person) > times(same.name, same):
            same.name = person.name
        same.mentions = sorted([*same.mentions, *person.mentions], key=lambda span: span.start)
        same.offices += person.offices
    return out


def times(name: str, person: Person) -> int:
    return sum(bare_name(mention.text) == name for mention in person.mentions)


def settled(persons: Sequence[Person], text: str, language: str) -> list[Person]:
    """Mentions of a last name that two persons bear, given to the one whom the article calls so."""
    out = [person for person in persons if not person.unclear]
    known, postings = list(out), Postings()
    for person in known:
        postings.add(name_words(person.name))
    for person in persons:
        if not person.unclear:
            continue
        words = name_words(person.name)
        covering = (known[number] for number in postings.covering(words))
        bearers = list(islice((p for p in covering if fits(words, name_words(p.name), language)), 6))
        whose = called_so(person, bearers, text, language)
        if whose is None:
            out.append(person)
        else:
            whose.mentions = sorted([*whose.mentions, *person.mentions], key=lambda span: span.start)
            whose.offices += person.offices
    return out


def called_so(short: Person, bearers: Sequence[Person], text: str, language: str) -> Person | None:
    """The only one left, or the only one named before, without those who are printed as somebody's kin."""
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    first = min(mention.start for mention in short.mentions)
    before = [person for person in bearers if min(m.start for m in person.mentions) < first]
    strangers = [person for person in before if not is_kin(person, text, language)]
    chosen = strangers or before
    return chosen[0] if len(chosen) == 1 else None


def is_kin(person: Person, text: str, language: str) -> bool:
    """Whether a person is introduced by kinship: `his son Ivo Quint`."""
    start = min(mention.start for mention in person.mentions)
    before = re.findall(r"[\w-]+", text[max(0, start - 40) : start].rpartition(".")[2])[-3:]
    return any(word.lower() in words_of(language, "kin") for word in before)


def persons_of(spans: Sequence[Span], language: str) -> list[Person]:
    """Names put together, the fullest first; a name short for two persons is a person of its own, unclear."""
    by_words: dict[Words, list[Span]] = {}
    for span in spans:
        by_words.setdefault(name_words(span.text), []).append(span)
    persons: list[Person] = []
    known: list[tuple[Words, Person]] = []
    postings = Postings()
    for words in sorted(by_words, key=len, reverse=True):
        core, _ = core_and_suffix(without_royal(words, language), language)
        covering = [known[number] for number in postings.covering(core)]
        same = list(islice((p for full, p in covering if fits(without_royal(words, language), full, language)), 2))
        if not same and len(words) == 1:  # `Hale`, of `Robert Hale Jr.` alone
            same = [p for full, p in covering if core_and_suffix(full, language)[0][-1:] == words][:2]
            first = min(span.start for span in by_words[words])
            same = [p for p in same if min(span.start for span in p.mentions) < first]
        if len(same) == 1:
            same[0].mentions += by_words[words]
            continue
        person = Person(spelling(by_words[words]), list(by_words[words]), unclear=bool(same))
        persons.append(person)
        if not person.unclear:
            postings.add(core)
            known.append((words, person))
    return persons


def without_royal(words: Words, language: str) -> Words:
    """`ubolrat`, of `princess ubolrat`: the title is no part of what the name is short for."""
    return words[1:] if len(words) > 1 and words[0] in words_of(language, "royal_titles") else words


def unroyal(name: str, language: str) -> str:
    """`Haldor Quint` of `King Haldor Quint`; `King Haldor`, `King Haldor II` stay."""
    first, _, rest = name.partition(" ")
    parts = rest.split(" ")
    royal = first.lower() in words_of(language, "royal_titles")
    return rest if royal and len(parts) > 1 and len(parts[1]) > 3 else name


def spelling(spans: Sequence[Span]) -> str:
    """The name as printed, the first time with all its accents: `Erdoğan` rather than `Erdogan`."""
    return max((bare_name(span.text) for span in spans), key=lambda name: sum(not c.isascii() for c in name))


def fuller_name(name: str, full: Mapping[str, Counter[str]]) -> str:
    """The name as the article prints it in full, where the mentions have less of it; of misspellings the commonest."""
    words = name_words(name)
    printed = full.get(folded(name.rsplit(" ", 1)[-1]), Counter())
    longer = [other for other, _ in printed.most_common() if is_end(words, name_words(other))]
    if len(words) > 1:  # `El Mundo Mara Quint`
        longer = [n for n in longer if name_words(n)[0] in given_names() and len(name_words(n)) <= len(words) + 1]
    outermost = [
        n for n in longer if not any(n != other and is_end(name_words(n), name_words(other)) for other in longer)
    ]
    return outermost[0] if outermost and all(nearly(outermost[0], other) for other in outermost) else name


def nearly(one: str, other: str) -> bool:
    """Whether two names are one but for a letter or two: `Kristen`, `Kristin`."""
    first, second = "".join(name_words(one)), "".join(name_words(other))
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) <= MISSPELT


def is_end(short: Words, full: Words) -> bool:
    return len(short) < len(full) and full[-len(short) :] == short


def actor_of(
    name: str, office: str | None, kind: str | None, *, state: str | None = None, organisation: str | None = None
) -> Actor:
    """An actor whose id is the same wherever the same name is printed; a state's wherever that state is named."""
    key = f"state {state}" if kind == "state" else " ".join(name_words(name))
    digest = sha256(key.encode()).hexdigest()[:16]
    return Actor(f"a{digest}", name, office, kind, None, organisation, state)  # type: ignore[arg-type]


def person_actor(person: Person, office: str | None = None) -> Actor:
    return actor_of(person.name, office or (person.offices[0] if person.offices else None), "person")
