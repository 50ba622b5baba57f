"""kill -9 at random moments of an audit and of a gate: the next process makes every batch complete, and once.

A process works through an inbox as the flow does, without Prefect, which takes no part in what lies on disk. It is
forked from one that has loaded everything, so that a round takes a second; Great Expectations runs inside of it.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from invented import STORY
from presscheck import history, inbox, resources, tables
from presscheck.model import SCHEMAS

ROUNDS = int(os.environ.get("PRESSCHECK_KILLS", "2"))
"""Of each kind; `make stress` asks for 50."""
BATCHES, ARTICLES = 2, 3

FORKS = """
import json, logging, os, signal, sys, time
from pathlib import Path
from presscheck import gate, inbox, pipeline
from presscheck.buckets import Runs
from presscheck.config import Settings
from presscheck.model import Severity
from presscheck.validate.engine import Engine

ENGINE = Engine()
FILES = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "fcntl.flock")

class Checks:
    def __enter__(self):
        return self
    def __exit__(self, *error):
        pass
    def validate(self, run_dir, suites, thresholds, docs):
        return ENGINE.check(run_dir, suites, thresholds, docs)

def work(home, phase):
    settings = Settings(out=str(home / "out"), workers=1, expectations=sys.argv[1])

    def audit(batch):
        phase("audit")
        pipeline.audit([str(batch)], settings, start_validator=Checks)

    def gated(run):
        phase("gate")
        gate.of_run(run, home / "accepted", home / "held", Severity.ERROR)

    inbox.work(inbox.batches(home / "in", 0)[0], settings, Runs(settings.out), audit, gated, logging.getLogger())

def child(home, kind, number, said):
    now, events, begun = [""], {"audit": 0, "gate": 0}, time.monotonic()

    def phase(name):
        now[0] = name
        os.write(said, name[:1].encode())

    def hook(event, arguments):
        if event in FILES and now[0] and (event == "fcntl.flock" or str(arguments[0]).startswith(str(home))):
            events[now[0]] += 1
            if (now[0], events[now[0]]) == (kind, number):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    work(home, phase)
    os.write(said, json.dumps({**events, "seconds": time.monotonic() - begun}).encode())

work(Path(sys.argv[2]), lambda name: None)  # what is loaded once is loaded now
print("ready", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    hear, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(hear)
        child(Path(asked["home"]), asked["kind"], asked["number"], say)
        os._exit(0)
    os.close(say)
    if asked["kind"] == "time":
        os.read(hear, 1)
        time.sleep(asked["number"])
        os.kill(pid, signal.SIGKILL)
    told = b"".join(iter(lambda: os.read(hear, 4096), b""))
    os.close(hear)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    print(json.dumps({"code": code, **(json.loads(told[told.index(b"{"):]) if b"{" in told else {})}), flush=True)
"""


def inbox_of(home: Path) -> list[str]:
    names = [f"batch-{n}" for n in range(BATCHES)]
    for name in names:
        folder = home / "in" / name
        folder.mkdir(parents=True)
        for article in range(ARTICLES):
            text = f"Baths of {name} to reopen, part {article}\nBy Ilse Marten\n4 March 2024\n{STORY * min(article, 1)}"
            (folder / f"{article}.txt").write_text(text)
        (folder / inbox.MARKER).touch()
    return names


@dataclass(frozen=True)
class Forks:
    """The process that forks those that are killed; and of one that is not, its file events and its seconds."""

    process: subprocess.Popen[str]
    whole: dict[str, Any]

    def run(self, home: Path, kind: str = "", number: float = 0) -> dict[str, Any]:
        return asked(self.process, home, kind, number)


def asked(process: subprocess.Popen[str], home: Path, kind: str = "", number: float = 0) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"home": str(home), "kind": kind, "number": number}) + "\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    home, suites = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("suites")
    for shipped in resources.folder("expectations").glob("*.json"):
        suite = json.loads(shipped.read_text())
        (suites / shipped.name).write_text(json.dumps({**suite, "expectations": suite["expectations"][:1]}))
    inbox_of(home)
    command = [sys.executable, "-c", FORKS, str(suites), str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=home) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        whole = tmp_path_factory.mktemp("whole")
        inbox_of(whole)
        yield Forks(process, asked(process, whole))
        process.communicate(timeout=60)


@pytest.mark.parametrize("kind", ["time", "audit", "gate"])
@pytest.mark.parametrize("number", range(ROUNDS))
def test_whatever_moment_a_process_is_killed_at_each_batch_is_complete_once(
    kind: str, number: int, forks: Forks, tmp_path: Path
) -> None:
    """Killed after so many seconds, or before the so-manieth file operation of the audits or of the gates."""
    names = inbox_of(tmp_path)
    draw = random.Random(f"{kind} {number}")  # noqa: S311
    last = forks.whole["seconds" if kind == "time" else kind]
    moment = draw.uniform(0, last) if kind == "time" else draw.randint(1, last)
    code = forks.run(tmp_path, kind, moment)["code"]
    assert code == -9 or (kind == "time" and code == 0)  # by the clock it may be through before
    for run in (path for path in (tmp_path / "out").glob("*") if (path / "run.json").exists()):
        counts = json.loads((run / "run.json").read_text())["counts"]
        assert {name: len(tables.read(run, name)) for name in SCHEMAS}["articles"] == counts["articles"] == ARTICLES
        assert "</html>" in (run / "index.html").read_text()[-20:]
    for file in (tmp_path / "accepted").glob("*.jsonl"):
        lines = [*file.read_text().splitlines(), *(tmp_path / "held" / file.name).read_text().splitlines()]
        assert [json.loads(line)["run"] for line in lines] == [file.stem] * ARTICLES

    again = forks.run(tmp_path)
    assert again["code"] == 0

    runs = history.runs(tmp_path / "out")
    assert sorted(Path(run.facts["paths"][0]).name for run in runs) == names
    halves = {
        half: sorted(
            json.loads(line)["source"].removeprefix(f"{tmp_path}/in/")
            for file in (tmp_path / half).glob("*.jsonl")
            for line in file.read_text().splitlines()
        )
        for half in ("accepted", "held")
    }
    assert halves["held"] == [f"{name}/0.txt" for name in names]  # a headline and no text
    assert halves["accepted"] == [f"{name}/{n}.txt" for name in names for n in range(1, ARTICLES)]
    assert inbox.batches(tmp_path / "in", 0) == ([], 0)
