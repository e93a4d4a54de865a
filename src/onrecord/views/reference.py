"""The reference of the command line, made from its own help and printed: it becomes docs/reference/cli.md.

Comes in: the commands; goes out: Markdown. It says nothing that the help does not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from onrecord.views.cli import main

__all__ = ["reference"]

COLUMNS = 90
HEAD = """# The command line

<!-- Made by `python -m onrecord.views.reference`; change the help of the commands instead. -->
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([HEAD, *sections(main, "onrecord")])


def sections(command: click.Command, name: str) -> Iterator[str]:
    """A section for the command, and for each command under it."""
    context = click.Context(command, info_name=name, terminal_width=COLUMNS, max_content_width=COLUMNS)
    context.help_option_names = main.context_settings["help_option_names"]
    text = command.get_help(context)
    yield f"## `{name}`\n\n```text\n{text}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            under = command.get_command(context, child)
            if under is not None:
                yield from sections(under, f"{name} {child}")


if __name__ == "__main__":
    sys.stdout.write(reference())
