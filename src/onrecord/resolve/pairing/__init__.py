"""One article in two languages: two readings come in, a Pairing of the documents and of their statements goes out.

Evidence needs no dictionary: numbers, dates, names, states, cognates, in their order. It translates nothing.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Document, Pairing, Reading, Statement
from onrecord.resolve.pairing.statements import paired
from onrecord.resolve.pairing.versions import aligned, kinship, original_of

__all__ = ["pair", "translated", "with_translations"]


def pair(one: Reading, other: Reading) -> Pairing | None:
    """None when the two documents are not recognised as versions of one article in two languages.

    Linear in the length of the two documents.
    """
    found = aligned(one.document, other.document)
    kin = kinship(found)
    if kin is None:
        return None
    original, known_by = original_of(one.document, other.document)
    return Pairing(
        documents=(one.document.id, other.document.id),
        by=kin.by,
        score=round(kin.score, 3),
        original=None if original is None else original.id,
        known_by=known_by,
        pairs=paired(found, one.statements, other.statements),
    )


def with_translations(reading: Reading, pairing: Pairing) -> Reading:
    """The reading with its quotations marked as translated where the other document is the original."""
    if pairing.original in (None, reading.document.id) or reading.document.id not in pairing.documents:
        return reading
    return replace(reading, statements=marked(reading.statements))


def translated(document: Document, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements of a document, their quotations marked as translated where it names its original."""
    original = document.translated_from
    if original is None or original.language == document.language:
        return statements
    return marked(statements)


def marked(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Words in quotation marks are those of the translation; what is told in other words was never anybody's."""
    return tuple(replace(one, translated=True) if one.kind != "indirect" else one for one in statements)
