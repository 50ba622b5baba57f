"""The inbox: complete batches, claims, and processes that die."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from presscheck import inbox

SUFFIXES = (".txt",)
ROUNDS = int(os.environ.get("PRESSCHECK_ROUNDS", "5"))
"""`make stress` asks for 100."""

CLAIMER = """
import os, sys
from pathlib import Path
from presscheck import inbox
folder, log = Path(sys.argv[1]), sys.argv[2]
sys.stdin.readline()  # both at the same moment
for batch in inbox.batches(folder, (".txt",), 1, now=9e9)[0]:
    with inbox.claimed(batch) as claim:
        if claim:
            with open(log, "a") as file:
                file.write(batch.name + "\\n")
            claim.done(run="r")
print("end")
"""


def batch(folder: Path, name: str) -> Path:
    path = folder / name
    path.mkdir(parents=True)
    (path / "a.txt").write_text("Baths to reopen\n")
    return path


def test_a_batch_is_complete_when_it_is_quiet_or_marked(tmp_path: Path) -> None:
    quiet, marked = batch(tmp_path, "a"), batch(tmp_path, "b")
    (marked / inbox.MARKER).touch()
    (tmp_path / "c.txt").write_text("x")
    for name in (".hidden", "_draft"):
        batch(tmp_path, name)
    (tmp_path / "notes.pdf").touch()
    now = time.time()
    assert inbox.batches(tmp_path, SUFFIXES, 60, now) == ([marked], 2)
    assert inbox.batches(tmp_path, SUFFIXES, 60, now + 100) == ([quiet, marked, tmp_path / "c.txt"], 0)
    assert inbox.batches(tmp_path, SUFFIXES, 0, now + 100) == ([marked], 2)
    os.utime(quiet / "a.txt", (0, 0))  # a copy that keeps old times is as young as it is
    assert inbox.batches(tmp_path, SUFFIXES, 60, now)[0] == [marked]


def test_what_is_claimed_is_nobody_elses_and_what_is_done_stays_done(tmp_path: Path) -> None:
    path = batch(tmp_path, "a")
    with inbox.claimed(path) as claim:
        assert claim
        with inbox.claimed(path) as other:
            assert other is None
    with inbox.claimed(path) as again:
        assert again
        assert again.since == claim.since  # of the first claim: its run is still ours
        again.done(run="20260301T000000Z-abcdef")
    with inbox.claimed(path) as late:
        assert late is None
    assert inbox.batches(tmp_path, SUFFIXES, 1, 9e9) == ([], 0)
    facts = json.loads((tmp_path / inbox.STATE / "a.done").read_text())
    assert facts == {"batch": "a", "run": "20260301T000000Z-abcdef"}


def test_a_run_that_a_dead_process_finished_is_found(tmp_path: Path) -> None:
    path, out = batch(tmp_path / "in", "a"), tmp_path / "out"
    with inbox.claimed(path) as claim:
        assert claim
        assert claim.finished_run(out) is None
        for name, finished, of in (
            ("20200101T000000Z-abcdef", True, path),
            ("99990101T000000Z-abcdef", True, path.with_name("b")),
            ("99990101T000000Z-fedcba", False, path),
        ):
            (out / name).mkdir(parents=True)
            if finished:
                (out / name / "run.json").write_text(json.dumps({"paths": [str(of)]}))
        assert claim.finished_run(out) is None
        ours = out / f"{claim.since.replace('-', '').replace(':', '')}-abcdef"
        ours.mkdir()
        (ours / "run.json").write_text(json.dumps({"paths": [str(path)]}))
        assert claim.finished_run(out) == ours


def test_the_claim_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    path = batch(tmp_path, "a")
    code = (
        "import sys, time; from pathlib import Path; from presscheck import inbox\n"
        "with inbox.claimed(Path(sys.argv[1])) as claim: print(claim.since, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        since = process.stdout.readline().strip()
        with inbox.claimed(path) as early:
            assert early is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    with inbox.claimed(path) as claim:
        assert claim
        assert claim.since == since


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_processes_claim_each_of_a_hundred_batches_once(number: int, tmp_path: Path) -> None:
    names = [f"{n:03}" for n in range(100)]
    for name in names:
        batch(tmp_path / "in", name)
    command = [sys.executable, "-c", CLAIMER, tmp_path / "in", tmp_path / "log"]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    time.sleep(0.5)
    for process in both:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate()[0] for process in both] == ["end\n", "end\n"]
    assert sorted((tmp_path / "log").read_text().split()) == names
