"""Arguments and options that several commands have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from presscheck.cli.group import stop

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path())
OUT = click.option(
    "--out",
    metavar="DIR",
    help="Folder or address of the runs.  [default: reports, or the one in presscheck.toml]",
)


def folder_of_runs(out: str | None) -> str:
    """The folder or address that runs land in: `out`, or what the settings say."""
    from presscheck import config

    try:
        return out or config.load().out
    except config.ConfigError as error:
        stop(error)


@contextmanager
def run_named(name: str, names: Sequence[str] | None = None) -> Iterator[Path]:
    """The folder of a run, with all tables or these, however it is named.

    Raises `buckets.Unreached`, and FileNotFoundError where there is no such run.
    """
    from presscheck import buckets

    with buckets.runs(folder_of_runs(None)) as runs:
        yield runs.find(name, names or buckets.TABLES).path
