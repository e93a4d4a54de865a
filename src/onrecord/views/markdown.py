"""A brief as Markdown (CommonMark), to paste into a mail, a wiki or a note.

Comes in: a Brief and labels; goes out: text. It shows no article. The words of a page are escaped, so that none of them
becomes a heading, a link, an image or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Document
from onrecord.views.brief import GAP, Brief, Entry, Voice
from onrecord.views.labels import Labels

__all__ = ["escaped", "markdown"]

ACTIVE = re.compile(r"[\\`*_\[\]<>|~$&#@]|:(?=//)|(?<=[wW])\.")
"""What means something in CommonMark or its common extensions, wherever in a line it stands; `www.` makes a link."""
OPENING = re.compile(r"[-+=]|\d+(?=[.)])")
"""What means something only at the beginning of a line."""
SEPARATOR = " · "


def escaped(text: str) -> str:
    """One line that Markdown shows as it is, white space drawn together."""
    line = ACTIVE.sub(r"\\\g<0>", " ".join(text.split()).replace("\0", "\ufffd"))
    opening = OPENING.match(line)
    if opening is None:
        return line
    at = opening.end() if line[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def markdown(brief: Brief, labels: Labels) -> str:
    """The brief with a line end after its last line."""
    lines = [*head(brief, labels)]
    for voice in brief.voices:
        lines += ["", *group(voice, labels)]
    if not brief.voices:
        lines += ["", labels.say("none_found")]
    for note in brief.notes:
        lines += ["", f"> {labels.say('not_read')}: {escaped(note)}"]
    return "\n".join(lines) + "\n"


def head(brief: Brief, labels: Labels) -> Iterator[str]:
    document = brief.document
    yield f"# {escaped(document.title or labels.say('untitled'))}"
    yield ""
    about = [*about_document(document, labels)]
    if about:
        yield SEPARATOR.join(about) + "  "
    original = labels.original(document)
    if original:
        yield escaped(original) + "  "
    yield f"{labels.say('source')}: {link(brief)}"
    if brief.voices:
        counts = [labels.count("statement", len(brief.entries)), labels.count("speaker", brief.speakers)]
        counts += [labels.count("unresolved", brief.unresolved)] if brief.unresolved else []
        yield ""
        yield SEPARATOR.join(counts)


def about_document(document: Document, labels: Labels) -> Iterator[str]:
    if document.outlet:
        yield f"**{escaped(document.outlet)}**"
    if document.byline:
        yield escaped(document.byline)
    if document.published:
        yield escaped(labels.date(document.published))
    if document.language:
        yield escaped(labels.name("languages", document.language))


def link(brief: Brief) -> str:
    """An address as a link if nothing in it could end the link early, otherwise as plain words."""
    if brief.link and not re.search(r"[\s<>\\\x00-\x1f]", brief.link):
        return f"<{brief.link}>"
    return escaped(brief.link or brief.document.source)


def group(voice: Voice, labels: Labels) -> Iterator[str]:
    name = escaped(voice.speaker.name) if voice.speaker else labels.say("unresolved")
    offices = f", {escaped('; '.join(voice.offices))}" if voice.offices else ""
    yield f"## {name}{offices}"
    yield ""
    for entry in voice.entries:
        yield from item(entry, labels)


def item(entry: Entry, labels: Labels) -> Iterator[str]:
    """A list item; one that another statement reports is indented under who reported it."""
    indent = ""
    if entry.holder is not None:
        yield f"- {escaped(labels.say('reported_by', name=entry.holder.name or labels.say('somebody')))}"
        indent = "  "
    words = GAP.join(escaped(part) for part in entry.words)
    below = SEPARATOR.join(facts(entry, labels))
    yield f"{indent}- **{escaped(labels.act(entry.statement))}** {words}" + ("\\" if below else "")
    if below:
        yield f"{indent}  {below}"


def facts(entry: Entry, labels: Labels) -> Iterator[str]:
    if entry.statement.act:
        yield labels.name("kinds", entry.statement.kind)
    if entry.lead and entry.lead.strip():
        yield f"*{escaped(entry.lead)}*"
    for fact in labels.facts(entry.statement):
        yield f"**{escaped(fact.text)}**" if fact.kind == "relays" else escaped(fact.text)
