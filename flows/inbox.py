"""Batches that arrive in a folder, each audited once: what is complete and not through yet, one after the other."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # flows is a folder of files that Prefect loads one by one

from audit import UNFIT, WAITS, audit_batch, is_input_fault, one_validator, settings_of, without_secret  # isort: skip  (before Prefect)
from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from presscheck import buckets, gate, inbox
from presscheck.config import Settings
from presscheck.files import printable

QUIET = 300
"""Seconds in which nothing changed: whoever writes a batch is through with it."""


def name_of_run() -> str:
    """For instance ``inbox incoming``."""
    return f"inbox {printable(Path(flow_run.parameters['folder']).name)}"


@task(
    task_run_name="gate {run_dir.name}",
    tags=["presscheck"],
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=len(WAITS),
    retry_delay_seconds=list(WAITS),
    retry_condition_fn=is_input_fault,
    timeout_seconds=3600,
)
def split(run_dir: Path, settings: Settings, accepted: str, held: str) -> None:
    """The gate, for one run."""
    with buckets.written(accepted) as passed, buckets.written(held) as stopped:
        halves = gate.of_run(run_dir, passed, stopped, settings.hold, settings.hold_rules)
    places = (f"{accepted}/{halves.to_accepted.name}", f"{held}/{halves.to_held.name}")
    get_run_logger().info("%d accepted: %s; %d held: %s", halves.accepted, places[0], halves.held, places[1])


@flow(name="inbox", flow_run_name=name_of_run, log_prints=True, persist_result=False)
def inbox_flow(
    folder: str,
    out: str = "reports",
    quiet_seconds: int = QUIET,
    accepted: str = "",
    held: str = "",
    select: list[str] = [],  # noqa: B006
    ignore: list[str] = [],  # noqa: B006
    notify: list[str] = [],  # noqa: B006
) -> State[list[str]]:
    """Audit the batches of a folder that are complete and not through yet, each exactly once.

    One with the same content as an earlier one, under the same settings and rules, is that one: its run counts.

    A batch is a sub-folder, or a file that is read. It is complete when it holds a file named _DONE, or when nothing
    in it has changed for a while.

    Args:
        folder: Where batches arrive; relative ones start where the flow runs.
        out: The folder that runs land in, or its address.
        quiet_seconds: How long nothing may have changed in a complete batch; 0 waits for the file _DONE.
        accepted: Where articles go that pass the gate, a folder or address; empty for no gate.
        held: Where the others go, with their reasons.
        select: Report only these rules.
        ignore: Switch these rules off.
        notify: Notification blocks that hear of news, for instance slack-webhook/desk.

    """
    logger = get_run_logger()
    try:
        settings = settings_of(out, select, ignore)
        without_secret(accepted, held)
        if bool(accepted) != bool(held):
            return Failed(message="the gate needs both folders, accepted and held")
        if accepted:
            gate.check_folders(accepted, held)
        complete, growing = inbox.batches(Path(folder).resolve(), quiet_seconds)
    except (*UNFIT, OSError) as error:
        return Failed(message=str(error))
    logger.info("%d batches to audit, %d not complete yet: %s", len(complete), growing, folder)

    def audit(batch: Path) -> None:
        audit_batch([str(batch)], settings.out, select, ignore, notify, return_state=True)

    def gated(run_dir: Path) -> None:
        if accepted:
            runs.need([run_dir], gate.TABLES)
            split(run_dir, settings, accepted, held)

    try:
        with one_validator(), buckets.runs(settings.out) as runs:
            audited, failed = inbox.work(complete, settings, runs, audit, gated, logger)
    except OSError as error:  # of a bucket, or of a file that the settings name
        return Failed(message=str(error))
    counts = f"{len(audited)} audited, {growing} not complete yet"
    if failed:
        return Failed(message=f"{counts}, {len(failed)} failed: {', '.join(failed)}")
    return Completed(message=counts, data=audited)
