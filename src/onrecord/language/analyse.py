"""The analysis of one document: one pass of the encoder, all labels from it.

Comes in: a Document; goes out: an Analysis of the article's own words. Furniture is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.language.marks import quoted_passages
from onrecord.language.models import AttributionModel, attribution_model, guess_language, sentence_bounds
from onrecord.language.names import mentions_of
from onrecord.language.paragraphs import paragraphs_of
from onrecord.language.pieces import pieces_of
from onrecord.language.times import times_of
from onrecord.language.windows import signals_of
from onrecord.model import Analysis, Document, Furniture, Span

__all__ = ["analyse"]


def analyse(document: Document, *, model: AttributionModel | None = None) -> Analysis:
    """Paragraphs, sentences, quoted passages, times, mentions and signals.

    `signals` is None, and there are no mentions, when no model reads the language.
    `model` takes the place of the one shipped for the document's language. Linear in the length of the text.
    """
    language = document.language or language_of(document)
    paragraphs = without_furniture(paragraphs_of(document.text), document.furniture)
    quoted = quoted_passages(document.text, paragraphs)
    model = model or (attribution_model(language) if language else None)
    sentences = tuple(sentences_of(language or "en", paragraphs))
    times = times_of(paragraphs, language or "en")
    if model is None:
        return Analysis(language, paragraphs, sentences, quoted, (), None, times)
    pieces = pieces_of(model.tokenizer, document.text, paragraphs, quoted)
    signals = signals_of(pieces, model.run, model.legend)
    return Analysis(language, paragraphs, sentences, quoted, mentions_of(document.text, signals), signals, times)


def language_of(document: Document) -> str | None:
    """The language the words are in, None when the identifier is unsure."""
    guess = guess_language(document.text)
    return guess[0] if guess and guess[1] >= 0.5 else None


def without_furniture(paragraphs: Sequence[Span], furniture: Sequence[Furniture]) -> tuple[Span, ...]:
    """Paragraphs, with the furniture cut out of them."""
    kept: list[Span] = []
    ordered = sorted(furniture, key=lambda piece: piece.start)
    first = 0
    for paragraph in paragraphs:
        start = paragraph.start
        while first < len(ordered) and ordered[first].end <= paragraph.start:
            first += 1
        position = first
        while position < len(ordered) and ordered[position].start < paragraph.end:
            kept += between(paragraph, start, ordered[position].start)
            start = max(start, ordered[position].end)
            position += 1
        kept += between(paragraph, start, paragraph.end)
    return tuple(kept)


def between(paragraph: Span, start: int, end: int) -> Iterable[Span]:
    """The part [start, end) of a paragraph, if it holds any words."""
    words = paragraph.text[max(0, start - paragraph.start) : max(0, end - paragraph.start)]
    stripped = words.strip()
    if stripped:
        begin = start + len(words) - len(words.lstrip())
        yield Span(begin, begin + len(stripped), stripped)


def sentences_of(language: str, paragraphs: Sequence[Span]) -> Iterable[Span]:
    for paragraph in paragraphs:
        for start, end in sentence_bounds(language, paragraph.text):
            yield from between(paragraph, paragraph.start + start, paragraph.start + end)
