"""presscheck export."""

from __future__ import annotations

import click

from presscheck.cli.group import INTERRUPTED, main, stop
from presscheck.cli.options import run_named

EXPORTS = ("jsonl", "parquet", "csv", "prov", "openlineage", "croissant")


@main.command("export")
@click.argument("run")
@click.option("--as", "kind", type=click.Choice(EXPORTS), required=True, help="What to write.")
@click.option("--out", help="The file or folder to write, or its address.  [default: RUN.articles.jsonl, …]")
@click.option("--send", metavar="URL", help="OpenLineage only: post the events there instead of writing them.")
def export_command(run: str, kind: str, out: str | None, send: str | None) -> None:
    """Write a RUN in a form that other tools read.

    RUN is the folder or address of an audit, the name of one, last, or last~1.

    \b
    jsonl, parquet, csv   the cleaned articles with their metadata
    prov                  where each text came from: W3C PROV-JSON, a document a line
    openlineage           the run as events, with the result of each expectation
    croissant             a folder: the tables, described for machine learning (MLCommons)
    """
    from presscheck import buckets, export

    if send and kind != "openlineage":
        stop(f"--send is for --as openlineage, not for {kind}")
    try:
        with run_named(run) as folder:
            if send:
                count = export.lineage.send(folder, export.facts_of(folder), send)
                click.echo(f"{count} events sent to {send}")
                return
            out = out or export.default_name(folder, kind)
            with buckets.written(out, fresh=True) as place:
                count = export.export(folder, kind, place)
    except ModuleNotFoundError as error:
        stop(f"--as {kind} needs {error.name}: pip install presscheck[export]")
    except (FileNotFoundError, FileExistsError, ConnectionError, buckets.Unreached) as error:
        stop(error)
    except KeyboardInterrupt:
        stop("interrupted; nothing was written", INTERRUPTED)
    click.echo(f"{count} {export.KINDS[kind][1]} in {buckets.shown(out)}")
