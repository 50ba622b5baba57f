"""Audits that are measured: the command, watched from outside, and the library in a process of its own.

Processor time is what other work on the machine disturbs least. The workers of the command are children of a fork server
that nobody waits for, so what they took is read from ``/proc`` while they live, not asked for at the end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from presscheck import pipeline
from presscheck.config import Settings
from presscheck.validate import Validator

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Watched:
    """What a process and its children take, as seen from outside: a tree of processes, looked at again and again."""

    pid: int
    start: float = field(default_factory=time.perf_counter)
    seen: list[tuple[float, int]] = field(default_factory=list)
    """Seconds since the start, and the memory (bytes, resident) of all of them then; what several share counts once."""
    spent: dict[int, float] = field(default_factory=dict)
    """Process -> seconds of processor time when it was last seen."""

    @property
    def busy(self) -> float:
        """Seconds of processor time of all of them."""
        return sum(self.spent.values())

    def look(self) -> None:
        """See what there is now."""
        stats = {int(entry.name): stat for entry in Path("/proc").iterdir() if (stat := _stat(entry))}
        bytes_now, tick = 0, os.sysconf("SC_CLK_TCK")
        for pid in stats:
            at = pid
            while at in stats and at != self.pid:
                at = int(stats[at][1])
            if at == self.pid:
                self.spent[pid] = (int(stats[pid][11]) + int(stats[pid][12])) / tick
                bytes_now += _bytes(pid)
        self.seen.append((time.perf_counter() - self.start, bytes_now))


def _bytes(pid: int) -> int:
    """Resident memory of a process, shared pages divided by those who share them; 0 where it is no more."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _stat(entry: Path) -> list[str]:
    """The fields of ``/proc/PID/stat`` behind the name, state first; none where no process is, or is no more."""
    if not entry.name.isdecimal():
        return []
    try:
        return (entry / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


@dataclass(frozen=True)
class Taken:
    """What an audit by the command took."""

    exit_code: int
    said: str
    """All that it printed."""
    seconds: float
    """From start to end of the process."""
    busy: float
    """Seconds of processor time of all processes, to within `every` each."""
    seen: list[tuple[float, int]]
    """As of `Watched`."""
    run_dir: Path
    facts: dict[str, Any]

    @property
    def most(self) -> int:
        """Bytes of memory of all processes together, at most."""
        return max(memory for _, memory in self.seen)

    @property
    def most_by_step(self) -> dict[str, int]:
        """The same for each step; what came before the first one counts as its."""
        steps: dict[str, float] = self.facts["seconds"]
        ends = [self.seconds - sum(steps.values()) + done for done in accumulate(steps.values())]
        most = [0] * len(ends)
        for when, memory in self.seen:
            step = min(bisect_left(ends, when), len(ends) - 1)
            most[step] = max(most[step], memory)
        return dict(zip(steps, most, strict=True))


def by_command(folder: Path, batch: str, every: float, *options: str, cores: int = 0) -> Taken:
    """``presscheck audit`` in a folder, with the runs in its ``out``; looked at `every` seconds. Ends us where it breaks.

    `cores`: so many of the processors that we may use, or all of them.
    """
    command = [str(Path(sys.executable).with_name("presscheck")), "audit", batch, "--out", "out", *options]
    ours = sorted(os.sched_getaffinity(0))
    with (folder / "said").open("w") as said:
        try:
            os.sched_setaffinity(0, ours[: cores or len(ours)])  # the command has it from us
            process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, text=True)
        finally:
            os.sched_setaffinity(0, ours)
        watched = Watched(process.pid)
        while process.poll() is None:
            watched.look()
            try:
                process.wait(every)
            except subprocess.TimeoutExpired:
                continue
        seconds = time.perf_counter() - watched.start
    output = (folder / "said").read_text()
    runs = list((folder / "out").glob("*/run.json"))
    if process.returncode not in (0, 1) or len(runs) != 1:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}, {len(runs)} runs\n{output[-2_000:]}")
    facts = json.loads(runs[0].read_text())
    return Taken(process.returncode, output, seconds, watched.busy, watched.seen, runs[0].parent, facts)


class NoSuites(Validator):
    """Stands in for Great Expectations: starts no process and finds nothing."""

    def __init__(self) -> None:
        pass

    def validate(self, *_asked: object, **_named: object) -> list[dict[str, Any]]:
        """No rows."""
        return []

    def close(self) -> None:
        """There is nothing to end."""


@dataclass(frozen=True)
class Busy:
    """What an audit without Great Expectations took."""

    articles: int
    seconds: float
    """Of processor time."""
    steps: dict[str, float]
    """Step -> seconds, from ``run.json``."""


def without_suites(warm: Path, batch: Path, ignore: tuple[str, ...] = ()) -> Busy:
    """Audit a batch after a small one, with all steps and outputs but Great Expectations, in this process alone.

    What is imported, loaded and compiled once is not in the figures. Call it in a `fresh` process.
    """
    with tempfile.TemporaryDirectory() as out:
        settings = Settings(workers=1, history=False, out=out, ignore=ignore)
        pipeline.audit([warm], settings, start_validator=NoSuites)
        start = busy()
        run = pipeline.audit([batch], settings, start_validator=NoSuites)
        return Busy(run.facts["counts"]["articles"], busy() - start, run.facts["seconds"])


def busy() -> float:
    """Seconds of processor time that this process has taken, and those it has waited for."""
    return sum(os.times()[:4])


def fresh(call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """The call, in a new process: it finds nothing in memory that another one has left."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(call, *arguments, **named).result()


def write_lines(path: Path, rows: Iterable[object]) -> Path:
    """A batch as a file of JSON lines."""
    with path.open("w") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def spread(values: Sequence[float], form: str = ",.0f") -> str:
    """The median of the rounds, and from where to where they go."""
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2]:{form}} ({ordered[0]:{form}} to {ordered[-1]:{form}})"


def said(held: bool) -> str:
    """Whether a bar holds, as it is printed."""
    return "held" if held else "NOT HELD"
