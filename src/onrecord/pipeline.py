"""The stages in order, and nothing else: Capture comes in, Reading goes out. It stores nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord import capture as capturing
from onrecord import document as documents
from onrecord import language, quotation, resolve
from onrecord.model import Analysis, Capture, Reading, Statement
from onrecord.settings import Settings

__all__ = ["read", "read_capture", "with_issues"]


def read(source: str | Path, *, settings: Settings | None = None) -> Reading:
    """Read one source: a path, an http(s) address, or the text of an article itself.

    A `str` with a line break in it is taken as text. Raises CaptureError and DocumentError, naming the source.
    """
    settings = settings or Settings()
    if isinstance(source, str) and "\n" in source:
        return read_capture(capturing.capture_text(source), settings=settings)
    return read_capture(capturing.capture(str(source), settings), settings=settings)


def read_capture(capture: Capture, *, settings: Settings | None = None) -> Reading:
    """All stages over one capture; statements below the confidence of the settings are left out."""
    settings = settings or Settings()
    document = documents.build(capture)
    analysis = language.analyse(document)
    found = quotation.find(document, analysis)
    quotations = quotation.confident(found, settings.confidence, analysis.quoted)
    statements = resolve.resolve(
        document, analysis, quotations, captured=capture.captured.date(), listed=settings.actors
    )
    statements = resolve.translated(document, statements)
    statements = resolve.with_issues(document, analysis, statements, resolve.codebook_named(settings.issues))
    statements = resolve.stances_of(document, analysis, statements)
    relations = resolve.relations_of(document, analysis, statements)
    events = resolve.events_of(document, analysis, statements, captured=capture.captured.date())
    return Reading(capture, document, statements, notes(analysis), events, relations)


def with_issues(reading: Reading, *, settings: Settings | None = None) -> Reading:
    """The reading under the issues that the settings name, stances and relations with them; nothing else changes, and
    what people corrected stays as they said."""
    codebook = resolve.codebook_named((settings or Settings()).issues)
    document, analysis = reading.document, language.analyse(reading.document)
    statements = resolve.with_issues(document, analysis, reading.statements, codebook)
    statements = resolve.stances_of(document, analysis, statements)
    statements = tuple(as_judged(*pair) for pair in zip(reading.statements, statements, strict=True))
    return replace(reading, statements=statements, relations=resolve.relations_of(document, analysis, statements))


def as_judged(before: Statement, after: Statement) -> Statement:
    """`after`, with the issue and the stance of `before` where people corrected them."""
    corrected = before.judged.corrected if before.judged else ()
    if "issue" in corrected:
        after = replace(after, issue=before.issue, issues=before.issues)
    return replace(after, stance=before.stance) if "stance" in corrected else after


def notes(analysis: Analysis) -> tuple[str, ...]:
    """What could not be read, and what was read all the same."""
    if analysis.signals is None:
        named = analysis.language or "an unknown language"
        dates = "" if not analysis.times else f", {len(analysis.times)} named times"
        return (
            f"statements were not looked for: no model reads {named}; read were the article, its page elements and "
            f"{len(analysis.quoted)} quoted passages{dates}, without saying whose words they are",
        )
    return ()
