"""What both kinds of JSON-LD share: identifiers, and a document with one long list that is written as it comes.

Comes in: names, items; goes out: IRIs, bytes. It knows no vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO
from urllib.parse import quote

from onrecord.model import Actor
from onrecord.views.jsonl import dumped

__all__ = ["TERMS", "actor_iri", "iri", "streamed"]

TERMS = "urn:onrecord:terms:"
"""What our own properties begin with."""


def iri(kind: str, identity: str) -> str:
    """`urn:onrecord:statement:51c2…`; what an IRI may not hold is percent-encoded."""
    return f"urn:onrecord:{kind}:{quote(identity, safe=':', errors='replace')}"


def actor_iri(actor: Actor) -> str:
    return iri("actor", actor.id)


def streamed(
    out: BinaryIO,
    head: dict[str, Any],
    inner: tuple[str, dict[str, Any]] | None,
    name: str,
    items: Iterable[dict[str, Any]],
) -> None:
    """One JSON object: `head`, then (inside the object `inner`, where given) the list `name`, one item a line."""
    text = dumped(head)[:-1]
    closing = "]}"
    if inner is not None:
        text += f', "{inner[0]}": {dumped(inner[1])[:-1]}'
        closing += "}"
    out.write(f'{text}, "{name}": ['.encode())
    for number, item in enumerate(items):
        out.write(f"{',' if number else ''}\n{dumped(item)}".encode())
    out.write(f"\n{closing}\n".encode())
