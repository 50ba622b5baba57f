"""Floors under our numbers: they go up with the numbers, and down only for a reason that a commit states.

`python benchmarks/floors.py` names every commit that lowered a floor without a line "floor: why".
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import targets
from pages import ROOT

FILE = Path("tests", "eval", "floors.json")
REASON = re.compile(r"^floor: \S", re.MULTILINE)
LOWER = frozenset(target.name for target in targets.TARGETS if target.lower)

Gates = list[dict[str, Any]]
"""What floors.json holds: for each set of pages ``what`` they are, their fingerprint ``pages``, the ``slack`` that a
number may lose before it counts, and the ``floors``."""


def gates() -> Gates:
    """The floors of the checkout."""
    found: Gates = json.loads((ROOT / FILE).read_text())
    return found


def below(floors: dict[str, float], numbers: dict[str, float]) -> list[str]:
    """A sentence for each number on the wrong side of its floor; a ceiling where lower is better."""
    sign = {name: -1 if name in LOWER else 1 for name in floors}
    return [
        f"{name}: {numbers[name]:.4f}, floor {floor:.4f}"
        for name, floor in floors.items()
        if name in numbers and numbers[name] * sign[name] < floor * sign[name]
    ]


def lifted(floors: dict[str, float], numbers: dict[str, float], slack: float) -> dict[str, float]:
    """The floors moved up to `slack` below the numbers, where that is up; new ones for new numbers."""
    moved = dict(floors)
    for name, number in numbers.items():
        if name in LOWER:
            moved[name] = min(moved.get(name, 1.0), round(number + slack, 4))
        else:
            moved[name] = max(moved.get(name, 0.0), round(number - slack, 4))
    return moved


def check(pages: str, numbers: dict[str, float]) -> int:
    """Print what is below its floor; 1 when something is."""
    for gate in gates():
        if gate["pages"] == pages:
            found = below(gate["floors"], numbers)
            held = sum(name in numbers for name in gate["floors"]) - len(found)
            print("\n".join([*found, f"{gate['what']}: {held} floors hold, {len(found)} do not"]))
            return int(bool(found))
    print("no floors: they were measured on other pages")
    return 0


def lift(pages: str, numbers: dict[str, float]) -> None:
    """Lift the floors of the pages that were measured."""
    moved = [
        {**gate, "floors": lifted(gate["floors"], numbers, gate["slack"])} if gate["pages"] == pages else gate
        for gate in gates()
    ]
    (ROOT / FILE).write_text(json.dumps(moved, indent=1) + "\n")


def lowered(before: Gates, after: Gates) -> list[str]:
    """Names of the floors that are lower after than before, or gone, on the same pages."""
    now = {gate["pages"]: gate["floors"] for gate in after}
    names = []
    for gate in before:
        for name, floor in gate["floors"].items():
            value = now.get(gate["pages"], {}).get(name)
            if value is None or below({name: floor}, {name: value}):
                names.append(f"{gate['what']}: {name}")
    return names


def unexplained(repository: Path) -> list[str]:
    """A sentence for each commit up to HEAD that lowered a floor and does not say why."""

    def git(*arguments: str) -> str:
        done = subprocess.run(
            [which("git") or "git", *arguments], cwd=repository, check=True, capture_output=True, text=True
        )
        return done.stdout

    found = []
    for commit in git("log", "--no-merges", "--diff-filter=M", "--format=%H", "--", str(FILE)).split():
        before, after = (json.loads(git("show", f"{point}:{FILE.as_posix()}")) for point in (f"{commit}^", commit))
        names = lowered(before, after)
        if names and not REASON.search(git("show", "-s", "--format=%B", commit)):
            found.append(f"{commit[:10]} lowers {', '.join(names)} without a line 'floor: why'")
    return found


def main() -> int:
    """Print what `unexplained` finds."""
    found = unexplained(ROOT)
    print("\n".join(found) or "no floor was lowered without a reason")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
