"""GraphML and GEXF read back by networkx, with every attribute."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest

from onrecord.views.export import GRAPHS, Options, export
from onrecord.views.export.graph import Graph, graph_of
from onrecord.views.export.report import Report
from tests.store.factory import ledger
from tests.views.export.debate import COUNCIL, FERRY, QUINT, debate, hostile, position

READ = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


def network(name: str, path: Path, options: Options | None = None, *, harm: bool = False) -> networkx.Graph:
    export(name, [hostile() if harm else debate(), ledger()], path / "x", options)
    graph = READ[name](path / "x")
    for _, _, values in graph.edges(data=True):
        values.pop("id", None)  # the edge's own number, which networkx puts among the attributes
    return graph


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("kind", GRAPHS)
@pytest.mark.parametrize("harm", [False, True])
def test_there_and_back(name: str, kind: Any, harm: bool, tmp_path: Path) -> None:
    options, report = Options(network=kind), Report()
    made = graph_of([hostile() if harm else debate(), ledger()], report, options)
    found = network(name, tmp_path, options, harm=harm)
    assert dict(found.nodes(data=True)) == nodes_of(made, report)
    ends = {
        frozenset((report.text(edge.source, xml=True), report.text(edge.target, xml=True))): edge for edge in made.edges
    }
    assert len(ends) == found.number_of_edges() == len(made.edges)
    for one, other, values in found.edges(data=True):
        edge = ends[frozenset((one, other))]
        assert values == {"weight": edge.weight, **clean(edge.values, report)}


def nodes_of(graph: Graph, report: Report) -> dict[str, dict[str, Any]]:
    return {report.text(node.id, xml=True): clean({"label": node.label, **node.values}, report) for node in graph.nodes}


def clean(values: Any, report: Report) -> dict[str, Any]:
    return {name: report.text(value, xml=True) if isinstance(value, str) else value for name, value in values.items()}


@pytest.mark.parametrize("name", READ)
def test_actors_and_issues(name: str, tmp_path: Path) -> None:
    found = network(name, tmp_path)
    assert found.nodes["actor:a1"] == {
        "label": "Mara Quint",
        "mode": "actor",
        "kind": "person",
        "office": "Harbour Minister",
        "organisation": "Harbour Ministry",
        "state": "CZE",
        "wikidata": "Q1",
    }
    assert found.nodes["issue:i2"] == {"label": "fares", "mode": "issue", "scheme": "codebook"}
    stances = {issue: found.edges["actor:a2", issue]["stance"] for issue in ("issue:i1", "issue:i2")}
    assert stances == {"issue:i1": "oppose", "issue:i2": "uncoded"}
    assert found.edges["actor:a1", "issue:i1"]["statements_support"] == debate().statements[0].id


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(("kind", "weight"), [("conflict", 1.0), ("subtract", -1.0)])
def test_actors_by_actors(name: str, kind: Any, weight: float, tmp_path: Path) -> None:
    found = network(name, tmp_path, Options(network=kind))
    assert set(found) == {"actor:a1", "actor:a2"}
    edge = found.edges["actor:a1", "actor:a2"]
    assert (edge["weight"], edge["congruence"], edge["conflict"]) == (weight, 0, 1)
    assert edge["shared"].startswith("disagree on i1: ")


def test_a_tie_of_no_weight_is_none(tmp_path: Path) -> None:
    assert not network("gexf", tmp_path, Options(network="congruence")).edges


def test_an_actor_has_its_fullest_name() -> None:
    short = position("backs the night ferry", replace(QUINT, name="Quint"), FERRY, "support")
    reading = replace(debate(), statements=(short, *debate().statements))
    (node,) = (node for node in graph_of([reading], Report(), Options()).nodes if node.id == "actor:a1")
    assert node.label == "Mara Quint"


def test_duplicates_count_once_where_asked() -> None:
    twice = replace(position("nothing on fares", COUNCIL, FERRY, "oppose"), id="other")
    reading = replace(debate(), statements=(*debate().statements, twice))
    counts = [
        next(edge.values["oppose"] for edge in graph_of([reading], Report(), options).edges if edge.values["oppose"])
        for options in (Options(), Options(duplicates="none"))
    ]
    assert counts == [1, 2]


@pytest.mark.parametrize("name", READ)
def test_no_day_of_making_stands_in_the_file(name: str, tmp_path: Path) -> None:
    network(name, tmp_path)
    assert b"lastmodified" not in (tmp_path / "x").read_bytes()
