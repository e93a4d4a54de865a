from __future__ import annotations

import pytest

from onrecord.errors import CaptureError
from onrecord.views.batch import Tally, each, expanded


def work(source: str) -> str:
    if source == "bad":
        raise CaptureError("bad", "it is bad")
    if source == "bug":
        raise ZeroDivisionError("oops")
    return source.upper()


@pytest.mark.parametrize(
    ("sources", "results", "reports", "status"),
    [
        (["a", "b"], ["A", "B"], [], 0),
        (["a", "bad", "b"], ["A", "B"], [("bad", "it is bad")], 1),  # the rest goes on
        (["bad", "bad"], [], [("bad", "it is bad")] * 2, 2),  # nothing was done
        (["bug", "a"], ["A"], [("bug", "unexpected ZeroDivisionError: oops")], 1),  # our own mistake
        ([], [], [], 0),
    ],
)
def test_batch(sources: list[str], results: list[str], reports: list[tuple[str, str]], status: int) -> None:
    reported: list[tuple[str, str]] = []
    tally = Tally(lambda subject, reason: reported.append((subject, reason)))
    assert list(each(sources, work, tally)) == results
    assert reported == reports
    assert tally.status == status


def test_an_interruption_stops_the_batch() -> None:
    def interrupted(source: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(each(["a"], interrupted, Tally(lambda subject, reason: None)))


def test_names_stand_for_sources() -> None:
    def expand(name: str) -> list[str]:
        if name == "bad":
            raise CaptureError("bad", "no such folder")
        return [f"{name}/1", f"{name}/2"]

    tally = Tally(lambda subject, reason: None)
    assert expanded(["a", "bad"], expand, tally) == ["a/1", "a/2"]
    assert (tally.done, tally.failed) == (0, 1)
