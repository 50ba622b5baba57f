"""The folder of a run: tables, results of the suites, report, and run.json at last."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from presscheck import __version__, buckets, history, plugins, tables
from presscheck.asked import Asked
from presscheck.batches import local
from presscheck.config import Settings
from presscheck.files import place, printable
from presscheck.model import Batch, Search, Unreadable
from presscheck.read import Intake
from presscheck.runner import Local
from presscheck.selection import reported


@dataclass(frozen=True)
class Run:
    """A finished audit."""

    run_dir: Path
    facts: dict[str, Any]
    """What run.json holds."""
    tables: Mapping[str, list[tables.Row]] = field(repr=False)
    address: str = ""
    """Where it lies in a bucket, if it does: then `run_dir` is a copy, which is gone when nobody holds this any more."""

    @property
    def where(self) -> str:
        """Where it lies: a path or an address."""
        return self.address or str(self.run_dir)

    @property
    def report(self) -> Path:
        """The report's first page."""
        return self.run_dir / "index.html"


def published(
    asked: Asked,
    unreadable: Sequence[Unreadable],
    search: Search,
    write: Callable[[Path], tables.Counts],
    validate: Callable[[Path, Path | None], list[tables.Row]],
    once: Callable[..., Any] = lambda step, *arguments: step(*arguments),
) -> Run:
    """The run folder: tables, suites, report, and run.json at last; no folder where any of it fails.

    `unreadable` and `search` are those of the batch. `write` writes its tables into a folder, `validate` gives the
    results of the suites for a run folder, and writes Data Docs into the other one, where there is one; `once` makes
    the report.
    """
    settings, clock = asked.settings, asked.clock
    run_dir = _new_folder(Path(settings.out), asked.started, asked.found.sources)
    try:
        with clock("write"):
            counts = write(run_dir / "data")
        with clock("validate"):
            expectations = validate(run_dir, run_dir / "data_docs" if settings.data_docs else None)
            tables.write(run_dir / "data", {"expectations": expectations})
        facts = _facts_of_run(run_dir, asked.started, unreadable, search, counts, settings)
        facts |= _facts_of_reading(asked.found.left_out, asked.intake)
        facts |= {"paths": [*asked.names], "baseline": asked.waivers.baseline}
        facts["counts"] |= {
            "expectations": len(expectations),
            "expectations_failed": sum(not row["success"] for row in expectations),
        }
        with clock("report"):
            since = history.since(run_dir, facts, reported(settings.select)) if settings.history else None
            once(build_report, run_dir, facts, since)
        facts["seconds"] = clock.seconds
        write_last(run_dir / "run.json", facts)
    except BaseException:
        shutil.rmtree(run_dir, ignore_errors=True)
        raise
    return Run(run_dir, facts, tables.Written(run_dir, reported(settings.select)))


def write_tables(folder: Path, batch: Batch, settings: Settings) -> tables.Counts:
    """The tables of a batch; on several cores where it does not fit into memory."""
    return tables.write_batch(folder, batch, local(batch, settings.workers).each, reported(settings.select))


def build_report(run_dir: Path, facts: dict[str, Any], since: history.Since | None) -> None:
    """The HTML report of a run folder. `since` is what earlier runs of the same paths found."""
    from presscheck.report import html  # Jinja2 is needed last, and by nothing else

    runner = Local(facts["settings"]["workers"])
    with runner.together():
        html.build(run_dir, facts, since, runner.each)


def _new_folder(out: Path, started: datetime, sources: Sequence[str]) -> Path:
    """A folder nobody has: the time, and six digits of what was read."""
    digest = hashlib.sha256("\n".join(printable(s) for s in sources).encode()).hexdigest()[:6]
    name = f"{started:%Y%m%dT%H%M%SZ}-{digest}"
    for number in range(1, 1000):
        run_dir = out / (name if number == 1 else f"{name}-{number}")
        try:
            run_dir.mkdir(parents=True)
        except FileExistsError:
            if not run_dir.is_dir():
                raise
            continue
        return run_dir
    raise FileExistsError(f"{out} holds a thousand runs of this second")


def _facts_of_run(
    run_dir: Path,
    started: datetime,
    unreadable: Sequence[Unreadable],
    search: Search,
    counts: tables.Counts,
    settings: Settings,
) -> dict[str, Any]:
    findings = counts.severities.total()
    return {
        "run": run_dir.name,
        "version": __version__,
        "started": started.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "unreadable": tables.unreadable_rows(unreadable),
        "settings": {
            **asdict(settings),
            "fail_on": str(settings.fail_on),
            "baseline": buckets.shown(settings.baseline),
        },
        "plugins": {plugin.rule.code: plugin.origin for plugin in plugins.find(settings.plugins)},
        "linking": asdict(search),
        "libraries": versions("great-expectations", "pyarrow", "trafilatura", "duckdb"),
        "counts": {
            "inputs": tables.count_inputs(run_dir, unreadable),
            "articles": counts.rows["articles"],
            "unreadable": len(unreadable),
            "edits": counts.rows["ledger"],
            "chars_removed": counts.chars_removed,
            "findings": findings,
            "errors": counts.severities["error"],
            "warnings": counts.severities["warning"],
            "infos": counts.severities["info"],
            "waived": counts.waived,
            "links": counts.rows["links"],
            "stories": counts.rows["stories"],
        },
    }


def versions(*libraries: str) -> dict[str, str]:
    """The version of each library that is installed."""
    from importlib.metadata import version

    return {name: version(name) for name in libraries}


def _facts_of_reading(left_out: Sequence[str], intake: Intake) -> dict[str, Any]:
    return {
        "left_out": [printable(name) for name in (*left_out, *intake.left_out)],
        "no_pages": {printable(name): count for name, count in intake.no_pages.items()},
        "columns": {printable(name): used for name, used in intake.used.items()},
    }


def write_last(path: Path, facts: dict[str, Any]) -> None:
    """run.json, by atomic rename: a folder without it is an unfinished run."""
    place(path, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"))
