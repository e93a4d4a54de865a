from __future__ import annotations

import io
import sys

import pytest

from onrecord.views.progress import progress


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, steps: int) -> str:
    with progress("reading", stream) as show:
        for done in range(steps):
            show(done, steps)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_many_steps_show_a_bar_and_take_it_away() -> None:
    shown = run(Tty(), 5)
    assert "reading" in shown
    assert "4/5" in shown
    assert shown.endswith("\x1b[2K")  # the line is cleared


@pytest.mark.parametrize(("stream", "steps"), [(io.StringIO(), 5), (Tty(), 2)])
def test_nobody_watches_or_it_is_soon_done(stream: io.StringIO, steps: int) -> None:
    assert run(stream, steps) == ""


def test_standard_output_is_left_alone() -> None:
    stdout = sys.stdout
    with progress("reading", Tty()) as show:
        show(0, 5)
        assert sys.stdout is stdout
