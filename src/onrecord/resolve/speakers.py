"""From a source's words to the actor who spoke.

Comes in: quotations in text order, the cast and the analysis; goes out: an Actor or None for each.
A pronoun is read back to the one person it can mean; a description without a name stays a description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Actor, Analysis, Quotation, Span
from onrecord.resolve.actors import Cast, Person, actor_of, bare_name, inside
from onrecord.vocabulary import vocabulary

__all__ = ["speakers"]

OF = ("of", "de", "del")
NEAR = 3
"""Sentences back that a pronoun reaches; tried 1 to 5 on a held-out fold of our train set, 2026-11-23."""


def speakers(text: str, quotations: Sequence[Quotation], analysis: Analysis, cast: Cast) -> list[Actor | None]:
    """One actor or None for each quotation, in the order given."""
    found: list[Actor | None] = []
    for position, quotation in enumerate(quotations):
        if quotation.source is None:
            found.append(continued(position, quotations, analysis, found))
        else:
            found.append(spoken_by(text, position, quotations, analysis, cast, found))
    return found


def spoken_by(
    text: str, position: int, quotations: Sequence[Quotation], analysis: Analysis, cast: Cast, found: list[Actor | None]
) -> Actor | None:
    source = quotations[position].source
    assert source is not None
    words = vocabulary(cast.language, "actors")
    if source.text.lower() in words.get("pronouns", ()):
        return referred_to(source, position, quotations, analysis, cast, found)
    person = head_person(text, source, cast)
    if person is not None:
        return actor_of(person.name, office_in(source, person), "person")
    without_article = spelled_out(text, description(source.text, cast.language))
    holder = cast.holding(without_article)
    if holder is not None:
        return actor_of(holder.name, without_article, "person")
    organisation = cast.organisation(without_article)
    if organisation is not None:
        return actor_of(organisation, None, "organisation")
    return actor_of(without_article, None, None) if without_article else None


def head_person(text: str, source: Span, cast: Cast) -> Person | None:
    """The person a source names as its head: the last before a comma, not the one after `for` or before `'s`."""
    dependents = vocabulary(cast.language, "actors").get("before_dependents", ())
    heads = [
        (mention.end, person)
        for person in cast.persons
        for mention in inside(person.mentions, source)
        if not (possessed(text, mention) or goes_on(text, mention, source))
        and not governed(text[source.start : mention.start].split(), dependents)
    ]
    first = [(end, person) for end, person in heads if "," not in text[source.start : end]] or heads
    return max(first, key=lambda head: head[0])[1] if first else None


def possessed(text: str, mention: Span) -> bool:
    return text[mention.end : mention.end + 2] in ("'s", "’s") or mention.text.endswith(("'s", "’s"))


def governed(before: Sequence[str], dependents: Sequence[str]) -> bool:
    """Whether a preposition governs the name: `for Minister Mara Quint`, not `minister of Malta Mara Quint`."""
    if before and before[-1].lower() in dependents:
        return True
    untitled = list(before)
    while untitled and untitled[-1][:1].isupper() and not untitled[-1].endswith(","):
        untitled.pop()
    return bool(untitled) and untitled[-1].lower() in dependents and untitled[-1].lower() not in OF


def goes_on(text: str, mention: Span, source: Span) -> bool:
    """Whether the noun phrase runs on past the name: then the name is part of another (`the Quint Foundation`)."""
    rest = text[mention.end : source.end]
    return bool(re.match(r"(?:[- ][A-Z0-9]|-\w)", rest)) and not mention.text.endswith(rest.strip())


def office_in(source: Span, person: Person) -> str | None:
    """The office printed inside this source, else the first one printed with the person."""
    here = [office for office in person.offices if office in source.text]
    return max(here, key=len) if here else (person.offices[0] if person.offices else None)


def description(words: str, language: str) -> str:
    """Without the leading article."""
    articles = vocabulary(language, "actors").get("articles", ())
    first, _, rest = words.partition(" ")
    return bare_name(rest if rest and first.lower() in articles else words)


def spelled_out(text: str, name: str) -> str:
    """Without the acronym in brackets; an acronym as the words that introduced it: `the Port Authority (PA)`."""
    bare = re.sub(r" \([A-Z][\w.&-]{1,11}\)$", "", name)
    if not re.fullmatch(r"[A-Z][A-Z.&-]{1,9}s?", bare):
        return bare
    word = r"(?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|del|la|y)"
    introduced = re.search(rf"({word}(?: {word}){{0,9}}) \({re.escape(bare)}\)", text)
    return description_of(introduced.group(1), bare) if introduced else bare


def description_of(words: str, acronym: str) -> str:
    """The last words whose initials are the acronym's; the acronym itself when none are."""
    parts = words.split()
    for start in range(len(parts)):
        initials = "".join(word[0] for word in parts[start:] if word[0].isupper())
        if initials == acronym.replace(".", "") and parts[start][0].isupper():
            return " ".join(parts[start:])
    return acronym


def referred_to(
    source: Span,
    position: int,
    quotations: Sequence[Quotation],
    analysis: Analysis,
    cast: Cast,
    found: list[Actor | None],
) -> Actor | None:
    """Whom a pronoun means: the nested speaker for `I`, else the last speaker or the one person close before it."""
    words = vocabulary(cast.language, "actors")
    pronoun = source.text.lower()
    if pronoun in words.get("first_person", ()):
        holder = quotations[position].nested_in
        return (
            found[holder] if holder is not None and holder < len(found) else last_speaker(position, quotations, found)
        )
    if pronoun not in words.get("singular_person", ()):
        return last_speaker(position, quotations, found, within=sentence_before(analysis, source, 1))
    previous = last_speaker(position, quotations, found, within=sentence_before(analysis, source, NEAR))
    if previous is not None and previous.kind == "person":
        return previous
    for back in range(NEAR):
        recent = cast.before(source.start, since=sentence_before(analysis, source, back))
        outside = [p for p in recent if not in_content(p, source, quotations[position])]
        if outside:
            return person_actor(outside[0]) if len(outside) == 1 else None
    return None


def person_actor(person: Person) -> Actor:
    return actor_of(person.name, person.offices[0] if person.offices else None, "person")


def in_content(person: Person, source: Span, quotation: Quotation) -> bool:
    """Whether all of a person's mentions before the source lie in the very words being reported."""
    before = [m for m in person.mentions if m.start < source.start]
    return all(any(c.start <= m.start < c.end for c in quotation.content) for m in before[-1:])


def sentence_before(analysis: Analysis, source: Span, count: int) -> int:
    """Start of the sentence `count` sentences before the one the source stands in."""
    starts = [s.start for s in analysis.sentences if s.start <= source.start]
    return starts[max(0, len(starts) - 1 - count)] if starts else 0


def last_speaker(
    position: int, quotations: Sequence[Quotation], found: list[Actor | None], *, within: int = 0
) -> Actor | None:
    """The speaker of the closest quotation before this one that is not nested, if it stands after `within`."""
    for earlier in range(position - 1, -1, -1):
        quotation = quotations[earlier]
        at = quotation.cue or quotation.content[-1]
        if max(at.end, quotation.content[-1].end) < within:
            return None
        if quotation.nested_in is None and found[earlier] is not None:
            return found[earlier]
    return None


def continued(
    position: int, quotations: Sequence[Quotation], analysis: Analysis, found: list[Actor | None]
) -> Actor | None:
    """A quotation with neither source nor cue goes on with the speaker of this or the previous paragraph."""
    quotation = quotations[position]
    if quotation.cue is not None or quotation.kind == "indirect":
        return None
    starts = [p.start for p in analysis.paragraphs if p.start <= quotation.content[0].start]
    since = starts[-2] if len(starts) > 1 else 0
    return last_speaker(position, quotations, found, within=since)
