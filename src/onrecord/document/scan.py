"""The tokens of an HTML source, with their exact offsets.

Comes in: the decoded source; goes out: start tags, end tags and text in order, in time linear in its length.
It does not build a tree, repair nesting or resolve character references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

__all__ = ["Token", "attributes", "scan"]


class Token(NamedTuple):
    """`kind` is start, end, text or raw (what stands inside script, title and the like).

    `name` is the lower-case tag name ("" for text). `start:end` is the text itself, or the attributes of a start tag.
    """

    kind: str
    name: str
    start: int
    end: int


# A quote opens a value only after "="; elsewhere it is a stray character (class="a""> is common). Every branch is
# possessive and a match that fails has reached the end of the source, so the scan stays linear.
TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)>""",
)
ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?+""")
OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
RAW = frozenset(("script", "style", "noscript", "iframe", "noembed", "noframes", "xmp", "textarea", "title"))


def scan(source: str) -> Iterator[Token]:
    """All tokens of `source`. Comments, declarations and processing instructions are dropped."""
    here = 0
    while (opening := OPENING.search(source, here)) is not None:
        at = opening.start()
        if at > here:
            yield Token("text", "", here, at)
        match = TAG.match(source, at)
        if match is None:
            after = past_markup(source, at)
            if after == at:  # a tag that never closes: the rest is text
                break
            here = after
            continue
        name = match[2].lower()
        yield Token("end" if match[1] else "start", name, match.start(3), match.end(3))
        here = match.end()
        if name in RAW and not match[1]:
            closing = raw_end(name).search(source, here)
            end = closing.start() if closing else len(source)
            yield Token("raw", name, here, end)
            here = end
    else:
        at = here
    if at < len(source):
        yield Token("text", "", at, len(source))


def past_markup(source: str, at: int) -> int:
    """The offset after a comment, declaration or bogus end tag at `at`; `at` itself where there is none."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 2)
        return len(source) if end < 0 else end + 3
    if source[at + 1] in "!?/" and not source[at + 2 : at + 3].isalpha():
        end = source.find(">", at)
        return len(source) if end < 0 else end + 1
    if source[at + 1] in "!?":
        end = source.find(">", at)
        return len(source) if end < 0 else end + 1
    return at


@cache
def raw_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def attributes(source: str, token: Token) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, values with character references resolved."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(source, token.start, token.end):
        name = match[1].lower()
        if name not in found:
            value = match[2] or match[3] or match[4] or ""
            found[name] = resolved(value) if "&" in value else value
    return found


NUMBER = re.compile(r"&#(?:[xX]0*[0-9a-fA-F]{7,}|0*[0-9]{8,});?")


def resolved(value: str) -> str:
    """Character references resolved; numbers beyond any code point are dropped before Python counts their digits."""
    return unescape(NUMBER.sub("", value))
