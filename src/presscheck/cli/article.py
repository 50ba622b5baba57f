"""presscheck why and trace: questions about one article."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from presscheck.cli.group import main, stop
from presscheck.cli.options import OUT, folder_of_runs


@main.command("why")
@click.argument("place", metavar="FILE:LINE")
@click.option(
    "--batch",
    metavar="PATH",
    multiple=True,
    help="Files or folders of the same batch, in which repeated lines are counted.",
)
def why_command(place: str, batch: tuple[str, ...]) -> None:
    """Explain why a LINE of a FILE was removed or kept.

    Lists every signal with its weight. Lines are counted as an audit counts them: in a text file, those of the file;
    in an HTML page, those of its visible text.
    """
    source, _, number = place.rpartition(":")
    if not source or not number.isdecimal():
        stop(f"{place!r} is not of the form FILE:LINE")
    from presscheck import config
    from presscheck.read import Intake, find, inputs, lookup, read
    from presscheck.selection import check_codes
    from presscheck.survey import facts_of, survey
    from presscheck.why import why

    try:
        settings = config.load()
        check_codes(settings)
        intake = Intake.of(settings)
        articles, unreadable = read(lookup(source, intake), intake)
        around, _ = read(inputs(find(batch).sources, intake), intake) if batch else (articles, [])
        if unreadable:
            stop(f"{unreadable[0].source}: {unreadable[0].reason}")
        if len(articles) != 1:
            stop(_not_one(source, [article.source for article in articles]))
        answer = why(articles[0], int(number), facts_of([survey(around)]), settings.plugins, settings.ignore)
    except (FileNotFoundError, ValueError) as error:
        stop(error)
    click.echo(f"{number}: {answer.line.text.strip()}")
    click.echo(answer.verdict)
    for signal in answer.signals:
        click.echo(f"- {signal}")


def _not_one(source: str, there: list[str]) -> str:
    """Why a name is not that of one document."""
    if Path(source).is_dir():
        return f"{source} is a folder: name a file in it"
    if there:
        return f"{source} holds {len(there):,} documents: name one, such as {there[0]}"
    return f"there is no document {source!r}; an audit prints the names of those in tables and archives"


@main.command("trace")
@click.argument("article")
@click.option(
    "--run",
    metavar="RUN",
    default="last",
    show_default=True,
    help="Folder, address or name of a run, or last~1.",
)
@OUT
def trace_command(article: str, run: str, out: str | None) -> None:
    """Show where the text of an ARTICLE likely comes from.

    Also shows what each copy dropped, added and altered. ARTICLE is an article id, a source, or the end of one. The
    report has the same, with the copies side by side.
    """
    from rich.console import Console

    from presscheck import buckets
    from presscheck.tables import NotOne
    from presscheck.trace import trace

    try:
        with buckets.runs(folder_of_runs(out)) as runs:
            tree = trace(runs.find(run).path, article)
    except (NotOne, FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    Console(width=None if sys.stdout.isatty() else 1_000).print(tree)
