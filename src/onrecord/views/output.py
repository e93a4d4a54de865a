"""Where readings go: to the terminal, as lines, as Markdown, as one page; and where complaints go.

Comes in: readings and how they are to be shown; goes out: bytes on standard output, a file, lines on standard error.
It reads nothing and decides nothing about a page.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from onrecord.errors import OnrecordError
from onrecord.views.labels import Labels, labels_for

if TYPE_CHECKING:
    from onrecord.model import Reading
    from onrecord.views.brief import Brief

__all__ = ["Output", "amount", "complain", "print_lines", "show", "terminal"]


@dataclass(frozen=True, slots=True)
class Output:
    """How readings are to be shown: `form` is brief, json, markdown or in-place, None where only a page is wanted."""

    form: str | None
    html: Path | None
    language: str | None


def complain(subject: str, reason: str) -> None:
    """One line on standard error, whatever stands in the words."""
    line = " ".join(f"onrecord: {subject}: {reason}".split())
    click.echo("".join(character if character.isprintable() else "\ufffd" for character in line), err=True)


def terminal() -> TextIO:
    """Standard output; what its encoding lacks is replaced, not refused."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout


def print_lines(lines: Iterable[str]) -> None:
    """In UTF-8, whatever the terminal speaks: these are files."""
    for line in lines:
        click.echo(line.encode("utf-8", "replace"))


def amount(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def show(readings: Iterable[Reading], output: Output) -> None:
    """Each reading as it comes; the page, which holds all of them, at the end."""
    from onrecord.views.brief import brief_of

    briefs: list[Brief] = []
    for number, reading in enumerate(readings):
        if output.form is not None:
            print_reading(reading, output, first=number == 0)
        if output.html is not None:
            briefs.append(brief_of(reading))
    if output.html is not None and briefs:
        write_page(briefs, output.html, labels_for(output.language, (one.document for one in briefs)))


def print_reading(reading: Reading, output: Output, *, first: bool) -> None:
    from onrecord.views.brief import brief_of

    labels = labels_for(output.language, [reading.document])
    if output.form == "json":
        from onrecord.views.jsonl import lines

        print_lines(lines(reading))
        for note in reading.notes:
            complain(reading.document.source, note)
        return
    if not first:
        click.echo()
    if output.form == "markdown":
        from onrecord.views.markdown import markdown

        print_lines([markdown(brief_of(reading), labels).removesuffix("\n")])
        return
    from onrecord.views.terminal import write_article, write_brief

    write = write_article if output.form == "in-place" else write_brief
    write(brief_of(reading), labels, terminal())


def write_page(briefs: Sequence[Brief], path: Path, labels: Labels) -> None:
    from onrecord.views.page import page

    html = page(briefs, labels).encode("utf-8", "replace")
    if path == Path("-"):
        click.echo(html, nl=False)
        return
    try:
        path.write_bytes(html)
    except OSError as error:
        raise OnrecordError(str(path), f"cannot be written: {error.strerror or error}") from error
    statements = sum(len(one.entries) for one in briefs)
    click.echo(f"{path}: {amount(len(briefs), 'document')}, {amount(statements, 'statement')}", err=True)
