"""presscheck decisions: what was said in a report of whether findings are real."""

from __future__ import annotations

from pathlib import Path

import click

from presscheck.cli.group import main, stop
from presscheck.cli.options import run_named
from presscheck.wording import plural


@main.group("decisions")
def decisions_group() -> None:
    """Use the verdicts given in the pages of a report."""


@decisions_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--waivers", type=click.Path(path_type=Path), help="Append findings judged not real to this file of waivers."
)
@click.option("--owner", default="", help="Owner of the waivers.")
@click.option(
    "--cases", type=click.Path(path_type=Path), help="Write labelled cases to this folder, one file per rule."
)
@click.option("--run", metavar="RUN", help="Run the cases are taken from: folder, address or name, or last.")
def decisions_import(file: Path, waivers: Path | None, owner: str, cases: Path | None, run: str | None) -> None:
    """Turn a report's decisions.jsonl into waivers or labelled cases."""
    from presscheck import decisions
    from presscheck.check.waivers import read as read_waivers
    from presscheck.config import ConfigError

    if not (waivers or cases) or (waivers and not owner) or (cases and not run):
        stop("name --waivers FILE with --owner NAME, or --cases FOLDER with --run RUN")
    try:
        found = decisions.read(file)
        if waivers:
            if waivers.exists():
                read_waivers(waivers)
            added = decisions.add_waivers(waivers, decisions.waivers(found, owner))
            click.echo(f"{added} added to {waivers}")
    except ConfigError as error:
        stop(error)
    if cases and run:
        from presscheck import buckets, tables

        try:
            with run_named(run, ["articles", "findings", "ledger"]) as folder, tables.sound(folder):
                made = decisions.cases_of(found, folder)
        except (FileNotFoundError, buckets.Unreached) as error:
            stop(error)
        cases.mkdir(parents=True, exist_ok=True)
        for rule, text in made.items():
            path = cases / f"{rule}.yml"
            if path.exists():
                stop(f"{path} is there already")
            path.write_text(text, "utf-8", newline="\n")
        click.echo(f"cases of {plural(len(made), 'rule')} in {cases}")
