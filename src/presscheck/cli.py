"""The shell command: arguments in, exit code out."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from presscheck import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from presscheck.config import Settings
    from presscheck.pipeline import Progress
    from presscheck.report.text import Printer
    from presscheck.rule import Rule
    from presscheck.run_folder import Run

T = TypeVar("T")

NOTHING, FOUND, ERROR, UNREAD = 0, 1, 2, 3
INTERRUPTED = 130

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path())


def run() -> None:
    """The command in a process of its own, whatever standard output is and whenever Ctrl-C comes."""
    from presscheck import output

    code: Any
    try:
        output.settle()
        code = main.main(obj=True, standalone_mode=False)
    except SystemExit as end:
        code = end.code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = _say("interrupted", INTERRUPTED)
    except OSError as error:
        code = _say(_said(error))
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _say(_said(error))
    sys.exit(code if isinstance(code, int) else NOTHING)


def _lean(frames: bool) -> None:
    """Do without what a process of our own need not have: see `lean`. `frames`: somebody may want those of pandas."""
    from presscheck import lean

    if not click.get_current_context().obj:  # somebody else's: `run` did not begin it
        return
    lean.from_the_system()
    if not frames:
        lean.without_pandas()


def stop(wrong: str | Exception, code: int = ERROR) -> NoReturn:
    """Say what is wrong, in one line, and end."""
    sys.exit(_say(_said(wrong) if isinstance(wrong, OSError) else str(wrong), code))


def _say(message: str, code: int = ERROR) -> int:
    with suppress(OSError):  # nobody may hear it
        click.echo(f"presscheck: {message}", err=True)
    return code


def _said(error: OSError, what: str = "") -> str:
    """An error in a line: the file it names, or `what`, and what is wrong with it."""
    place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else what
    said = error.strerror or str(error)
    return f"{place}: {said}" if place else said


class _Commands(click.Group):
    """Commands that end in a line, not in a traceback, for what is wrong with files and for Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            stop(error)
        except UnicodeEncodeError as error:  # libraries take names that are text, and the system any bytes
            stop(f"a name that is no UTF-8 text cannot be used here: {error.object[:200]!a}")
        except KeyboardInterrupt as interrupt:
            stop(str(interrupt) or "interrupted", INTERRUPTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="presscheck")
def main() -> None:
    """What is wrong with a batch of scraped news, where, and where each text came from.

    \b
    Start here:
      presscheck audit FOLDER          findings, suites, and a report to open
      presscheck strip FOLDER --out D  the articles without their furniture
      presscheck explain BP01          what a rule checks, and when it is wrong
      presscheck why FILE:12           why line 12 was removed, or kept

    Exit codes are those of each command; 2 for wrong usage and what presscheck could not do, 130 at Ctrl-C.
    """


@main.command()
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "csv"]),
    default="text",
    show_default=True,
    help="What is printed.",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write it to FILE, whole or not at all.  [default: standard output]",
)
@click.option("--out", metavar="DIR", help="The folder or address that runs land in.  [default: reports]")
@click.option(
    "--no-history",
    "history",
    flag_value=False,
    type=bool,
    default=None,
    help="Do not look for copies among the articles of earlier runs.",
)
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
    "--baseline", metavar="RUN", help="An earlier run, or last: its findings count as waived; suites count as ever."
)
@click.option(
    "--expectations", metavar="DIR", help="A folder of expectation suites to use in place of presscheck's own."
)
@click.option(
    "--evidence",
    type=click.Choice(["sample", "full"]),
    help="Pages with the whole text: of as many articles as 50 MB hold, or of all.  [default: sample]",
)
@click.option(
    "--data-docs",
    "data_docs",
    flag_value=True,
    type=bool,
    default=None,
    help="Write Great Expectations' own pages beside the report.",
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help="Settings.  [default: presscheck.toml, if it is there]",
)
@click.option(
    "--master",
    metavar="URL",
    help="A Spark cluster to work on: spark://host:7077, yarn, local-cluster[2,1,1024]. See docs/scale.md.",
)
def audit(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    out: str | None,
    history: bool | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    baseline: str | None,
    expectations: str | None,
    evidence: str | None,
    data_docs: bool | None,
    config_file: Path | None,
    master: str | None,
) -> None:
    """Audit articles: text, HTML, JSON, CSV, Parquet and WARC files, each also .gz or .zst or in a .zip or .tar.

    PATHS are files, folders, patterns, and addresses (s3://bucket/news/*.warc.gz). Which column of a table holds what
    is guessed by its name and printed; [columns] in presscheck.toml says otherwise. Prints each finding as
    file:line:col CODE name  message, then the expectation suites, then where the report is. The files are only read;
    everything is written to a new folder below --out, which may be an address too (s3://bucket/reports).

    \b
    Exit code:
      0  nothing at or above --fail-on
      1  findings, or failed expectations, at or above it
      2  wrong usage, or presscheck could not do its work
      3  nothing could be read
    130  Ctrl-C: the unfinished run was removed
    """
    options = {
        "out": out,
        "history": history,
        "select": select or None,
        "ignore": ignore or None,
        "fail_on": fail_on,
        "baseline": baseline,
        "expectations": expectations,
        "evidence": evidence,
        "data_docs": data_docs,
    }
    from presscheck import config, pipeline
    from presscheck.asked import NothingToRead
    from presscheck.buckets import Unreached, is_bucket, shown
    from presscheck.files import probe
    from presscheck.read import find, is_document
    from presscheck.report import formats
    from presscheck.selection import check_codes
    from presscheck.validate import ValidationError

    if output and is_bucket(output):
        stop(f"{shown(output)}: --output takes a file on disk; --out may be an address")
    file = Path(output) if output else None
    if file and not file.absolute().parent.is_dir():
        stop(f"{file}: there is no folder {file.parent}")
    try:
        if file and not formats.is_special(file):
            probe(Path(os.path.realpath(file)).parent)
        settings = config.with_values(config.load(config_file), options, "command line")
        check_codes(settings)
        found = find(paths, settings.out)
        known = len(found.sources) if all(map(is_document, found.sources)) else None
        with _Display(form, file, known) as display:
            _lean(frames=bool(master or settings.plugins))
            if master:
                run = _on_cluster(paths, settings, master)
            else:
                run = pipeline.audit(
                    paths,
                    settings,
                    progress=display.progress,
                    on_findings=display.findings,
                )
        display.end(run, settings)
    except NothingToRead as error:
        stop(error, UNREAD)
    except (config.ConfigError, FileNotFoundError, ValidationError, Unreached) as error:
        stop(error)
    except OSError as error:
        stop(_said(error, "the run"))
    except KeyboardInterrupt as interrupt:
        stop(str(interrupt) or "interrupted; the unfinished run was removed", INTERRUPTED)
    if settings.baseline and not run.facts["baseline"]:
        click.echo("presscheck: no earlier run to be the baseline: everything counts", err=True)
    sys.exit(_exit_code(run, settings))


def _on_cluster(paths: tuple[str, ...], settings: Settings, master: str) -> Run:
    """The audit on the workers of a Spark cluster. Stops where that cannot be used; prints no single findings."""
    from presscheck.cluster import ClusterError, audit, start

    try:
        return audit(paths, settings, start(master))
    except ClusterError as error:
        stop(error)


def _exit_code(run: Run, settings: Settings) -> int:
    from presscheck.model import Severity
    from presscheck.report.text import SEVERITY_OF

    if not run.facts["counts"]["articles"]:
        return UNREAD
    counts = run.facts["counts"]
    severities = {str(severity) for severity in Severity if counts[f"{severity}s"]}
    severities |= {SEVERITY_OF[row["severity"]] for row in run.tables["expectations"] if not row["success"]}
    return FOUND if any(Severity(s).rank >= settings.fail_on.rank for s in severities) else NOTHING


class _Display:
    """Findings on standard output as they come, a progress bar on standard error while it takes long."""

    def __init__(self, form: str, output: Path | None, sources: int | None) -> None:
        from rich.console import Console

        self._form = form
        self._output = output
        self._draft = io.StringIO() if output else None
        self._console: Console = Console(file=self._draft)
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
        """Print findings, where text is wanted."""
        if self._form == "text":
            self._bar.pause()
            self._print().findings(findings)
            sys.stdout.flush()

    def end(self, run: Run, settings: Settings) -> None:
        """Print what is known at the end only: suites and the place of the report, or everything in another form.

        Raises OSError where the file that it should go to cannot be written.
        """
        if self._form == "text":
            printer = self._print()
            printer.suites(run.tables["expectations"])
            printer.search(run.facts["linking"])
            printer.columns(run.facts["columns"])
            place = f"{run.where}/{run.report.name}"
            printer.end(run.facts["counts"], place, run.facts["left_out"], sum(run.facts["no_pages"].values()))
            text = self._draft.getvalue() if self._draft else ""
        else:
            from presscheck.report import formats
            from presscheck.selection import active

            rules = active(settings.ignore, settings.plugins)
            text = formats.render(self._form, run.where, run.tables, run.facts, rules)
        if self._output:
            from presscheck.report import formats

            formats.write(self._output, text)
        else:
            sys.stdout.write(text)


class _Bar:
    """A progress bar on a terminal's standard error, shown from the second second on."""

    DELAY = 2.0

    def __init__(self) -> None:
        import time

        self._clock = time.monotonic
        self._start = self._clock()
        self._begun = self._start
        self._live: Any = None
        self._task: Any = None
        self._step = ""

    def step(self, step: str, done: int, total: int | None) -> None:
        """So many of so many articles are through this step."""
        if not sys.stderr.isatty() or self._clock() - self._start < self.DELAY:
            return
        if self._live is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
            )
            self._live = Progress(*columns, console=Console(stderr=True), transient=True)
            self._live.start()
            self._task = self._live.add_task(step, total=total, rate="")
        if step != self._step:
            self._live.reset(self._task, total=total, description=step)
            self._step = step
            self._begun = self._clock()
        taken = self._clock() - self._begun
        rate = f"{done / taken:,.0f} a second" if taken > 1 else ""
        self._live.update(self._task, completed=done, rate=rate)

    def each(self, step: str, items: Iterable[T], total: int) -> Iterator[T]:
        """The items, counted."""
        for done, item in enumerate(items, 1):
            yield item
            self.step(step, done, total)

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
    type=click.Path(file_okay=False),
    help="The folder or address for the cleaned articles.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="A text file each, or one articles.jsonl.",
)
def strip_command(paths: tuple[str, ...], out: str, form: str) -> None:
    """Write the articles without their furniture, metadata on top.

    What was removed, and why, is in the ledger of an audit: presscheck audit. Interrupted, the same command goes on
    where it stopped; articles.jsonl appears whole or not at all.
    """
    from presscheck import buckets, config, pipeline, tables
    from presscheck.asked import NothingToRead
    from presscheck.report import cleaned

    bar = _Bar()
    try:
        with buckets.written(out) as place, closing(bar):
            settings = replace(config.load(), out=str(place), history=False, baseline="")
            _lean(frames=bool(settings.plugins))
            with pipeline.cleaned(paths, settings, bar.step) as batch:
                rows = bar.each("write", tables.articles(batch), batch.facts.articles)
                count = cleaned.write(rows, place, form == "jsonl")
                unreadable = batch.unreadable
    except NothingToRead as error:
        stop(error, UNREAD)
    except (config.ConfigError, FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    except OSError as error:
        stop(_said(error, out))
    except KeyboardInterrupt as interrupt:
        stop(str(interrupt) or "interrupted", INTERRUPTED)
    for bad in unreadable:
        click.echo(f"presscheck: {bad.source}: {bad.reason}", err=True)
    if not count:
        stop("nothing could be read", UNREAD)
    click.echo(f"{count:,} cleaned {'article' if count == 1 else 'articles'} in {buckets.shown(out)}")


@main.command()
@click.argument("run")
@click.argument("article")
def restore(run: str, article: str) -> None:
    """Print the page text of an ARTICLE of a RUN again, from its clean text and the ledger.

    RUN is the folder or address of an audit, ARTICLE an article id, a source, or the end of one.
    """
    from presscheck import buckets, tables

    try:
        with buckets.run_folder(run, ["articles", "ledger"]) as folder, tables.sound(folder):
            known = map(itemgetter("article_id", "source"), tables.scan(folder, "articles", ["article_id", "source"]))
            [text] = tables.page_texts(folder, [tables.the_one(buckets.shown(run), known, article)]).values()
    except (FileNotFoundError, tables.NotOne, buckets.Unreached) as error:
        stop(error)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))


@main.group("decisions")
def decisions_group() -> None:
    """Verdicts that were given in the pages of a report."""


@decisions_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--waivers", type=click.Path(path_type=Path), help="Append what is not real to this file of waivers.")
@click.option("--owner", default="", help="Who answers for the waivers.")
@click.option("--cases", type=click.Path(path_type=Path), help="Write labelled cases to this folder, a file per rule.")
@click.option("--run", help="The folder or address of the run that the cases are taken from.")
def decisions_import(file: Path, waivers: Path | None, owner: str, cases: Path | None, run: str | None) -> None:
    """Turn the decisions.jsonl that a report exported into waivers or labelled cases."""
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
            with buckets.run_folder(run, ["articles", "findings", "ledger"]) as folder, tables.sound(folder):
                made = decisions.cases_of(found, folder)
        except (FileNotFoundError, buckets.Unreached) as error:
            stop(error)
        cases.mkdir(parents=True, exist_ok=True)
        for rule, text in made.items():
            path = cases / f"{rule}.yml"
            if path.exists():
                stop(f"{path} is there already")
            path.write_text(text, "utf-8", newline="\n")
        click.echo(f"cases of {len(made)} rules in {cases}")


EXPORTS = ("jsonl", "parquet", "csv", "prov", "openlineage", "croissant")


@main.command("export")
@click.argument("run")
@click.option("--as", "kind", type=click.Choice(EXPORTS), required=True, help="What to write.")
@click.option("--out", help="The file or folder to write, or its address.  [default: RUN.articles.jsonl, …]")
@click.option("--send", metavar="URL", help="OpenLineage only: post the events there instead of writing them.")
def export_command(run: str, kind: str, out: str | None, send: str | None) -> None:
    """Write a RUN, the folder or address of an audit, in a form that other tools read.

    \b
    jsonl, parquet, csv   the cleaned articles with their metadata
    prov                  where each text came from: W3C PROV-JSON, a document a line
    openlineage           the run as events, with the result of each expectation
    croissant             a folder: the tables, described for machine learning (MLCommons)
    """
    from presscheck import buckets, export

    if send and kind != "openlineage":
        stop(f"--send is for --as openlineage, not for {kind}")
    try:
        with buckets.run_folder(run) as folder:
            if send:
                count = export.lineage.send(folder, export.facts_of(folder), send)
                click.echo(f"{count} events sent to {send}")
                return
            out = out or export.default_name(folder, kind)
            with buckets.written(out, fresh=True) as place:
                count = export.export(folder, kind, place)
    except ModuleNotFoundError as error:
        stop(f"--as {kind} needs {error.name}: pip install presscheck[export]")
    except (FileNotFoundError, FileExistsError, ConnectionError, buckets.Unreached) as error:
        stop(error)
    except KeyboardInterrupt:
        stop("interrupted; nothing was written", INTERRUPTED)
    click.echo(f"{count} {export.KINDS[kind][1]} in {buckets.shown(out)}")


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


OUT = click.option(
    "--out",
    metavar="DIR",
    help="The folder or address that runs land in.  [default: reports, or presscheck.toml's]",
)


def _out(out: str | None) -> str:
    from presscheck import config

    try:
        return out or config.load().out
    except config.ConfigError as error:
        stop(error)


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
    """Split a RUN into articles that pass and articles that are held, a file each, named after the run.

    Accepted articles are written without their furniture, with metadata and links; held ones with their reasons.
    A file appears whole or not at all, the accepted one last. The exit code is 1 where something is held.
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


@main.command(
    "serve",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve_command(options: tuple[str, ...]) -> None:
    """Serve the Prefect flows audit-batch, inbox, digest and recheck: a schedule without a work pool."""
    from presscheck import resources

    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, str(resources.folder("flows") / "serve.py"), *options])  # noqa: S606


@main.command("history")
@OUT
@click.option("--last", type=click.IntRange(min=1), default=20, show_default=True, help="How many runs.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def history_command(out: str | None, last: int, form: str) -> None:
    """List the last runs: when, how many articles, and what was found."""
    from presscheck import buckets

    try:
        with buckets.runs(_out(out)) as runs:
            found = runs.all()[-last:]
    except (FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    if form == "json":
        import json

        click.echo(json.dumps([run.facts for run in found], ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("run", no_wrap=True)
    shown = {"articles": "articles", "errors": "errors", "warnings": "warnings", "expectations_failed": "failed"}
    for heading in shown.values():
        table.add_column(heading, justify="right")
    for run in found:
        table.add_row(run.path.name, *(f"{run.facts['counts'].get(key, 0):,}" for key in shown))
    Console().print(table)


@main.command("diff")
@click.argument("before")
@click.argument("after")
@OUT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def diff_command(before: str, after: str, out: str | None, form: str) -> None:
    """Say what changed from one run to another: findings, expectations, outlets.

    A run is a folder, an address, the name of one, last, or last~1 for the one before: presscheck diff last~1 last.
    The exit code is 1 where something is new.
    """
    from dataclasses import asdict

    from presscheck import buckets, history, tables

    try:
        with buckets.runs(_out(out)) as runs:
            both = [runs.find(name, history.DIFFED).path for name in (before, after)]
            with tables.sound(*both):
                changed = history.diff(*both)
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
@click.option("--keep", type=click.IntRange(min=1), required=True, help="How many of the last runs stay.")
@click.option("--older-than", "days", type=click.IntRange(min=0), metavar="DAYS", help="Only runs older than this go.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and remove nothing.")
def prune_command(out: str | None, keep: int, days: int | None, dry_run: bool) -> None:
    """Remove old runs, and what audits left behind that did not end."""
    from presscheck import buckets

    try:
        with buckets.runs(_out(out)) as runs:
            gone = runs.to_prune(keep, days)
            if not dry_run:
                runs.prune(gone)
            named = list(map(runs.shown, gone))
    except (FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    for name in named:
        click.echo(f"{'would remove' if dry_run else 'removed'} {name}")
    click.echo(f"{len(gone)} {'run' if len(gone) == 1 else 'runs'} {'would go' if dry_run else 'removed'}")


@main.command("rules")
def rules_command() -> None:
    """List the rules: code, name, severity, and what each is about."""
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
    """Explain a rule, by code (BP01) or name (newsletter-signup), with an example from its cases."""
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
    from presscheck import config
    from presscheck.read import Intake, find, inputs, lookup, read
    from presscheck.selection import check_codes
    from presscheck.survey import facts_of, survey
    from presscheck.why import why

    try:
        settings = config.load()
        check_codes(settings)
        intake = Intake.of(settings)
        articles, unreadable = read(lookup(source, intake), intake)
        around, _ = read(inputs(find(batch).sources, intake), intake) if batch else (articles, [])
        if unreadable:
            stop(f"{unreadable[0].source}: {unreadable[0].reason}")
        if len(articles) != 1:
            stop(f"{source}: there is no one document of this name")
        answer = why(articles[0], int(number), facts_of([survey(around)]), settings.plugins, settings.ignore)
    except (FileNotFoundError, ValueError) as error:
        stop(error)
    click.echo(f"{number}: {answer.line.text.strip()}")
    click.echo(answer.verdict)
    for signal in answer.signals:
        click.echo(f"- {signal}")


@main.command("trace")
@click.argument("article")
@click.option(
    "--run", default="last", show_default=True, help="The folder or address of an audit, the name of one, or last~1."
)
@OUT
def trace_command(article: str, run: str, out: str | None) -> None:
    """Show where the text of an ARTICLE likely comes from, and what each copy dropped, added and altered.

    ARTICLE is an article id, a source, or the end of one. The report has the same with the copies side by side.
    """
    from rich.console import Console

    from presscheck import buckets
    from presscheck.tables import NotOne
    from presscheck.trace import trace

    try:
        with buckets.runs(_out(out)) as runs:
            tree = trace(runs.find(run).path, article)
    except (NotOne, FileNotFoundError, buckets.Unreached) as error:
        stop(error)
    Console(width=None if sys.stdout.isatty() else 1_000).print(tree)


@main.command()
def schema() -> None:
    """Print the JSON schema of what audit --format json prints."""
    import json

    from presscheck.report.schema import audit_schema

    click.echo(json.dumps(audit_schema(), indent=2))


@main.command("suites")
@click.option("--expectations", metavar="DIR", help="A folder of suites in place of presscheck's own.")
def suites_command(expectations: str | None) -> None:
    """List what the suites expect: SUITE.NAME, severity, thresholds, and the expectation as a sentence.

    Thresholds are changed in presscheck.toml, by name: a share that must pass, or any of the arguments listed.

    \b
      [thresholds.dates]
      has-date = 0.7
      near-dateline = { max_value = 7 }
    """
    from presscheck import config, resources
    from presscheck.validate import ValidationError, load
    from presscheck.validate.suites import LIMITS

    try:
        settings = config.with_values(config.load(), {"expectations": expectations}, "command line")
        folder = Path(settings.expectations) if settings.expectations else resources.folder("expectations")
        contracts = load(folder, settings.thresholds)
    except (config.ConfigError, ValidationError) as error:
        stop(error)
    for contract in contracts:
        limits = [f"{key}={contract.kwargs[key]:g}" for key in LIMITS if contract.kwargs.get(key) is not None]
        name = f"{contract.suite}.{contract.name or contract.number}"
        click.echo("\t".join((name, contract.severity, " ".join(limits), contract.description + contract.changed)))


@main.command("new-rule")
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=click.Choice(["line", "article", "batch"]), required=True, help="What it looks at.")
@click.option("--dir", "folder", metavar="DIR", help="The folder of your rules.  [default: that of presscheck.toml]")
def new_rule(code: str, name: str, kind: str, folder: str | None) -> None:
    """Write the stubs of a rule of your own: presscheck new-rule XX01 the-name --kind line.

    A rule file and a file of cases, which pass as they are. Write the cases first, then run presscheck test-rules.
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
    """Run the cases of a folder of rules: DIR/xx01_the_name.py by DIR/cases/XX01.yml.

    \b
    Exit code:
      0  every rule is whole, and every case gives what it expects
      1  a case or a rule fails
      2  a rule cannot be used
    """
    from presscheck import testing
    from presscheck.config import ConfigError

    try:
        found = testing.folder_of_rules(folder)
    except ConfigError as error:
        stop(error)
    failures = testing.failures(found)
    for failure in failures:
        click.echo(failure)
    count = f"{len(found)} {'rule' if len(found) == 1 else 'rules'} in {folder}"
    click.echo(f"{count}: {len(failures)} failed" if failures else f"{count}: every case holds")
    sys.exit(FOUND if failures else NOTHING)


@main.command()
@PATHS
@click.option("--sample", metavar="N", type=click.IntRange(1), default=500, show_default=True, help="Articles to use.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed takes and plants others.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed."
)
def selftest(paths: tuple[str, ...], sample: int, seed: int, form: str) -> None:
    """Plant defects in your own articles, and count how many are found.

    Takes up to --sample articles, brings each into the form of a plain text
    (headline, byline, day, what is left of the body), and looks at them. A
    finding of severity warning or above there is a false alarm. In those
    without one, a defect of each rule is planted in up to 40 articles: a
    sentence of a cookie banner, a weekday that is not the date's, letters
    misread, a copy of the article. Then presscheck looks again.

    Furniture counts as found when any rule takes it out; anything else only
    when its own rule reports it. Samples of words are those that come with
    presscheck: how other wordings fare is not measured. All of it happens in
    memory; your files are only read.

    \b
    Exit code:
      0  95 % of the defects of every rule found, and no rule with false
         alarms on more than 1 in 200 articles (one is always allowed)
      1  a rule is out of these bounds; it has a ! in the table
      2  wrong usage
      3  no article to plant in: one needs a headline and three paragraphs
    """
    import json
    from random import Random

    from presscheck import config
    from presscheck.read import Intake, find, inputs
    from presscheck.selection import check_codes
    from presscheck.selftest import clean_articles, measure
    from presscheck.selftest.show import as_json, as_text
    from presscheck.shards import Sources, Work, examine_work, read_shard
    from presscheck.survey import facts_of

    bar = _Bar()
    try:
        settings = config.load()
        intake = Intake.of(settings)
        everything = inputs(find(paths).sources, intake)
        draw = Random(seed)  # noqa: S311 -- a sample, no secret
        drawn = list(islice(everything, sample))
        for number, item in enumerate(everything, sample + 1):  # each has the same chance (Vitter 1985, algorithm R)
            if (place := draw.randrange(number)) < sample:
                drawn[place] = item
        shard = read_shard(Sources(drawn, intake))
        check_codes(settings)
        like = Work([], facts_of([shard.tally]), settings.ignore, settings.plugins, settings.limits)
        examined = examine_work(replace(like, articles=shard.articles.item))
        articles = clean_articles([parcel.item for parcel in examined.dossiers])[:sample]
        if not articles:
            stop("no article with a headline and three paragraphs, in a language whose bylines are known", UNREAD)
        result = measure(articles, seed, progress=bar.step, like=like)
    except (FileNotFoundError, config.ConfigError) as error:
        stop(error)
    except KeyboardInterrupt:
        stop("interrupted", INTERRUPTED)
    finally:
        bar.close()
    if form == "json":
        json.dump(as_json(result), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        click.echo(as_text(result), nl=False)
    sys.exit(NOTHING if result.passed else FOUND)


if __name__ == "__main__":
    run()
