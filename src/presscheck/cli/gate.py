"""presscheck gate."""

from __future__ import annotations

import sys

import click

from presscheck.cli.group import FOUND, NOTHING, main, stop
from presscheck.cli.options import OUT


@main.command("gate")
@click.argument("run", default="last")
@OUT
@click.option("--accepted", metavar="DIR", required=True, help="Folder or address for the articles that pass.")
@click.option("--held", metavar="DIR", required=True, help="Folder or address for the others, with reasons.")
@click.option(
    "--hold",
    type=click.Choice(["info", "warning", "error"]),
    help="Lowest severity that holds an article.  [default: error]",
)
@click.option("--hold-rules", metavar="CODES", multiple=True, help="Rules that hold at any severity: BY01,DT.")
@click.option("--format", "form", type=click.Choice(["jsonl", "parquet"]), default="jsonl", show_default=True)
def gate_command(
    run: str, out: str | None, accepted: str, held: str, hold: str | None, hold_rules: tuple[str, ...], form: str
) -> None:
    """Split a RUN into articles that pass and articles held back.

    Writes two files, named after the run. Accepted articles come without page furniture, with metadata and links;
    held articles come with the reasons. Each file is written completely or not at all, the accepted one last. The
    exit code is 1 if any article is held.
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
