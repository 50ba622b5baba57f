"""presscheck rules, explain, suites and schema: what presscheck knows, without a batch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscheck.cli.group import main, stop

if TYPE_CHECKING:
    from presscheck.rule import Rule


@main.command("rules")
def rules_command() -> None:
    """List all rules: code, name, severity and subject."""
    from rich.console import Console
    from rich.table import Table

    from presscheck.report.text import STYLE

    rules = sorted(_rules(), key=lambda rule: rule.code)
    table = Table(box=None, pad_edge=False)
    for column in ("code", "name", "severity", "about"):
        table.add_column(column, no_wrap=column != "about")
    for rule in rules:
        severity = str(rule.severity)
        table.add_row(rule.code, rule.name, f"[{STYLE[severity]}]{severity}[/]", rule.summary())
    console = Console()
    if console.is_terminal:
        console.print(table)
        return
    for rule in rules:
        click.echo("\t".join((rule.code, rule.name, rule.severity, rule.summary())))


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule: what it checks, why, and when it is wrong.

    CODE is its code (BP01) or its name (newsletter-signup). The example is one of its cases.
    """
    from presscheck.explain import page

    wanted, folder = code.strip(), _plugins()
    for rule in _rules():
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            from rich.console import Console
            from rich.markdown import Markdown

            console = Console()
            text = page(rule, folder)
            if console.is_terminal:
                console.print(Markdown(text))
            else:
                click.echo(text)
            return
    from difflib import get_close_matches

    near = get_close_matches(wanted.lower(), [rule.name for rule in _rules()], n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "presscheck rules lists them"
    stop(f"there is no rule {wanted!r}; {hint}")


@main.command("suites")
@click.option("--expectations", metavar="DIR", help="Folder of suites that replaces presscheck's own.")
def suites_command(expectations: str | None) -> None:
    """List the expectations of all suites, with their thresholds.

    Shows SUITE.NAME, severity, thresholds, and the expectation as a sentence. To change a threshold, name it in
    presscheck.toml: a number is the share that must pass; other arguments are given by name.

    \b
      [thresholds.dates]
      has-date = 0.7
      near-dateline = { max_value = 7 }
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from presscheck import config, resources
    from presscheck.model import SEVERITY_OF
    from presscheck.report.text import STYLE
    from presscheck.validate import ValidationError, load
    from presscheck.validate.suites import LIMITS

    try:
        settings = config.with_values(config.load(), {"expectations": expectations}, "command line")
        folder = Path(settings.expectations) if settings.expectations else resources.folder("expectations")
        contracts = load(folder, settings.thresholds, settings.file)
    except (config.ConfigError, ValidationError) as error:
        stop(error)
    console = Console()
    for contract in contracts:
        limits = [f"{key}={contract.kwargs[key]:g}" for key in LIMITS if contract.kwargs.get(key) is not None]
        name = f"{contract.suite}.{contract.name or contract.number}"
        cells = name, SEVERITY_OF[contract.severity], " ".join(limits), contract.description + contract.changed
        if console.is_terminal:
            console.print(Text.assemble((cells[0], "bold"), "  ", (cells[1], STYLE[cells[1]]), "  ", cells[2]))
            console.print(Padding(Text(cells[3]), (0, 0, 0, 2)))
        else:
            click.echo("\t".join(cells))


@main.command()
def schema() -> None:
    """Print the JSON schema of the output of audit --format json."""
    import json

    from presscheck.report.schema import audit_schema

    click.echo(json.dumps(audit_schema(), indent=2))


def _plugins() -> str:
    """The folder of plug-ins that ``presscheck.toml`` names, each of them looked at; empty for none."""
    from presscheck import config, plugins

    try:
        folder = config.load().plugins
        plugins.find(folder)
    except config.ConfigError as error:
        stop(error)
    return folder


def _rules() -> tuple[type[Rule], ...]:
    """Every rule, plug-ins too."""
    from presscheck import plugins

    return plugins.rules(_plugins())
