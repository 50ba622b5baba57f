"""presscheck history, diff and prune: the runs that are there."""

from __future__ import annotations

import sys

import click

from presscheck.cli.group import FOUND, NOTHING, main, stop
from presscheck.cli.options import OUT, folder_of_runs
from presscheck.wording import plural


@main.command("history")
@OUT
@click.option("--last", type=click.IntRange(min=1), default=20, show_default=True, help="Number of runs to list.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def history_command(out: str | None, last: int, form: str) -> None:
    """List the last runs and how much was found in each."""
    from presscheck import buckets

    try:
        with buckets.runs(folder_of_runs(out)) as runs:
            found = runs.all()[-last:]
    except (FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    if form == "json":
        import json

        click.echo(json.dumps([run.facts for run in found], ensure_ascii=False))
        return
    if not found:
        click.echo(f"no finished run in {buckets.shown(folder_of_runs(out))}", err=True)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("run", overflow="fold")
    shown = {"articles": "articles", "errors": "errors", "warnings": "warnings", "expectations_failed": "failed"}
    numbers = [[f"{run.facts['counts'].get(key, 0):,}" for key in shown] for run in found]
    for heading, column in zip(shown.values(), zip(*numbers, strict=True), strict=True):
        table.add_column(heading, justify="right", min_width=max(map(len, (heading, *column))))
    for run, counts in zip(found, numbers, strict=True):
        table.add_row(run.path.name, *counts)
    Console().print(table)


@main.command("diff")
@click.argument("before")
@click.argument("after")
@OUT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def diff_command(before: str, after: str, out: str | None, form: str) -> None:
    """Show what changed from one run to another.

    Compares findings, expectations and outlets. BEFORE and AFTER are folders, addresses or names of runs, or last, or
    last~1 for the run before it: presscheck diff last~1 last. The exit code is 1 if anything is new.
    """
    from dataclasses import asdict

    from presscheck import buckets, history, tables

    try:
        with buckets.runs(folder_of_runs(out)) as runs:
            old, new = (runs.find(name, history.DIFFED).path for name in (before, after))
            with tables.sound(old, new):
                changed = history.diff(old, new)
    except (FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    if form == "json":
        import json

        click.echo(json.dumps(asdict(changed), ensure_ascii=False))
    else:
        from presscheck.report.visible import plain

        for heading, rows in (("new", changed.new), ("fixed", changed.fixed)):
            click.echo(f"{len(rows):,} {heading}")
            for row in rows:
                place = f":{row['line']}:{row['col']}" if row["line"] else ""
                click.echo(f"  {plain(row['source'])}{place} {row['rule']} {row['name']}  {plain(row['message'])}")
        click.echo(f"{changed.still:,} still there")
        for heading, sentences in (("fails now", changed.failing), ("holds again", changed.recovered)):
            for sentence in sentences:
                click.echo(f"{heading}: {plain(sentence)}")
        for outlet, earlier, now in changed.outlets:
            click.echo(f"{plain(outlet) or 'no outlet'}: {earlier:,} errors and warnings before, {now:,} now")
    sys.exit(FOUND if changed.new or changed.failing else NOTHING)


@main.command("prune")
@OUT
@click.option("--keep", type=click.IntRange(min=1), required=True, help="Number of recent runs to keep.")
@click.option(
    "--older-than", "days", type=click.IntRange(min=0), metavar="DAYS", help="Remove only runs older than this."
)
@click.option("--dry-run", is_flag=True, help="Only list what would be removed.")
def prune_command(out: str | None, keep: int, days: int | None, dry_run: bool) -> None:
    """Remove old runs and the remains of unfinished ones."""
    from presscheck import buckets

    try:
        with buckets.runs(folder_of_runs(out)) as runs:
            gone = runs.to_prune(keep, days)
            if not dry_run:
                runs.prune(gone)
            named = list(map(runs.shown, gone))
    except (FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    for name in named:
        click.echo(f"{'would remove' if dry_run else 'removed'} {name}")
    click.echo(f"{plural(len(gone), 'run')} {'would go' if dry_run else 'removed'}")
