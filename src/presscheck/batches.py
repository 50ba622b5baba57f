"""The steps on a batch as a whole: links and stories, the rules that look at all of it, and waivers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from presscheck import link, tables
from presscheck.check import Waivers, check_batch
from presscheck.model import Batch, Dossier, Facts
from presscheck.rules import instances
from presscheck.rules.wv01_expired_waiver import ExpiredWaiver
from presscheck.rules.wv02_stale_waiver import StaleWaiver
from presscheck.runner import Local
from presscheck.selection import active
from presscheck.shards import outlined


def batch_of(dossiers: Sequence[Dossier], facts: Facts = Facts(), today: str = "", folder: str = "") -> Batch:  # noqa: B008
    """A batch of examined articles, in memory, as `connect` takes it."""
    return Batch(tuple(dossiers), facts=facts, today=today, outlines=outlined(dossiers, (), folder))


def connect(
    batch: Batch,
    ignore: tuple[str, ...] = (),
    folder: str = "",
    reports: str = "",
    prints: Sequence[link.Printed] | None = None,
    workers: int = 1,
) -> Batch:
    """Link, make stories, and check the batch as a whole; with the earlier runs in `reports`, where that is given.

    On several cores where it does not fit into memory.
    """
    past = link.earlier(Path(reports), batch.by_id) if reports else link.Earlier()
    runner = local(batch, workers)
    with runner.together():
        return joined(batch, past, link.linked(batch, past, prints, runner.each), ignore, folder, runner.each)


def joined(
    batch: Batch,
    past: link.Earlier,
    done: link.Linked,
    ignore: tuple[str, ...] = (),
    folder: str = "",
    each: tables.Each = map,
) -> Batch:
    """`connect`, where the links have been found already."""
    batch = link.connected(batch, past, done, each)
    return replace(batch, findings=check_batch(batch, instances(active(ignore, folder))[2]))


def local(batch: Batch, workers: int) -> Local:
    """Runs steps over a batch: in this process where it fits into memory."""
    return Local(1 if isinstance(batch.dossiers, tuple) else workers)


def waived(dossiers: Iterable[Dossier], waivers: Waivers) -> list[Dossier]:
    """The dossiers, their waived findings marked."""
    return [replace(dossier, findings=waivers.apply(dossier.findings)) for dossier in dossiers]


def settle(batch: Batch, waivers: Waivers) -> Batch:
    """The batch with its own findings waived too, and with findings on the waivers themselves. Last: all must be there."""
    batch = replace(batch, findings=waivers.apply(batch.findings))
    judged = replace(batch, expired_waivers=waivers.expired, stale_waivers=waivers.stale)
    return replace(batch, findings=(*batch.findings, *check_batch(judged, [ExpiredWaiver(), StaleWaiver()])))
