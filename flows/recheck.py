"""The inputs of old runs, audited with today's rules: which findings moved."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from audit import UNFIT, audit_batch, without_secret  # isort: skip  (before Prefect)
from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from presscheck import buckets, history, trends
from presscheck.files import place


def name_of_run() -> str:
    """For instance ``recheck of reports``."""
    return f"recheck of {buckets.shown(flow_run.parameters['out'])}"


@flow(name="recheck", flow_run_name=name_of_run, persist_result=False)
def recheck(runs: list[str] = ["last"], out: str = "reports", into: str = "rechecks") -> State[list[str]]:  # noqa: B006
    """Audit the inputs of old runs again and report which findings moved.

    The audits are made as the old ones were, rule codes and all, but with today's rules and suites, and without the
    history of either folder. Inputs that are gone or changed since are counted.

    Args:
        runs: Names of runs in `out`, or last, last~1, …
        out: The folder that the old runs are in, or its address.
        into: The folder for the new ones and the reports, or its address.

    """
    logger = get_run_logger()
    written: list[str] = []
    failed: list[str] = []
    try:
        without_secret(out, into)
        with buckets.runs(out) as past, buckets.runs(into) as present:
            for name in runs:
                try:
                    old = past.find(name, history.DIFFED)
                except FileNotFoundError as error:
                    failed.append(str(past.renamed(error)))
                    continue
                known = finished(present)
                chosen = old.facts["settings"]
                state = audit_batch(
                    old.facts["paths"], into, chosen["select"], chosen["ignore"], history=False, return_state=True
                )
                new = sorted(finished(present) - known)
                if not new:
                    failed.append(f"{old.path.name}: {state.message}")
                    continue
                present.need(new[-1:], history.DIFFED)
                text = trends.moved(old, new[-1])
                path = f"{into.rstrip('/')}/recheck-{old.path.name}.md"
                with buckets.written(path) as here:
                    place(here, text.encode())
                create_markdown_artifact(text, key="recheck", description=old.path.name)
                logger.info("%s: %s", old.path.name, path)
                written.append(path)
    except UNFIT as error:
        return Failed(message=str(error))
    if failed:
        return Failed(message="; ".join(failed))
    return Completed(message=f"{len(written)} rechecked: {', '.join(written)}", data=written)


def finished(runs: buckets.Runs) -> set[Path]:
    """The folders of the finished runs there are now."""
    runs.refresh()
    return {marker.parent for marker in runs.folder.glob("*/run.json")}
