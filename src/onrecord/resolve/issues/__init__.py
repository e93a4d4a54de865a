"""What each statement is about: by a codebook, by the IPTC Media Topics, or by the story's own words.

Comes in: Document, Analysis, statements and a codebook; goes out: issues with the words that decided. Deterministic,
offline, without a model: every decision is the words it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.model import Analysis, Document, Issue, Statement
from onrecord.resolve.issues.carrying import Page, carried, named_throughout
from onrecord.resolve.issues.codebook import Codebook, Concept, codebook_of
from onrecord.resolve.issues.files import load_codebook
from onrecord.resolve.issues.sections import headline_of, sections_of
from onrecord.resolve.issues.story import story_hits
from onrecord.resolve.issues.topics import topics

__all__ = [
    "Codebook",
    "Concept",
    "codebook_named",
    "codebook_of",
    "issues_of",
    "load_codebook",
    "topics",
    "with_issues",
]


def issues_of(
    document: Document, analysis: Analysis, statements: Sequence[Statement], codebook: Codebook | None = None
) -> tuple[tuple[Issue, ...], ...]:
    """The issues of each statement, in the order of `statements`, the first being what it is most about.

    Without a codebook they are found in the story itself. A statement may have none. `Issue.words` are the words of
    the page that decided; each stands at its place in `document.text`.
    """
    sections = sections_of(document, analysis)
    if codebook is None:
        hits = story_hits(document, analysis, statements, sections)
        above: dict[str, set[str]] = {}
    else:
        hits = codebook.hits(document.text, analysis.language or "en")
        above = {hit.concept.id: codebook.above(hit.concept) for hit in hits}
    scheme = "story" if codebook is None else codebook.scheme
    running = [paragraph for section in sections for paragraph in section.paragraphs]
    throughout = named_throughout(headline_of(document, analysis), hits, running)
    page = Page(document, analysis, sections, hits, [hit.start for hit in hits], scheme, above, throughout)
    return carried(page, statements)


def with_issues(
    document: Document, analysis: Analysis, statements: Sequence[Statement], codebook: Codebook | None = None
) -> tuple[Statement, ...]:
    """The statements with their `issue` and `issues` set; nothing else of them changes."""
    found = issues_of(document, analysis, statements, codebook)
    return tuple(
        replace(statement, issue=named[0] if named else None, issues=named)
        for statement, named in zip(statements, found, strict=True)
    )


def codebook_named(setting: str) -> Codebook | None:
    """What the setting `issues` names: None for `story`, the Media Topics for `iptc`, else the file at that path.

    Raises CodebookError, naming file and line, for a file that is no codebook.
    """
    if setting == "story":
        return None
    return topics() if setting == "iptc" else load_codebook(Path(setting))
