"""Serve the deployments from this process: no work pool, no worker. ``presscheck serve`` runs this file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent))

from audit import audit_batch  # isort: skip  (before Prefect)
import click
from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment

from digest import digest
from inbox import inbox_flow
from recheck import recheck

HOURLY = "0 * * * *"
MONDAYS = "0 6 * * 1"
ONE_WAITS = ConcurrencyLimitConfig.model_validate({"limit": 1, "collision_strategy": "ENQUEUE"})
ONE_ONLY = ConcurrencyLimitConfig.model_validate({"limit": 1, "collision_strategy": "CANCEL_NEW"})
"""The next hour's run finds what this one left."""


def deployments(inbox: dict[str, Any], out: str, cron: str, notify: list[str]) -> list[RunnerDeployment]:
    """All that is served; the inbox only where its `folder` is named. The same as in ``prefect.yaml``."""
    tags = ["presscheck"]
    made = [
        audit_batch.to_deployment(
            "audit-batch",
            parameters={"out": out, "notify": notify},
            tags=tags,
            concurrency_limit=ONE_WAITS,
            description="Audit a batch of scraped articles; tables and report land in a new folder below `out`.",
        ),
        digest.to_deployment(
            "digest", cron=MONDAYS, parameters={"out": out}, tags=tags, description="How the last week went."
        ),
        recheck.to_deployment(
            "recheck",
            parameters={"out": out},
            tags=tags,
            concurrency_limit=ONE_WAITS,
            description="Audit the inputs of old runs with today's rules and report which findings moved.",
        ),
    ]
    if inbox.get("folder"):
        made.append(
            inbox_flow.to_deployment(
                "inbox",
                cron=cron,
                parameters={**inbox, "out": out, "notify": notify},
                tags=tags,
                concurrency_limit=ONE_ONLY,
                description="Audit the batches of a folder that are complete and not through yet, each once.",
            )
        )
    return made  # type: ignore[return-value]  # to_deployment is a coroutine only inside of one


def check(folder: str, accepted: str, held: str) -> None:
    """Raises UsageError for what every run of the inbox would fail of."""
    if folder and not Path(folder).is_dir():
        raise click.UsageError(f"--inbox {folder}: there is no such folder")
    if bool(accepted) != bool(held):
        raise click.UsageError("the gate needs both folders, --accepted and --held")


@click.command()
@click.option(
    "--inbox", "folder", metavar="DIR", default="", help="Folder where batches arrive. Without it, no inbox is watched."
)
@click.option("--cron", default=HOURLY, show_default=True, help="When to look into the inbox.")
@click.option(
    "--quiet",
    "quiet_seconds",
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="A batch is complete when unchanged for this long.",
)
@click.option("--accepted", metavar="DIR", default="", help="Folder or address for articles that pass the gate.")
@click.option("--held", metavar="DIR", default="", help="Folder or address for the others, with reasons.")
@click.option("--out", metavar="DIR", default="reports", show_default=True, help="Folder or address for the results.")
@click.option(
    "--notify",
    metavar="BLOCK",
    multiple=True,
    help="Notification block, for example slack-webhook/desk. May be repeated.",
)
def main(
    folder: str, cron: str, quiet_seconds: int, accepted: str, held: str, out: str, notify: tuple[str, ...]
) -> None:
    """Serve audit-batch, inbox, digest and recheck from this process, on the server that PREFECT_API_URL names.

    Runs start here and end with this process, at Ctrl-C or SIGTERM; schedules pause until it starts again.
    """
    check(folder, accepted, held)
    if not os.environ.get("PREFECT_API_URL"):
        click.echo("presscheck serve: no PREFECT_API_URL: Prefect's profile decides on the server", err=True)
    inbox = {"folder": folder, "quiet_seconds": quiet_seconds, "accepted": accepted, "held": held}
    serve(*deployments(inbox, out, cron, list(notify)), print_starting_message=False)


if __name__ == "__main__":
    main(prog_name="presscheck serve")
