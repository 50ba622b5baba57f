"""How the last days went: a weekly report over the runs of a folder."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

import audit  # noqa: F401  # isort: skip  (sets up Prefect)
from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from presscheck import trends
from presscheck.files import place


@flow(name="digest", flow_run_name="digest of {days} days in {out}", timeout_seconds=3600, persist_result=False)
def digest(out: str = "reports", days: int = 7) -> State[str]:
    """Report the runs of the last days beside those of as many days before.

    Args:
        out: The folder that runs are in; the report is written there too.
        days: How many days.

    """
    now = datetime.now(UTC)
    try:
        text = trends.digest(Path(out), now, days)
    except FileNotFoundError as error:
        return Failed(message=str(error))
    path = Path(out) / f"digest-{now:%Y-%m-%d}.md"
    place(path, text.encode())
    create_markdown_artifact(text, key="digest", description=f"{days} days")
    return Completed(message=f"digest: {path}", data=str(path))
