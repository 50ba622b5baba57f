"""The inputs of old runs, audited with today's rules: which findings moved."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from audit import audit_batch  # isort: skip  (before Prefect)
from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from presscheck import history, trends
from presscheck.files import place


@flow(name="recheck", flow_run_name="recheck of {out}", persist_result=False)
def recheck(runs: list[str] = ["last"], out: str = "reports", into: str = "rechecks") -> State[list[str]]:  # noqa: B006
    """Audit the inputs of old runs again and report which findings moved.

    The audits are made as the old ones were, rule codes and all, but with today's rules and suites, and without the
    history of either folder. Inputs that are gone or changed since are counted.

    Args:
        runs: Names of runs in `out`, or last, last~1, …
        out: The folder that the old runs are in.
        into: The folder for the new ones and the reports.

    """
    logger = get_run_logger()
    written: list[str] = []
    failed: list[str] = []
    for name in runs:
        try:
            old = history.find(name, Path(out))
        except FileNotFoundError as error:
            failed.append(str(error))
            continue
        known = {run.path for run in history.runs(Path(into))} if Path(into).is_dir() else set()
        chosen = old.facts["settings"]
        state = audit_batch(
            old.facts["paths"], into, chosen["select"], chosen["ignore"], history=False, return_state=True
        )
        new = [run.path for run in history.runs(Path(into)) if run.path not in known] if Path(into).is_dir() else []
        if not new:
            failed.append(f"{old.path.name}: {state.message}")
            continue
        text = trends.moved(old, new[-1])
        path = Path(into) / f"recheck-{old.path.name}.md"
        place(path, text.encode())
        create_markdown_artifact(text, key="recheck", description=old.path.name)
        logger.info("%s: %s", old.path.name, path)
        written.append(str(path))
    if failed:
        return Failed(message="; ".join(failed))
    return Completed(message=f"{len(written)} rechecked: {', '.join(written)}", data=written)
