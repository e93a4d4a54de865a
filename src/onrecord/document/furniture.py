"""Which lines of a page are furniture, and of what kind.

Comes in: the lines of the article and the place of its headline; goes out: one kind or None per line. It deletes
nothing, and leaves a line alone when in doubt: a heading lost is a blemish, a paragraph lost is a statement lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.document.dates import date_line
from onrecord.document.lines import Line, content_stems, is_body, is_closed, key, word_count, words
from onrecord.document.phrases import furniture_phrases, opened_kind, openers, page_words
from onrecord.document.tongue import function_words
from onrecord.document.wording import is_name, signature, switched_to, translation_of
from onrecord.vocabulary import languages

__all__ = ["Head", "by_words", "labelled"]

MOST_LINES = 10_000
"""Lines that are looked at; no article has as many, and the rest of a longer text stays unlabelled."""
LONGEST = 80  # words; no furniture line is longer, cookie notices included
LONGEST_TITLE = 25  # words of a headline, deck or teaser
SHORT_PHRASE = 50  # characters of a phrase that is compared without its function words
HEAD_LINES = 12  # lines read for the headline of a plain text
SECTION = 3  # paragraphs under a heading that are read for its topic
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "title"))
DIGITS = re.compile(r"\d+")
AFTER_LABEL = re.compile(r"\s*[:|>»–—]\s*|\s-\s")
LONG_QUOTE = re.compile(r"[\"“«][^\"”»]{30}")


@dataclass(frozen=True, slots=True)
class Head:
    """Numbers of the lines that open the article; None where there is none.

    `body` and `last` are its first and last paragraph, `topic` the content of all between and of the headline.
    """

    headline: int | None
    deck: int | None
    body: int
    last: int
    topic: frozenset[str]


def labelled(lines: Sequence[Line], headline: int | None) -> tuple[list[str | None], Head]:
    """The kind of each line, and the head. `headline` is known for HTML; in plain text it is found here."""
    kinds = [by_words(line) or by_markup(line) for line in lines[:MOST_LINES]]
    rest: list[str | None] = [None] * (len(lines) - len(kinds))
    lines = lines[:MOST_LINES]
    if headline is not None:
        kinds[headline] = None
    body, last = body_range(lines, kinds, headline)
    for index in (*range(min(body, len(lines))), *range(last + 1, len(lines))):
        if kinds[index] is None and index != headline:
            kinds[index] = at_margin(lines[index])
    if headline is None:
        headline = printed_headline(lines, kinds, body)
    topic = topic_of(lines, kinds, headline)
    head = with_deck(lines, kinds, Head(headline, None, body, last, topic))
    by_company(lines, kinds, head)
    by_sequence(lines, kinds, head)
    by_form(lines, kinds, head)
    return kinds + rest, head


# one line alone


def by_words(line: Line) -> str | None:
    """The kind that a line's own words give, wherever it stands."""
    count = word_count(line.text)
    if count > LONGEST:
        return None
    said = key(line.text)
    numbered = DIGITS.sub("{n}", said)
    body = is_body(line)
    kind = equal_kind().get(said) or equal_kind().get(numbered)
    kind = kind or without_function_words().get(content_words(said))
    if kind and kind != "navigation" and not body:
        return kind
    if kind := special(line, body) or label_kind(said, body, count):
        return kind
    for phrases in furniture_phrases():
        if begins(said, phrases.starts, body) or begins(numbered, phrases.starts, body):
            return phrases.kind
    return containing(said, body) if count >= 3 else None


def special(line: Line, body: bool) -> str | None:
    """Lines that say something of the page itself: translation notes, versions in other languages, signatures."""
    if (note := translation_of(line.text, line.href)) and (note.title or not body):
        return "translation-note"
    if not body and switched_to(line.text, line.href):
        return "language-switch"
    if not body and line.tag not in HEADINGS and signature(line.text):
        return "byline"
    return None


@cache
def equal_kind() -> dict[str, str]:
    return {phrase: phrases.kind for phrases in reversed(furniture_phrases()) for phrase in phrases.equals}


@cache
def without_function_words() -> dict[tuple[str, ...], str]:
    """Whole-line phrases by their content words: machine translation drops the small ones (`Share in Facebook`)."""
    found = {content_words(phrase): kind for phrase, kind in equal_kind().items()}
    return {bare: kind for bare, kind in found.items() if len(bare) > 1}


def content_words(said: str) -> tuple[str, ...]:
    if len(said) > SHORT_PHRASE:
        return ()
    return tuple(word for word in words(said) if word not in all_function_words())


@cache
def label_kinds() -> dict[str, str]:
    return {phrase: phrases.kind for phrases in reversed(furniture_phrases()) for phrase in phrases.label}


def label_kind(said: str, body: bool, count: int) -> str | None:
    """`read also: TITLE`; a label of one word does not make furniture of a full sentence."""
    parts = AFTER_LABEL.split(said.lstrip("(["), maxsplit=1)
    if len(parts) < 2 or not parts[1] or count > 40:
        return None
    kind = label_kinds().get(parts[0])
    return None if body and " " not in parts[0] else kind


def begins(said: str, phrases: tuple[str, ...], body: bool) -> bool:
    """Whether a phrase begins the line as whole words; in running text only a phrase of three words or more."""
    if not said.startswith(phrases):
        return False
    return any(
        said.startswith(phrase)
        and not said[len(phrase) : len(phrase) + 1].isalnum()
        and (not body or phrase.count(" ") > 1)
        for phrase in phrases
    )


def containing(said: str, body: bool) -> str | None:
    """The kind of a formula inside the line. Running text must also speak to the reader, and quote nobody."""
    if body and (LONG_QUOTE.search(said) or not set(words(said)) & set(page_words("words", "reader"))):
        return None
    for phrases in furniture_phrases():
        if any(phrase in said for phrase in phrases.contains):
            return phrases.kind
    return None


def by_markup(line: Line) -> str | None:
    """The kind that the page's markup gives: its marks, a line that is one link, a line the extractor left out."""
    if not line.kept:
        return line.mark or default_kind(line)
    if is_body(line) or (line.tag in HEADINGS and line.linked < 0.5):
        return None
    said = ends_plainly(line.text) and word_count(line.text) > 4 and line.linked < 0.5
    if line.mark and word_count(line.text) <= LONGEST_TITLE and not said:
        return line.mark
    if line.href and not line.href.startswith("mailto:") and word_count(line.text) > 2 and not is_closed(line.text):
        return "teaser"
    return None


def default_kind(line: Line) -> str:
    if line.tag in ("figcaption", "caption"):
        return "credit"
    return "teaser" if line.linked > 0.5 and word_count(line.text) > 3 else "navigation"


def at_margin(line: Line) -> str | None:
    """What a line can only be before or after the body: a rubric, a date, a clock."""
    said = key(line.text)
    if line.tag not in ("h1", "title") and date_line(line.text):
        return "dateline"
    if {equal_kind().get(said), equal_kind().get(DIGITS.sub("{n}", said))} & {"navigation"}:
        return "navigation"
    return None


# the head of the article


def body_range(lines: Sequence[Line], kinds: Sequence[str | None], headline: int | None) -> tuple[int, int]:
    """The numbers of the first and the last line of running text; (len, -1 or the headline) without any."""
    after = -1 if headline is None else headline
    bodies = [index for index, line in enumerate(lines) if index > after and kinds[index] is None and is_body(line)]
    if not bodies:
        bodies = [
            index for index, line in enumerate(lines) if index > after and kinds[index] is None and is_closed(line.text)
        ]
    return (bodies[0], bodies[-1]) if bodies else (len(lines), after)


def printed_headline(lines: Sequence[Line], kinds: list[str | None], body: int) -> int | None:
    """The first short line of a plain text that does not end as a sentence; a rubric of two words above it is none."""
    open_lines = [
        index
        for index in range(min(body, HEAD_LINES, len(lines)))
        if kinds[index] is None
        and word_count(lines[index].text) <= LONGEST_TITLE
        and not ends_plainly(lines[index].text)
    ]
    if not open_lines:
        return None
    first = open_lines[0]
    if len(open_lines) > 1 and word_count(lines[first].text) <= 2 and word_count(lines[open_lines[1]].text) >= 4:
        kinds[first] = "navigation"
        return open_lines[1]
    return first


def ends_plainly(text: str) -> bool:
    """Whether a line ends with a full stop, as headlines do not (they may ask or exclaim)."""
    return is_closed(text) and text.rstrip("\"'”’») ").endswith(".")


def with_deck(lines: Sequence[Line], kinds: Sequence[str | None], head: Head) -> Head:
    """The first line under the headline that is long enough to sum up, and is no teaser."""
    if head.headline is None:
        return head
    for index in range(head.headline + 1, min(head.body, len(lines))):
        line = lines[index]
        enough = 7 <= word_count(line.text) <= 60
        if kinds[index] is None and enough and not is_stray(lines, kinds, index, head):
            return replace(head, deck=index)
    return deck_above_byline(lines, kinds, head)


def deck_above_byline(lines: Sequence[Line], kinds: Sequence[str | None], head: Head) -> Head:
    """A first paragraph of one sentence with the byline or the date under it is the deck."""
    if head.body + 2 >= len(lines) or head.headline is None or head.body == head.last:
        return head
    rest = [index for index in range(head.body + 1, head.last + 1) if kinds[index] is None and is_body(lines[index])]
    between = set(kinds[head.body + 1 : rest[0]]) if rest else set()
    if between & {"byline", "dateline"} and word_count(lines[head.body].text) <= 40:
        return replace(head, deck=head.body, body=rest[0])
    return head


# lines in company


def by_company(lines: Sequence[Line], kinds: list[str | None], head: Head) -> None:
    """A name or a date that stands alone beside a byline or a date is a byline or a date."""
    for index, line in enumerate(lines):
        if kinds[index] is not None or index in (head.headline, head.deck) or word_count(line.text) > 10:
            continue
        beside = {kinds[near] for near in (index - 1, index + 1) if 0 <= near < len(lines)}
        if not beside & {"byline", "dateline"}:
            continue
        if is_name(line.text):
            kinds[index] = "byline"
        elif date_line(line.text):
            kinds[index] = "dateline"


def by_sequence(lines: Sequence[Line], kinds: list[str | None], head: Head) -> None:
    """Short lines after `More articles` or a bare `Read also` belong to it; a heading before running text does not."""
    opened: str | None = None
    run: list[int] = []
    for index, line in enumerate(lines):
        if index in (head.headline, head.deck) or (kinds[index] is None and (is_body(line) or ends_plainly(line.text))):
            release(lines, kinds, run, index)
            opened, run = None, []
        elif kinds[index] is not None:
            found = opens(line, str(kinds[index]))
            opened = opened if found is None or (found == "comments" and index < head.last) else found
        elif opened is not None and (not line.tag or line.linked > 0.5):
            kinds[index] = opened
            run.append(index)


def opens(line: Line, kind: str) -> str | None:
    said = key(line.text)
    opened = opened_kind().get(said) or opened_kind().get(DIGITS.sub("{n}", said))
    return opened or ("read-also" if kind == "read-also" and equal_kind().get(said) == "read-also" else None)


def release(lines: Sequence[Line], kinds: list[str | None], run: Sequence[int], body: int) -> None:
    """The last of several lines before running text is its heading when it shares a word with it."""
    if len(run) > 1 and run[-1] == body - 1 and stems(lines[run[-1]]) & section_stems(lines, kinds, run[-1]):
        kinds[run[-1]] = None


def by_form(lines: Sequence[Line], kinds: list[str | None], head: Head) -> None:
    """Titles of other stories that no list holds."""
    for index in range(len(lines)):
        if kinds[index] is None and index not in (head.headline, head.deck) and is_stray(lines, kinds, index, head):
            kinds[index] = "more-articles" if index > head.last else "teaser"


SENTENCE_QUOTED = re.compile(r"[.!?…][\"”»]")
"""A sentence is over inside the marks: somebody's words, where a title in quotation marks has no full stop."""


def is_stray(lines: Sequence[Line], kinds: Sequence[str | None], index: int, head: Head) -> bool:
    """Whether a short open line is the title of another story rather than a heading of what follows.

    It speaks to the reader or announces a list, and shares few words with the paragraphs under it and with
    the article (`These are the 3 best beaches of the coast`); or it shares none of four with the whole article.
    """
    line = lines[index]
    if line.tag not in ("", "p", "div") or not 4 <= word_count(line.text) <= LONGEST_TITLE or ends_plainly(line.text):
        return False
    if index > head.body and line.text.rstrip(' "”»').endswith("?"):
        return False  # the question of an interview
    if SENTENCE_QUOTED.search(line.text):
        return False  # a quotation with its signature
    rest = after_opener(line)
    own = content_stems(line.text if rest is None else rest, all_function_words())
    shared = own & head.topic
    if rest is not None:
        near = own & section_stems(lines, kinds, index)
        return bool(own) and len(shared) * 2 < len(own) and len(near) * 3 < len(own)
    return len(own) >= 4 and not shared


def after_opener(line: Line) -> str | None:
    """What a line that announces a list, gives advice or speaks to the reader is about; None for any other line."""
    address, beginnings = openers()
    said = DIGITS.sub("{n}", key(line.text).lstrip('¿¡"“«'))
    for phrase in beginnings:
        if said.startswith(phrase) and not said[len(phrase) : len(phrase) + 1].isalnum():
            return said[len(phrase) :]
    return said if address & set(words(said)) else None


@cache
def all_function_words() -> frozenset[str]:
    return frozenset().union(*map(function_words, languages()))


def stems(line: Line) -> set[str]:
    return content_stems(line.text, all_function_words())


def section_stems(lines: Sequence[Line], kinds: Sequence[str | None], index: int) -> set[str]:
    """The content of the first paragraphs of running text under a line."""
    found: set[str] = set()
    read = 0
    for below in range(index + 1, min(index + 1 + 2 * SECTION, len(lines))):
        if kinds[below] is None and is_body(lines[below]):
            found |= stems(lines[below])
            read += 1
        if read == SECTION:
            break
    return found


def topic_of(lines: Sequence[Line], kinds: Sequence[str | None], headline: int | None) -> frozenset[str]:
    found: set[str] = set()
    for index, line in enumerate(lines):
        if index == headline or (kinds[index] is None and is_body(line)):
            found |= stems(line)
    return frozenset(found)
