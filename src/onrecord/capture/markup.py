"""Whether a text is a web page.

Comes in: the beginning of a decoded source; goes out: yes or no. It parses nothing: one look at the first tags.
"""

from __future__ import annotations

import re

__all__ = ["looks_like_html"]

LOOKED_AT = 65_536
"""Characters; a first paragraph seldom has more."""
PAGE = re.compile(r"<(?:(?:!doctype\s+html|html|\?xml)\b|(?:head|body)\s*(?:>|[\w:-]+\s*=))", re.I)
NAMES = "|".join(
    """a abbr address article aside b base blockquote br center cite details dialog div dl em fieldset figure font
    footer form h[1-6] header hr i iframe img input link main mark meta nav noscript ol p picture pre q script section
    small span strong style sub summary sup table template time title u ul video""".split()  # noqa: SIM905
)
TAG = re.compile(rf"</?(?:{NAMES})(?:\s[^<>]*)?/?>", re.I)
BEFORE = re.compile(r"[\s\ufeff]+|<!--.*?-->", re.S)


def looks_like_html(text: str) -> bool:
    """Whether the text begins like a page or like a fragment of one.

    A page begins with a doctype, an XML declaration or `<html>`; a fragment with a tag of HTML that is followed by
    another one. Prose may begin with `<` and even with what looks like one tag: `<b and c> were left out`.
    """
    head = text[:LOOKED_AT]
    start = 0
    while before := BEFORE.match(head, start):
        start = before.end()
    if PAGE.match(head, start):
        return True
    first = TAG.match(head, start)
    return first is not None and TAG.search(head, first.end()) is not None
