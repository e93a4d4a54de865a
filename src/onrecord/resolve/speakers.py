"""From a source's words to the actor who spoke.

Comes in: quotations in text order, the cast and the analysis; goes out: an Actor or None for each.
A pronoun is read back to the one person it can mean; a description without a name stays a description.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Actor, Analysis, Quotation, Span
from onrecord.resolve.actors import Cast, Person, actor_of, bare_name, inside
from onrecord.vocabulary import vocabulary

__all__ = ["speakers"]


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
    without_article = description(source.text, cast.language)
    holder = cast.holding(without_article)
    if holder is not None:
        return actor_of(holder.name, without_article, "person")
    organisation = inside(cast.organisations, source)
    if len(organisation) == 1 and organisation[0].text == without_article:
        return actor_of(without_article, None, "organisation")
    return actor_of(without_article, None, None) if without_article else None


def head_person(text: str, source: Span, cast: Cast) -> Person | None:
    """The person a source names as its head: not the one after `for` or before `'s`."""
    dependents = vocabulary(cast.language, "actors").get("before_dependents", ())
    heads = []
    for person in cast.persons:
        for mention in inside(person.mentions, source):
            before = text[source.start : mention.start].split()
            possessive = text[mention.end : mention.end + 2] in ("'s", "’s") or mention.text.endswith(("'s", "’s"))
            if not possessive and not governed(before, dependents):
                heads.append(person)
                break
    return heads[0] if len(heads) == 1 else None


def governed(before: Sequence[str], dependents: Sequence[str]) -> bool:
    """Whether a preposition governs the name: `for Minister Mara Quint`, not `minister of health Mara Quint`."""
    untitled = list(before)
    while untitled and untitled[-1][:1].isupper():
        untitled.pop()
    return bool(untitled) and untitled[-1].lower() in dependents


def office_in(source: Span, person: Person) -> str | None:
    """The office printed inside this source, else the first one printed with the person."""
    here = [office for office in person.offices if office in source.text]
    return max(here, key=len) if here else (person.offices[0] if person.offices else None)


def description(words: str, language: str) -> str:
    """Without the leading article."""
    articles = vocabulary(language, "actors").get("articles", ())
    first, _, rest = words.partition(" ")
    return bare_name(rest if rest and first.lower() in articles else words)


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
    recent = cast.before(source.start, since=sentence_before(analysis, source, 0))
    outside = [p for p in recent if not in_content(p, source, quotations[position])]
    if len(outside) == 1:
        return actor_of(outside[0].name, outside[0].offices[0] if outside[0].offices else None, "person")
    previous = last_speaker(position, quotations, found, within=sentence_before(analysis, source, 4))
    if previous is not None and previous.kind == "person":
        return previous
    recent = cast.before(source.start, since=sentence_before(analysis, source, 1))
    if len(recent) == 1:
        return actor_of(recent[0].name, recent[0].offices[0] if recent[0].offices else None, "person")
    return None


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
