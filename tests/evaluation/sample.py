"""One invented page with its statements, and the small words to annotate it by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.evaluation import Attribution, GoldArticle, Told
from onrecord.model import Relay, Span

TEXT = (
    "Harbour master Ilse Brandt said the ferry would sail again in May. “We have mended the hull,” she told "
    "the Lissow Courier.\n\n"
    "According to the Courier, deputy mayor Anton Rees warned that “nobody has paid” for the new pier. The pier, "
    "it was never said, is unsafe.\n\n"
    "Rees added in a letter that Brandt had promised a cheaper ticket."
)


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def spans(*parts: str) -> tuple[Span, ...]:
    return tuple(at(part) for part in parts)


def one(
    content: str | tuple[str, ...],
    cue: str | None = None,
    source: str | None = None,
    speaker: str | None = None,
    relays: tuple[tuple[str, str], ...] | None = None,
    confidence: float = 1.0,
    told: Told | None = None,
) -> Attribution:
    parts = (content,) if isinstance(content, str) else content
    named = None if relays is None else tuple(Relay(name, at(words)) for name, words in relays)
    return Attribution(
        spans(*parts), spans(cue) if cue else (), spans(source) if source else (), speaker, named, confidence, told
    )


PLAIN = Told(None, None, "indirect", "say", negated=False)
FERRY = one("the ferry would sail again in May", "said", "Harbour master Ilse Brandt", "Ilse Brandt", (), told=PLAIN)
HULL = one(
    "We have mended the hull",
    "told",
    "she",
    "Ilse Brandt",
    (),
    told=Told(at("the Lissow Courier"), None, "direct", "announce", negated=False),
)
PAID = one(
    "“nobody has paid” for the new pier",
    "warned",
    "deputy mayor Anton Rees",
    "Anton Rees",
    (("Lissow Courier", "the Courier,"),),
    told=Told(None, None, "mixed", "warn", negated=False),
)
UNSAFE = one(
    ("The pier", "is unsafe"), "it was never said", None, "", (), told=Told(None, None, "indirect", "say", negated=True)
)
PROMISE = one(
    "Brandt had promised a cheaper ticket",
    "added",
    "Rees added"[:4],
    "Anton Rees",
    (),
    told=Told(None, at("in a letter"), "indirect", "say", negated=False),
)
TICKET = one(
    "a cheaper ticket", "promised", "Brandt had"[:6], "Ilse Brandt", (("Anton Rees", "Rees added"),), told=PLAIN
)
GOLD = GoldArticle("lissow", TEXT, "en", (FERRY, HULL, PAID, UNSAFE, PROMISE, TICKET))


def row_of(article: GoldArticle) -> dict[str, Any]:
    """An article as a line of a corpus has it."""
    lines = {"id": article.id, "language": article.language, "text": article.text}
    return lines | {"attributions": [attribution_row(a) for a in article.attributions]}


def attribution_row(attribution: Attribution) -> dict[str, Any]:
    row: dict[str, Any] = {
        "content": pairs(attribution.content),
        "cue": pairs(attribution.cue),
        "source": pairs(attribution.source),
    }
    if attribution.speaker is not None:
        row["speaker"] = attribution.speaker
    if attribution.relays is not None:
        row["relays"] = [{"name": r.name, "span": [r.span.start, r.span.end]} for r in attribution.relays]
    if attribution.told is not None:
        row |= told_row(attribution.told)
    return row


def told_row(told: Told) -> dict[str, Any]:
    spans_told = {"addressee": told.addressee, "setting": told.setting}
    row: dict[str, Any] = {name: None if s is None else [s.start, s.end] for name, s in spans_told.items()}
    return row | {"kind": told.kind, "act": told.act, "negated": told.negated}


def pairs(found: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in found]


def written(path: Path, *rows: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
