"""Who, to whom, through whom: Quotations and their Analysis come in, Statements go out.

A speaker is named only when one candidate is left; otherwise it stays unresolved.
"""

from __future__ import annotations

from onrecord.resolve.events import events_of
from onrecord.resolve.issues import codebook_named, with_issues
from onrecord.resolve.pairing import pair, translated, with_translations
from onrecord.resolve.relations import relations_of
from onrecord.resolve.stance import stances_of
from onrecord.resolve.statements import resolve

__all__ = [
    "codebook_named",
    "events_of",
    "pair",
    "relations_of",
    "resolve",
    "stances_of",
    "translated",
    "with_issues",
    "with_translations",
]
