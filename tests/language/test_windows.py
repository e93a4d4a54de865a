"""Windows over long texts: every piece is read once, with words on both sides of it."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.language.pieces import Pieces
from onrecord.language.windows import AROUND, WIDTH, Legend, signals_of, windows

LEGEND = Legend({"outer": ("O",), "act": ("say",), "negated": ("no",)}, {"outer": "cue"}, {}, (), {})


def text_of(length: int, every: int) -> Pieces:
    """Pieces with ids by place, a paragraph break after so many."""
    ids = np.arange(1000, 1000 + length, dtype=np.int64)
    ends = np.arange(length, dtype=np.int32)
    widths = (ends % every != 0).astype(np.int32)
    return Pieces(ids, np.zeros(length, dtype=np.int64), np.stack([ends, ends + widths], axis=1))


@pytest.mark.parametrize("every", [7, 90, 200, 10_000])
@pytest.mark.parametrize("length", [0, 1, WIDTH, WIDTH + 1, 700, 5000])
def test_windows_read_every_piece_once(length: int, every: int) -> None:
    found = windows(text_of(length, every))
    assert all(w.start <= w.first < w.last <= w.end and w.end - w.start <= WIDTH for w in found)
    assert [i for w in found for i in range(w.first, w.last)] == list(range(length))


@pytest.mark.parametrize("every", [7, 90])
def test_windows_begin_with_a_paragraph(every: int) -> None:
    found = windows(text_of(3000, every))
    assert all(w.start % every == 0 and w.first % every == 0 for w in found)


def test_a_paragraph_longer_than_a_window_is_read_with_words_on_both_sides() -> None:
    found = windows(text_of(3000, 10_000))
    assert all(w.first - w.start == AROUND for w in found[1:])
    assert all(w.end - w.last == AROUND for w in found[:-1])


@pytest.mark.parametrize("length", [0, 3, WIDTH, 1000, 2600])
def test_every_piece_comes_back_in_its_place(length: int) -> None:
    """A network that repeats the id it is given: the signals are the ids, whatever the windows."""
    pieces = text_of(length, 60)
    ids = pieces.ids

    def run(batch: np.ndarray, forms: np.ndarray) -> dict[str, np.ndarray]:
        assert batch.shape == forms.shape
        names = ("tags.outer", "query.outer", "key.cue", "act", "negated")
        return {name: batch[..., None].astype(np.float32) for name in names}

    signals = signals_of(pieces, run, LEGEND)
    assert signals.tags["outer"].ravel().tolist() == ids.tolist()
    assert signals.keys["outer"].ravel().tolist() == ids.tolist()
