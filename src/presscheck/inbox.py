"""Batches that arrive in a folder: which are complete, and who audits which, each exactly once.

A batch is an entry of the inbox, a folder or a file that is read, whose name does not begin with ``.`` or ``_``.
What is known about it lies in ``INBOX/.presscheck``: ``NAME.claim`` while somebody is, or was, at work on it, and
``NAME.done`` when it is through. A batch with the content of one that is through is not audited again: its run is
that one's.

A claim is a lock on the claim file (``flock``). The kernel drops it when the process ends, however it ends: a stale
claim is one that nobody holds, whatever process ids and clocks say. On a file system without locks between machines
one machine must do the work.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from presscheck import __version__, history, plugins
from presscheck.buckets import Runs
from presscheck.check import waivers
from presscheck.config import Settings
from presscheck.files import place, printable, shortened
from presscheck.read import find, is_read

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
            if marker.parent.name >= first and history.facts_in(marker).get("paths") == [printable(str(self.batch))]
        ]
        return ours[-1] if ours else None

    def done(self, **facts: Any) -> None:
        """The batch is through, for good; the facts are kept beside it."""
        told = {"batch": printable(self.batch.name), **facts}
        place(_state(self.batch, "done"), json.dumps(told, ensure_ascii=False).encode())


def batches(inbox: Path, quiet: float, now: float | None = None) -> tuple[list[Path], int]:
    """The complete batches that are not through yet, by name; and how many are not complete.

    A folder with the file `MARKER` is complete; anything else is when nothing in it has changed for `quiet` seconds
    (by the time of the last change of each inode, which a copy that keeps old times does not set back). With `quiet`
    0 only the marker counts. Raises FileNotFoundError where there is no such folder.
    """
    if not inbox.is_dir():
        what = "is a file, and an inbox a folder" if inbox.exists() else "is not there"
        raise FileNotFoundError(f"the inbox {printable(str(inbox))} {what}: name the folder that batches arrive in")
    now = time.time() if now is None else now
    waiting = [path for path in sorted(inbox.iterdir()) if _is_batch(path) and not is_done(path)]
    complete = [path for path in waiting if _is_marked(path) or (quiet and _last_change(path) <= now - quiet)]
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


def basis(settings: Settings) -> bytes:
    """What audits with these settings depend on but for the batch: settings, the files that they name, and rules.

    The day and the earlier runs are left out: a batch that is delivered again is no other for being late.
    Raises OSError where a file cannot be read.
    """
    rules = [(plugin.rule.code, plugin.origin) for plugin in plugins.find(settings.plugins)]
    known = repr((__version__, sorted(asdict(settings).items()), rules)).encode("utf-8", "replace")
    named = [Path(name) for name in (settings.expectations, settings.plugins, settings.waivers or waivers.FILE) if name]
    files = [path for start in named for path in (start, *sorted(start.rglob("*"))) if path.is_file()]
    return known + b"".join(_with_hash(str(path), path) for path in files)


def content(batch: Path, sources: Sequence[str], basis: bytes) -> str:
    """What an audit of the batch depends on, as a SHA-256. Raises OSError where a file cannot be read."""
    root = batch if batch.is_dir() else batch.parent
    files = (_with_hash(os.path.relpath(source, root), Path(source)) for source in sources)
    return hashlib.sha256(basis + b"".join(files)).hexdigest()


def _with_hash(name: str, path: Path) -> bytes:
    with path.open("rb") as file:
        return f"\n{hashlib.file_digest(file, 'sha256').hexdigest()} {name}".encode("utf-8", "surrogateescape")


def audited(inbox: Path) -> dict[str, set[str]]:
    """Content of each batch that is through -> names of its runs: one may be pruned, and another there."""
    known: dict[str, set[str]] = {}
    for path in (inbox / STATE).glob("*.done"):
        if what := (facts := history.facts_in(path)).get("content"):
            known.setdefault(what, set()).add(facts.get("run") or "")
    return known


def work(
    complete: Sequence[Path],
    settings: Settings,
    runs: Runs,
    audit: Callable[[Path], object],
    gate: Callable[[Path], object],
    logger: logging.Logger | logging.LoggerAdapter[logging.Logger],
) -> tuple[list[str], list[str]]:
    """Take the batches that nobody else has through the audit and the gate; the names of those through, and failed.

    `audit` makes a run of a batch among the `runs`, or says why not and leaves none; `gate` gets the run's
    folder. A batch that failed stays in the inbox.
    """
    through: list[str] = []
    failed: list[str] = []
    known = audited(complete[0].parent) if complete else {}
    shared = basis(settings)

    def run_of(batch: Path, claim: Claim, what: str) -> Path | None:
        """The run of a batch: one that is finished, that of a batch with the same content, or a new one."""
        runs.refresh()
        if run := claim.finished_run(runs.folder):
            return run
        for name in sorted(known.get(what, ()), reverse=True):
            if (runs.folder / name / "run.json").is_file():
                logger.info("%s: the same as what %s audited", printable(batch.name), name)
                return runs.folder / name
        audit(batch)
        runs.refresh()
        return claim.finished_run(runs.folder)

    for batch in complete:
        name = printable(batch.name)
        try:
            with claimed(batch) as claim:
                if claim is None:
                    logger.info("%s: somebody else has it", name)
                    continue
                found = find([batch])
                if found.unreadable:
                    raise OSError(f"{found.unreadable[0].source}: {found.unreadable[0].reason}")
                if not found.sources:
                    logger.warning("%s: no file in it is read", name)
                    claim.done(run=None)
                    continue
                what = content(batch, found.sources, shared)
                run = run_of(batch, claim, what)
                if run is None:
                    failed.append(name)
                    continue
                gate(run)
                known.setdefault(what, set()).add(run.name)
                claim.done(run=run.name, content=what)
                through.append(name)
        except OSError as error:  # a disk that is full, a batch that was taken away
            logger.error("%s: %s", name, error)
            failed.append(name)
    return through, failed


def _state(batch: Path, kind: str) -> Path:
    return batch.parent / STATE / f"{shortened(batch.name)}.{kind}"


def _is_marked(path: Path) -> bool:
    try:
        return (path / MARKER).exists()
    except OSError:  # it cannot be looked into: whoever works on it says so
        return False


def _is_batch(path: Path) -> bool:
    return not path.name.startswith((".", "_")) and (path.is_dir() or is_read(path.name))


def _last_change(path: Path) -> float:
    """Seconds since the epoch; infinity for what changes under our eyes."""
    try:
        inside = path.rglob("*") if path.is_dir() else ()
        changes: list[float] = [entry.lstat().st_ctime for entry in (path, *inside)]
        return max(changes)
    except FileNotFoundError:
        return float("inf")
