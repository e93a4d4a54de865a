"""Decoding: what faint tags come to when the links are sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.quotation import Decoder, find
from tests.quotation.hand import LAYER, SURE, analysis_of

MARKED = "The crew waited, [S1 Joost Brandt] long since ashore, [C1 saying] that [Q1 the port would close]."


@pytest.mark.parametrize(
    ("height", "source", "case"),
    [
        (SURE - 1.5, "Joost Brandt", "a source too faint to be tagged, which the cue points at"),
        (SURE - 5, None, "so faint that nobody could be speaking there"),
    ],
)
def test_a_faint_source_that_its_cue_points_at(height: float, source: str | None, case: str) -> None:
    document, analysis = analysis_of(MARKED)
    assert analysis.signals is not None
    outer = analysis.signals.tags["outer"].copy()
    for label in ("B-source", "I-source"):
        column = LAYER.index(label)
        named = outer[:, column] == SURE
        outer[named, LAYER.index("O")] = SURE
        outer[named, column] = height
    signals = replace(analysis.signals, tags={**analysis.signals.tags, "outer": outer})
    (found,) = find(document, replace(analysis, signals=signals))
    assert (found.source.text if found.source else None) == source, case


def test_a_cue_that_points_at_itself_has_no_source() -> None:
    document, analysis = analysis_of(MARKED.replace("[S1 Joost Brandt]", "Joost Brandt"))
    assert analysis.signals is not None
    outer = analysis.signals.tags["outer"].copy()
    outer[:, LAYER.index("B-source")] = np.where(outer[:, 0] == SURE, SURE - 1.5, 0)
    signals = replace(analysis.signals, tags={**analysis.signals.tags, "outer": outer})
    (found,) = find(document, replace(analysis, signals=signals), decoder=Decoder(shadow=0.5))
    assert found.source is None
