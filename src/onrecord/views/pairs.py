"""`onrecord pair`: one article in two languages, side by side, in a terminal or as JSON Lines.

Comes in: two readings and their Pairing; goes out: lines. Words stay as each page prints them; nothing is translated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

from onrecord.model import Pairing, Reading, Statement, StatementPair
from onrecord.views.brief import printed_words
from onrecord.views.jsonl import dumped, lines
from onrecord.views.labels import Labels
from onrecord.views.terminal import console_on, one_line, styled

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

__all__ = ["pair_lines", "pairing_object", "write_pair"]

Readings = tuple[Reading, Reading]


def pair_lines(readings: Readings, pairing: Pairing) -> Iterator[str]:
    """Both readings as `read --json` prints them, then one line of type `pairing`."""
    for reading in readings:
        yield from lines(reading)
    yield dumped(pairing_object(pairing))


def pairing_object(pairing: Pairing) -> dict[str, Any]:
    return {
        "type": "pairing",
        "documents": list(pairing.documents),
        "by": pairing.by,
        "score": pairing.score,
        "original": pairing.original,
        "known_by": pairing.known_by,
        "pairs": [
            {
                "statements": list(one.statements),
                "score": one.score,
                "evidence": [{"kind": shared.kind, "words": shared.words} for shared in one.evidence],
            }
            for one in pairing.pairs
        ],
    }


def write_pair(readings: Readings, pairing: Pairing, labels: Labels, stream: TextIO) -> None:
    """How the two are known for versions, which is the original, then their statements, twins on one line."""
    console = console_on(stream)
    by = labels.name("pairs", f"by_{pairing.by}")
    console.print(styled(by, "bold"))
    console.print(styled(original_line(readings, pairing, labels)))
    console.print()
    console.print(table(readings, pairing, labels))
    made, (one, other) = len(pairing.pairs), readings
    console.print()
    text = labels.name("pairs", "counts").format(n=made, one=len(one.statements), other=len(other.statements))
    console.print(styled(text, "dim"))


def original_line(readings: Readings, pairing: Pairing, labels: Labels) -> str:
    for reading in readings:
        if reading.document.id == pairing.original:
            title = one_line(reading.document.title or reading.document.source)
            return labels.name("pairs", f"original_{pairing.known_by}").format(title=title)
    return labels.name("pairs", "original_unknown")


def table(readings: Readings, pairing: Pairing, labels: Labels) -> Table:
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 3, 1, 0), show_edge=False)
    for reading in readings:
        language = labels.name("languages", one_line(reading.document.language or "?"))
        made.add_column(styled(f"{language}: {one_line(reading.document.title or reading.document.source)}"), ratio=1)
    for one, other, shared in rows(readings, pairing):
        left = cell(one, labels)
        if shared is not None:
            left.append(f"\n{reason(shared, labels)}", style="dim")
        made.add_row(left, cell(other, labels))
    return made


def rows(
    readings: Readings, pairing: Pairing
) -> Iterator[tuple[Statement | None, Statement | None, StatementPair | None]]:
    """Twins in the order of the first page, each followed by what the other page alone has before its next twin."""
    first, second = ([*sorted(reading.statements, key=place)] for reading in readings)
    twins = {pair.statements[0]: pair for pair in pairing.pairs}
    taken = {pair.statements[1] for pair in pairing.pairs}
    named = {one.id: one for one in second}
    after = following(second, taken)
    yield from ((None, other, None) for other in after.get(None, ()))
    for one in first:
        shared = twins.get(one.id)
        other = named[shared.statements[1]] if shared else None
        yield one, other, shared
        if other is not None:
            yield from ((None, alone, None) for alone in after.get(other.id, ()))


def following(statements: list[Statement], taken: set[str]) -> dict[str | None, list[Statement]]:
    """The statements without a twin by the id of the twin before them."""
    found: dict[str | None, list[Statement]] = {}
    last: str | None = None
    for one in statements:
        if one.id in taken:
            last = one.id
        else:
            found.setdefault(last, []).append(one)
    return found


def place(statement: Statement) -> tuple[int, int]:
    return statement.anchor.start, -statement.anchor.end


def cell(statement: Statement | None, labels: Labels) -> Text:
    if statement is None:
        return styled("—", "dim")
    name = statement.speaker.name if statement.speaker else labels.say("unresolved")
    text = styled(one_line(name), "bold cyan" if statement.speaker else "bold italic")
    text.append(": " + one_line(" … ".join(printed_words(statement))), style="not bold not italic default")
    if statement.translated:
        text.append(f" ({labels.name('pairs', 'translated')})", style="dim not bold not italic")
    return text


def reason(shared: StatementPair, labels: Labels) -> str:
    kinds: dict[str, list[str]] = {}
    for one in shared.evidence:
        words = labels.name("acts", one.words) if one.kind == "act" else one_line(one.words)
        kinds.setdefault(labels.name("pairs", one.kind), []).append(words)
    said = "; ".join(f"{kind}: {', '.join(words)}" for kind, words in kinds.items())
    return f"{shared.score:.2f} {said}".replace(".", labels.say("decimal_point"), 1)
