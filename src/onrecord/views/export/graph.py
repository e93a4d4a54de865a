"""What a network of the record holds: actors and issues as nodes, positions and agreements as edges, and the evidence.

Comes in: readings; goes out: one Graph of plain values. The algebra is that of `views.network`. It writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Actor, Issue, Reading
from onrecord.views.export.options import Options
from onrecord.views.export.report import Report
from onrecord.views.network import (
    Affiliation,
    Network,
    Position,
    Shared,
    actor_network,
    affiliation,
    issues_of,
    positions_of,
)

__all__ = ["Edge", "Graph", "Node", "Value", "graph_of"]

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or an issue; `values` hold what is known of it and nothing else."""

    id: str
    label: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """`weight` is the number of positions, or the weight of the network asked for."""

    source: str
    target: str
    weight: float
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Graph:
    """Undirected. `values` say how it was made."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    values: Mapping[str, Value]


def graph_of(readings: Iterable[Reading], report: Report, options: Options) -> Graph:
    """The affiliation network, or the actor network asked for. It keeps positions, not pages."""
    positions: list[Position] = []
    actors: dict[str, Actor] = {}
    issues: dict[str, Issue] = {}
    for reading in readings:
        report.documents += 1
        found = positions_of(reading.document, reading.statements)
        positions.extend(found)
        report.losses["statements without a speaker or an issue, left out"] += len(reading.statements) - len(
            {position.statement for position in found}
        )
        for statement in reading.statements:
            if statement.speaker is not None:
                kept = actors.setdefault(statement.speaker.id, statement.speaker)
                actors[kept.id] = max(kept, statement.speaker, key=lambda actor: len(actor.name))  # the fullest name
            for issue in issues_of(statement):
                issues.setdefault(issue.id, issue)
    table = affiliation(positions, duplicates=options.duplicates)
    graph = (
        two_mode(table, actors, issues, options)
        if options.network == "affiliation"
        else one_mode(table, actors, options)
    )
    report.items += len(graph.nodes) + len(graph.edges)
    return graph


def two_mode(table: Affiliation, actors: Mapping[str, Actor], issues: Mapping[str, Issue], options: Options) -> Graph:
    nodes = [actor_node(actors[identity]) for identity in table.actors]
    nodes += [issue_node(issues[identity]) for identity in table.issues]
    edges = []
    for (actor, issue), cell in table.cells.items():
        counts = {label: cell.counts.get(label, 0) for label in ("support", "oppose", "mixed", "unclear")}
        evidence = {f"statements_{label or 'uncoded'}": " ".join(ids) for label, ids in cell.evidence.items()}
        values = {"stance": cell.label or "uncoded", **counts, "uncoded": cell.uncoded, **evidence}
        weight = float(sum(counts.values()) + cell.uncoded)
        edges.append(Edge(f"actor:{actor}", f"issue:{issue}", weight, values))
    return Graph(tuple(nodes), tuple(edges), {"network": "affiliation", "duplicates": options.duplicates})


def one_mode(table: Affiliation, actors: Mapping[str, Actor], options: Options) -> Graph:
    network = actor_network(table, kind=options.kind, normalisation=options.normalisation)
    made = {"network": options.network, "normalisation": options.normalisation, "duplicates": options.duplicates}
    return Graph(tuple(actor_node(actors[one]) for one in network.actors), edges_of(network), made)


def edges_of(network: Network) -> tuple[Edge, ...]:
    """Ties of no weight are left out, as matrices have them; a subtraction may come to nothing."""
    return tuple(
        Edge(
            f"actor:{tie.actors[0]}",
            f"actor:{tie.actors[1]}",
            tie.weight,
            {"congruence": tie.congruence, "conflict": tie.conflict, "shared": "; ".join(map(told, tie.shared))},
        )
        for tie in network.ties
        if tie.weight
    )


def told(shared: Shared) -> str:
    """`agree on ferries: s1 s2 | s7`, statements of either."""
    one, two = (" ".join(ids) for ids in shared.evidence)
    return f"{shared.value} on {shared.issue}: {one} | {two}"


def actor_node(actor: Actor) -> Node:
    held = {
        "mode": "actor",
        "kind": actor.kind,
        "office": actor.office,
        "held": actor.held,
        "organisation": actor.organisation,
        "state": actor.state,
        "wikidata": actor.wikidata,
    }
    return Node(f"actor:{actor.id}", actor.name, {name: value for name, value in held.items() if value is not None})


def issue_node(issue: Issue) -> Node:
    return Node(f"issue:{issue.id}", issue.label, {"mode": "issue", "scheme": issue.scheme})
