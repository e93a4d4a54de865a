"""Which name of a phrase is its head: `Mara Quint` of `Mara Quint, aide to Ana Brandt`.

Comes in: text, spans and the cast; goes out: persons. It finds no name: the cast does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import Span
from onrecord.resolve.actors import Cast, Person
from onrecord.resolve.names import words_of

__all__ = ["dependent", "governed", "head_persons", "joint", "possessed"]

OF = ("of", "de", "del")
OF_THE = (" of ", " of The ", " of the ", " de ", " del ", " de la ", " de El ", " de La ")
ROLE = re.compile(r" (?:(?!and\b|or\b)[a-z-]{2,20} ){0,2}([a-z]{2,20})\b")
TOGETHER = re.compile(r"(?:,? (?:of|de|del) [\w’'-]+(?: [A-Z][\w’'-]*)?)?(?:,|,? (?:and|y|e))(?: [\w’'-]+){0,6} ?|, ?")
"""What may stand between two who speak together: `Quint of Malta and minister Brandt`."""


AND_OTHERS = re.compile(r"(?:, [^,]{1,80},)? (and|y|e) ([^,]{2,100})$")
OTHERS_AND = re.compile(r"(?:[Tt]he |[Ll]a |[Ee]l )?([^,]{0,60}\b[A-ZÀ-Þ][^\W\d_]+),? (and|y|e) ")


def head_persons(text: str, source: Span, cast: Cast) -> list[Person]:
    """The persons a source names as its heads: one, several who speak together, or none.

    A head is the last name before a comma, not the one after `for` or before `'s`. An office with an article stands
    before its holder's comma: `the mayor of Port Ellery, Joost Halvorsen`.
    """
    language = cast.language
    heads = [
        (mention, person)
        for mention, person in cast.inside(source)
        if not (
            (possessed(text, mention) and mention.end < source.end)  # `Quint` of `Quint's refusal` is a head
            or goes_on(text, mention, source, language)
            or bracketed(text, mention, source)
        )
        and not cut_off(text[source.start : mention.start], mention, language)
        and not governed(text[source.start : mention.start].split(), language)
        and not in_body(text[source.start : mention.start], language)
    ]
    heads = [
        head
        for i, head in enumerate(heads)
        if not (i and text[max(0, head[0].start - 9) : head[0].start].endswith(OF_THE))
    ]
    if (
        len(heads) > 1
        and " " in heads[0][0].text
        and not any(mark in text[heads[0][0].end : heads[1][0].start] for mark in (",", " and ", " y ", " e "))
    ):
        heads = heads[:1]  # `Mara Quint of the Department of Fishing and Public Works`
    if len(heads) > 1 and all(together(text, one[0], two[0]) for one, two in pairwise(heads)):
        return list(dict.fromkeys(person for _, person in heads))
    leading, _, _ = source.text.partition(",")
    before = [head for head in heads if head[0].start < source.start + len(leading)]
    after = [head for head in heads if head not in before]
    chosen = after if after and is_office(leading, language) else before or after
    return [max(chosen, key=lambda head: head[0].end)[1]] if chosen else []


def joint(source: Span, mention: Span, name: str) -> str | None:
    """The name of several who speak, of whom one is a person: `Mara Quint and her supporters`, `the Board and Quint`.

    None where what an `and` joins is the person's own: `Mara Quint, author and pilot`, `author and pilot Mara Quint`.
    """
    rest = AND_OTHERS.match(source.text, mention.end - source.start)
    if rest is not None and not rest[2].isspace():
        return f"{name} {rest[1]} {rest[2]}"
    before = OTHERS_AND.fullmatch(source.text[: mention.start - source.start])
    return None if before is None else f"{before[1]} {before[2]} {name}"


def together(text: str, one: Span, two: Span) -> bool:
    between = text[one.end : two.start]
    return len(between) < 80 and TOGETHER.fullmatch(between) is not None and between.strip() != ","


def is_office(words: str, language: str) -> bool:
    """Whether a phrase with an article or a possessive names an office: `the mayor of Port Ellery`, `su portavoz`."""
    first, *rest = words.lower().split() or [""]
    leads = first in words_of(language, "articles", "possessives", "indefinite")
    return leads and any(word in words_of(language, "offices", "role_nouns", "kin") for word in rest)


def dependent(text: str, start: int, mention: Span, cast: Cast) -> bool:
    """Whether a name in the sentence that begins at `start` depends on a preposition or another noun."""
    before = text[start : mention.start].split()[-8:]
    clause = [
        i
        for i, word in enumerate(before)
        if word.endswith((",", ";", ":"))
        or word.lower() in ("but", "pero")
        or (word.lower() in ("and", "y") and not (i and before[i - 1][:1].isupper()))
    ]
    tail = before[clause[-1] + 1 :] if clause else before
    if possessed(text, mention) or governed(tail, cast.language):
        return True
    titles = words_of(cast.language, "offices", "office_modifiers", "articles", "small_words", "titles", "possessives")
    plain = [word for word in tail if not (word[:1].isupper() or word.lower().strip(".,") in titles)]
    return bool(plain) and not clause


def cut_off(before: str, mention: Span, language: str) -> bool:
    """Whether one word is taken for a name out of a longer one: `Ellery` of `Port Ellery`."""
    last = before.rsplit(maxsplit=1)[-1] if before.split() else ""
    titles = words_of(language, "offices", "office_modifiers", "titles", "articles")
    alone = " " not in mention.text and before.endswith(" ")
    return alone and last[:1].isupper() and not last.endswith((",", ".")) and last.lower() not in titles


def possessed(text: str, mention: Span) -> bool:
    after = text[mention.end : mention.end + 2]
    if after in ("'s", "’s") or mention.text.endswith(("'s", "’s", "s'", "s’")):
        return True
    return mention.text.endswith("s") and after in ("' ", "’ ")


def in_body(before: str, language: str) -> bool:
    """Whether the words before a name are the beginning of a body's: `Union of Rationalists and`, `Court of`."""
    words = before.split()
    bodies, roles = words_of(language, "organisation_words"), words_of(language, "offices", "role_nouns", "titles")
    last = max((i for i, word in enumerate(words) if word[:1].isupper() and word.lower() in bodies), default=None)
    if last is None:
        return False
    rest = words[last + 1 :]
    if rest and all(word[:1].isupper() and word.isalpha() for word in rest) and rest[0].lower() in ("la", "el"):
        return True  # `Hospital La Paz`
    linked = bool(rest) and rest[0].lower() in OF
    return linked and not any(w.endswith(",") or w.lower().strip(".") in roles for w in rest)


def bracketed(text: str, mention: Span, source: Span) -> bool:
    return text.rfind("(", source.start, mention.start) > text.rfind(")", source.start, mention.start)


def governed(before: Sequence[str], language: str) -> bool:
    """Whether a preposition governs the name: `for Minister Mara Quint`, not `envoy for Malta Mara Quint`."""
    dependents = words_of(language, "before_dependents")
    if before and before[-1].lower() in dependents:
        return True
    if len(before) > 1 and before[-1].lower() in words_of(language, "definite") and before[-2].lower() in dependents:
        return True
    titles = words_of(language, "offices", "office_modifiers", "titles", "articles")
    if owned_by_titled(before, language):
        return True
    if len(before) > 3 and before[-1] in ("and", "y", "e") and before[-2][:1].isupper() and before[-3].lower() in OF:
        return True  # `Minister of Health and Sport`
    untitled, other = list(before), False
    while untitled and untitled[-1][:1].isupper() and not untitled[-1].endswith(","):
        other |= not any(part in titles for part in untitled.pop().lower().strip(".").split("-"))
    return bool(untitled) and not other and untitled[-1].lower() in dependents and untitled[-1].lower() not in OF


def owned_by_titled(before: Sequence[str], language: str) -> bool:
    """`la esposa del presidente` before a name: the name is the president's."""
    titles = words_of(language, "offices", "titles")
    at = len(before)
    while at and before[at - 1] in titles:
        at -= 1
    if at == len(before) or not at or before[at - 1].lower() not in OF:
        return False
    owned = words_of(language, "kin", "offices", "role_nouns")
    return any(word.lower() in owned for word in before[: at - 1])


def goes_on(text: str, mention: Span, source: Span, language: str) -> bool:
    """Whether the name is part of a longer noun phrase: `the Quint Foundation`, `the Quint campaign`."""
    rest = text[mention.end : source.end]
    before = text[source.start : mention.start].strip().lower()
    if before in words_of(language, "articles") and re.match(r" \w", rest):
        return language == "en" or rest.startswith((" de ", " del "))
    if language == "en" and (role := ROLE.match(rest)) and role[1] in words_of(language, "offices", "role_nouns"):
        return True  # `New Ellery governor Mara Quint`
    if re.match(r" [A-Z]{2,3}\b", rest):
        return False  # `Mara Quint QC`
    return bool(re.match(r"(?:[- ][A-Z0-9]|-\w)", rest)) and not mention.text.endswith(rest.strip())
