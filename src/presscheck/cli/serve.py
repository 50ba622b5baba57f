"""presscheck serve."""

from __future__ import annotations

import os
import sys

import click

from presscheck.cli.group import main


@main.command(
    "serve",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve_command(options: tuple[str, ...]) -> None:
    """Serve the Prefect flows on a schedule, without a work pool."""
    from presscheck import resources

    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, str(resources.folder("flows") / "serve.py"), *options])  # noqa: S606
