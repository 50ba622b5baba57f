"""The shell command: arguments in, exit code out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from presscheck import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from presscheck.config import Settings
    from presscheck.pipeline import Progress, Run
    from presscheck.report.text import Printer

NOTHING, FOUND, ERROR, UNREAD = 0, 1, 2, 3

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path())


def stop(message: str, code: int = ERROR) -> NoReturn:
    """Say what is wrong, in one line, and end."""
    click.echo(f"presscheck: {message}", err=True)
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="presscheck")
def main() -> None:
    """What is wrong with a batch of scraped news, where, and where each text came from.

    \b
    Start here:
      presscheck audit FOLDER          findings, suites, and a report to open
      presscheck strip FOLDER --out D  the articles without their furniture
      presscheck explain BP01          what a rule checks, and when it is wrong
      presscheck why FILE:12           why line 12 was removed, or kept
    """


@main.command()
@PATHS
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed."
)
@click.option("--out", metavar="DIR", help="The folder that runs land in.  [default: reports]")
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help="Report only these rules (and unreadable files); beginnings of codes will do: DT,BY01.",
)
@click.option(
    "--ignore", metavar="CODES", multiple=True, help="Switch these rules off; what they would remove stays in."
)
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "error"]),
    help="Least severity that makes the exit code 1.  [default: error]",
)
@click.option(
    "--expectations", metavar="DIR", help="A folder of expectation suites to use in place of presscheck's own."
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help="Settings.  [default: presscheck.toml, if it is there]",
)
def audit(
    paths: tuple[str, ...],
    form: str,
    out: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    expectations: str | None,
    config_file: Path | None,
) -> None:
    """Audit text and HTML files, and folders of them.

    Prints each finding as file:line:col CODE name  message, then the expectation suites, then where the
    report is. The files are only read; everything is written to a new folder below --out.

    \b
    Exit code:
      0  nothing at or above --fail-on
      1  findings, or failed expectations, at or above it
      2  wrong usage, or presscheck could not do its work
      3  nothing could be read
    """
    options = {
        "out": out,
        "select": select or None,
        "ignore": ignore or None,
        "fail_on": fail_on,
        "expectations": expectations,
    }
    from presscheck import config, pipeline
    from presscheck.read import READERS, find
    from presscheck.validate import ValidationError

    try:
        settings = config.with_values(config.load(config_file), options, "command line")
        pipeline.check_codes(settings)
        found = find(paths, READERS)
        with _Display(form, len(found.sources)) as display:
            run = pipeline.audit(
                paths,
                settings,
                progress=display.progress,
                on_articles=lambda dossiers: display.findings(f for d in dossiers for f in d.findings),
                on_batch=lambda batch: display.findings(batch.findings),
            )
    except pipeline.NothingToRead as error:
        stop(str(error), UNREAD)
    except (config.ConfigError, FileNotFoundError, ValidationError) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or 'the run'}: {error.strerror or error}")
    except KeyboardInterrupt:
        stop("interrupted; the unfinished run was removed", 130)
    display.end(run)
    sys.exit(_exit_code(run, settings))


def _exit_code(run: Run, settings: Settings) -> int:
    from presscheck.model import Severity
    from presscheck.report.text import SEVERITY_OF

    if not run.facts["counts"]["articles"]:
        return UNREAD
    severities = {row["severity"] for row in run.tables["findings"] if not row["waived"]}
    severities |= {SEVERITY_OF[row["severity"]] for row in run.tables["expectations"] if not row["success"]}
    return FOUND if any(Severity(s).rank >= settings.fail_on.rank for s in severities) else NOTHING


class _Display:
    """Findings on standard output as they come, a progress bar on standard error while it takes long."""

    def __init__(self, form: str, sources: int) -> None:
        from rich.console import Console

        self._json = form == "json"
        self._console: Console = Console()
        self._printer: Printer | None = None
        self._sources = sources
        self._bar = _Bar()
        self.progress: Progress = self._bar.step

    def __enter__(self) -> _Display:
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.close()

    def _print(self) -> Printer:
        if self._printer is None:
            from presscheck.report.text import Printer

            self._printer = Printer(self._console, self._sources)
        return self._printer

    def findings(self, findings: Iterable[Any]) -> None:
        """Print findings, unless JSON is wanted."""
        if not self._json:
            self._bar.pause()
            self._print().findings(findings)
            sys.stdout.flush()

    def end(self, run: Run) -> None:
        """Print what is known at the end only: the suites and the place of the report, or everything as JSON."""
        if self._json:
            from presscheck.report.json import as_json

            json.dump(as_json(run.run_dir, run.tables, run.facts), sys.stdout, ensure_ascii=False, indent=1)
            sys.stdout.write("\n")
            return
        printer = self._print()
        printer.suites(run.tables["expectations"])
        printer.end(run.facts["counts"], run.report, run.facts["left_out"])


class _Bar:
    """A progress bar on a terminal's standard error, shown from the second second on."""

    DELAY = 2.0

    def __init__(self) -> None:
        import time

        self._clock = time.monotonic
        self._start = self._clock()
        self._live: Any = None
        self._task: Any = None
        self._step = ""

    def step(self, step: str, done: int, total: int) -> None:
        """So many of so many articles are through this step."""
        if not sys.stderr.isatty() or self._clock() - self._start < self.DELAY:
            return
        if self._live is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._live = Progress(*columns, console=Console(stderr=True), transient=True)
            self._live.start()
            self._task = self._live.add_task(step, total=total)
        if step != self._step:
            self._live.reset(self._task, total=total, description=step)
            self._step = step
        self._live.update(self._task, completed=done)

    def pause(self) -> None:
        """Out of the way of what is about to be printed."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    close = pause


@main.command("strip")
@PATHS
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the cleaned articles.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="A text file each, or one articles.jsonl.",
)
def strip_command(paths: tuple[str, ...], out: Path, form: str) -> None:
    """Write the articles without their furniture, metadata on top.

    What was removed, and why, is in the ledger of an audit: presscheck audit.
    """
    from presscheck import pipeline, tables
    from presscheck.read import READERS, find, read
    from presscheck.report import cleaned

    try:
        found = find(paths, READERS)
        articles, unreadable = read(found.sources)
        batch = pipeline.examine(articles, unreadable)
        count = cleaned.write(tables.rows_of(batch)["articles"], out, form == "jsonl")
    except (FileNotFoundError, FileExistsError, PermissionError, NotADirectoryError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        stop("interrupted", 130)
    for bad in unreadable:
        click.echo(f"presscheck: {bad.source}: {bad.reason}", err=True)
    if not count:
        stop("nothing could be read", UNREAD)
    click.echo(f"{count} cleaned {'article' if count == 1 else 'articles'} in {out}")


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("article")
def restore(run: Path, article: str) -> None:
    """Print the page text of an ARTICLE of a RUN again, from its clean text and the ledger.

    RUN is the folder of an audit, ARTICLE an article id, a source, or the end of one.
    """
    from presscheck import tables
    from presscheck.ledger import restore as restored

    if not (run / "run.json").is_file():
        stop(f"{run} is not the folder of a finished run: it has no run.json")
    rows = [
        row
        for row in tables.read(run, "articles")
        if row["article_id"] == article or row["source"] == article or row["source"].endswith("/" + article)
    ]
    if len(rows) != 1:
        stop(f"{run} holds {'no' if not rows else len(rows)} article{'s' if len(rows) > 1 else ''} {article!r}")
    ledger = [row for row in tables.read(run, "ledger") if row["article_id"] == rows[0]["article_id"]]
    text = restored(rows[0]["clean_text"], ((e["start"], e["end"], e["replacement"], e["removed"]) for e in ledger))
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))


@main.command("rules")
def rules_command() -> None:
    """List the rules: code, name, severity, and what each is about."""
    from rich.console import Console
    from rich.table import Table

    from presscheck.report.text import STYLE
    from presscheck.rules import RULES

    table = Table(box=None, pad_edge=False)
    for column in ("code", "name", "severity", "about"):
        table.add_column(column, no_wrap=column != "about")
    for rule in sorted(RULES, key=lambda rule: rule.code):
        severity = str(rule.severity)
        table.add_row(rule.code, rule.name, f"[{STYLE[severity]}]{severity}[/]", rule.summary())
    console = Console()
    if console.is_terminal:
        console.print(table)
        return
    for rule in sorted(RULES, key=lambda rule: rule.code):
        click.echo("\t".join((rule.code, rule.name, rule.severity, rule.summary())))


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule, by code (BP01) or name (newsletter-signup), with an example from its cases."""
    from presscheck.explain import page
    from presscheck.rules import RULES

    wanted = code.strip()
    for rule in RULES:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            from rich.console import Console
            from rich.markdown import Markdown

            console = Console()
            text = page(rule)
            if console.is_terminal:
                console.print(Markdown(text))
            else:
                click.echo(text)
            return
    stop(f"there is no rule {wanted!r}; presscheck rules lists them")


@main.command("why")
@click.argument("place", metavar="FILE:LINE")
@click.option(
    "--batch",
    metavar="PATH",
    multiple=True,
    help="Files or folders it came with: repeated lines are counted over them.",
)
def why_command(place: str, batch: tuple[str, ...]) -> None:
    """Say why a LINE of a FILE was removed or kept: every signal, with its weight.

    Lines are those of the page text: of a text file its own, of an HTML page those of its visible text, as an audit
    prints and counts them.
    """
    source, _, number = place.rpartition(":")
    if not source or not number.isdecimal():
        stop(f"{place!r} is not of the form FILE:LINE")
    from presscheck.read import READERS, find, read
    from presscheck.survey import survey
    from presscheck.why import why

    try:
        articles, unreadable = read(find([source], READERS).sources)
        around, _ = read(find(batch, READERS).sources) if batch else (articles, [])
        if unreadable:
            stop(f"{unreadable[0].source}: {unreadable[0].reason}")
        if len(articles) != 1:
            stop(f"{source} is not one file of a type that is read: {', '.join(READERS)}")
        answer = why(articles[0], int(number), survey(around).facts())
    except (FileNotFoundError, ValueError) as error:
        stop(str(error))
    click.echo(f"{number}: {answer.line.text.strip()}")
    click.echo(answer.verdict)
    for signal in answer.signals:
        click.echo(f"- {signal}")
