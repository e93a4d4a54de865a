"""GraphML 1.0 and GEXF 1.2: a graph as XML, with every attribute of every node and edge declared by type.

Comes in: a Graph; goes out: XML in UTF-8, the same bytes each time. It decides nothing about the graph. Sources:
http://graphml.graphdrawing.org/primer/graphml-primer.html and https://gexf.net/1.2/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from onrecord.model import Reading
from onrecord.views.export.graph import Edge, Graph, Node, Value, graph_of
from onrecord.views.export.options import Options
from onrecord.views.export.report import Report

__all__ = ["gexf", "graphml", "write_gexf", "write_graphml"]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
"""A reader of XML takes them for spaces, or for one line end, where they stand as they are."""
TYPES: Mapping[type[Value], str] = {str: "string", int: "long", float: "double"}
"""By the names that both formats share."""
Kinds = dict[str, type[Value]]


def write_graphml(readings: Iterable[Reading], out: BinaryIO, report: Report, options: Options) -> None:
    written(graphml(graph_of(readings, report, options), report), out)


def write_gexf(readings: Iterable[Reading], out: BinaryIO, report: Report, options: Options) -> None:
    written(gexf(graph_of(readings, report, options), report), out)


def written(lines: Iterable[str], out: BinaryIO) -> None:
    for line in lines:
        out.write(f"{line}\n".encode())


def graphml(graph: Graph, report: Report) -> Iterator[str]:
    """One key for each attribute; nodes carry `label`, edges `weight`."""
    quoted = quoting(report)
    keys: dict[tuple[str, str], str] = {}
    yield HEAD
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for domain, kinds in domains(graph).items():
        for name, kind in kinds.items():
            key = keys[domain, name] = f"d{len(keys)}"
            named = f"attr.name={quoted(name)} attr.type={quoted(TYPES[kind])}"
            yield f'  <key id="{key}" for="{domain}" {named}/>'
    yield '  <graph edgedefault="undirected">'
    yield from data(graph.values, "graph", keys, report, "    ")
    for node in graph.nodes:
        yield f"    <node id={quoted(node.id)}>"
        yield from data({"label": node.label, **node.values}, "node", keys, report, "      ")
        yield "    </node>"
    for number, edge in enumerate(graph.edges):
        ends = f"source={quoted(edge.source)} target={quoted(edge.target)}"
        yield f'    <edge id="e{number}" {ends}>'
        yield from data({"weight": edge.weight, **edge.values}, "edge", keys, report, "      ")
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def domains(graph: Graph) -> dict[str, Kinds]:
    """The attributes of graph, nodes and edges, each with its type, in order of first appearance."""
    found: dict[str, Kinds] = {"graph": {}, "node": {"label": str}, "edge": {"weight": float}}
    for domain, tables in (
        ("graph", [graph.values]),
        ("node", [node.values for node in graph.nodes]),
        ("edge", [edge.values for edge in graph.edges]),
    ):
        for table in tables:
            for name, value in table.items():
                found[domain].setdefault(name, type(value))
    return found


def data(
    values: Mapping[str, Value], domain: str, keys: Mapping[tuple[str, str], str], report: Report, indent: str
) -> Iterator[str]:
    for name, value in values.items():
        text = escaped(report.text(str(value), xml=True))
        yield f'{indent}<data key="{keys[domain, name]}">{text}</data>'


def gexf(graph: Graph, report: Report) -> Iterator[str]:
    """The date of making is left out, so that the same record gives the same bytes."""
    quoted = quoting(report)
    found = domains(graph)
    yield HEAD
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    told = " ".join(f"{name}={value}" for name, value in graph.values.items())
    yield f"  <meta><creator>onrecord</creator><description>{escaped(told)}</description></meta>"
    yield '  <graph defaultedgetype="undirected" mode="static">'
    numbers: dict[tuple[str, str], int] = {}
    for domain in ("node", "edge"):
        yield f'    <attributes class="{domain}" mode="static">'
        for name, kind in found[domain].items():
            if name in ("label", "weight"):  # these are attributes of the element itself
                continue
            number = numbers[domain, name] = len(numbers)
            yield f'      <attribute id="{number}" title={quoted(name)} type="{TYPES[kind]}"/>'
        yield "    </attributes>"
    yield "    <nodes>"
    for node in graph.nodes:
        yield from element(node, f"id={quoted(node.id)} label={quoted(node.label)}", numbers, quoted)
    yield "    </nodes>"
    yield "    <edges>"
    for number, edge in enumerate(graph.edges):
        ends = f"source={quoted(edge.source)} target={quoted(edge.target)}"
        yield from element(edge, f'id="{number}" {ends} weight="{edge.weight}"', numbers, quoted)
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def element(
    one: Node | Edge, named: str, numbers: Mapping[tuple[str, str], int], quoted: Callable[[str], str]
) -> Iterator[str]:
    tag = "node" if isinstance(one, Node) else "edge"
    yield f"      <{tag} {named}>"
    yield "        <attvalues>"
    for name, value in one.values.items():
        yield f'          <attvalue for="{numbers[tag, name]}" value={quoted(str(value))}/>'
    yield "        </attvalues>"
    yield f"      </{tag}>"


def quoting(report: Report) -> Callable[[str], str]:
    return lambda value: quoteattr(report.text(value, xml=True), BREAKS)


def escaped(text: str) -> str:
    return escape(text, {"\r": BREAKS["\r"]})
