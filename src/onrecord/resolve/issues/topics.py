"""The IPTC Media Topics as a codebook.

Comes in: the table of topics and our cue words for the common ones; goes out: a Codebook, ids being `medtop:` codes.
Labels are IPTC's own; where a topic has no Spanish or French label it is shown in English.
"""

from __future__ import annotations

from functools import cache

from onrecord.resolve.issues.codebook import Codebook, Concept, codebook_of
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.tables import table

__all__ = ["topics"]

LANGUAGES = ("en", "es", "fr")
PREFIX = "medtop:"


@cache
def topics() -> Codebook:
    """All topics. A topic is named by its label, or by our cue words where `topics.toml` has some."""
    return codebook_of((concept(row) for row in table("topics")), "iptc")


def concept(row: dict[str, str]) -> Concept:
    labels = {language: row[language] for language in LANGUAGES if row[language]}
    cues = {language: cues_of(row["code"], label, language) for language, label in labels.items()}
    return Concept(PREFIX + row["code"], labels, cues, PREFIX + row["parent"] if row["parent"] else None)


def cues_of(code: str, label: str, language: str) -> tuple[str, ...]:
    """Our cue words, and the label unless they are said to stand instead of it."""
    ours = vocabulary(language, "topics")
    words = tuple(ours.get("cues", {}).get(code, ()))
    return words if code in ours.get("not_by_label", ()) else (label, *words)
