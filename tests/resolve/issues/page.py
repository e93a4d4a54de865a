"""Pages of our own writing, with statements found by a marked notation instead of a model.

`Ana said: [[We will build it]]` is a statement whose content stands between the brackets and whose source is the first
word of its sentence.
"""

from __future__ import annotations

import re

from onrecord.model import Actor, Analysis, Anchor, Document, Mention, Span, Statement
from onrecord.resolve.actors import actor_of

MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
SENTENCE = re.compile(r"[^\n.!?]+[.!?]?[\"”]?")


def page(
    marked: str, language: str = "en", title: str | None = None
) -> tuple[Document, Analysis, tuple[Statement, ...]]:
    """Document, analysis and statements of a marked text; a name before `said`, `added` or `dijo` is the source."""
    text, contents = "", []
    at = 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        contents.append(Span(len(text), len(text) + len(match[1]), match[1]))
        text += match[1]
        at = match.end()
    text += marked[at:]
    document = Document("d1", "page", title, None, None, None, None, language, None, text, (), ())
    paragraphs = tuple(Span(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n]+", text))
    sentences = tuple(
        Span(m.start(), m.end(), m.group()) for p in paragraphs for m in SENTENCE.finditer(text, p.start, p.end)
    )
    names = set(re.findall(r"([A-Z]\w+) (?:said|added|dijo|agregó)", text))
    mentions = tuple(
        Mention(Span(m.start(), m.end(), m.group()), "person")
        for m in re.finditer(r"[A-Z]\w+", text)
        if m.group() in names
    )
    analysis = Analysis(language, paragraphs, sentences, (), mentions, None)
    return document, analysis, tuple(statement(text, content, n) for n, content in enumerate(contents))


def statement(text: str, content: Span, number: int) -> Statement:
    before = max(text.rfind("\n", 0, content.start), text.rfind(". ", 0, content.start)) + 1
    told = re.search(r"(\w+) (said|added|dijo|agregó)", text[before : content.start])
    source = cue = None
    actor: Actor | None = None
    if told is not None:
        source = Span(before + told.start(1), before + told.end(1), told[1])
        cue = Span(before + told.start(2), before + told.end(2), told[2])
        actor = actor_of(told[1], None, "person")
    return Statement(
        f"s{number}", "d1", "indirect", "say", (content,), cue, source, actor, None, None, (), None, False, (), 0.9,
        Anchor(content.text, "", "", content.start, content.end),
    )  # fmt: skip
