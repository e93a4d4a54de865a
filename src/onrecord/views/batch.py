"""Many sources, one after another: what fails is reported, and the rest goes on.

Comes in: sources and what to do with each; goes out: the results, and a tally of failures. It shows nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from onrecord.errors import OnrecordError

__all__ = ["Tally", "each", "expanded"]

Result = TypeVar("Result")


@dataclass(slots=True)
class Tally:
    """How a batch went. `report(subject, reason)` is told of every failure."""

    report: Callable[[str, str], None]
    done: int = 0
    failed: int = 0

    def fail(self, subject: str, reason: str) -> None:
        self.failed += 1
        self.report(subject, reason)

    @property
    def status(self) -> int:
        """Exit status: 0 when nothing failed, 1 when something did, 2 when everything did."""
        if not self.failed:
            return 0
        return 1 if self.done else 2


def each(sources: Iterable[str], work: Callable[[str], Result], tally: Tally) -> Iterator[Result]:
    """What `work` makes of each source, as it comes; sources that fail are left out and tallied."""
    for source in sources:
        try:
            result = work(source)
        except OnrecordError as error:
            tally.fail(error.subject, error.reason)
        except Exception as error:  # noqa: BLE001  # the edge of a batch: not even our own mistake may stop the rest
            tally.fail(source, f"unexpected {type(error).__name__}: {error}")
        else:
            tally.done += 1
            yield result


def expanded(named: Iterable[str], expand: Callable[[str], Iterable[str]], tally: Tally) -> list[str]:
    """Every source that the names stand for; a name that stands for none is tallied as a failure."""
    groups = Tally(tally.report)
    found = [source for group in each(named, lambda name: list(expand(name)), groups) for source in group]
    tally.failed += groups.failed
    return found
