"""Events: what the article says happened, goes on or is scheduled.

Comes in: Document, Analysis, its Statements; goes out: Events in text order, each once. It invents no participant and
no date: what the words leave open stays None.
"""

from __future__ import annotations

from onrecord.resolve.events.found import events_of
from onrecord.resolve.events.lexicon import class_of, quad_of

__all__ = ["class_of", "events_of", "quad_of"]
