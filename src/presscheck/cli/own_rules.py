"""presscheck new-rule and test-rules: rules of the user's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from presscheck.cli.group import FOUND, NOTHING, main, stop
from presscheck.wording import plural


@main.command("new-rule")
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=click.Choice(["line", "article", "batch"]), required=True, help="What the rule looks at.")
@click.option("--dir", "folder", metavar="DIR", help="Folder of your rules.  [default: the one in presscheck.toml]")
def new_rule(code: str, name: str, kind: str, folder: str | None) -> None:
    """Start a rule of your own.

    Writes a rule file and a file of test cases, for example: presscheck new-rule XX01 the-name --kind line. The
    cases pass as written. Edit the cases first, then the rule, and run presscheck test-rules.
    """
    from presscheck import stubs
    from presscheck.config import ConfigError, load

    try:
        target = folder or load().plugins  # which need not be there yet
        if not target:
            stop('name a folder: --dir DIR, or rules = "DIR" below [plugins] in presscheck.toml')
        for path in stubs.write(code, name, kind, Path(target)):
            click.echo(path)
    except ConfigError as error:
        stop(error)


@main.command("test-rules")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def test_rules(folder: Path) -> None:
    """Test a folder of your own rules against their cases.

    The cases of DIR/xx01_the_name.py are in DIR/cases/XX01.yml.

    \b
    Exit code:
      0  every rule is complete, and every case passes
      1  a case or a rule fails
      2  a rule cannot be loaded, or there is none
    """
    from presscheck import testing
    from presscheck.config import ConfigError

    try:
        found = testing.folder_of_rules(folder)
    except ConfigError as error:
        stop(error)
    if not found:
        stop(f"there is no rule in {folder}")
    failures = testing.failures(found)
    for failure in failures:
        click.echo(failure)
    count = f"{plural(len(found), 'rule')} in {folder}"
    click.echo(f"{count}: {len(failures)} failed" if failures else f"{count}: every case holds")
    sys.exit(FOUND if failures else NOTHING)
