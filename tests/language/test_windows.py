"""Windows over long texts: every piece is read once, where it stands most central."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from onrecord.language.pieces import Pieces
from onrecord.language.windows import WIDTH, Legend, signals_of, windows

LEGEND = Legend({"outer": ("O",), "act": ("say",), "negated": ("no",)}, {"outer": "cue"}, {}, (), {})


@pytest.mark.parametrize("length", [0, 1, WIDTH, WIDTH + 1, 700, 5000])
def test_windows_cover_the_text_and_overlap(length: int) -> None:
    found = windows(length)
    assert all(0 <= start < end <= length and end - start <= WIDTH for start, end in found)
    covered = sorted({i for start, end in found for i in range(start, end)})
    assert covered == list(range(length))
    assert all(later[0] < earlier[1] for earlier, later in pairwise(found))


@pytest.mark.parametrize("length", [0, 3, WIDTH, 1000, 2600])
def test_every_piece_comes_back_in_its_place(length: int) -> None:
    """A network that repeats the id it is given: the signals are the ids, whatever the windows."""
    ids = np.arange(1000, 1000 + length, dtype=np.int64)
    pieces = Pieces(ids, np.zeros(length, dtype=np.int64), np.zeros((length, 2), dtype=np.int32))

    def run(batch: np.ndarray, forms: np.ndarray) -> dict[str, np.ndarray]:
        assert batch.shape == forms.shape
        names = ("tags.outer", "query.outer", "key.cue", "act", "negated")
        return {name: batch[..., None].astype(np.float32) for name in names}

    signals = signals_of(pieces, run, LEGEND)
    assert signals.tags["outer"].ravel().tolist() == ids.tolist()
    assert signals.keys["outer"].ravel().tolist() == ids.tolist()
