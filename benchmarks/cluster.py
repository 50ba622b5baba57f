"""What an audit on a Spark cluster costs by article: the slopes behind docs/scale.md.

    python benchmarks/cluster.py [N …]        default: 2000 10000 30000

Articles are those of `growth.py`, 200 to a file of JSON lines, audited on a cluster of two workers on this machine. Prints for
each size and step: seconds, bytes shuffled; then bytes kept on the workers by what they hold, processor time of the
driver, the workers and their Java, memory of the driver, and what it holds by article. Needs ``presscheck[spark]``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

from growth import article
from presscheck.cluster import audit, start
from presscheck.config import Settings
from presscheck.run_folder import Run

SIZES = (2_000, 10_000, 30_000)
PER_FILE = 200
MASTER = "local-cluster[2,1,2048]"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "2g",
    "spark.executor.memory": "2g",
    "spark.sql.shuffle.partitions": "8",
}
HELD = {
    "rows": "rows of tables",
    "dossier": "dossiers",
    "times": "fingerprints in several",
    "articles": "articles as they were read",
}
"""A column of what is kept, the last that was made first -> what that is."""
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Watch(threading.Thread):
    """Looks once a second at the processes below this one, and at what the cluster keeps."""

    def __init__(self, spark: Any) -> None:
        super().__init__(daemon=True)
        self._context = spark.sparkContext._jsc.sc()
        self._ends = threading.Event()
        self.seconds: dict[int, tuple[str, float]] = {}
        self.memory: dict[str, int] = defaultdict(int)
        self.kept: dict[str, int] = defaultdict(int)

    def run(self) -> None:
        """Until `end`."""
        while not self._ends.wait(1):
            self._look()

    def end(self) -> None:
        """Look a last time."""
        self._ends.set()
        self.join()

    def _look(self) -> None:
        now: dict[str, int] = defaultdict(int)
        for pid, (kind, busy, resident) in below(os.getpid()).items():
            self.seconds[pid] = kind, busy
            now[kind] += resident
        for kind, resident in now.items():
            self.memory[kind] = max(self.memory[kind], resident)
        for info in self._context.getRDDStorageInfo():
            name = str(info.name())
            label = next((text for column, text in HELD.items() if f"{column}#" in name), "others")
            self.kept[label] = max(self.kept[label], info.memSize() + info.diskSize())


def below(root: int) -> dict[int, tuple[str, float, int]]:
    """The process and those below it: kind, seconds of processor time, bytes resident."""
    found: dict[int, tuple[int, str, float, int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            text, command = (entry / "stat").read_text(), (entry / "cmdline").read_bytes()
        except OSError:
            continue
        fields = text.rpartition(")")[2].split()
        kind = (
            "workers, Java"
            if b"CoarseGrained" in command
            else "driver, Java"
            if b"java" in command
            else "workers, Python"
        )
        found[int(entry.name)] = (
            int(fields[1]),
            kind,
            (int(fields[11]) + int(fields[12])) / TICK,
            int(fields[21]) * PAGE,
        )
    ours = {root: ("driver, Python", *found[root][2:])}
    todo = [root]
    while todo:
        parent = todo.pop()
        for pid, (above, *rest) in found.items():
            if above == parent:
                ours[pid] = rest[0], rest[1], rest[2]  # type: ignore[assignment]
                todo.append(pid)
    return ours


def shuffled(log: Path) -> dict[str, int]:
    """Bytes that the tasks of each step wrote for others to read, by Spark's log of events."""
    step_of: dict[int, str] = {}
    written: dict[str, int] = defaultdict(int)
    for line in log.read_text().splitlines():
        event = json.loads(line)
        if event["Event"] == "SparkListenerJobStart":
            step = event["Properties"].get("spark.job.description", "others")
            step_of |= dict.fromkeys(event["Stage IDs"], step)
        elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
            step = step_of[event["Stage ID"]]
            written[step] += event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return written


def measure(size: int) -> None:
    """One size, in a process of its own: a cluster is as good as new only once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "batch").mkdir()
        for first in range(0, size, PER_FILE):
            lines = (json.dumps(article(number)) + "\n" for number in range(first, min(first + PER_FILE, size)))
            (folder / f"batch/{first:09}.jsonl").write_text("".join(lines))
        (folder / "events").mkdir()
        logged = {"spark.eventLog.enabled": "true", "spark.eventLog.dir": f"file:{folder}/events"}
        spark = start(MASTER, SETTINGS | logged | {"spark.eventLog.compress": "false", "spark.local.dir": name})
        watch = Watch(spark)
        watch.start()
        run = audit([folder / "batch"], Settings(out=f"{folder}/out", history=False), spark)
        watch.end()
        spark.stop()
        [log] = [path for path in folder.glob("events/**/*") if path.is_file() and "appstatus" not in path.name]
        told(size, run, watch, shuffled(log))


def told(size: int, run: Run, watch: Watch, written: dict[str, int]) -> None:
    """What there is to say of one size."""
    counts = run.facts["counts"]
    print(f"{size:,} articles, {counts['links']:,} links, {counts['findings']:,} findings")
    for step, seconds in run.facts["seconds"].items():
        print(
            f"  {step:<10} {seconds:>7,.0f} s  {written[f'presscheck: {step}'] / size:>8,.0f} bytes shuffled an article"
        )
    for what, held in sorted(watch.kept.items()):
        print(f"  kept: {what:<30} {held / size:>8,.0f} bytes an article")
    busy: dict[str, float] = defaultdict(float)
    for kind, seconds in watch.seconds.values():
        busy[kind] += seconds
    for kind, seconds in sorted(busy.items()):
        print(
            f"  {kind:<20} {1e3 * seconds / size:>8.1f} ms of processor time an article, {watch.memory[kind] >> 20:,} MiB"
        )
    files = sum(path.stat().st_size for path in run.run_dir.rglob("*") if path.is_file())
    marker = (run.run_dir / "run.json").stat().st_size
    print(f"  run folder {files / size:,.0f} bytes an article, run.json {marker / size:,.0f}", flush=True)


def main() -> None:
    """Each size in turn."""
    sizes = [int(text) for text in sys.argv[1:]]
    if len(sizes) == 1:
        measure(sizes[0])
    for size in SIZES if not sizes else sizes if len(sizes) > 1 else ():
        subprocess.run([sys.executable, __file__, str(size)], check=True)


if __name__ == "__main__":
    main()
