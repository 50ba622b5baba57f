"""kill -9 at random moments of an audit and of a gate: the next process makes every batch complete, and once.

One process works through an inbox as the flow does, without Prefect, which takes no part in what lies on disk.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from presscheck import history, inbox

ROUNDS = int(os.environ.get("PRESSCHECK_KILLS", "2"))
"""`make stress` asks for 50."""
BATCHES, ARTICLES = 2, 3

WORKER = """
import sys
from pathlib import Path
from presscheck import gate, inbox, pipeline, tables
from presscheck.config import Settings
from presscheck.model import Severity
home = Path(sys.argv[1])
settings = Settings(out=str(home / "out"), workers=1)
for batch in inbox.batches(home / "in", (".txt",), 0)[0]:
    with inbox.claimed(batch) as claim:
        if claim:
            run = claim.finished_run(home / "out")
            if run is None:
                print("audit", flush=True)
                run = pipeline.audit([str(batch)], settings).run_dir
            print("gate", flush=True)
            halves = gate.of_run(run, Severity.ERROR)
            gate.write(run.name, halves, tables.read(run, "links"), home / "accepted", home / "held", "jsonl")
            claim.done(run=run.name)
            print("done", flush=True)
"""


def start(home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKER, str(home)]
    return subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, text=True, start_new_session=True)


def kill_at(process: subprocess.Popen[str], word: str, seconds: float) -> None:
    """So many seconds after the process has said so; or when it has ended."""
    assert process.stdout
    for line in process.stdout:
        if line.strip() == word:
            break
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.mark.parametrize("number", range(ROUNDS))
def test_whatever_moment_a_process_is_killed_at_each_batch_is_complete_once(number: int, tmp_path: Path) -> None:
    draw = random.Random(number)  # noqa: S311
    names = [f"batch-{n}" for n in range(BATCHES)]
    for name in names:
        folder = tmp_path / "in" / name
        folder.mkdir(parents=True)
        for article in range(ARTICLES):
            (folder / f"{article}.txt").write_text(f"Baths of {name} to reopen, part {article}\nBy Ilse Marten\n")
        (folder / inbox.MARKER).touch()
    word = "audit" if number % 2 == 0 else "gate"
    kill_at(start(tmp_path), word, draw.uniform(0, 9 if word == "audit" else 0.08))
    unfinished = [path for path in (tmp_path / "out").glob("*") if not (path / "run.json").exists()]

    with start(tmp_path) as process:
        process.communicate(timeout=300)
    assert process.returncode == 0

    runs = history.runs(tmp_path / "out")
    assert sorted(Path(run.facts["paths"][0]).name for run in runs) == names
    assert not {run.path for run in runs} & set(unfinished)
    out = [
        json.loads(line)["source"]
        for half in ("accepted", "held")
        for file in (tmp_path / half).glob("*.jsonl")
        for line in file.read_text().splitlines()
    ]
    assert sorted(out) == sorted(str(tmp_path / "in" / name / f"{n}.txt") for name in names for n in range(ARTICLES))
    assert inbox.batches(tmp_path / "in", (".txt",), 0) == ([], 0)
