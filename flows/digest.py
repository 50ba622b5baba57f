"""How the last days went: a weekly report over the runs of a folder."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from audit import UNFIT, without_secret  # isort: skip  (before Prefect)
from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from presscheck import buckets, trends
from presscheck.files import place


def name_of_run() -> str:
    """For instance ``digest of 7 days in reports``."""
    return f"digest of {flow_run.parameters['days']} days in {buckets.shown(flow_run.parameters['out'])}"


@flow(name="digest", flow_run_name=name_of_run, timeout_seconds=3600, persist_result=False)
def digest(out: str = "reports", days: int = 7) -> State[str]:
    """Report the runs of the last days beside those of as many days before.

    Args:
        out: The folder that runs are in, or its address; the report is written there too.
        days: How many days.

    """
    now = datetime.now(UTC)
    path = f"{out.rstrip('/')}/digest-{now:%Y-%m-%d}.md"
    try:
        without_secret(out)
        with buckets.runs(out) as runs:
            shown = [run.path for run in runs.all() if run.started >= now - 2 * timedelta(days=days)]
            runs.need(shown, ["articles", "findings"])
            text = trends.digest(runs.folder, now, days)
        with buckets.written(path) as here:
            place(here, text.encode())
    except UNFIT as error:
        return Failed(message=str(error))
    create_markdown_artifact(text, key="digest", description=f"{days} days")
    return Completed(message=f"digest: {path}", data=path)
