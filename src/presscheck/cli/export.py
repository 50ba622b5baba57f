"""presscheck export."""

from __future__ import annotations

import click

from presscheck.cli.group import INTERRUPTED, main, stop
from presscheck.cli.options import run_named

EXPORTS = ("jsonl", "parquet", "csv", "prov", "openlineage", "croissant")


@main.command("export")
@click.argument("run")
@click.option("--as", "kind", type=click.Choice(EXPORTS), required=True, help="Format to write.")
@click.option("--out", help="File, folder or address to write to.  [default: RUN.articles.jsonl, …]")
@click.option("--send", metavar="URL", help="OpenLineage only: post the events to URL instead of writing them.")
def export_command(run: str, kind: str, out: str | None, send: str | None) -> None:
    """Export a RUN to a format that other tools read.

    RUN is the folder, address or name of a run, or last, or last~1.

    \b
    jsonl, parquet, csv   the cleaned articles with their metadata
    prov                  where each text came from: W3C PROV-JSON, one document per line
    openlineage           the run as events, with the result of each expectation
    croissant             a folder with the tables, described for machine learning (MLCommons)
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
