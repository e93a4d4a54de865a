"""What a user may choose of an export.

Comes in: nothing; goes out: Options, with the default of each. It decides nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.views.network import Duplicates, Normalisation, Type

__all__ = ["GRAPHS", "QUALIFIERS", "TABLES", "Graph", "Options", "Qualifier", "Table"]

Qualifier = Literal["boolean", "integer", "both"]
Graph = Literal["affiliation", "congruence", "conflict", "subtract"]
Table = Literal["documents", "statements", "events", "relations"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
GRAPHS: tuple[Graph, ...] = get_args(Graph)
TABLES: tuple[Table, ...] = get_args(Table)


@dataclass(frozen=True, slots=True)
class Options:
    """`network` is what GraphML and GEXF hold, `table` what CSV and Parquet hold.

    `qualifier` is the statement type of DNA's formats, None for what is usual: both in a database, boolean in a list.
    """

    qualifier: Qualifier | None = None
    network: Graph = "affiliation"
    normalisation: Normalisation = "none"
    duplicates: Duplicates = "document"
    table: Table = "statements"

    @property
    def kind(self) -> Type:
        """The type of an actor network."""
        return "congruence" if self.network == "affiliation" else self.network
