"""Arguments and options that several commands have."""

from __future__ import annotations

import click

from presscheck.cli.group import stop

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path())
OUT = click.option(
    "--out",
    metavar="DIR",
    help="The folder or address that runs land in.  [default: reports, or presscheck.toml's]",
)


def folder_of_runs(out: str | None) -> str:
    """The folder or address that runs land in: `out`, or what the settings say."""
    from presscheck import config

    try:
        return out or config.load().out
    except config.ConfigError as error:
        stop(error)
