"""Audit a batch as a Prefect flow: the steps of ``presscheck.pipeline`` as tasks, a task for each shard.

``python flows/audit.py PATH…`` runs it at once; ``prefect.yaml`` deploys it; docs/operate.md says how.
"""

from __future__ import annotations

import os
import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
    signal.signal(
        signal.SIGINT, lambda *_: os._exit(130)
    )  # the imports take seconds, and there is nothing to remove yet
elif __name__ == "__mp_main__":  # a process of the pool: Ctrl-C is for the flow, and the flow ends the pool
    signal.signal(signal.SIGINT, signal.SIG_IGN)

# Prefect reads its settings when it is imported.
os.environ |= {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
# Without a server Prefect starts one of its own, and by default gives it 20 seconds: too few on a busy machine.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")

import errno
import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

import click
from prefect import Task, flow, get_run_logger
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.blocks.core import Block
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run, task_run
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Failed
from prefect.task_runners import ProcessPoolTaskRunner
from prefect.utilities.annotations import quote

from presscheck import asked, buckets, history, pipeline, runner, selection, shards, trends
from presscheck.config import ConfigError, Settings, load, with_values
from presscheck.files import printable
from presscheck.read import find
from presscheck.tables import Row
from presscheck.validate import ValidationError, Validator
from presscheck.wording import plural

Logger = logging.Logger | logging.LoggerAdapter[logging.Logger]
A = TypeVar("A")
B = TypeVar("B")

WAITS = (2.0, 10.0, 30.0)
"""Seconds before each further attempt to read a shard; a network share that restarts is back by then."""

TIMEOUT = 6 * 3600
"""Seconds; an audit that takes longer hangs. What it had written is removed, as when it is cancelled."""

PASSING = frozenset(
    os.strerror(number)
    for number in (errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EAGAIN, errno.EHOSTDOWN, errno.EHOSTUNREACH)
)
"""Reasons for an unreadable file that may be gone a moment later; a file without permission stays as it is."""

UNFIT = (FileNotFoundError, asked.NothingToRead, ConfigError, ValidationError, buckets.Unreached)
"""What ends a run as failed, with a sentence instead of a traceback."""


def read_patiently(sources: shards.Sources) -> shards.Shard:
    """Read and survey a shard; raises OSError for a passing fault as long as there are attempts left.

    After the last attempt such a file is an unreadable input like any other.
    """
    shard = shards.read_shard(sources)
    faults = [u for u in shard.unreadable if u.reason in PASSING and u not in sources]  # what is read here, not before
    if faults and task_run.run_count <= len(WAITS):
        raise OSError(f"{len(faults)} of {len(sources)} files: {faults[0].reason} ({printable(faults[0].source)})")
    return shard


def is_input_fault(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:  # noqa: ARG001  (Prefect's own)
    """True where an attempt ended with an OSError: nothing else gets better by waiting."""
    return isinstance(state.data, OSError)


def as_task(step: Callable[..., B], part: str = "") -> Task[..., B]:
    """A step, or a `part` of one, as a Prefect task.

    Only reading is tried again; nothing is cached, and no result is stored.
    """
    options: dict[str, Any] = {}
    body: Callable[..., Any] = step
    if step is shards.read_shard:
        body = read_patiently
        options = {"retries": len(WAITS), "retry_delay_seconds": list(WAITS), "retry_condition_fn": is_input_fault}
    return Task(
        body,
        name=step.__name__,
        task_run_name=f"{step.__name__.replace('_', ' ')} {part}".strip(),
        tags=["presscheck"],
        cache_policy=NO_CACHE,
        persist_result=False,
        **options,
    )


class Tasks:
    """The runner that makes every step a task; shards go to the processes of the flow's task runner.

    Arguments are quoted: Prefect would otherwise walk through every article in search of futures.
    """

    def __init__(self, at_once: int) -> None:
        """`at_once`: how many shards are under way at a time; 0: one for each processor."""
        self.at_once = at_once or runner.processors()

    def each(self, step: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The step over every item, results in order."""
        of = f" of {len(items)}" if isinstance(items, Sequence) else ""
        rest = iter(items)
        first = list(islice(rest, 2))
        if len(first) == 1:  # not worth another process
            yield as_task(step, f"1{of}")(quote(first[0]))
            return
        waiting: deque[PrefectFuture[B]] = deque()
        for number, item in enumerate(chain(first, rest), 1):
            if len(waiting) == self.at_once:
                yield waiting.popleft().result()
            waiting.append(as_task(step, f"{number}{of}").submit(quote(item)))
        while waiting:
            yield waiting.popleft().result()

    def together(self) -> AbstractContextManager[None]:
        """Nothing: the processes are those of the flow's task runner."""
        return nullcontext()

    def once(self, step: Callable[..., B], *arguments: Any) -> B:
        """The step, in the process of the flow."""
        return as_task(step)(*map(quote, arguments))


@contextmanager
def server_of_the_flow() -> Iterator[None]:
    """Processes of the pool talk to the server of the flow; where none is named, each would start its own."""
    with get_client(sync_client=True) as client, temporary_settings({PREFECT_API_URL: str(client.api_url)}):
        yield


_BLOCKS: list[list[Validator]] = []
"""The validators of each block of `one_validator` that is open. No context variable: tasks could not be pickled."""


@contextmanager
def one_validator() -> Iterator[None]:
    """The audits in this block share the process that checks contracts; it needs seconds to start."""
    _BLOCKS.append([])
    try:
        yield
    finally:
        for validator in _BLOCKS.pop():
            validator.close()


def start_validator() -> AbstractContextManager[Validator]:
    """A process that checks contracts; in a block of `one_validator` that of the block, as long as it lives."""
    if not _BLOCKS:
        return Validator.start()
    started = _BLOCKS[-1]
    if not started or not started[-1].alive:
        started.append(Validator.start())
    return nullcontext(started[-1])


def settings_of(out: str | None, select: Sequence[str], ignore: Sequence[str], history: bool | None = None) -> Settings:
    """Settings of ``presscheck.toml`` with these on top. Raises ConfigError, also for a rule there is not."""
    without_secret(out)
    given = {"out": out, "select": select or None, "ignore": ignore or None, "history": history}
    settings = with_values(load(), given, "audit_batch")
    selection.check_codes(settings)
    return settings


def without_secret(*places: str | None) -> None:
    """Raises ConfigError for an address that holds a password or a query: Prefect keeps parameters."""
    for place in places:
        if place and buckets.has_secret(place):
            raise ConfigError(
                f"{buckets.shown(place)}: Prefect keeps the parameters of its runs, so no secret may stand in them;"
                " give it in the environment (docs/operate.md, Object storage)"
            )


def name_of_run() -> str:
    """For instance ``audit of incoming, 5 files``."""
    paths: list[str] = flow_run.parameters["paths"]
    names = [printable(PurePath(path).name or path) for path in paths[:1]]
    others = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    try:
        files = plural(len(find(paths, flow_run.parameters["out"]).sources), "file")
    except FileNotFoundError:
        files = "which is not there"
    return f"audit of {''.join(names)}{others}, {files}"


@flow(
    name="audit-batch",
    flow_run_name=name_of_run,
    task_runner=ProcessPoolTaskRunner(),  # type: ignore[arg-type]  # Prefect's own type is too narrow for its runners
    log_prints=True,
    persist_result=False,
    timeout_seconds=TIMEOUT,
)
def audit_batch(
    paths: list[str],
    out: str = "reports",
    select: list[str] = [],  # noqa: B006  (Prefect shows the default in its form; nobody changes the list)
    ignore: list[str] = [],  # noqa: B006
    notify: list[str] = [],  # noqa: B006
    history: bool | None = None,
) -> State[str]:
    """Audit a batch of scraped articles: tables and report in a new folder.

    Findings and failed expectations are the result of an audit, not a failure of the run. The run fails when
    a path is not there, nothing can be read, or a suite cannot be checked as written.

    Args:
        paths: Files to audit, and folders of them; relative ones start where the flow runs.
        out: The folder that the folder of this run is made in, or its address, for instance s3://bucket/reports.
        select: Report only these rules; codes or beginnings of codes, for instance DT or BY01.
        ignore: Switch these rules off; what they would remove from a text stays in.
        notify: Notification blocks, for instance slack-webhook/desk, that hear when a suite fails for the first
            time, when it holds again, and of drift.
        history: Whether to link with, and measure drift against, the earlier runs in `out`; as presscheck.toml says
            where nothing is given.

    """
    logger = get_run_logger()
    try:
        settings = settings_of(out, select, ignore, history)
        with server_of_the_flow():
            run = pipeline.audit(
                paths, settings, Tasks(settings.workers), Progress(logger), start_validator=start_validator
            )
    except UNFIT as error:
        return Failed(message=str(error))
    page = run.report.resolve()
    report, link = (f"{run.address}/{page.name}",) * 2 if run.address else (str(page), page.as_uri())
    failed = [row for row in run.tables["expectations"] if not row["success"]]
    text = summary(run.facts, failed, report)
    create_markdown_artifact(text, key="audit-summary", description=f"Audit {run.run_dir.name}")
    create_table_artifact([in_the_table(row) for row in failed], "failed-expectations", f"Audit {run.run_dir.name}")
    create_link_artifact(link, "the report", "audit-report", f"Audit {run.run_dir.name}")
    for row in failed:
        logger.warning("%s: %s", row["suite"], row["sentence"])
    if settings.baseline and not run.facts["baseline"]:
        logger.warning("no earlier run to be the baseline: everything counts")
    logger.info("report: %s", report)
    tell(notify, run.run_dir, logger)
    counts = run.facts["counts"]
    if not counts["articles"]:
        return Failed(message=f"nothing could be read of {plural(counts['inputs'], 'file')}; report: {report}")
    return Completed(message=f"{in_a_line(counts)}; report: {report}", data=report)


def in_a_line(counts: dict[str, int]) -> str:
    """The counts of run.json that one looks at first."""
    return (
        f"{plural(counts['articles'], 'article')}, {counts['unreadable']} unreadable, "
        f"{plural(counts['findings'], 'finding')} ({plural(counts['errors'], 'error')}, "
        f"{plural(counts['warnings'], 'warning')}), "
        f"{counts['expectations_failed']} of {plural(counts['expectations'], 'expectation')} failed"
    )


def in_the_table(row: Row) -> dict[str, Any]:
    """What the table of failed expectations shows of one."""
    shown = ("suite", "severity", "sentence", "observed", "checked", "failed")
    return {name: row[name] for name in shown} | {"rules": ", ".join(row["rules"] or ())}


def tell(blocks: Sequence[str], run_dir: Path, logger: Logger) -> None:
    """Send what is news in a run to notification blocks; a block that cannot be reached is an error in the log."""
    if not blocks:
        return
    run = history.find(run_dir.name, run_dir.parent)
    before = history.previous(run, history.runs(run_dir.parent))
    news = trends.news(before.path if before else None, run.path)
    if not news:
        return
    for slug in blocks:
        try:
            cast(Any, Block.load(slug)).notify("\n".join(news), f"presscheck: {run_dir.name}")
        except Exception as error:
            logger.error("%s was not told: %s", slug, error)
        else:
            logger.info("%s told: %s", slug, "; ".join(news))


def summary(facts: dict[str, Any], failed: Sequence[Row], report: str) -> str:
    """The end of a run as Markdown: counts, failed expectations as sentences, where the report is."""
    rows = [f"| {name.replace('_', ' ')} | {count:,} |" for name, count in facts["counts"].items()]
    sentences = [f"- **{row['suite']}**, {row['severity']}: {row['sentence']}" for row in failed]
    return "\n".join(
        [
            f"# Audit {facts['run']}",
            "",
            "| | |",
            "|---|---:|",
            *rows,
            "",
            "## Failed expectations",
            "",
            *(sentences or ["None."]),
            "",
            "## Report",
            "",
            f"    {report}",  # indented code: no character of a path means anything in it
            "",
        ]
    )


class Progress:
    """Progress in the log, and as an artifact where a batch has several shards."""

    HALF: ClassVar = {"read": 0.0, "examine": 50.0}
    """Percent that are through where a step begins."""

    def __init__(self, logger: Logger) -> None:
        self._logger = logger
        self._artifact: UUID | None = None
        self._told = 0.0

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """So many of so many articles are through this step."""
        self._logger.info("%s: %d of %s", step, done, "as many as there are" if total is None else total)
        if total is None or step not in self.HALF or (total <= shards.SHARD and self._artifact is None):
            return
        percent = self.HALF[step] + 50 * done / total
        if self._artifact is None:
            self._artifact = cast(UUID, create_progress_artifact(percent, "audit-progress", f"{total:,} files"))
        elif time.monotonic() - self._told > 1 or percent >= 100:  # shards may end faster than anybody looks
            update_progress_artifact(self._artifact, percent, f"{step}: {done:,} of {total:,} files")
        else:
            return
        self._told = time.monotonic()


def _stop(message: str, code: int) -> None:
    click.echo(f"audit.py: {message}", err=True)
    sys.exit(code)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--out", metavar="DIR", help="Folder or address for the results.  [default: reports]")
@click.option("--select", metavar="CODE", multiple=True, help="Report only these rules.")
@click.option("--ignore", metavar="CODE", multiple=True, help="Switch these rules off.")
def main(paths: tuple[str, ...], out: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    r"""Audit files, and folders of them, as a Prefect flow.

    Uses the server that PREFECT_API_URL or the profile names, and one of its own where none is named.

    \b
    Exit code:
      0  the run is complete, whatever it found
      1  the run failed
      2  wrong usage, a path that is not there
    130  Ctrl-C
    """
    try:
        find(paths)
        settings = settings_of(out, select, ignore)
        state = audit_batch(list(paths), settings.out, list(settings.select), list(settings.ignore), return_state=True)
    except (FileNotFoundError, ConfigError) as error:
        _stop(str(error), 2)
    except KeyboardInterrupt as interrupt:
        _stop(str(interrupt) or "interrupted; the unfinished run was removed", 130)
    if not state.is_completed():
        _stop(state.message or state.name or "failed", 1)
    click.echo(state.message)


if __name__ == "__main__":
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
