"""``make endurance``: 500 audits in a row in one process; memory and open files stay what they are after the first 50.

One process of Great Expectations serves all of them too, where each audit of the command starts its own: what it would
keep of each would show. It checks two expectations of each suite, so that it ends within the hour. Runs but the last few are
removed, as ``presscheck history prune`` does, so that each audit has the same past to look at.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import nullcontext
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


def main() -> None:
    """Audits, and prints memory and open files as it goes. Exit code 1 where either grows."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--audits", type=int, default=AUDITS)
    audits: int = asked.parse_args().audits
    seen: list[tuple[float, int, float, int]] = []
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as made, Validator.start() as validator:
        os.chdir(made)
        short_suites(Path("suites"))
        settings = Settings(workers=1, expectations="suites")
        for number in range(1, audits + 1):
            make(Path("in"), number)
            run = pipeline.audit(["in"], settings, start_validator=lambda: nullcontext(validator))
            assert run.facts["counts"]["inputs"] == 14, run.facts["counts"]
            for old in sorted(run.run_dir.parent.iterdir())[:-RUNS]:
                shutil.rmtree(old)
            if number % EVERY == 0:
                seen.append((*used("self"), *used(validator._process.pid)))
                ours, files, theirs, its_files = seen[-1]
                print(
                    f"{number:4} audits, {time.monotonic() - start:5.0f} s: {ours:6.1f} MiB, {files} open files; "
                    f"Great Expectations {theirs:6.1f} MiB, {its_files} open files",
                    flush=True,
                )
    grown = [max(values) / values[0] for values in zip(*seen, strict=True)]
    print("most since, to the first:", ", ".join(f"{value:.3f}" for value in grown))
    if max(grown) > GROWTH:
        sys.exit("something is kept of each audit")


if __name__ == "__main__":
    main()
