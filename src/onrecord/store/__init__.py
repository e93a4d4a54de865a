"""The record: one SQLite file of captures, documents and statements.

Comes in: a Reading; goes out: readings, statements found again, occurrences of words, a report on the whole file.
It reads no page and decides nothing: it refuses what does not stand in its document, and keeps the rest unchanged.
"""

from __future__ import annotations

from onrecord.store.occurrence import Occurrence, whose_words
from onrecord.store.opening import open_store
from onrecord.store.record import Added, DocumentHeader, Found, Store
from onrecord.store.verifying import Fault, VerifyReport

__all__ = [
    "Added",
    "DocumentHeader",
    "Fault",
    "Found",
    "Occurrence",
    "Store",
    "VerifyReport",
    "open_store",
    "whose_words",
]
