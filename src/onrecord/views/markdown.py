"""A brief as Markdown (CommonMark), to paste into a mail, a wiki or a note.

Comes in: a Brief and labels; goes out: text. It shows no article. The words of a page are escaped, so that none of them
becomes a heading, a link, an image or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from onrecord.model import Document
from onrecord.views.brief import GAP, Brief, Entry, Topic, Voice
from onrecord.views.labels import Labels
from onrecord.views.timeline import Context, Happening

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
    lines = [*head(brief, labels), *headlines(brief, labels)]
    for topic in brief.topics:
        lines += section(topic, brief, labels) if topic.voices else []
    if not brief.voices:
        lines += ["", labels.say("none_found")]
    for part in (positions, timeline, carriers, unresolved):
        lines += part(brief, labels)
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
        quoted = f"{SEPARATOR}{labels.name('pairs', 'translated')}" if brief.translated else ""
        yield escaped(original) + quoted + "  "
    yield f"{labels.say('source')}: {link(brief)}"
    if brief.voices:
        yield ""
        yield SEPARATOR.join(labels.count(name, number) for name, number in brief.counts)


def headlines(brief: Brief, labels: Labels) -> Iterator[str]:
    """What the page states of two actors, and what is scheduled."""
    if brief.agreements or brief.ahead:
        yield ""
    for one in brief.agreements:
        issue = one.relation.issue
        about = f" {labels.say('on_issue', issue=issue.label)}" if issue else ""
        yield f"- **{escaped(labels.relation(one.relation) + about)}**: {told(one.context)}"
    for happening in brief.ahead:
        yield f"- {labels.say('ahead')}: **{escaped(date(happening, labels))}** {told(happening.context)}"


def section(topic: Topic, brief: Brief, labels: Labels) -> Iterator[str]:
    """An issue with its speakers; without a heading of its own where the document has no issues."""
    if brief.issues:
        yield ""
        yield f"## {escaped(topic.issue.label) if topic.issue else labels.say('no_issue')}"
    for voice in topic.voices:
        yield ""
        yield from group(voice, brief, labels)


def told(context: Context) -> str:
    """The page's sentence, the words it is shown for emphasised."""
    before, words, after = (escaped(part) for part in (context.before, context.words, context.after))
    gap = " " if context.before[-1:].isspace() else ""
    words = f"*{words}*" if words else ""
    return f"{before}{gap}{words}{' ' if context.after[:1].isspace() else ''}{after}"


def date(happening: Happening, labels: Labels) -> str:
    return labels.stated(happening.date) if happening.date else labels.say("undated")


def positions(brief: Brief, labels: Labels) -> Iterator[str]:
    """Actors by issues as a table; nothing where no position is coded."""
    if not brief.matrix.coded:
        return
    yield from ["", f"## {labels.say('matrix')}", ""]
    yield "| " + " | ".join(["", *(escaped(issue.label) for issue in brief.matrix.issues)]) + " |"
    yield "|---" * (len(brief.matrix.issues) + 1) + "|"
    for row in brief.matrix.rows:
        cells = [labels.name("positions", cell.label or "uncoded") if cell else "" for cell in row.cells]
        yield "| " + " | ".join([escaped(row.actor.name), *cells]) + " |"


def timeline(brief: Brief, labels: Labels) -> Iterator[str]:
    """Every event and named date, one list item each."""
    if brief.timeline:
        yield from ["", f"## {labels.say('timeline')}", ""]
    for one in brief.timeline:
        tense = f" ({labels.name('tenses', one.tense)})" if one.tense else ""
        yield f"- **{escaped(date(one, labels))}**{tense}: {told(one.context)}"


def carriers(brief: Brief, labels: Labels) -> Iterator[str]:
    if brief.carriers:
        yield from ["", f"## {labels.say('carriers')}", ""]
    for one in brief.carriers:
        yield f"- {escaped(one.name)}: {labels.count('statement', len(one.entries))}"


def unresolved(brief: Brief, labels: Labels) -> Iterator[str]:
    """What is open, by kind: the page's words where they are short, else how many statements."""
    found = brief.open
    kinds = {"speakers": found.speakers, "uncertain": found.uncertain, "doubted": found.doubted, "mended": found.mended}
    lines = [f"- {labels.say(f'open_{kind}')}: {len(entries)}" for kind, entries in kinds.items() if entries]
    for kind, happenings in {"undated": found.undated, "yearless": found.yearless}.items():
        words = ", ".join(escaped(one.span.text) for one in happenings)
        lines += [f"- {labels.say(f'open_{kind}')}: {words}"] if happenings else []
    if lines:
        yield from ["", f"## {labels.say('open')}", "", *lines]


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


def group(voice: Voice, brief: Brief, labels: Labels) -> Iterator[str]:
    name = escaped(voice.speaker.name) if voice.speaker else labels.say("unresolved")
    offices = f", {escaped('; '.join(voice.offices))}" if voice.offices else ""
    yield f"{'###' if brief.issues else '##'} {name}{offices}"
    yield ""
    for entry in voice.entries:
        yield from item(entry, labels, brief.known)


def item(entry: Entry, labels: Labels, without: Container[str]) -> Iterator[str]:
    """A list item; one that another statement reports is indented under who reported it."""
    indent = ""
    if entry.holder is not None:
        yield f"- {escaped(labels.say('reported_by', name=entry.holder.name or labels.say('somebody')))}"
        indent = "  "
    words = GAP.join(escaped(part) for part in entry.words)
    below = SEPARATOR.join(facts(entry, labels, without))
    yield f"{indent}- **{escaped(labels.act(entry.statement))}** {words}" + ("\\" if below else "")
    if below:
        yield f"{indent}  {below}"


def facts(entry: Entry, labels: Labels, without: Container[str]) -> Iterator[str]:
    if entry.statement.act:
        yield labels.name("kinds", entry.statement.kind)
    if entry.lead and entry.lead.strip():
        yield f"*{escaped(entry.lead)}*"
    for fact in labels.facts(entry.statement, without=without):
        yield f"**{escaped(fact.text)}**" if fact.kind == "relays" else escaped(fact.text)
