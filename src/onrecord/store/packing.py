"""The two compressed columns: captured bytes, and the offset map.

Comes in: bytes or Segments; goes out: a blob, and back. It knows no table.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

from onrecord.errors import StoreError
from onrecord.model import Segment

__all__ = ["pack_segments", "packed_bytes", "unpack_segments", "unpacked_bytes"]

NUMBERS = 4  # a segment is four signed 64-bit numbers, little-endian


def packed_bytes(content: bytes) -> bytes:
    return zlib.compress(content)


def unpacked_bytes(blob: bytes, size: int, subject: str) -> bytes:
    """The `size` bytes that were packed, and never more. Raises StoreError naming `subject` when they are damaged."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(blob, size + 1)
    except zlib.error as error:
        raise StoreError(subject, f"its compressed bytes are damaged: {error}") from error
    if len(content) != size:
        raise StoreError(subject, f"its compressed bytes do not hold the {size} bytes recorded")
    return content


def pack_segments(segments: Sequence[Segment]) -> bytes:
    """Each segment as gap and length in the text, gap and length in the source: mostly zeros, so it packs well."""
    numbers = [number for numbers in differences(segments) for number in numbers]
    return zlib.compress(struct.pack(f"<{len(numbers)}q", *numbers))


def differences(segments: Sequence[Segment]) -> Iterator[tuple[int, int, int, int]]:
    end = source_end = 0
    for segment in segments:
        yield (
            segment.start - end,
            segment.end - segment.start,
            segment.source_start - source_end,
            segment.source_end - segment.source_start,
        )
        end, source_end = segment.end, segment.source_end


def unpack_segments(blob: bytes, subject: str) -> tuple[Segment, ...]:
    """The inverse of `pack_segments`. Raises StoreError naming `subject` when the blob is damaged."""
    try:
        numbers = struct.iter_unpack(f"<{NUMBERS}q", zlib.decompress(blob))
    except (zlib.error, struct.error) as error:
        raise StoreError(subject, f"its offset map is damaged: {error}") from error
    segments, end, source_end = [], 0, 0
    for gap, length, source_gap, source_length in numbers:
        start, source_start = end + gap, source_end + source_gap
        end, source_end = start + length, source_start + source_length
        segments.append(Segment(start, end, source_start, source_end))
    return tuple(segments)
