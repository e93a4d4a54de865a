"""Gold and predictions: what annotators and programs say of an article, in one shape.

Comes in: files of any format in `formats`, or a Reading; goes out: GoldArticles, and Attributions by article id.
Every offset is checked against the text. It measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.evaluation.formats import Annotated, annotated_articles
from onrecord.evaluation.passages import Attribution, attribution_of, attributions_in
from onrecord.model import Reading

__all__ = ["GoldArticle", "Predictions", "attributions_read", "read_gold", "read_predictions"]

Predictions = Mapping[str, Sequence[Attribution]]
"""Attributions by the id of the gold article they are about."""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and what it reports, as annotated. `language` is an ISO 639-1 code, None where the file names none."""

    id: str
    text: str
    language: str | None
    attributions: tuple[Attribution, ...]


def read_gold(paths: Iterable[Path]) -> tuple[GoldArticle, ...]:
    """Every article of the files, in order.

    Raises OnrecordError naming file, line and reason: a file that cannot be read or is in no known format, an article
    without text or with an id already taken, a statement without content, a span that is not in the text.
    """
    articles: dict[str, GoldArticle] = {}
    for path in paths:
        for found in annotated_articles(path):
            article = gold_article(found)
            if article.id in articles:
                raise OnrecordError(found.subject, f"a second article with the id {article.id!r}")
            articles[article.id] = article
    return tuple(articles.values())


def gold_article(found: Annotated) -> GoldArticle:
    if found.text is None:
        raise OnrecordError(found.subject, "an article without its text cannot be gold")
    return GoldArticle(found.id, found.text, found.language, attributions_in(found.attributions, found.text))


def read_predictions(path: Path, gold: Sequence[GoldArticle]) -> dict[str, tuple[Attribution, ...]]:
    """What a program (or another annotator) found in the gold articles, in any format `read_gold` knows.

    Lines `{"id", "statements": [...]}` and Citron's answers, which carry no text, are read as well. An article is known
    again by its id, or else by its text. Raises OnrecordError as `read_gold` does, and for an article not in the gold.
    """
    predictions: dict[str, tuple[Attribution, ...]] = {}
    by_id = {article.id: article for article in gold}
    by_text: dict[str, list[GoldArticle]] = {}
    for article in gold:
        by_text.setdefault(article.text, []).append(article)
    for found in annotated_articles(path):
        article = article_meant(found, by_id, by_text)
        if article.id in predictions:
            raise OnrecordError(found.subject, f"a second prediction for the article {article.id!r}")
        predictions[article.id] = attributions_in(found.attributions, article.text)
    return predictions


def article_meant(
    found: Annotated, by_id: Mapping[str, GoldArticle], by_text: Mapping[str, Sequence[GoldArticle]]
) -> GoldArticle:
    same_id = by_id.get(found.id)
    if same_id is not None and found.text in (None, same_id.text):
        return same_id
    if same_id is not None:
        raise OnrecordError(found.subject, f"the text of {found.id!r} is not the gold's, so its offsets say nothing")
    same_text = by_text.get(found.text, ()) if found.text is not None else ()
    if len(same_text) != 1:
        many = "several gold articles have this text" if same_text else "no gold article has this id or text"
        raise OnrecordError(found.subject, f"{found.id!r}: {many}")
    return same_text[0]


def attributions_read(reading: Reading, article: GoldArticle) -> tuple[Attribution, ...]:
    """What was read from the text of a gold article.

    Raises OnrecordError when the document's text is not the gold's: carriage returns, a byte-order mark or markup in
    the gold would move every offset.
    """
    if reading.document.text != article.text:
        raise OnrecordError(article.id, "reading changed the text (line ends, byte-order mark or markup in the gold)")
    return tuple(map(attribution_of, reading.statements))
