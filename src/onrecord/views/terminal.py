"""A brief, an article and search results in a terminal.

Comes in: briefs, finds and occurrences with labels; goes out: text on a stream, coloured where the stream is a terminal
that wants it (NO_COLOR, COLUMNS and pipes are respected by rich). Control characters of a page are never passed on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from onrecord.model import Document, Relation, Statement
from onrecord.store import DocumentHeader, Found, Occurrence
from onrecord.views.brief import GAP, Brief, Entry, Topic, Voice, printed_words
from onrecord.views.labels import Labels
from onrecord.views.placing import Piece, paragraphs
from onrecord.views.standing import Matrix
from onrecord.views.timeline import Context, Happening, around

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = [
    "console_on",
    "one_line",
    "printable",
    "styled",
    "write_article",
    "write_brief",
    "write_documents",
    "write_found",
    "write_indented",
    "write_occurrences",
]

WIDTH = 100
"""Columns. Longer lines are hard to read."""
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, marks that turn round the direction of what stands after them, halves of surrogate pairs."""
STYLES = {"content": "black on yellow", "source": "bold cyan", "cue": "italic magenta", "furniture": "dim"}
TENSES = {"scheduled": "bold green", "ongoing": "cyan", "past": "dim"}
SIGNS = {"support": "+", "oppose": "−", "mixed": "±", "unclear": "?"}
SEPARATOR = " · "


def printable(text: str) -> str:
    """The text with a replacement character for each one that would act on the terminal instead of being shown."""
    return ACTING.sub("\ufffd", text)


def one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def write_brief(brief: Brief, labels: Labels, stream: TextIO) -> None:
    """Head and counts, what is stated and ahead, statements by issue and speaker, positions, timeline, what is open."""
    console = console_on(stream)
    write_head(brief.document, brief, labels, console)
    write_headlines(brief, labels, console)
    width = max((len(name) for entry in brief.entries for name in left_names(entry, labels)), default=0)
    for topic in brief.topics:
        write_topic(topic, brief, labels, console, width)
    write_positions(brief.matrix, labels, console)
    write_timeline([one for one in brief.timeline if one.date], labels, console)
    write_open(brief, labels, console)
    for note in brief.notes:
        console.print(styled(f"{labels.say('not_read')}: {one_line(note)}", "yellow"))


def left_names(entry: Entry, labels: Labels) -> tuple[str, str]:
    """What stands at the left of a statement's two lines."""
    return labels.act(entry.statement), labels.name("kinds", entry.statement.kind) if entry.statement.act else ""


def write_headlines(brief: Brief, labels: Labels, console: Console) -> None:
    """Counts; what the page states of two actors; what is scheduled."""
    console.print()
    if not brief.voices:
        console.print(styled(labels.say("none_found")))
    else:
        told = SEPARATOR.join(labels.count(name, number) for name, number in brief.counts)
        write_hanging(console, styled(""), styled(told, "dim"), 0)
    for agreement in brief.agreements:
        issue = agreement.relation.issue
        text = styled(one_line(labels.relation(agreement.relation)), "bold")
        text.append(" " + labels.say("on_issue", issue=one_line(issue.label)) if issue else "", style="bold")
        text.append(": “").append_text(sentence(agreement.context)).append("”")
        write_indented(console, text)
    for happening in brief.ahead:
        write_indented(
            console, styled(labels.say("ahead"), "bold green").append(": ").append_text(line(happening, labels))
        )


def write_topic(topic: Topic, brief: Brief, labels: Labels, console: Console, width: int) -> None:
    if not topic.voices:
        return
    if brief.issues:
        label = one_line(topic.issue.label) if topic.issue else labels.say("no_issue")
        console.print()
        console.print(styled(f"── {label} ", "bold").append("─" * max(console.width - 4 - len(label), 0), style="dim"))
    for number, voice in enumerate(topic.voices):
        if number or not brief.issues:
            console.print()
        console.print(voice_head(voice, labels))
        for entry in voice.entries:
            write_entry(entry, labels, console, width, brief.known | {"issues"})


def heading(words: str, console: Console) -> None:
    console.print()
    console.print(styled(words, "bold"))


def sentence(context: Context) -> Text:
    """The page's sentence with the words it is shown for underlined."""
    start = styled(one_line(context.before))
    start.append(" " if context.before[-1:].isspace() else "").append(one_line(context.words), style="underline")
    return start.append(" " if context.after[:1].isspace() else "").append(one_line(context.after))


def line(happening: Happening, labels: Labels) -> Text:
    """When, and the page's sentence."""
    date = labels.stated(happening.date) if happening.date else labels.say("undated")
    return styled(date, "bold" if happening.date else "dim").append("  ").append_text(sentence(happening.context))


def write_timeline(happenings: Sequence[Happening], labels: Labels, console: Console, *, places: bool = False) -> None:
    """One paragraph each: its tense, its date, the sentence; `places` adds the document."""
    if not happenings:
        return
    heading(labels.say("timeline"), console)
    width = max(len(labels.name("tenses", tense_name(one))) for one in happenings) + 2
    for one in happenings:
        left = styled(labels.name("tenses", tense_name(one)), TENSES.get(tense_name(one), "dim"))
        write_hanging(console, left, line(one, labels), 2, width)
        if places:
            write_hanging(console, styled(""), place_of(one.document), 2, width)


def tense_name(happening: Happening) -> str:
    return "named" if happening.event is None else happening.tense or "undated"


def write_positions(matrix: Matrix, labels: Labels, console: Console) -> None:
    """Every actor with a position, and on which issues; nothing where no position is coded."""
    if not matrix.coded:
        return
    heading(labels.say("matrix"), console)
    width = min(max(len(one_line(row.actor.name)) for row in matrix.rows), 28) + 2
    for row in matrix.rows:
        held = [
            f"{SIGNS[cell.label]} {one_line(issue.label)} ({cell.counts[cell.label]})"
            if cell.label in cell.counts
            else f"{SIGNS[cell.label]} {one_line(issue.label)}"
            for issue, cell in zip(matrix.issues, row.cells, strict=True)
            if cell is not None and cell.label
        ]
        if held:
            name = styled(one_line(row.actor.name)[:28], STYLES["source"])
            write_hanging(console, name, styled(SEPARATOR.join(held)), 2, width)
    write_indented(console, styled(labels.name("matrix", "legend").rpartition(", ")[0], "dim"))


def write_open(brief: Brief, labels: Labels, console: Console) -> None:
    """How much could not be resolved, by kind; and every event without a date in the page's words."""
    kinds = {"uncertain": brief.open.uncertain, "doubted": brief.open.doubted}
    told = [f"{labels.say(f'open_{kind}')}: {len(entries)}" for kind, entries in kinds.items() if entries]
    for kind, found in {"undated": brief.open.undated, "yearless": brief.open.yearless}.items():
        words_of = ", ".join(one_line(one.span.text) for one in found)
        told += [f"{labels.say(f'open_{kind}')}: {words_of}"] if found else []
    if told:
        heading(labels.say("open"), console)
    for one in told:
        write_indented(console, styled(one, "dim"))


def console_on(stream: TextIO) -> Console:
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH)
    return console


def styled(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(text, style=style)


def write_head(document: Document, brief: Brief, labels: Labels, console: Console) -> None:
    heads = [styled(one_line(document.title or labels.say("untitled")), "bold")]
    original = [labels.original(document) or "", *([labels.name("pairs", "translated")] if brief.translated else [])]
    heads += [styled(SEPARATOR.join(head_parts(document, labels))), styled(one_line(SEPARATOR.join(original)))]
    for head in filter(None, heads):
        write_hanging(console, styled(""), head, 0)
    console.print(styled(one_line(brief.link or document.source), "dim"), soft_wrap=True)


def head_parts(document: Document, labels: Labels) -> Iterator[str]:
    if document.outlet:
        yield one_line(document.outlet)
    if document.byline:
        yield one_line(document.byline)
    if document.published:
        yield one_line(labels.date(document.published))
    if document.language:
        yield labels.name("languages", one_line(document.language))


def voice_head(voice: Voice, labels: Labels) -> Text:
    if voice.speaker is None:
        return styled(labels.say("unresolved"), "bold italic")
    text = styled("").append(one_line(voice.speaker.name), style="bold cyan")
    if voice.offices:
        text.append("  " + one_line("; ".join(voice.offices)), style="dim")
    return text


def write_entry(entry: Entry, labels: Labels, console: Console, width: int, without: Container[str]) -> None:
    """Act and kind at the left, the page's words at the right, what is known about them below."""
    indent = 2
    if entry.holder is not None:
        reporter = one_line(entry.holder.name or labels.say("somebody"))
        write_hanging(console, styled("", ""), styled(labels.say("reported_by", name=reporter), "italic"), indent)
        indent = 4
    write_hanging(console, act(entry.statement, labels), words(entry), indent, width + 2)
    kind = styled(labels.name("kinds", entry.statement.kind) if entry.statement.act else "", "dim")
    below = facts(entry, labels, without)
    if kind or below:
        write_hanging(console, kind, below, indent, width + 2)


def write_hanging(console: Console, left: Text, right: Text, indent: int, width: int = 0) -> None:
    """`right` wrapped in the columns after `indent` and `width`, `left` in those `width` columns of its first line."""
    from rich.cells import cell_len

    lines = right.wrap(console, max(console.width - indent - width, 16)) or [styled("")]
    for line in lines:
        line.rstrip()
        whole = styled(" " * indent).append(left).append(" " * max(width - cell_len(left.plain), 0)).append(line)
        whole.rstrip()
        console.print(whole, soft_wrap=True)
        left = styled("")


def act(statement: Statement, labels: Labels) -> Text:
    return styled(labels.act(statement), "bold red" if statement.negated else "green")


def words(entry: Entry) -> Text:
    text = styled("")
    for position, part in enumerate(entry.words):
        text.append(GAP if position else "", style="dim")
        text.append(one_line(part))
    return text


def facts(entry: Entry, labels: Labels, without: Container[str]) -> Text:
    """The page's own lead and the facts; relays stand out."""
    text = styled("").append(one_line(entry.lead) if entry.lead else "", style="italic")
    for fact in labels.facts(entry.statement, without=without):
        text.append(SEPARATOR if text else "", style="dim")
        text.append(one_line(fact.text), style="blue" if fact.kind == "relays" else "dim")
    return text


def write_article(brief: Brief, labels: Labels, stream: TextIO) -> None:
    """The article with sources, cues and contents in place, each content with its number; then whose words they are."""
    console = console_on(stream)
    if console.is_terminal:
        console.print(legend(labels))
        console.print()
    for paragraph in paragraphs(brief):
        text = styled("")
        for piece in paragraph.pieces:
            append(text, piece)
        text.rstrip()
        console.print(text, soft_wrap=not console.is_terminal)
        console.print()
    for entry in brief.entries:
        console.print(footnote(entry, labels))
    for note in brief.notes:
        console.print(styled(f"{labels.say('not_read')}: {one_line(note)}", "yellow"))


def legend(labels: Labels) -> Text:
    text = styled("")
    for role in ("source", "cue", "content"):
        text.append(labels.say(f"legend_{role}").partition(",")[0], style=STYLES[role])
        text.append("  ")
    return text.append(labels.say("furniture"), style=STYLES["furniture"])


def append(text: Text, piece: Piece) -> None:
    for entry in piece.opens:
        text.append(f"[{entry.number}]", style="bold")
    roles = {
        "content": bool(piece.content),
        "source": piece.source is not None,
        "cue": piece.cue is not None,
        "furniture": piece.furniture is not None,
    }
    styles = [STYLES[role] for role, present in roles.items() if present]
    if len(styles) > 1 and piece.content:
        styles = [STYLES["content"], "bold" if piece.source else "italic"]
    text.append(printable(piece.text), style=" ".join(styles))


def footnote(entry: Entry, labels: Labels) -> Text:
    speaker = entry.statement.speaker
    text = styled("").append(f"[{entry.number}] ", style="bold")
    text.append(one_line(speaker.name) if speaker else labels.say("unresolved"), style=STYLES["source"])
    text.append(" " + labels.act(entry.statement), style=STYLES["cue"])
    if entry.holder is not None:
        reporter = one_line(entry.holder.name or labels.say("somebody"))
        text.append(SEPARATOR + labels.say("reported_by", name=reporter), style="italic")
    for fact in labels.facts(entry.statement):
        text.append(SEPARATOR + one_line(fact.text), style="dim")
    return text


def write_found(found: Iterable[Found], labels: Labels, stream: TextIO) -> None:
    """Statements from many documents, each with its speaker, the document it stands in, and its id."""
    console = console_on(stream)
    for one in found:
        write_statement(one.statement, labels, console)
        place = reference(one.document, labels)
        write_indented(console, place.append(f"{SEPARATOR}{one_line(one.statement.id)}", style="cyan dim"))
        console.print()


def write_statement(statement: Statement, labels: Labels, console: Console) -> None:
    speaker = statement.speaker
    text = styled("").append(one_line(speaker.name) if speaker else labels.say("unresolved"), style=STYLES["source"])
    text.append(" ")
    text.append(act(statement, labels))
    text.append(f" ({labels.name('kinds', statement.kind)})" if statement.act else "", style="dim")
    console.print(text)
    write_indented(console, styled(GAP.join(one_line(part) for part in printed_words(statement))))
    known = SEPARATOR.join(one_line(fact.text) for fact in labels.facts(statement))
    if known:
        write_indented(console, styled(known, "dim"))


def print_said(statement: Statement, document: Document, labels: Labels, console: Console) -> None:
    """A statement under the name of its speaker or issue, with the place it stands in."""
    write_statement(statement, labels, console)
    write_indented(console, place_of(document).append(f"{SEPARATOR}{one_line(statement.id)}", style="cyan dim"))


def print_relation(relation: Relation, document: Document, labels: Labels, console: Console) -> None:
    """What a page states of two actors, in its own sentence."""
    issue = f" {labels.say('on_issue', issue=one_line(relation.issue.label))}" if relation.issue else ""
    heading(one_line(labels.relation(relation)) + issue, console)
    write_indented(console, sentence(around(document.text, relation.span)))
    write_indented(console, place_of(document))


def place_of(document: Document) -> Text:
    parts = [document.outlet, document.published, document.title or document.source, document.id]
    return styled(SEPARATOR.join(one_line(part) for part in parts if part), "dim")


def write_indented(console: Console, text: Text) -> None:
    write_hanging(console, styled(""), text, 2)


def reference(document: DocumentHeader, labels: Labels) -> Text:
    parts = [document.outlet, document.published and labels.date(document.published), document.title or document.source]
    text = styled(SEPARATOR.join(one_line(part) for part in parts if part), "dim")
    return text.append(f"{SEPARATOR}{one_line(document.id)}", style="cyan dim")


def write_documents(documents: Iterable[DocumentHeader], stream: TextIO) -> None:
    """One line a document: id, date, outlet, title; never broken, so that it can be cut and searched."""
    console = console_on(stream)
    for document in documents:
        text = styled("").append(one_line(document.id), style="cyan")
        for part in (document.published, document.outlet, document.title or document.source):
            text.append("  " + one_line(part) if part else "  -")
        console.print(text, soft_wrap=True)


def write_occurrences(occurrences: Iterable[Occurrence], labels: Labels, stream: TextIO) -> None:
    """Every place of the words asked for, and in whose mouth the page puts them there."""
    console = console_on(stream)
    for occurrence in occurrences:
        write_place(occurrence, labels, console)
        for statement in occurrence.within:
            write_mouth("said_by", statement, labels, console)
        for statement in occurrence.overlapping:
            write_mouth("partly_said_by", statement, labels, console)
        if not occurrence.within and not occurrence.overlapping:
            write_indented(console, styled(labels.say("nobody"), "yellow"))
        console.print()


def write_place(occurrence: Occurrence, labels: Labels, console: Console) -> None:
    place = f"{occurrence.span.start}-{occurrence.span.end}"
    text = styled("").append(one_line(occurrence.span.text), style="bold").append(f"  {place}", style="dim")
    console.print(text)
    write_indented(console, reference(occurrence.document, labels))
    if not occurrence.exact:
        write_indented(console, styled(labels.say("inexact"), "yellow"))


def write_mouth(label: str, statement: Statement, labels: Labels, console: Console) -> None:
    speaker = statement.speaker
    name = one_line(speaker.name) if speaker else labels.say("somebody")
    act_and_kind = [labels.act(statement)] + ([labels.name("kinds", statement.kind)] if statement.act else [])
    text = styled("").append(labels.say(label, name=name), style="green" if speaker else "yellow")
    text.append(f" ({', '.join(act_and_kind)})", style="bold red" if statement.negated else "dim")
    known = [one_line(fact.text) for fact in labels.facts(statement)]
    write_indented(console, text.append("".join(SEPARATOR + fact for fact in known), style="dim"))
