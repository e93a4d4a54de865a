"""Who stands where: actors by issues, as one table that any view can draw.

Comes in: documents with their statements; goes out: a Matrix of the cells that `views.network` counts, with the names
of its actors and issues. A statement without a coded position is counted as such, never as opposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Actor, Document, Issue, Statement
from onrecord.views.network import Cell, Duplicates, affiliation, positions_of

__all__ = ["Matrix", "Row", "matrix_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """One actor; a cell for each issue of the matrix, None where the actor says nothing on it."""

    actor: Actor
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and issues in order of first appearance; empty where nobody known speaks on any issue."""

    issues: tuple[Issue, ...]
    rows: tuple[Row, ...]

    @property
    def coded(self) -> bool:
        """Whether any cell holds a position."""
        return any(cell is not None and cell.label for row in self.rows for cell in row.cells)


def matrix_of(told: Iterable[tuple[Document, Sequence[Statement]]], *, duplicates: Duplicates = "none") -> Matrix:
    """Positions of all the documents together; `duplicates` is the rule by which they count."""
    told = list(told)
    table = affiliation(
        (position for document, statements in told for position in positions_of(document, statements)),
        duplicates=duplicates,
    )
    actors, issues = named(statement for _, statements in told for statement in statements)
    rows = tuple(
        Row(actors[actor], tuple(table.cells.get((actor, issue)) for issue in table.issues)) for actor in table.actors
    )
    return Matrix(tuple(issues[issue] for issue in table.issues), rows)


def named(statements: Iterable[Statement]) -> tuple[dict[str, Actor], dict[str, Issue]]:
    """Actors and issues by id, each as it is named first."""
    actors: dict[str, Actor] = {}
    issues: dict[str, Issue] = {}
    for statement in statements:
        if statement.speaker is not None:
            actors.setdefault(statement.speaker.id, statement.speaker)
        for issue in (*((statement.issue,) if statement.issue else ()), *statement.issues):
            issues.setdefault(issue.id, issue)
    return actors, issues
