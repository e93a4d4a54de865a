"""`onrecord matrix`: actor by issue, or actor by actor, in a terminal, as JSON Lines or as CSV.

Comes in: readings; goes out: lines of text. The counting is done by `views.network`; every cell is shown with its count
and, in the files, with the statements it rests on. What texts state outright stands apart from what is reckoned.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

from onrecord.model import Actor, Issue, Relation
from onrecord.views.jsonl import dumped
from onrecord.views.labels import Labels
from onrecord.views.network import (
    Affiliation,
    Cell,
    Duplicates,
    Label,
    Network,
    Normalisation,
    Position,
    Tie,
    Type,
    actor_network,
    affiliation,
    positions_of,
    stated,
)
from onrecord.views.terminal import one_line

if TYPE_CHECKING:
    from onrecord.model import Reading

__all__ = ["Asked", "Gathered", "csv_lines", "gathered", "json_lines", "write_matrix"]

COLUMNS = 6
"""Issues shown side by side in a terminal: those that most statements are about."""
SIGNS: dict[Label, str] = {"support": "+", "oppose": "−", "mixed": "±", "unclear": "?"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would reckon instead of showing it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which matrix: actor by issue where `type` is None, else actor by actor."""

    type: Type | None
    normalise: Normalisation
    duplicates: Duplicates


@dataclass(slots=True)
class Gathered:
    """What all readings hold: positions, stated relations, and actors and issues by id as they are named first."""

    positions: list[Position] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)


def gathered(readings: Iterable[Reading]) -> Gathered:
    """Reads through the readings once and keeps none of them."""
    out = Gathered()
    for reading in readings:
        out.positions.extend(positions_of(reading.document, reading.statements))
        out.relations.extend(reading.relations)
        told = [s.speaker for s in reading.statements if s.speaker is not None]
        told += [actor for relation in reading.relations for actor in relation.actors]
        about = [issue for s in reading.statements for issue in (s.issue, *s.issues) if issue is not None]
        about += [relation.issue for relation in reading.relations if relation.issue is not None]
        for actor in told:
            out.actors.setdefault(actor.id, actor)
        for issue in about:
            out.issues.setdefault(issue.id, issue)
    return out


def tables(found: Gathered, asked: Asked) -> tuple[Affiliation, Network | None]:
    table = affiliation(found.positions, duplicates=asked.duplicates)
    network = actor_network(table, kind=asked.type, normalisation=asked.normalise) if asked.type else None
    return table, network


# JSON Lines


def json_lines(found: Gathered, asked: Asked) -> Iterator[str]:
    """One object a line: `cell` (actor by issue) or `tie` (actor by actor), and `stated` for what texts state."""
    table, network = tables(found, asked)
    if network is None:
        yield from (dumped(cell_object(cell, found, asked)) for cell in table.cells.values())
    else:
        yield from (dumped(tie_object(tie, found, asked)) for tie in network.ties)
    yield from (dumped(stated_object(key, items, found)) for key, items in stated(found.relations).items())


def cell_object(cell: Cell, found: Gathered, asked: Asked) -> dict[str, Any]:
    return {
        "type": "cell",
        "actor": actor_object(cell.actor, found),
        "issue": issue_object(cell.issue, found),
        "stance": cell.label,
        "counts": dict(cell.counts),
        "uncoded": cell.uncoded,
        "duplicates": asked.duplicates,
        "statements": {label or "uncoded": list(ids) for label, ids in cell.evidence.items()},
    }


def tie_object(tie: Tie, found: Gathered, asked: Asked) -> dict[str, Any]:
    return {
        "type": "tie",
        "actors": [actor_object(actor, found) for actor in tie.actors],
        "measure": asked.type,
        "normalise": asked.normalise,
        "duplicates": asked.duplicates,
        "weight": tie.weight,
        "congruence": tie.congruence,
        "conflict": tie.conflict,
        "issues": [
            {
                "issue": issue_object(one.issue, found),
                "value": one.value,
                "count": one.count,
                "statements": [list(ids) for ids in one.evidence],
            }
            for one in tie.shared
        ],
    }


def stated_object(key: tuple[str, str, str | None], items: Sequence[Relation], found: Gathered) -> dict[str, Any]:
    one, two, issue = key
    return {
        "type": "stated",
        "actors": [actor_object(one, found), actor_object(two, found)],
        "issue": issue_object(issue, found) if issue else None,
        "evidence": [{"value": item.value, "document": item.document, "words": item.span.text} for item in items],
    }


def actor_object(identity: str, found: Gathered) -> dict[str, str]:
    return {"id": identity, "name": found.actors[identity].name}


def issue_object(identity: str, found: Gathered) -> dict[str, str]:
    return {"id": identity, "label": found.issues[identity].label}


# CSV


def csv_lines(found: Gathered, asked: Asked) -> Iterator[str]:
    """A head and a row for each cell or tie; a cell that a spreadsheet would reckon has an apostrophe before it."""
    table, network = tables(found, asked)
    rows: list[list[object]]
    if network is None:
        rows = [["actor_id", "actor", "issue_id", "issue", "stance", *SIGNS, "uncoded", "statements"]]
        rows += [cell_row(cell, found) for cell in table.cells.values()]
    else:
        named = ["actor_a_id", "actor_a", "actor_b_id", "actor_b"]
        rows = [[*named, "weight", "congruence", "conflict", "agree", "disagree"]]
        rows += [tie_row(tie, found) for tie in network.ties]
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([shown(value) for value in row])
        yield line.getvalue()


def shown(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def cell_row(cell: Cell, found: Gathered) -> list[object]:
    labels: tuple[Label | None, ...] = (*SIGNS, None)
    ids = [identity for label in labels for identity in cell.evidence.get(label, ())]
    counts = [cell.counts.get(label, 0) for label in SIGNS]
    named = [cell.actor, found.actors[cell.actor].name, cell.issue, found.issues[cell.issue].label]
    return [*named, cell.label or "", *counts, cell.uncoded, " ".join(dict.fromkeys(ids))]


def tie_row(tie: Tie, found: Gathered) -> list[object]:
    named = [value for actor in tie.actors for value in (actor, found.actors[actor].name)]
    sides = [
        "; ".join(dict.fromkeys(found.issues[one.issue].label for one in tie.shared if one.value == value))
        for value in ("agree", "disagree")
    ]
    return [*named, round(tie.weight, 6), tie.congruence, tie.conflict, *sides]


# terminal


def write_matrix(found: Gathered, asked: Asked, labels: Labels, stream: TextIO) -> bool:
    """The matrix as text; False when there is nothing to show, and then nothing is written."""
    table, network = tables(found, asked)
    lines = affiliation_lines(table, found, labels) if network is None else tie_lines(network, found, labels)
    lines += stated_lines(found, labels)
    for line in lines:
        stream.write(f"{line}\n")
    return bool(lines)


def affiliation_lines(table: Affiliation, found: Gathered, labels: Labels) -> list[str]:
    """Actors by the issues with most statements; `+2 −1` are positions, `·3` statements that are uncoded."""
    if not table.cells:
        return []
    weight = {issue: sum(total(c) for (_, i), c in table.cells.items() if i == issue) for issue in table.issues}
    columns = sorted(table.issues, key=lambda issue: -weight[issue])[:COLUMNS]
    rows = [["", *(one_line(found.issues[issue].label) for issue in columns)]]
    for actor in table.actors:
        cells = [table.cells.get((actor, issue)) for issue in columns]
        if any(cells):
            rows.append([one_line(found.actors[actor].name), *(sign(cell) for cell in cells)])
    lines = aligned(rows)
    if len(table.issues) > len(columns):
        lines.append(labels.name("matrix", "more").format(n=len(table.issues) - len(columns)))
    return [*lines, labels.name("matrix", "legend")]


def total(cell: Cell) -> int:
    return sum(cell.counts.values()) + cell.uncoded


def sign(cell: Cell | None) -> str:
    if cell is None:
        return ""
    coded = [f"{SIGNS[label]}{count}" for label, count in cell.counts.items() if count]
    return " ".join([*coded, *([f"·{cell.uncoded}"] if cell.uncoded else [])])


def aligned(rows: Sequence[Sequence[str]], widest: int = 28) -> list[str]:
    """Columns of one width each; longer names are cut with an ellipsis."""
    cut = [[cell if len(cell) <= widest else f"{cell[: widest - 1]}…" for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in cut) for at in range(len(cut[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cut]


def tie_lines(network: Network, found: Gathered, labels: Labels) -> list[str]:
    """Pairs, the heaviest first, with the issues on which they agree and disagree."""
    lines = []
    for tie in sorted(network.ties, key=lambda tie: -abs(tie.weight)):
        names = " – ".join(one_line(found.actors[actor].name) for actor in tie.actors)
        sides = []
        for value in ("agree", "disagree"):
            issues = [f"{one_line(found.issues[o.issue].label)} ({o.count})" for o in tie.shared if o.value == value]
            if issues:
                sides.append(f"{labels.name('matrix', value)} {', '.join(issues)}")
        lines.append(f"{tie.weight:6.2f}  {names}: {'; '.join(sides)}")
    return lines


def stated_lines(found: Gathered, labels: Labels) -> list[str]:
    """What the texts state, with their words."""
    lines = []
    for relation in found.relations:
        names = " – ".join(one_line(actor.name) for actor in relation.actors)
        issue = f" {one_line(relation.issue.label)}" if relation.issue else ""
        verb = labels.name("matrix", relation.value)
        lines.append(f"{labels.name('matrix', 'stated')}: {names}: {verb}{issue} “{one_line(relation.span.text)}”")
    return lines
