"""``make endurance``: 500 audits in a row in one process; memory and open files stay what they are after the first 50.

One process of Great Expectations serves all of them too, where each audit of the command starts its own: what it would
keep of each would show. It checks two expectations of each suite, so that it ends within the hour. Runs but the last few are
removed, as ``presscheck history prune`` does, so that each audit has the same past to look at. With ``--flow`` each audit is
a run of the flow ``audit-batch`` against a Prefect server of its own.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, nullcontext
from pathlib import Path

import hostile
from presscheck import pipeline, resources
from presscheck.config import Settings
from presscheck.validate import Validator

AUDITS, EVERY = 500, 50
GROWTH = 1.05
"""More than this times what was there after the first `EVERY` is a leak."""
RUNS = 3
"""Earlier runs that are left to link with."""
DOUBTFUL = 683
"""The first article whose language the fast model is not sure of: the other model, of 75 MiB, is loaded for it."""
BAD = ("nul.txt", "deep.html", "mixed.txt", "lone surrogate.html", "odd utf-16.txt")


def used(pid: int | str) -> tuple[float, int]:
    """Memory (MiB, resident) and open files of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20), sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def short_suites(folder: Path) -> None:
    """Our suites, with the first two expectations of each."""
    folder.mkdir()
    for path in resources.folder("expectations").glob("*.json"):
        suite = json.loads(path.read_text())
        (folder / path.name).write_text(json.dumps({**suite, "expectations": suite["expectations"][:2]}))


def make(folder: Path, number: int) -> None:
    """A batch that no other is like: five articles, two copies of them, a page, and five bad inputs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for at in range(5):
        (folder / f"{at}.txt").write_text(hostile.good(number * 5 + at))
        if at < 2:
            (folder / f"{at} again.txt").write_text(hostile.good(number * 5 + at) + "\nSubscribe to our letter\n")
    (folder / "page.html").write_bytes(hostile.page(f"<p>{hostile.good(number * 5)}</p>"))
    (folder / "doubtful.txt").write_text(hostile.good(DOUBTFUL))
    kinds = hostile.contents(large=False)
    for name in BAD:
        (folder / name).write_bytes(kinds[name])


@contextmanager
def server() -> Iterator[None]:
    """A Prefect server, named in the environment; before Prefect is imported."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path("prefect").absolute()
    home.mkdir()
    os.environ |= {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_TO_CONSOLE": "false",
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "DO_NOT_TRACK": "1",
    }
    prefect = str(Path(sys.executable).with_name("prefect"))
    command = [prefect, "server", "start", "--port", str(port), "--no-ui"]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=5).close()
                break
            except OSError:
                time.sleep(1)
        yield
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


@contextmanager
def in_process() -> Iterator[tuple[Callable[[], Path], Validator]]:
    """An audit of ``in`` by the pipeline, and the process that checks its suites."""
    settings = Settings(workers=1, expectations="suites")
    with Validator.start() as validator:
        yield (
            lambda: pipeline.audit(["in"], settings, start_validator=lambda: nullcontext(validator)).run_dir,
            validator,
        )


@contextmanager
def as_flow() -> Iterator[tuple[Callable[[], Path], Validator]]:
    """An audit of ``in`` by the flow."""
    Path("presscheck.toml").write_text('expectations = "suites"\nworkers = 1\n')
    with server():
        sys.path.insert(0, str(Path(__file__).parents[1] / "flows"))
        flows = importlib.import_module("audit")

        def audit() -> Path:
            state = flows.audit_batch(["in"], "reports", return_state=True)
            assert state.is_completed(), state
            return Path(state.result()).parent

        with flows.one_validator(), flows.start_validator() as validator:
            yield audit, validator


def show(number: int, seconds: float, seen: tuple[float, int, float, int]) -> None:
    """A line of what is in use."""
    ours, files, theirs, its_files = seen
    print(
        f"{number:4} audits, {seconds:5.0f} s: {ours:6.1f} MiB, {files} open files; "
        f"Great Expectations {theirs:6.1f} MiB, {its_files} open files",
        flush=True,
    )


def main() -> None:
    """Audits, and prints memory and open files as it goes. Exit code 1 where either grows."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--audits", type=int, default=AUDITS)
    asked.add_argument("--flow", action="store_true", help="each audit is a run of the flow")
    given = asked.parse_args()
    seen: list[tuple[float, int, float, int]] = []
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as made, chdir(made):
        short_suites(Path("suites"))
        with (as_flow if given.flow else in_process)() as (audit, validator):
            for number in range(1, given.audits + 1):
                make(Path("in"), number)
                run_dir = audit()
                counts = json.loads((run_dir / "run.json").read_text())["counts"]
                assert counts["inputs"] == 14, counts
                for old in sorted(run_dir.parent.iterdir())[:-RUNS]:
                    shutil.rmtree(old)
                if number % EVERY == 0:
                    seen.append((*used("self"), *used(validator._process.pid)))
                    show(number, time.monotonic() - start, seen[-1])
    grown = [max(values) / values[0] for values in zip(*seen, strict=True)]
    print("most since, to the first:", ", ".join(f"{value:.3f}" for value in grown))
    if max(grown) > GROWTH:
        sys.exit("something is kept of each audit")


if __name__ == "__main__":
    main()
