"""presscheck audit."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscheck.cli.display import Display
from presscheck.cli.group import FOUND, INTERRUPTED, NOTHING, UNREAD, be_lean, in_a_line, main, stop
from presscheck.cli.options import PATHS

if TYPE_CHECKING:
    from presscheck.config import Settings
    from presscheck.run_folder import Run


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
    """Audit articles: say what is wrong with them, and where.

    Text, HTML, JSON, CSV, Parquet and WARC files are read, each also .gz or .zst or in a .zip or .tar. PATHS are
    files, folders, patterns, and addresses (s3://bucket/news/*.warc.gz). Which column of a table holds what is
    guessed by its name and printed; [columns] in presscheck.toml says otherwise. Prints each finding as
    file:line:col CODE name  message, then the expectation suites, then where the report is. The files are only
    read; everything is written to a new folder below --out, which may be an address too (s3://bucket/reports).

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
        with Display(form, file, known) as display:
            be_lean(frames=bool(master or settings.plugins))
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
        stop(in_a_line(error, "the run"))
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
    from presscheck.model import SEVERITY_OF, Severity

    if not run.facts["counts"]["articles"]:
        return UNREAD
    counts = run.facts["counts"]
    severities = {str(severity) for severity in Severity if counts[f"{severity}s"]}
    severities |= {SEVERITY_OF[row["severity"]] for row in run.tables["expectations"] if not row["success"]}
    return FOUND if any(Severity(s).rank >= settings.fail_on.rank for s in severities) else NOTHING
