"""What a page says of itself in its own words: bylines, outlets, translations, versions in other languages.

Comes in: single lines; goes out: the words that name the author, the outlet, the original. A line that fits no form
gives None; nothing is completed or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.document.dates import date_line, leads_to_date, printed_date
from onrecord.document.lines import folded, key
from onrecord.document.phrases import page_words
from onrecord.vocabulary import languages, vocabulary

__all__ = ["Signature", "Version", "is_name", "is_outlet", "signature", "switched_to", "translation_of"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed: the words of the names, the outlet beside them, either may be None."""

    byline: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the page in another language, as far as a line names it."""

    title: str | None
    language: str | None
    url: str | None = None


SEPARATOR = re.compile(r"\s+[|·•–—/-]\s+|\s*[|·•]\s*")
QUOTE = re.compile(r"[\"“”«»‘’']")
TOKEN = re.compile(r"[^\W\d_][\w'’.-]*\Z")
EDGES = re.compile(r"\A[\W_]+|[^\w?!)\]]+\Z")
MOST_WORDS = 14


def signature(text: str) -> Signature | None:
    """`By Ana Brandt`, `Por Ana Brandt | 16 de mayo de 2019`, `The Gazette | Ana Brandt`; None for other lines."""
    if len(text) > 160 or len(text.split()) > MOST_WORDS or text.rstrip().endswith(("?", "!", ":", ";")):
        return None
    chunks = [chunk.strip() for chunk in SEPARATOR.split(text.strip()) if chunk.strip()]
    if not chunks:
        return None
    rest = after_phrase(chunks[0], page_words("byline", "before"))
    if rest is not None:
        return signed(rest, chunks[1:])
    return paired(chunks)


def signed(rest: str, others: list[str]) -> Signature | None:
    if not rest and others:
        rest, others = others[0], others[1:]
    names, _, beside = undated(rest).partition(",")
    if "," in beside or not all(is_name(name) for name in parted(unplaced(names))):
        return None
    outlet = next((each for each in [beside.strip(), *others] if each and is_outlet(each)), None)
    return Signature(unplaced(names).strip(" ."), outlet)


def undated(text: str) -> str:
    """Without the date that follows a name, and the words and days that lead to it."""
    found = printed_date(text)
    if found is None:
        return text
    names = text[: found.start].rstrip(" ,(")
    while (head := names.rpartition(" "))[0] and leads_to_date(head[2]):
        names = head[0].rstrip(" ,(")
    return names


def paired(chunks: list[str]) -> Signature | None:
    """`Outlet | Name` and `Name | Outlet`: one side must be known for an outlet, or be no person's name."""
    chunks = [chunk for chunk in chunks if date_line(chunk) is None]
    if len(chunks) != 2 or not all(is_capitalised(chunk) for chunk in chunks):
        return None
    left, right = chunks
    outlets = is_outlet(left), is_outlet(right)
    if outlets == (True, False) and is_name(right):
        return Signature(right, left)
    if outlets == (False, True) and is_name(left):
        return Signature(left, right)
    if outlets == (False, False) and is_name(right) and len(left.split()) == 1:
        return Signature(right, left)
    return None


def after_phrase(text: str, phrases: tuple[str, ...]) -> str | None:
    """What follows the first of `phrases` that begins the line as whole words; None when none does."""
    lowered = text[:80].casefold().replace("’", "'")
    if len(lowered) != len(text[:80]) or not lowered.startswith(phrases):
        return None
    for phrase in phrases:
        if lowered.startswith(phrase) and (
            phrase.endswith("'") or not lowered[len(phrase) : len(phrase) + 1].isalnum()
        ):
            return text[len(phrase) :].lstrip(" :\u00a0\t").strip()
    return None


def parted(names: str) -> list[str]:
    """The single names of `Ana Brandt and Luis Peña`."""
    joins = "|".join(map(re.escape, page_words("byline", "joins")))
    return [name.strip() for name in re.split(rf"\s+(?:{joins}|&)\s+|,\s*", names) if name.strip()] or [""]


def unplaced(names: str) -> str:
    """Without the place a correspondent writes from: `Ana Brandt in Lima`."""
    places = "|".join(map(re.escape, page_words("byline", "places")))
    match = re.search(rf"\s(?:{places})\s+(?=[^\W\d_a-z])", names)
    return names[: match.start()] if match else names


def is_name(text: str) -> bool:
    """Two to five capitalised words, particles aside; a person as bylines print one."""
    tokens = text.strip(" .").split()
    if not 2 <= len(tokens) <= 6 or not all(TOKEN.match(token) for token in tokens):
        return False
    particles = page_words("byline", "particles")
    large = [token for token in tokens if token[0].isupper()]
    return len(large) >= 2 and all(token[0].isupper() or token.lower() in particles for token in tokens)


def is_capitalised(text: str) -> bool:
    tokens = text.split()
    return 0 < len(tokens) <= 6 and tokens[0][0].isupper() and tokens[-1][0].isupper() and QUOTE.search(text) is None


def is_outlet(text: str) -> bool:
    """Whether a capitalised name holds a word that only outlets carry, and is no date."""
    if not is_capitalised(text) or printed_date(text) or any(mark.isdigit() for mark in text):
        return False
    said = re.split(r"[\s.]+", folded(text))
    return len(said) <= 5 and any(word in page_words("outlet", "words") for word in said)


# translations


@cache
def language_names() -> dict[str, str]:
    """Names of languages in all the vocabularies, to their codes."""
    return {
        name: code
        for language in languages()
        for code, names in vocabulary(language, "page").get("languages", {}).items()
        for name in names
    }


def named_language(text: str) -> tuple[str, str] | None:
    """The code of the language a text begins with, and what follows its name."""
    lowered = text.casefold()
    for name, code in language_names().items():
        if lowered.startswith(name) and not lowered[len(name) : len(name) + 1].isalnum() and len(lowered) == len(text):
            return code, text[len(name) :]
    return None


def switched_to(text: str, href: str | None = None) -> Version | None:
    """`Leer en español: TITLE`, `Read in English`, `English version`: the version in the language named."""
    if len(text) > 400:
        return None
    for rest in followed(text, page_words("switch", "before")):
        if found := named_language(rest):
            code, after = found
            title = after.lstrip(" \u00a0")
            if not title or title[0] in ":-–—|>»→.…":
                return Version(EDGES.sub("", title) or None, code, href)
    return named_version(text, href)


def followed(text: str, phrases: tuple[str, ...]) -> Iterator[str]:
    """What follows each phrase that begins the text."""
    if not folded(text[:80]).startswith(phrases):
        return
    for phrase in phrases:
        rest = after_phrase(text, (phrase,))
        if rest:
            yield rest


def named_version(text: str, href: str | None) -> Version | None:
    """A line that is a language's name alone as a link, or with `version`."""
    said = key(text)
    code = language_names().get(said)
    if code and href:
        return Version(None, code, href)
    for word in page_words("switch", "after"):
        bare = said.removesuffix(f" {word}").removeprefix(f"{word} ").strip()
        if bare != said and bare in language_names():
            return Version(None, language_names()[bare], href)
    return None


def translation_of(text: str, href: str | None = None) -> Version | None:
    """`Translated from "TITLE"`, `Traducido del inglés por ...`, `Titre original : ...`; None for other lines."""
    if len(text) > 400:
        return None
    for rest in followed(text, page_words("translation", "language")):
        if found := named_language(rest):
            return Version(quoted(found[1]), found[0], href)
    for rest in followed(text, page_words("translation", "title")):
        title = quoted(rest)
        if title is None and (text[: len(text) - len(rest)].rstrip().endswith(":") or href):
            title = rest.strip(" .")
        if title:
            return Version(title, None, href)
    return Version(None, None, href) if href and after_phrase(text, page_words("translation", "title")) == "" else None


def quoted(text: str) -> str | None:
    """The words between the first and the last quotation mark, when nothing but a full stop surrounds them."""
    match = re.fullmatch(r"[\s:,]*[\"“«„'‘](?P<title>.{3,300}?)[\"”»“'’][\s.]*", text, re.DOTALL)
    return match["title"].strip() if match else None
