"""How far a long piece of work has come, for whoever waits at a terminal.

Comes in: counts; goes out: a bar on a stream, removed at the end. Where nobody watches it shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

__all__ = ["progress"]

FEW = 2
SECONDS = 2.0
"""Work of no more steps and no more time than this needs no bar."""


@contextmanager
def progress(doing: str, stream: TextIO) -> Iterator[Callable[[int, int], None]]:
    """A function to be called with how many steps are done, and of how many."""
    if not stream.isatty():
        yield unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    # Standard output may be a file: only what goes to the terminal is woven in with the bar.
    bar = Progress(*columns, console=Console(file=stream), transient=True, redirect_stdout=False)
    task = bar.add_task(doing, total=None)
    begun = monotonic()

    def show(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)
        if total > FEW or monotonic() - begun > SECONDS:
            bar.start()

    try:
        yield show
    finally:
        if bar.live.is_started:
            bar.stop()


def unseen(*counts: int) -> None:
    """Nobody watches."""
