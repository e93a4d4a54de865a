"""The record: one SQLite file of captures, what was read in them, and what people judged of it.

Comes in: a Reading, Judgements; goes out: readings, statements found again, occurrences of words, a report on it all.
It reads no page and decides nothing: it refuses what does not stand in its document, and keeps the rest unchanged.
"""

from __future__ import annotations

from onrecord.store.correcting import Corrected, Orphan, correct
from onrecord.store.judged import State
from onrecord.store.judging import judgement_object, judgement_of_object, new_judgement, target_of
from onrecord.store.occurrence import Occurrence, whose_words
from onrecord.store.opening import open_store
from onrecord.store.record import Added, DocumentHeader, Found, Store
from onrecord.store.verifying import Fault, VerifyReport

__all__ = [
    "Added",
    "Corrected",
    "DocumentHeader",
    "Fault",
    "Found",
    "Occurrence",
    "Orphan",
    "State",
    "Store",
    "VerifyReport",
    "correct",
    "judgement_object",
    "judgement_of_object",
    "new_judgement",
    "open_store",
    "target_of",
    "whose_words",
]
