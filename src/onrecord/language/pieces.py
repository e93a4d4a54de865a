"""Word pieces of a text with what an uncased encoder cannot see: case and quotation marks.

Comes in: text, paragraphs, quoted passages; goes out: `Pieces`, arrays ready for the encoder.
It does not run the encoder. Offsets are code points of the text that came in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.errors import ModelError
from onrecord.model import QuotedPassage, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

__all__ = ["BREAK", "FORMS", "Pieces", "pieces_of"]

BREAK = "[unused1]"
LOWER, TITLE, UPPER, NO_LETTERS = range(4)
FORMS = 8
"""Rows of the form embedding: four cases outside quotation marks, then the same four inside."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """T word pieces: `ids` (T,), `forms` (T,), `offsets` (T, 2). A paragraph break is a piece of no width."""

    ids: NDArray[np.int64]
    forms: NDArray[np.int64]
    offsets: NDArray[np.int32]


def pieces_of(tokenizer: Tokenizer, text: str, paragraphs: Sequence[Span], quoted: Sequence[QuotedPassage]) -> Pieces:
    """The pieces of all paragraphs in text order, a break before each."""
    break_id = tokenizer.token_to_id(BREAK)
    if break_id is None:
        raise ModelError("tokenizer", f"has no piece {BREAK}, which stands for a paragraph break")
    ids: list[int] = []
    forms: list[int] = []
    offsets: list[tuple[int, int]] = []
    inside = quoted_mask(len(text), quoted)
    encoded = tokenizer.encode_batch([p.text for p in paragraphs], add_special_tokens=False) if paragraphs else []
    for paragraph, encoding in zip(paragraphs, encoded, strict=True):
        ids.append(break_id)
        forms.append(NO_LETTERS)
        offsets.append((paragraph.start, paragraph.start))
        for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            begin, stop = paragraph.start + start, paragraph.start + end
            ids.append(piece)
            forms.append(case(text[begin:stop]) + 4 * inside[begin])
            offsets.append((begin, stop))
    return Pieces(
        np.asarray(ids, dtype=np.int64),
        np.asarray(forms, dtype=np.int64),
        np.asarray(offsets, dtype=np.int32).reshape(-1, 2),
    )


def quoted_mask(length: int, quoted: Sequence[QuotedPassage]) -> bytearray:
    mask = bytearray(length + 1)
    for passage in quoted:
        if passage.depth == 0:
            mask[passage.inner_start : passage.inner_end] = b"\x01" * (passage.inner_end - passage.inner_start)
    return mask


@lru_cache(maxsize=20_000)
def case(piece: str) -> int:
    if not any(map(str.isalpha, piece)):
        return NO_LETTERS
    if piece.islower():
        return LOWER
    return UPPER if piece.isupper() and len(piece) > 1 else TITLE
