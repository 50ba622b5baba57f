"""The inbox: complete batches, claims, and processes that die."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from presscheck import inbox
from presscheck.buckets import Runs
from presscheck.config import Settings
from presscheck.model import Unreadable
from presscheck.read import Found

ROUNDS = int(os.environ.get("PRESSCHECK_ROUNDS", "5"))
"""`make stress` asks for 100."""

FLOW = """
import json, logging, os, sys
from datetime import UTC, datetime
from pathlib import Path
from presscheck import inbox
from presscheck.buckets import Runs
from presscheck.config import Settings
print("ready", flush=True)
for line in sys.stdin:  # both at the same moment
    home = Path(line.strip())

    def audit(batch):
        run = home / "out" / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{batch.name}-{os.getpid()}"
        run.mkdir(parents=True)
        (run / "part").write_text(json.dumps({"paths": [str(batch)]}))
        (run / "part").rename(run / "run.json")

    def gate(run):
        with open(home / "gated", "a") as file:
            print(run.name, file=file)

    complete = inbox.batches(home / "in", 1, now=9e9)[0]
    through, failed = inbox.work(complete, Settings(out=str(home / "out")), Runs(str(home / "out")), audit, gate, logging.getLogger())
    print(len(through), len(failed), flush=True)
"""
"""The loop of the inbox flow, with an audit that does nothing but leave a run."""


def batch(folder: Path, name: str, text: str = "Baths to reopen\n") -> Path:
    path = folder / name
    path.mkdir(parents=True)
    (path / "a.txt").write_text(text)
    return path


class Audits:
    """Stands in for the audit and the gate, and remembers what they were asked."""

    def __init__(self, home: Path) -> None:
        self.out, self.of, self.gated = home / "out", list[str](), list[str]()
        self.faults = 0

    def audit(self, path: Path) -> None:
        self.of.append(path.name)
        run = self.out / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{len(self.of)}"
        run.mkdir(parents=True)
        (run / "run.json").write_text(json.dumps({"paths": [str(path)]}))

    def gate(self, run: Path) -> None:
        if self.faults:
            self.faults -= 1
            raise OSError("No space left on device")
        self.gated.append(run.name)

    def work(self, folder: Path, **settings: Any) -> tuple[list[str], list[str]]:
        complete = inbox.batches(folder, 1, 9e9)[0]
        told = Settings(out=str(self.out), **settings)
        return inbox.work(complete, told, Runs(told.out), self.audit, self.gate, logging.getLogger("inbox"))


def test_a_batch_is_complete_when_it_is_quiet_or_marked(tmp_path: Path) -> None:
    quiet, marked = batch(tmp_path, "a"), batch(tmp_path, "b")
    (marked / inbox.MARKER).touch()
    (tmp_path / "c.txt").write_text("x")
    for name in (".hidden", "_draft"):
        batch(tmp_path, name)
    (tmp_path / "notes.pdf").touch()
    now = time.time()
    assert inbox.batches(tmp_path, 60, now) == ([marked], 2)
    assert inbox.batches(tmp_path, 60, now + 100) == ([quiet, marked, tmp_path / "c.txt"], 0)
    assert inbox.batches(tmp_path, 0, now + 100) == ([marked], 2)
    os.utime(quiet / "a.txt", (0, 0))  # a copy that keeps old times is as young as it is
    assert inbox.batches(tmp_path, 60, now)[0] == [marked]


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
    assert inbox.batches(tmp_path, 1, 9e9) == ([], 0)
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
        (out / "99990101T000000Z-fedcba" / "run.json").write_text("{")  # spoiled: no run either
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


def test_a_batch_that_is_delivered_again_is_not_audited_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder, audits = tmp_path / "in", Audits(tmp_path)
    batch(folder, "monday")
    assert audits.work(folder) == (["monday"], [])
    shutil.copytree(folder / "monday", folder / "tuesday")
    assert audits.work(folder) == (["tuesday"], [])
    assert audits.of == ["monday"]
    assert len(set(audits.gated)) == 1  # the gate writes the files of that run again: no article is doubled

    batch(folder, "wednesday", "Baths to close\n")  # another text,
    assert audits.work(folder) == (["wednesday"], [])
    shutil.copytree(folder / "monday", folder / "thursday")
    assert audits.work(folder, ignore=("BP01",)) == (["thursday"], [])  # other settings,
    shutil.copytree(folder / "monday", folder / "friday")
    (tmp_path / "waivers.jsonl").write_text('{"rule": "BY01", "reason": "r", "owner": "o"}\n')
    assert audits.work(folder) == (["friday"], [])  # another file that settings name,
    shutil.copytree(folder / "friday", folder / "saturday")
    shutil.rmtree(audits.out)
    assert audits.work(folder) == (["saturday"], [])  # or a run that was pruned: audited
    assert audits.of == ["monday", "wednesday", "thursday", "friday", "saturday"]


def test_of_the_runs_of_one_content_one_that_exists_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder, audits = tmp_path / "in", Audits(tmp_path)
    batch(folder, "monday")
    audits.work(folder)
    known = json.loads((folder / inbox.STATE / "monday.done").read_text())
    for name in "abxyz":  # of runs that are pruned
        told = {**known, "run": f"{name}-pruned"}
        (folder / inbox.STATE / f"{name}.done").write_text(json.dumps(told))
    assert inbox.audited(folder)[known["content"]] == {known["run"], *(f"{name}-pruned" for name in "abxyz")}
    shutil.copytree(folder / "monday", folder / "tuesday")
    assert audits.work(folder) == (["tuesday"], [])
    assert audits.of == ["monday"]


def test_a_batch_that_fails_stays_in_the_inbox_and_the_others_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder, audits = tmp_path / "in", Audits(tmp_path)
    batch(folder, "a", "one\n")
    batch(folder, "b", "two\n")
    audits.faults = 1
    assert audits.work(folder) == (["b"], ["a"])
    assert "a: No space left on device" in caplog.text
    assert audits.work(folder) == (["a"], [])
    assert audits.of == ["a", "b"]  # the run was there already


def test_a_batch_of_a_long_name_is_audited_once_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder, audits = tmp_path / "in", Audits(tmp_path)
    names = sorted([f"{'ü' * 120}-{end}" for end in ("monday", "tuesday")])
    for name in (*names, "a", "n" * 244, "n" * 255):
        batch(folder, name, f"{name[-9:]}{len(name)}\n")
    through, failed = audits.work(folder)
    assert (through, failed) == (["a", "n" * 244, "n" * 255, *names], [])
    assert (folder / inbox.STATE / f"{'n' * 244}.done").exists()  # as it always was
    assert audits.work(folder) == ([], [])


def test_a_fault_with_one_claim_leaves_the_other_batches_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    folder, audits = tmp_path / "in", Audits(tmp_path)
    for name in ("a", "b"):
        batch(folder, name, name)
    (folder / inbox.STATE / "a.claim").mkdir(parents=True)
    assert audits.work(folder) == (["b"], ["a"])
    assert "a: [Errno 21] Is a directory" in caplog.text


def test_an_inbox_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name, said in (("file", "file is a file, and an inbox a folder"), ("gone", "gone is not there")):
        with pytest.raises(FileNotFoundError, match=f"the inbox .*{said}: name the folder that batches arrive in"):
            inbox.batches(tmp_path / name, 1)


def test_a_batch_with_a_folder_that_cannot_be_looked_into_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder, audits = tmp_path / "in", Audits(tmp_path)
    batch(folder, "a")
    locked = Found((), (), (Unreadable("a/locked", "Permission denied"),))
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "find", lambda _: locked)
        assert audits.work(folder) == ([], ["a"])
    assert "a: a/locked: Permission denied" in caplog.text
    assert audits.work(folder) == (["a"], [])


@pytest.fixture(scope="module")
def two() -> Iterator[list[subprocess.Popen[str]]]:
    command = [sys.executable, "-c", FLOW]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    yield both
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_at_once_audit_each_of_a_hundred_batches_once(
    number: int, two: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    names = [f"{n:03}" for n in range(100)]
    for name in names:
        batch(tmp_path / "in", name, f"{name} of round {number}\n")
    for process in two:
        assert process.stdin
        process.stdin.write(f"{tmp_path}\n")
    for process in two:
        assert process.stdin
        process.stdin.flush()
    counts = [process.stdout.readline().split() for process in two if process.stdout]
    assert sum(int(through) for through, _ in counts) == 100
    assert [failed for _, failed in counts] == ["0", "0"]
    runs = sorted(run.name for run in (tmp_path / "out").iterdir())
    assert sorted(name.split("-")[1] for name in runs) == names
    assert sorted((tmp_path / "gated").read_text().split()) == runs
