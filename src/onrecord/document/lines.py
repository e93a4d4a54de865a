"""A line of the article, and what can be told from its form alone.

Comes in: lines of text; goes out: their words, keys for look-up, and whether they read like body text.
It knows no word of any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Line", "content_stems", "folded", "is_body", "is_closed", "key", "word_count", "words"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph at its place in the text, with what the page's markup says of it.

    `tag` is the block element ("" in plain text), `linked` the share of characters inside links (0 to 1), `href` the
    target of a line that is one link, `mark` the furniture kind its class or element hints at, `kept` whether the
    extractor takes it for article text (always so in plain text).
    """

    start: int
    end: int
    text: str
    tag: str = ""
    linked: float = 0.0
    href: str | None = None
    mark: str | None = None
    kept: bool = True


WORD = re.compile(r"\w+(?:['’]\w+)*")
CLOSED = re.compile(r"""[.!?…][\s"'”’»)\]]*\Z""")
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\s""")
ENDING = re.compile(r"(?<=\w\w\w)(?:[aeo]?s|[aeo])\Z")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return WORD.findall(text.casefold())


def word_count(text: str) -> int:
    return len(WORD.findall(text))


def folded(text: str) -> str:
    """Lower case, one blank for any white space, one shape of apostrophe: for comparing printed words."""
    return " ".join(text.casefold().replace("’", "'").split())


def key(text: str) -> str:
    """`folded` without the bullets, arrows and punctuation around it: `» Read also:` is `read also`."""
    return re.sub(r"\A[^\w@#©{(\"“«¿¡]+", "", folded(text)).rstrip(" .:!?…»›>→|-–—·•,")


def is_closed(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return CLOSED.search(text[-12:]) is not None


def is_body(line: Line) -> bool:
    """Whether the line reads like running text: long and closed, or several sentences; never mostly links."""
    count = word_count(line.text)
    if line.linked > 0.5 or count < 8:
        return False
    if line.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "title"):
        return False
    if count >= 60:
        return True
    return is_closed(line.text) and (count >= 12 or SENTENCE_END.search(line.text[:-1]) is not None)


def content_stems(text: str, function_words: frozenset[str]) -> set[str]:
    """The words that carry content, without endings of number and gender: enough to see a shared topic."""
    return {
        ENDING.sub("", word) for word in words(text) if len(word) > 2 and word not in function_words and word.isalpha()
    }
