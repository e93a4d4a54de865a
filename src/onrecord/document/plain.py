"""Plain text as a Document wants it: line ends made one, every edit recorded.

Comes in: the decoded file; goes out: a Tape that holds the same text, and its lines. It drops nothing but a byte-order
mark and carriage returns, and judges no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from onrecord.document.lines import Line, is_closed
from onrecord.document.offsets import Tape

__all__ = ["plain_lines", "plain_tape"]

WIDEST_WRAP = 120  # columns; a file with a longer line was not wrapped by hand or by a mailer
NARROWEST_WRAP = 40
EDIT = re.compile(r"\r\n?")


def plain_tape(source: str) -> Tape:
    """`source` without byte-order mark, CRLF and CR as LF."""
    tape = Tape(source)
    here = 1 if source.startswith("\ufeff") else 0
    for match in EDIT.finditer(source, here):
        tape.add((source[here : match.start()], here, match.start()))
        here = match.end()
        if len(match[0]) == 2:
            here -= 1  # the LF itself is copied, the CR before it dropped
        else:
            tape.add(("\n", match.start(), match.end()))
    tape.add((source[here:], here, len(source)))
    return tape


def plain_lines(text: str) -> list[Line]:
    """The non-blank lines, stripped; lines of a wrapped paragraph drawn together."""
    spans = list(line_spans(text))
    if spans and max(end - start for start, end in spans) <= WIDEST_WRAP:
        spans = list(unwrapped(text, spans))
    return [Line(start, end, text[start:end]) for start, end in spans]


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    here = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = here + len(raw) - len(raw.lstrip())
            yield start, start + len(bare)
        here += len(raw) + 1


def unwrapped(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    chunk: list[tuple[int, int]] = []
    for span in spans:
        if chunk and "\n" in text[chunk[-1][1] : span[0]].replace("\n", "", 1):
            yield from paragraph(text, chunk)
            chunk = []
        chunk.append(span)
    yield from paragraph(text, chunk)


def paragraph(text: str, chunk: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """One span for a wrapped paragraph; the lines themselves where they do not look wrapped."""
    lengths = [end - start for start, end in chunk[:-1]]
    open_lines = [not is_closed(text[start:end]) for start, end in chunk[:-1]]
    if len(chunk) > 2 and median(lengths) >= NARROWEST_WRAP and min(lengths) * 2 > max(lengths) and any(open_lines):
        return [(chunk[0][0], chunk[-1][1])]
    return chunk
