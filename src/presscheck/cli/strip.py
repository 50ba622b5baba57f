"""presscheck strip and restore: articles without their furniture, and a page as it was."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from operator import itemgetter

import click

from presscheck.cli.display import Bar
from presscheck.cli.group import INTERRUPTED, UNREAD, be_lean, in_a_line, main, stop
from presscheck.cli.options import PATHS, run_named
from presscheck.wording import plural


@main.command("strip")
@PATHS
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False),
    help="Folder or address for the cleaned articles.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="One text file per article, or a single articles.jsonl.",
)
def strip_command(paths: tuple[str, ...], out: str, form: str) -> None:
    """Write the articles without page furniture, metadata on top.

    For what was removed and why, run presscheck audit: its ledger lists every removal. An interrupted strip continues
    when the same command is run again. articles.jsonl is written completely or not at all.
    """
    from presscheck import buckets, config, pipeline
    from presscheck.asked import NothingToRead
    from presscheck.report import cleaned
    from presscheck.rows import article_rows

    bar = Bar()
    try:
        with buckets.written(out) as place, closing(bar):
            settings = replace(config.load(), out=str(place), history=False, baseline="")
            be_lean(frames=bool(settings.plugins))
            with pipeline.cleaned(paths, settings, bar.step) as batch:
                rows = bar.each("write", article_rows(batch), batch.facts.articles)
                count = cleaned.write(rows, place, form == "jsonl")
                unreadable = batch.unreadable
    except NothingToRead as error:
        stop(error, UNREAD)
    except (config.ConfigError, FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    except OSError as error:
        stop(in_a_line(error, out))
    except KeyboardInterrupt as interrupt:
        stop(str(interrupt) or "interrupted", INTERRUPTED)
    for bad in unreadable:
        click.echo(f"presscheck: {bad.source}: {bad.reason}", err=True)
    if not count:
        stop("nothing could be read", UNREAD)
    click.echo(f"{plural(count, 'cleaned article')} in {buckets.shown(out)}")


@main.command()
@click.argument("run")
@click.argument("article")
def restore(run: str, article: str) -> None:
    """Print the original page text of an ARTICLE of a RUN.

    It is rebuilt from the clean text and the ledger. RUN is the folder, address or name of a run, or last, or last~1.
    ARTICLE is an article id, a source, or the end of one.
    """
    from presscheck import buckets, tables

    try:
        with run_named(run, ["articles", "ledger"]) as folder, tables.sound(folder):
            known = map(itemgetter("article_id", "source"), tables.scan(folder, "articles", ["article_id", "source"]))
            [text] = tables.page_texts(folder, [tables.the_one(buckets.shown(run), known, article)]).values()
    except (FileNotFoundError, tables.NotOne, buckets.Unreached) as error:
        stop(error)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
