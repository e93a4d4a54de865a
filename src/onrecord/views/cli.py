"""The command line: `onrecord read`, `add`, `find`, `verify`, `brief`, `correct`, `pair`, `evaluate`.

Comes in: what a person typed; goes out: briefs, JSON Lines, pages, and one clear line for each thing that went wrong.
It decides nothing about a page, and imports what is heavy only when a command needs it, so that help comes at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord import __version__
from onrecord.errors import OnrecordError, StoreError
from onrecord.settings import Settings, load_settings
from onrecord.views.batch import Tally, each, expanded
from onrecord.views.export import FORMATS, GRAPHS, QUALIFIERS, TABLES
from onrecord.views.labels import LANGUAGES, labels_for
from onrecord.views.network import DUPLICATES, NORMALISATIONS
from onrecord.views.output import Output, amount, complain, print_lines, show, terminal

if TYPE_CHECKING:
    from onrecord.model import Document, Reading
    from onrecord.store import Added, Occurrence, Store

__all__ = ["main"]

Item = TypeVar("Item")
Command = TypeVar("Command", bound=Callable[..., Any])
INTERRUPTED = 130
NOT_FOUND = 1


class Failure(click.ClickException):
    """An OnrecordError as one line on standard error."""

    exit_code = 2

    def __init__(self, error: OnrecordError) -> None:
        super().__init__(str(error))
        self.error = error

    def show(self, file: Any = None) -> None:  # noqa: ARG002  # click's signature
        complain(self.error.subject, self.error.reason)


class Interface(click.Group):
    """Errors a user can meet become one line; an interruption ends quietly, as shells expect."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            raise Failure(error) from error
        except KeyboardInterrupt as error:
            raise click.exceptions.Exit(INTERRUPTED) from error


@dataclass(frozen=True, slots=True)
class Asked:
    """The options before the command."""

    settings: Path | None
    store: Path | None


def settings_of(ctx: click.Context, **changed: Any) -> Settings:
    """The settings with what options changed; None changes nothing."""
    asked: Asked = ctx.obj
    settings = load_settings(asked.settings)
    given = {"store": asked.store} | {name: value for name, value in changed.items() if value is not None}
    return replace(settings, **{name: value for name, value in given.items() if value is not None})


def reading_settings(ctx: click.Context, **changed: Any) -> Settings:
    """The same for a command that reads; a wrong codebook is told once, before the first page."""
    settings = settings_of(ctx, **changed)
    if settings.issues not in ("story", "iptc"):
        from onrecord.resolve.issues import load_codebook

        load_codebook(Path(settings.issues))
    return settings


def store_option(command: Command) -> Command:
    option = click.option(
        "--store",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The record, one SQLite file; onrecord.db unless set.",
    )
    return option(command)


def language_option(command: Command) -> Command:
    text = "Language of the labels; the document's own unless given, else English."
    return click.option("--language", "--labels", "language", type=click.Choice(LANGUAGES), help=text)(command)


def issues_option(command: Command) -> Command:
    text = "What statements are put under: story, iptc, or a codebook (.yaml, .csv)."
    return click.option("--issues", metavar="NAME", help=text)(command)


def output_options(command: Command) -> Command:
    html = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
    options = [
        click.option("--json", is_flag=True, help="Print JSON Lines."),
        click.option("--markdown", is_flag=True, help="Print the brief as Markdown."),
        click.option("--in-place", is_flag=True, help="Print the article with its statements marked."),
        click.option("--html", type=html, metavar="FILE", help="Write one self-contained page; - prints it."),
    ]
    for option in reversed(options):
        command = option(command)
    return language_option(command)


def output_of(html: Path | None, language: str | None, **forms: bool) -> Output:
    """Raises UsageError for two forms at once."""
    asked = [name.replace("_", "-") for name, given in forms.items() if given]
    if len(asked) > 1:
        raise click.UsageError(f"--{asked[0]} and --{asked[1]} cannot be had together")
    if asked and html == Path("-"):
        raise click.UsageError(f"--{asked[0]} and --html - cannot both be printed")
    return Output(asked[0] if asked else None if html else "brief", html, language)


@click.group(cls=Interface, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The settings file; onrecord.toml here unless given.",
)
@store_option
@click.version_option(__version__, message="%(prog)s %(version)s", prog_name="onrecord")
@click.pass_context
def main(ctx: click.Context, /, settings: Path | None, store: Path | None) -> None:
    """Keep the record of who said what: every statement of a news page with its speaker, cue, relay and place.

    Exit status: 0 when all went well, 1 when some sources failed or nothing was verified, 2 when all failed.
    """
    ctx.obj = Asked(settings, store)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="Leave out statements below X (0 to 1); long quotations stay.",
)
@issues_option
@output_options
@click.pass_context
def read(
    ctx: click.Context, /, sources: tuple[str, ...], min_confidence: float | None, issues: str | None, **options: Any
) -> None:
    """Print the brief of each SOURCE; nothing is kept.

    SOURCE is a file, a folder of pages, an http(s) address, or - for standard input.

    \b
    Examples:
      onrecord read article.html
      onrecord read https://news.example/story --html brief.html
      onrecord read --json - < article.txt
    """
    output = output_of(**options)
    settings = reading_settings(ctx, confidence=min_confidence, issues=issues)
    tally = Tally(complain)
    named = expanded_sources(sources, tally)
    show(each(named, lambda source: read_source(source, settings), tally), output)
    ctx.exit(tally.status)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@issues_option
@store_option
@click.pass_context
def add(ctx: click.Context, /, sources: tuple[str, ...], store: Path | None, issues: str | None) -> None:
    """Read each SOURCE and keep it in the record.

    Adding a page twice changes nothing; read by a newer onrecord, or with other settings, it takes the place of what
    was read before. Judgements stay. A source that fails is reported, and the rest goes on.
    """
    from onrecord.store import open_store

    settings = reading_settings(ctx, store=store, issues=issues)
    tally = Tally(complain)
    named = expanded_sources(sources, tally)
    with open_store(settings.store) as record:
        added = [*each(counted(named), lambda source: add_source(source, settings, record), tally)]
    click.echo(summary(settings.store, added, tally))
    ctx.exit(tally.status)


@main.command(short_help="Print the statements in the record that hold all words of QUERY.")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most N statements."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@language_option
@store_option
@click.pass_context
def find(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    limit: int,
    as_json: bool,
    language: str | None,
    store: Path | None,
) -> None:
    """Print the statements in the record that hold every word of QUERY, best first.

    Words are looked for in what was said, in the speaker's name and in the words that name the source; case and
    accents do not matter. A phrase in quotation marks must stand so.

    \b
    Examples:
      onrecord find ferry quint
      onrecord find '"night ferry"' --json
    """
    with existing_store(settings_of(ctx, store=store).store) as record:
        found = record.find(" ".join(query), limit=limit)
    if not found:
        click.echo("nothing found", err=True)
    elif as_json:
        from onrecord.views.jsonl import dumped, statement_object

        print_lines(dumped(statement_object(one.statement)) for one in found)
    else:
        from onrecord.views.terminal import write_found

        write_found(found, labels_for(language), terminal())


@main.command()
@click.argument("text", required=False)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@language_option
@store_option
@click.pass_context
def verify(
    ctx: click.Context, /, text: str | None, sources: tuple[str, ...], language: str | None, store: Path | None
) -> None:
    """Check the whole record, or look up in whose mouth TEXT is.

    Without TEXT: does every stored word still stand at its place in its page, is every digest right? With TEXT: every
    place in the record, or in SOURCE, that holds it, and who says it there. Exit status 1 when a fault is found, or
    when no page holds TEXT.
    """
    settings = settings_of(ctx, store=store)
    if text is None:
        ctx.exit(verify_record(settings))
    tally = Tally(complain)
    if sources:
        places = occurrences(text, expanded_sources(sources, tally), settings, tally)
    else:
        with existing_store(settings.store) as record:
            places = record.whose(text)
    if not places:
        click.echo("no page holds these words", err=True)
    from onrecord.views.terminal import write_occurrences

    write_occurrences(places, labels_for(language), terminal())
    ctx.exit(tally.status or (0 if places else NOT_FOUND))


@main.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT-ID]...")
@issues_option
@output_options
@store_option
@click.pass_context
def brief(
    ctx: click.Context, /, documents: tuple[str, ...], store: Path | None, issues: str | None, **options: Any
) -> None:
    """Print the brief of documents in the record, or list the documents.

    DOCUMENT-ID is an id or its beginning. Without one, every document is listed with its id. --issues puts the
    statements under other issues than those kept with them; the record stays as it is.
    """
    output = output_of(**options)
    tally = Tally(complain)
    settings = reading_settings(ctx, store=store, issues=issues)
    with existing_store(settings.store) as record:
        if documents:
            readings = each(documents, lambda identity: stored(record, identity), tally)
            show(readings if issues is None else relabelled(readings, settings), output)
        else:
            from onrecord.views.terminal import write_documents

            write_documents(record.documents(), terminal())
    ctx.exit(tally.status)


@main.command(short_help="Print what an actor says, by issue.")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@language_option
@store_option
@click.pass_context
def actor(ctx: click.Context, /, name: str, as_json: bool, language: str | None, store: Path | None) -> None:
    """Print all that NAME says in the record, by issue, and whom pages say they agree with.

    NAME is an actor's name, case aside, or an id. Exit status 1 when the record knows no such actor.
    """
    from onrecord.views.across import gathered_of_actor, json_lines, write_actor

    with existing_store(settings_of(ctx, store=store).store) as record:
        actors = record.actors(name)
        found = gathered_of_actor(every_reading(record), {one.id for one in actors})
    if not actors:
        click.echo(f"the record knows no actor {name!r}", err=True)
        ctx.exit(NOT_FOUND)
    if as_json:
        print_lines(json_lines(found))
    else:
        write_actor(actors, found, labels_for(language), terminal())


@main.command(short_help="Print who says what on an issue.")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@language_option
@store_option
@click.pass_context
def issue(ctx: click.Context, /, name: str, as_json: bool, language: str | None, store: Path | None) -> None:
    """Print all that is said on the issue NAME in the record, by speaker, and who pages say agrees on it.

    NAME is an issue's label, case aside, or its id. Exit status 1 when nothing stands under it.
    """
    from onrecord.views.across import gathered_on_issue, json_lines, write_issue

    with existing_store(settings_of(ctx, store=store).store) as record:
        found = gathered_on_issue(every_reading(record), name)
    if not found.said and not found.relations:
        click.echo(f"the record has nothing on {name!r}", err=True)
        ctx.exit(NOT_FOUND)
    if as_json:
        print_lines(json_lines(found))
    else:
        write_issue(name, found, labels_for(language), terminal())


@main.command(short_help="Print what happened and what is scheduled, in order of time.")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT-ID]...")
@click.option("--upcoming", is_flag=True, help="Only what is scheduled.")
@click.option("--json", "as_json", is_flag=True, help="Print events as JSON Lines.")
@language_option
@store_option
@click.pass_context
def timeline(
    ctx: click.Context,
    /,
    documents: tuple[str, ...],
    upcoming: bool,
    as_json: bool,
    language: str | None,
    store: Path | None,
) -> None:
    """Print the events of the record, or of the documents named, in order of time; those without a date last.

    `onrecord export ics` writes what is scheduled for a calendar.
    """
    from onrecord.views.across import moments, timeline_lines, write_timeline_of

    tally = Tally(complain)
    with existing_store(settings_of(ctx, store=store).store) as record:
        named = each(documents, lambda identity: stored(record, identity), tally)
        found = moments(named if documents else every_reading(record))
    found = [one for one in found if one.tense == "scheduled"] if upcoming else found
    if as_json:
        print_lines(timeline_lines(found))
    elif found:
        write_timeline_of(found, labels_for(language), terminal())
    else:
        click.echo("no event and no date found", err=True)
    ctx.exit(tally.status)


@main.command(short_help="Print who stands where: actors by issues, or actors by actors.")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--type",
    "kind",
    type=click.Choice(["congruence", "conflict", "subtract"]),
    help="Actor by actor: shared positions, opposite ones, or the first less the second. Else actor by issue.",
)
@click.option(
    "--normalise",
    type=click.Choice(["none", "average", "jaccard", "cosine"]),
    default="none",
    show_default=True,
    help="What weights between actors are divided by.",
)
@click.option(
    "--duplicates",
    type=click.Choice(["none", "document", "week", "month", "year", "ever"]),
    default="document",
    show_default=True,
    help="Count the same position of an actor once in each; none counts every statement.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@language_option
@store_option
@click.pass_context
def matrix(ctx: click.Context, /, sources: tuple[str, ...], store: Path | None, **options: Any) -> None:
    """Print who stands where, over the record or over each SOURCE: actors by issues, or actors by actors.

    Positions come from stances; a statement without one is uncoded, which is not opposition. What the texts themselves
    state (`A and B disagree on C`) is listed apart. See docs/reference/networks.md for the formulas.

    \b
    Examples:
      onrecord matrix
      onrecord matrix --type subtract --normalise average --duplicates week
      onrecord matrix story.html --csv > matrix.csv
    """
    from onrecord.views.matrix import Asked as Matrix
    from onrecord.views.matrix import csv_lines, gathered, json_lines, write_matrix

    if options["as_json"] and options["as_csv"]:
        raise click.UsageError("--json and --csv cannot be had together")
    settings, tally = settings_of(ctx, store=store), Tally(complain)
    if sources:
        found = gathered(each(counted(expanded_sources(sources, tally)), lambda one: read_source(one, settings), tally))
    else:
        with existing_store(settings.store) as record:
            ids = [header.id for header in record.documents()]
            found = gathered(each(counted(ids), lambda identity: stored(record, identity), tally))
    asked = Matrix(options["kind"], options["normalise"], options["duplicates"])
    if options["as_json"] or options["as_csv"]:
        print_lines((json_lines if options["as_json"] else csv_lines)(found, asked))
    elif not write_matrix(found, asked, labels_for(options["language"]), terminal()):
        click.echo("nobody takes a position on any issue here", err=True)
    ctx.exit(tally.status)


@main.command("export", short_help="Write the record, or what SOURCE holds, in a format of research tools.")
@click.argument("name", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="PATH",
    help="The file (of citron, the folder); - prints it.",
)
@click.option("--table", type=click.Choice(TABLES), help="Of csv and parquet: what rows are; statements unless given.")
@click.option("--qualifier", type=click.Choice(QUALIFIERS), help="Of dna and dna-csv: the statement type.")
@click.option("--network", type=click.Choice(GRAPHS), help="Of graphml and gexf: actors by issues unless given.")
@click.option(
    "--normalise",
    "normalisation",
    type=click.Choice(NORMALISATIONS),
    help="Of actors by actors: what weights are divided by.",
)
@click.option(
    "--duplicates", type=click.Choice(DUPLICATES), help="Of graphml and gexf: count a position once in each of these."
)
@issues_option
@store_option
@click.pass_context
def export_command(
    ctx: click.Context,
    /,
    name: str,
    sources: tuple[str, ...],
    out: Path,
    store: Path | None,
    issues: str | None,
    **options: Any,
) -> None:
    """Write the record, or what each SOURCE holds, to PATH; statements as people corrected them, without rejected ones.

    \b
    FORMAT is one of
      jsonl       everything, one JSON object a line
      csv         a table: documents, statements, events or relations
      parquet     the same, typed; needs the extra `research`
      dna         a database of Discourse Network Analyzer 3
      dna-csv     its event list
      graphml     a network of actors and issues, or of actors
      gexf        the same for Gephi
      plover      events as PLOVER JSON
      citron      quotes as Citron JSON, a folder with a file for each document
      annotation  statements as W3C Web Annotations (JSON-LD)
      schema-org  articles, quotations, claims and events in schema.org's words (JSON-LD)
      ics         what is scheduled, for a calendar

    What a format cannot hold is counted on standard error. See docs/reference/exports.md.

    \b
    Examples:
      onrecord export dna --out debate.dna
      onrecord export csv story.html --table events --out events.csv
      onrecord export gexf --network subtract --normalise average --out debate.gexf
    """
    from onrecord.views.export import Options, export

    settings, tally = reading_settings(ctx, store=store, issues=issues), Tally(complain)
    if settings.store.exists() and out.exists() and out.samefile(settings.store):
        raise click.UsageError("--out is the record itself")
    chosen = Options(**{key: value for key, value in options.items() if value is not None})
    if sources:
        named = counted(expanded_sources(sources, tally))
        report = export(name, some(each(named, lambda one: read_source(one, settings), tally), tally), out, chosen)
    else:
        with existing_store(settings.store) as record:
            ids = [header.id for header in record.documents()]
            readings = each(counted(ids), lambda identity: stored(record, identity), tally)
            report = export(name, readings if issues is None else relabelled(readings, settings), out, chosen)
    for note in report.notes():
        complain(name, note)
    held = f"{amount(report.documents, 'document')}, {amount(report.items, FORMATS[name].counts)}"
    click.echo(f"{out}: {held}", err=True)
    ctx.exit(tally.status)


def some(readings: Iterable[Reading], tally: Tally) -> Iterator[Reading]:
    """The readings; when every source failed nothing is to be written. Raises OnrecordError then."""
    yield from readings
    if tally.failed and not tally.done:
        raise OnrecordError("export", "every source failed; nothing was written")


@main.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: both readings, then their pairing.")
@language_option
@click.pass_context
def pair(ctx: click.Context, /, first: str, second: str, as_json: bool, language: str | None) -> None:
    """Print one article in two languages side by side, with the statements that render one another.

    A and B are each a file or an http(s) address. Exit status 1 when they are not recognised as versions of one
    article. See docs/how-to/pair-versions.md.

    \b
    Example:
      onrecord pair demo/strait-talks.en.txt demo/strait-talks.es.html
    """
    from onrecord.resolve import pair as paired
    from onrecord.resolve import with_translations
    from onrecord.views.pairs import pair_lines, write_pair

    settings = settings_of(ctx)
    one, other = read_source(first, settings), read_source(second, settings)
    found = paired(one, other)
    for reading in (one, other):
        for note in reading.notes:
            complain(reading.document.source, note)
    if found is None:
        complain(second, f"not recognised as a version of {first} in another language")
        ctx.exit(NOT_FOUND)
    readings = with_translations(one, found), with_translations(other, found)
    if as_json:
        print_lines(pair_lines(readings, found))
    else:
        write_pair(readings, found, labels_for(language, (reading.document for reading in readings)), terminal())


@main.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave less certain statements out.")
@click.option("--save", type=click.Path(path_type=Path), metavar="FILE", help="Keep what was found, for --against.")
@click.option("--against", type=click.Path(path_type=Path), metavar="FILE", help="Show gains and losses since --save.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    /,
    gold: tuple[Path, ...],
    min_confidence: float | None,
    save: Path | None,
    against: Path | None,
    as_json: bool,
) -> None:
    """Measure precision and recall on annotated articles of your own.

    GOLD is a file in any format that docs/reference/evaluation.md lists; what `read --json` printed, corrected by hand,
    is one of them. Figures come with the interval that drawing the articles anew gives.
    """
    from onrecord.views.accuracy import measured, told

    settings = settings_of(ctx, confidence=min_confidence)
    articles, predictions = measured(gold, lambda text: read_text(text, settings), counted)
    print_lines(told(articles, predictions, against=against, save=save, as_json=as_json))


def correct_options(command: Command) -> Command:
    """What `correct` can be told, in the order of its help."""
    several: dict[str, Any] = {"multiple": True}
    pair: dict[str, Any] = {"multiple": True, "nargs": 2}
    stances = click.Choice(["support", "oppose", "mixed", "unclear", "-"])
    file = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
    options = [
        click.option("--confirm", is_flag=True, help="It is right as it stands."),
        click.option("--reject", is_flag=True, help="It is no statement, or not this speaker's: leave it out."),
        click.option("--unsure", is_flag=True, help="Somebody should look again."),
        click.option("--speaker", metavar="NAME", help="Who spoke: an id, a known name, or a new one."),
        click.option(
            "--relay", metavar="WORDS", help="Who carried the words; again for more, outermost first.", **several
        ),
        click.option("--addressee", metavar="WORDS", help="To whom."),
        click.option("--setting", metavar="WORDS", help="Where or how."),
        click.option(
            "--span", metavar="START:END", help="The words of the statement; again for more parts.", **several
        ),
        click.option("--issue", metavar="LABEL", help="What it is about; again for more.", **several),
        click.option("--stance", type=stances, help="Where the speaker stands."),
        click.option("--towards", metavar="WORDS", help="What the stance is about."),
        click.option("--date", metavar="DATE", help="When it was said, ISO 8601; FROM/TO for a stretch."),
        click.option("--at", metavar="START:END", help="Where the page has the words of the value."),
        click.option("--merge", metavar="A B", help="Actor B is actor A, everywhere.", **pair),
        click.option("--rename", metavar="A NAME", help="Show actor A as NAME, everywhere.", **pair),
        click.option("--split", metavar="A NAME", help="Some of what actor A says is somebody else's, NAME's:", **pair),
        click.option(
            "--office", metavar="WORDS", help="where this office is printed (else where STATEMENT is).", **several
        ),
        click.option("--undo", metavar="ID", help="Take a judgement back.", **several),
        click.option("--list", "listed", is_flag=True, help="Print every judgement and what became of it."),
        click.option("--export", type=file, metavar="FILE", help="Write all judgements as JSON Lines; - prints them."),
        click.option("--import", "given", type=file, metavar="FILE", help="Take judgements from such a file."),
        click.option("--as", "name", metavar="NAME", help="Who says so; else the setting signature, or the account."),
        click.option("--note", metavar="WORDS", help="Why."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@main.command(short_help="Confirm, correct or reject statements; merge, split and rename actors.")
@click.argument("statement", required=False)
@correct_options
@store_option
@click.pass_context
def correct(ctx: click.Context, /, statement: str | None, store: Path | None, **options: Any) -> None:
    """Confirm, correct or reject STATEMENT, an id or its beginning; or say who is who.

    Judgements are added to the record and never deleted: another one undoes them. Each is signed with a name. The
    value - takes a value away. See docs/how-to/correct.md.

    \b
    Examples:
      onrecord correct s3f2 --speaker "Marta Quint" --confirm
      onrecord correct --merge "Marta Quint" "M. Quint"
      onrecord correct --undo j81c
    """
    from onrecord.views.correcting import decided

    settings = settings_of(ctx, store=store)
    refuse_contradictions(statement, options)
    with existing_store(settings.store) as record:
        if given := options["given"]:
            click.echo(f"{settings.store}: {amount(taken(record, given), 'new judgement')}")
        made = decided(record, statement, options, settings)
        record.judge(made)
        show_judgements(record, None if options["listed"] else {one.id for one in made})
        if options["export"]:
            export(record, options["export"])


def refuse_contradictions(statement: str | None, options: dict[str, Any]) -> None:
    """Raises UsageError for what cannot be meant."""
    about_one = (
        "confirm",
        "reject",
        "unsure",
        "speaker",
        "relay",
        "addressee",
        "setting",
        "span",
        "issue",
        "stance",
        "date",
    )
    named = [name for name in about_one if options[name]]
    verdicts = [name for name in ("confirm", "reject", "unsure") if options[name]]
    if len(verdicts) > 1:
        raise click.UsageError(f"--{verdicts[0]} and --{verdicts[1]} cannot both be so")
    if named and statement is None:
        raise click.UsageError(f"--{named[0]} of which statement? Name its id first; `onrecord find` shows ids")
    if statement is not None and not named and not options["split"]:
        raise click.UsageError(f"what about {statement}? Say --confirm, --reject, --speaker NAME, ...")
    others = ("merge", "rename", "split", "undo", "listed", "export", "given")
    if statement is None and not any(options[name] for name in others):
        raise click.UsageError("nothing to do: name a statement, or see --help")


def taken(record: Store, path: Path) -> int:
    from onrecord.views.correcting import imported

    try:
        with click.open_file(str(path), encoding="utf-8") as file:
            lines = file.read().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise OnrecordError(str(path), f"cannot be read: {error}") from error
    return record.judge(imported(lines, str(path)))


def export(record: Store, path: Path) -> None:
    from onrecord.views.correcting import exported

    lines = list(exported(record.judgements()))
    if path == Path("-"):
        print_lines(lines)
        return
    try:
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise OnrecordError(str(path), f"cannot be written: {error.strerror or error}") from error
    click.echo(f"{path}: {amount(len(lines), 'judgement')}", err=True)


def show_judgements(record: Store, wanted: set[str] | None) -> None:
    """Those wanted, or all; one line each."""
    from onrecord.views.correcting import told
    from onrecord.views.terminal import printable

    for state in record.judgements() if wanted is None or wanted else ():
        if wanted is None or state.judgement.id in wanted:
            click.echo(printable(told(state)))


def read_text(text: str, settings: Settings) -> Reading:
    from onrecord.capture import capture_text
    from onrecord.pipeline import read_capture

    return read_capture(capture_text(text), settings=settings)


def expanded_sources(named: Sequence[str], tally: Tally) -> list[str]:
    from onrecord.capture import sources

    return expanded(named, sources, tally)


def read_source(source: str, settings: Settings) -> Reading:
    from onrecord.capture import capture
    from onrecord.pipeline import read_capture

    return read_capture(capture(source, settings), settings=settings)


def add_source(source: str, settings: Settings, record: Store) -> Added:
    reading = read_source(source, settings)
    added = record.add(reading)
    for note in reading.notes:
        complain(source, note)
    return added


def counted(sources: Sequence[Item]) -> Iterator[Item]:
    """The sources (or whatever is read one by one), with a bar for whoever waits."""
    from onrecord.views.progress import progress

    with progress("reading", sys.stderr) as show_progress:
        for done, source in enumerate(sources):
            show_progress(done, len(sources))
            yield source


def summary(store: Path, added: Sequence[Added], tally: Tally) -> str:
    new = [one for one in added if one.new_document]
    parts = [amount(len(new), "document") + " added"]
    if len(added) == 1:
        parts[0] += f" ({added[0].document})" if new else f" (the record holds {added[0].document} already)"
    elif len(added) > len(new):
        parts.append(f"{len(added) - len(new)} known already")
    parts.append(amount(sum(one.new_statements for one in added), "new statement"))
    if dropped := sum(one.dropped_statements for one in added):
        parts.append(amount(dropped, "statement") + " of older readings gone")
    if outdated := sum(one.outdated for one in added):
        parts.append(amount(outdated, "reading") + " older than the one held")
    if tally.failed:
        parts.append(amount(tally.failed, "source") + " failed")
    return f"{store}: {', '.join(parts)}"


def existing_store(path: Path) -> Store:
    """Raises StoreError rather than making an empty record."""
    from onrecord.store import open_store

    if not path.exists():
        raise StoreError(str(path), "there is no such record; `onrecord add` makes one")
    return open_store(path)


def relabelled(readings: Iterable[Reading], settings: Settings) -> Iterator[Reading]:
    """The readings under the issues of the settings."""
    from onrecord.pipeline import with_issues

    return (with_issues(reading, settings=settings) for reading in readings)


def stored(record: Store, identity: str) -> Reading:
    reading = record.reading(identity)
    if reading is None:
        raise StoreError(identity, f"no document in {record.path} has an id that begins so")
    return reading


def every_reading(record: Store) -> Iterator[Reading]:
    return (stored(record, header.id) for header in record.documents())


def occurrences(text: str, sources: Sequence[str], settings: Settings, tally: Tally) -> list[Occurrence]:
    from onrecord.store import whose_words

    readings = each(sources, lambda source: read_source(source, settings), tally)
    return [place for reading in readings for place in whose_words(reading, text)]


def verify_record(settings: Settings) -> int:
    """Say what was checked and every fault; the exit status."""
    from onrecord.document.build import identity
    from onrecord.views.correcting import key_of
    from onrecord.views.progress import progress

    def identify(document: Document) -> str:
        return identity(document.source, document.text)

    with existing_store(settings.store) as record, progress("verifying", sys.stderr) as show_progress:
        report = record.verify(show_progress, identify=identify, key=key_of(settings))
    for orphan in report.orphans:
        complain(f"judgement {orphan.judgement.id}", f"not applied: {orphan.reason}")
    for fault in report.faults:
        complain(f"{fault.kind} {fault.id}", fault.reason)
    checked = ", ".join(
        amount(number, what)
        for number, what in [
            (report.captures, "capture"),
            (report.documents, "document"),
            (report.statements, "statement"),
            *([(report.judgements, "judgement")] if report.judgements else []),
        ]
    )
    verdict = "every word stands at its place" if report.ok else amount(len(report.faults), "fault")
    click.echo(f"{settings.store}: {checked}; {verdict}")
    return 0 if report.ok else NOT_FOUND
