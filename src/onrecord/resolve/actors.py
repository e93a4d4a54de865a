"""The actors of one article: which names are one person, and what office is printed with them.

Comes in: text and mentions; goes out: a `Cast` that answers for a source's words. It knows one article only.
Two candidates left means none: an invented speaker costs more than a missing one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from onrecord.model import Actor, Mention, Span
from onrecord.vocabulary import vocabulary

__all__ = ["Cast", "Person", "cast_of"]

SHORT = 2
"""Words that the short form of an organisation's name has at most."""
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")


@dataclass(slots=True)
class Person:
    """One person of the article: the fullest name, all mentions, and the words printed as their office."""

    name: str
    mentions: list[Span] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody an article names, in order of appearance, and the language whose small words are used to read them."""

    language: str
    persons: tuple[Person, ...]
    organisations: tuple[Span, ...]
    places: tuple[Span, ...]

    def named(self, name: str) -> Person | None:
        """The one person that a full or short name can mean."""
        wanted = name_words(name)
        fitting = [p for p in self.persons if fits(wanted, name_words(p.name))]
        return fitting[0] if len(fitting) == 1 else None

    def holding(self, office: str) -> Person | None:
        """The one person printed with an office whose words include these: `the minister` for `the health minister`."""
        wanted = content_words(office, self.language)
        fitting = [p for p in self.persons if any(same_office(wanted, o, self.language) for o in p.offices)]
        return fitting[0] if wanted and len(fitting) == 1 else None

    def organisation(self, words: str) -> str | None:
        """The one organisation that a name, or the short form of one (`the ministry`, `the Department`), can mean."""
        names = {bare_name(span.text) for span in self.organisations}
        if words in names:
            longer = {name for name in names if name != words and name.endswith(words) and len(name.split()) <= 8}
            return words if len(longer) != 1 else longer.pop()
        wanted = content_words(words, self.language)
        if not wanted or len(wanted) > SHORT:
            return None
        fitting = {name for name in names if wanted < content_words(name, self.language)}
        fitting -= {name for name in fitting if any(name != other and name in other for other in fitting)}
        return fitting.pop() if len(fitting) == 1 else None

    def before(self, place: int, *, since: int) -> list[Person]:
        """Persons mentioned in [since, place), the last mentioned first."""
        last = {id(p): max((m.start for m in p.mentions if since <= m.start < place), default=-1) for p in self.persons}
        return sorted((p for p in self.persons if last[id(p)] >= 0), key=lambda p: -last[id(p)])


def cast_of(text: str, mentions: Sequence[Mention], language: str) -> Cast:
    persons: list[Person] = []
    places = {m.span.text for m in mentions if m.kind == "place"}
    named = [without_place(m.span, places) for m in mentions if m.kind == "person"]
    for span in sorted(named, key=lambda s: -len(name_words(s.text))):
        name = bare_name(span.text)
        same = [p for p in persons if one_person(name_words(name), name_words(p.name))]
        if len(same) == 1:
            same[0].mentions.append(span)
        elif not same and name:
            persons.append(Person(name, [span]))
    for person in persons:
        person.mentions.sort(key=lambda span: span.start)
        person.offices += [office for m in person.mentions if (office := office_at(text, m, language))]
        person.name = fuller_name(text, person.name, language)
    persons.sort(key=lambda p: p.mentions[0].start)
    spans = {kind: tuple(m.span for m in mentions if m.kind == kind) for kind in ("organisation", "place")}
    return Cast(language, tuple(persons), spans["organisation"], spans["place"])


def bare_name(name: str) -> str:
    return re.sub(r"['’]s?$", "", name).strip(" ,.")


def without_place(name: Span, places: Collection[str]) -> Span:
    """`Malta Mara Quint`, from `president of Malta Mara Quint`, without the place."""
    leading = max((p for p in places if name.text.startswith(f"{p} ")), key=len, default="")
    rest = name.text[len(leading) :].lstrip()
    return Span(name.end - len(rest), name.end, rest) if leading and len(rest.split()) > 1 else name


def name_words(name: str) -> list[str]:
    return [word.rstrip(".").lower() for word in WORD.findall(bare_name(name))]


def fits(short: list[str], full: list[str]) -> bool:
    """Whether a name may be short for another: its last word is among the last ones, and nothing contradicts it."""
    if not short or not full:
        return False
    return set(short) <= set(full) and (short[-1] == full[-1] or (len(short) == 1 and short[0] in full))


def one_person(name: list[str], known: list[str]) -> bool:
    """Whether two names are one person's: one is short for the other, or they differ by a slip in the first name."""
    if fits(name, known):
        return True
    return len(name) == len(known) > 1 and name[1:] == known[1:] and name[0][:4] == known[0][:4] and len(known[0]) > 4


def fuller_name(text: str, name: str, language: str) -> str:
    """The name as the article prints it in full, where the mentions have its last word only."""
    if len(name_words(name)) != 1:
        return name
    small = offices(language) | frozenset(vocabulary(language, "actors").get("small_words", ()))
    found: Counter[str] = Counter()
    for match in re.finditer(rf"\b((?:[A-Z][\w’'-]+\.? ){{1,2}}){re.escape(name)}\b(?! [A-Z])", text):
        words = match.group(1).split()
        while words and (words[0].lower() in small or words[0].isupper()):
            words.pop(0)
        if words:
            found[" ".join([*words, name])] += 1
    return found.most_common(1)[0][0] if len(found) == 1 else name


def office_at(text: str, mention: Span, language: str) -> str | None:
    """The office printed before a name (`Harbour Minister Mara Quint`) or after it (`Mara Quint, the mayor of X,`)."""
    words = offices(language)
    modifiers = frozenset(vocabulary(language, "actors").get("office_modifiers", ()))
    before = re.search(
        r"([^\s,.;:!?\"“”()]+(?: [^\s,.;:!?\"“”()]+){0,5})[,]? $", text[max(0, mention.start - 80) : mention.start]
    )
    if before:
        picked = before.group(1).split()
        heads = [i for i, word in enumerate(picked) if word.lower() in words]
        governed = picked[-1].lower() in vocabulary(language, "actors").get("before_dependents", ())
        if heads and not governed:
            start = heads[0]
            while start > 0 and (picked[start - 1][:1].isupper() or picked[start - 1].lower() in words | modifiers):
                start -= 1
            return " ".join(picked[start:])
    after = re.match(
        r", ((?:the |an? |el |la |un |una )?[^,.;:!?\"“”()\n]{3,80})[,.]", text[mention.end : mention.end + 90]
    )
    if after and any(word.lower() in words for word in after.group(1).split()):
        return after.group(1)
    return None


def offices(language: str) -> frozenset[str]:
    return frozenset(vocabulary(language, "actors").get("offices", ()))


def content_words(phrase: str, language: str) -> frozenset[str]:
    small = frozenset(vocabulary(language, "actors").get("small_words", ()))
    return frozenset(w for w in (word.lower().strip(".,'’") for word in phrase.split()) if w and w not in small)


def same_office(wanted: frozenset[str], printed: str, language: str) -> bool:
    has = content_words(printed, language)
    heads = offices(language)
    return wanted <= has and bool(wanted & has & heads)


def actor_of(name: str, office: str | None, kind: str | None) -> Actor:
    """An actor whose id is the same wherever the same name is printed."""
    digest = sha256(" ".join(name_words(name)).encode()).hexdigest()[:16]
    return Actor(f"a{digest}", name, office, kind)  # type: ignore[arg-type]


def inside(spans: Iterable[Span], place: Span) -> list[Span]:
    return [s for s in spans if s.start >= place.start and s.end <= place.end + 2]
