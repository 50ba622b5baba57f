"""Batches that arrive in a folder: which are complete, and who audits which, each exactly once.

A batch is an entry of the inbox, a folder or a file that is read, whose name does not begin with ``.`` or ``_``.
What is known about it lies in ``INBOX/.presscheck``: ``NAME.claim`` while somebody is, or was, at work on it, and
``NAME.done`` when it is through.

A claim is a lock on the claim file (``flock``). The kernel drops it when the process ends, however it ends: a stale
claim is one that nobody holds, whatever process ids and clocks say. On a file system without locks between machines
one machine must do the work.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from presscheck import tables

STATE = ".presscheck"
MARKER = "_DONE"
"""A file of this name in a folder says that the batch is complete."""


@dataclass(frozen=True)
class Claim:
    """A batch that this process alone may work on."""

    batch: Path
    since: str
    """When it was first claimed, ISO to the second: a run of it that began before is not ours."""

    def finished_run(self, out: Path) -> Path | None:
        """The run that a process made of this batch before it died; None where there is none yet."""
        first = re.sub("[-:]", "", self.since)  # names of runs begin like this: older ones are not opened
        ours = [
            marker.parent
            for marker in sorted(out.glob("*/run.json"))
            if marker.parent.name >= first
            and json.loads(marker.read_text("utf-8")).get("paths") == [tables.printable(str(self.batch))]
        ]
        return ours[-1] if ours else None

    def done(self, **facts: Any) -> None:
        """The batch is through, for good; the facts are kept beside it."""
        path = _state(self.batch, "done")
        draft = path.with_name(f"{path.name}.part")
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"batch": tables.printable(self.batch.name), **facts}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


def batches(inbox: Path, suffixes: Collection[str], quiet: float, now: float | None = None) -> tuple[list[Path], int]:
    """The complete batches that are not through yet, by name; and how many are not complete.

    A folder with the file `MARKER` is complete; anything else is when nothing in it has changed for `quiet` seconds
    (by the time of the last change of each inode, which a copy that keeps old times does not set back). With `quiet`
    0 only the marker counts. Raises FileNotFoundError where there is no such folder.
    """
    now = time.time() if now is None else now
    waiting = [path for path in sorted(inbox.iterdir()) if _is_batch(path, suffixes) and not is_done(path)]
    complete = [path for path in waiting if (path / MARKER).exists() or (quiet and _last_change(path) <= now - quiet)]
    return complete, len(waiting) - len(complete)


def is_done(batch: Path) -> bool:
    """Whether the batch is through."""
    return _state(batch, "done").exists()


@contextmanager
def claimed(batch: Path) -> Iterator[Claim | None]:
    """The batch, for this process alone until the end of the block; None where another has it, or it is through."""
    path = _state(batch, "claim")
    path.parent.mkdir(exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        if is_done(batch):  # between the look and the lock
            yield None
            return
        file.seek(0)
        since = file.read().strip()
        if len(since) != len("2026-01-31T00:00:00Z"):  # new, or the writer died at it: then there is no run yet
            since = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            file.truncate(0)
            file.write(since)
            file.flush()
            os.fsync(file.fileno())
        yield Claim(batch, since)


def _state(batch: Path, kind: str) -> Path:
    return batch.parent / STATE / f"{batch.name}.{kind}"


def _is_batch(path: Path, suffixes: Collection[str]) -> bool:
    return not path.name.startswith((".", "_")) and (path.is_dir() or path.suffix.lower() in suffixes)


def _last_change(path: Path) -> float:
    """Seconds since the epoch; infinity for what changes under our eyes."""
    try:
        inside = path.rglob("*") if path.is_dir() else ()
        changes: list[float] = [entry.lstat().st_ctime for entry in (path, *inside)]
        return max(changes)
    except FileNotFoundError:
        return float("inf")
