"""presscheck gate."""

from __future__ import annotations

import sys

import click

from presscheck.cli.group import FOUND, NOTHING, main, stop
from presscheck.cli.options import OUT


@main.command("gate")
@click.argument("run", default="last")
@OUT
@click.option("--accepted", metavar="DIR", required=True, help="Where the articles go that pass: a folder or address.")
@click.option("--held", metavar="DIR", required=True, help="Where the others go, with their reasons.")
@click.option(
    "--hold", type=click.Choice(["info", "warning", "error"]), help="Least severity that holds.  [default: error]"
)
@click.option("--hold-rules", metavar="CODES", multiple=True, help="Rules that hold whatever their severity: BY01,DT.")
@click.option("--format", "form", type=click.Choice(["jsonl", "parquet"]), default="jsonl", show_default=True)
def gate_command(
    run: str, out: str | None, accepted: str, held: str, hold: str | None, hold_rules: tuple[str, ...], form: str
) -> None:
    """Split a RUN into articles that pass and those that are held.

    Each part is a file, named after the run. Accepted articles are written without their furniture, with metadata
    and links; held ones with their reasons. A file appears whole or not at all, the accepted one last. The exit
    code is 1 where something is held.
    """
    from presscheck import buckets, config, gate
    from presscheck.selection import check_codes

    try:
        gate.check_folders(accepted, held)
        settings = config.with_values(config.load(), {"hold": hold, "hold_rules": hold_rules or None}, "command line")
        check_codes(settings)
        with buckets.runs(out or settings.out) as runs, buckets.written(accepted) as yes, buckets.written(held) as no:
            found = runs.find(run, gate.TABLES)
            halves = gate.of_run(found.path, yes, no, settings.hold, settings.hold_rules, form)
    except config.ConfigError as error:
        stop(error)
    click.echo(f"{halves.accepted:,} accepted: {buckets.shown(accepted).rstrip('/')}/{halves.to_accepted.name}")
    click.echo(f"{halves.held:,} held: {buckets.shown(held).rstrip('/')}/{halves.to_held.name}")
    sys.exit(FOUND if halves.held else NOTHING)
