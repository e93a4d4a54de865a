"""The offset map, kept edit by edit while a text is written.

Comes in: pieces of a source, in the order they are kept; goes out: the text, its segments, and the way back.
It does not choose what is kept and never compares two texts afterwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.model import Document, Segment

__all__ = ["Piece", "Tape", "to_source"]

Piece = tuple[str, int, int]
"""Words, and the half-open range of the source they were made from."""


@dataclass(slots=True)
class Tape:
    """Writes a text from pieces of `source` and records every edit as a Segment."""

    source: str
    parts: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    length: int = 0

    def add(self, piece: Piece) -> None:
        """Append the words of one piece. Empty words leave no trace but a gap in the source."""
        words, start, end = piece
        if not words:
            return
        verbatim = len(words) == end - start and self.source.startswith(words, start)
        if not verbatim and len(words) == end - start:
            end = start  # equal lengths would read as a copy: a line feed turned blank is one put in
        self.append(words, start, end, verbatim)

    def add_all(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.add(piece)

    def insert(self, words: str) -> None:
        """Append words that stand nowhere in the source."""
        place = self.segments[-1].source_end if self.segments else 0
        self.add((words, place, place))

    def append(self, words: str, start: int, end: int, verbatim: bool) -> None:
        last = self.segments[-1] if self.segments else None
        begin = self.length
        if verbatim and last and last.source_end == start and copied(last):
            self.segments.pop()
            begin, start = last.start, last.source_start
        self.parts.append(words)
        self.length += len(words)
        self.segments.append(Segment(begin, self.length, start, end))

    @property
    def text(self) -> str:
        return "".join(self.parts)


def copied(segment: Segment) -> bool:
    """Whether the segment is a verbatim copy."""
    return segment.end - segment.start == segment.source_end - segment.source_start


def to_source(document: Document, start: int, end: int) -> tuple[int, int]:
    """Offsets into the decoded capture for `document.text[start:end]`, both half open, in code points.

    An offset inside a replacement widens to the whole replaced range. Raises ValueError outside the text.
    """
    if not 0 <= start <= end <= len(document.text):
        raise ValueError(f"[{start}, {end}) is not a span of a text of {len(document.text)} code points")
    if not document.segments:
        return 0, 0
    first = segment_at(document, start)
    source_start = first.source_start + min(start - first.start, first.source_end - first.source_start)
    if not copied(first) and start < first.end:
        source_start = first.source_start
    if start == end:
        return source_start, source_start
    last = segment_at(document, end - 1)
    source_end = last.source_start + end - last.start if copied(last) else last.source_end
    return source_start, source_end


def segment_at(document: Document, offset: int) -> Segment:
    """The segment that holds `offset`; the last one for the end of the text."""
    index = bisect_right(document.segments, offset, key=lambda segment: segment.start) - 1
    return document.segments[index]
