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
    help="Output format.",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write the output to FILE, completely or not at all.  [default: standard output]",
)
@click.option("--out", metavar="DIR", help="Folder or address for the results.  [default: reports]")
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
    help="Print and report only these rules (and unreadable files); suites still count all. Prefixes work: DT,BY01.",
)
@click.option(
    "--ignore", metavar="CODES", multiple=True, help="Switch these rules off; the text they would remove stays."
)
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "error"]),
    help="Lowest severity that makes the exit code 1.  [default: error]",
)
@click.option("--baseline", metavar="RUN", help="An earlier run, or last: its findings count as waived, in suites too.")
@click.option("--expectations", metavar="DIR", help="Folder of expectation suites that replaces presscheck's own.")
@click.option(
    "--evidence",
    type=click.Choice(["sample", "full"]),
    help="Pages with full text: as many as fit into 50 MB, or one for every article.  [default: sample]",
)
@click.option(
    "--data-docs",
    "data_docs",
    flag_value=True,
    type=bool,
    default=None,
    help="Also write Great Expectations' own pages (Data Docs).",
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help="Settings file.  [default: presscheck.toml, if it exists]",
)
@click.option(
    "--master",
    metavar="URL",
    help="Run on a Spark cluster: spark://host:7077, yarn, local-cluster[2,1,1024]. See docs/scale.md.",
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
    """Audit articles: report what is wrong with them, and where.

    PATHS are files, folders, patterns or addresses (s3://bucket/news/*.warc.gz). Reads text, HTML, JSON, CSV,
    Parquet and WARC, plain, as .gz or .zst, or inside a .zip or .tar. The columns of tables are recognised by their
    names, and the choice is printed; [columns] in presscheck.toml overrides it.

    Prints one line per finding (file:line:col CODE name  message), then the expectation suites, then the path of
    the report. Input files are never changed: results go to a new folder below --out, which may be an address too
    (s3://bucket/reports).

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
    from presscheck.selection import check_codes, reported
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
        if (
            file
            and not formats.is_special(file)
            and file.exists()
            and any(_is_same(file, one) for one in found.sources)
        ):
            stop(f"{file} is an input of this audit, and raw files are never changed; name another place with --output")
        known = len(found.sources) if all(map(is_document, found.sources)) else None
        with Display(form, file, known, reported(settings.select)) as display:
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


def _is_same(file: Path, source: str) -> bool:
    """Whether a source is that file; addresses and what has gone are not."""
    try:
        return file.samefile(source)
    except (OSError, ValueError):
        return False


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
