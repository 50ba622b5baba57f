"""The floors: how they are compared and lifted, that the sample holds them, and that none was lowered in silence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

import floors
import targets
from pages import DEVELOPMENT, Pages

ROOT = Path(__file__).parents[2]
SAMPLE = 60


def test_a_number_below_its_floor_is_named() -> None:
    assert floors.below({"bs4 tokens F1": 0.9}, {"bs4 tokens F1": 0.8999}) == ["bs4 tokens F1: 0.8999, floor 0.9000"]
    assert floors.below({"bs4 tokens F1": 0.9}, {"bs4 tokens F1": 0.9}) == []
    assert floors.below({"bs4 tokens F1": 0.9}, {}) == []  # a part of the benchmark was run


def test_where_lower_is_better_a_floor_is_a_ceiling() -> None:
    assert floors.below({"dateline false places": 0.01}, {"dateline false places": 0.0}) == []
    assert len(floors.below({"dateline false places": 0.01}, {"dateline false places": 0.02})) == 1


def test_floors_are_lifted_and_never_lowered() -> None:
    before = {"bs4 tokens F1": 0.9, "dateline place": 0.5, "dateline false places": 0.01}
    after = floors.lifted(
        before, {"bs4 tokens F1": 0.8, "dateline place": 0.7, "dateline false places": 0.0, "dateline day": 0.4}, 0.005
    )
    assert after == {
        "bs4 tokens F1": 0.9,
        "dateline place": 0.695,
        "dateline false places": 0.005,
        "dateline day": 0.395,
    }


def git(repository: Path, *arguments: str) -> None:
    name = ["-c", "user.name=Ana Soler", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run([which("git") or "git", *name, *arguments], cwd=repository, check=True)


def commit(repository: Path, floor: float | None, message: str) -> None:
    path = repository / floors.FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {"dateline place": floor} if floor is not None else {}
    path.write_text(json.dumps([{"what": "pages", "pages": "aa", "slack": 0.01, "floors": held}]))
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", message)


def test_a_lowered_floor_needs_a_reason_in_the_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    commit(tmp_path, 0.5, "First floors")
    commit(tmp_path, 0.6, "Better")
    commit(tmp_path, 0.55, "Fewer rules\n\nfloor: the rule misfired on recipes")
    assert floors.unexplained(tmp_path) == []
    commit(tmp_path, 0.4, "A new floor: the one below")
    [found] = floors.unexplained(tmp_path)
    assert found.endswith("lowers pages: dateline place without a line 'floor: why'")
    commit(tmp_path, None, "Tidy up")
    assert len(floors.unexplained(tmp_path)) == 2


def test_there_are_floors_for_the_development_half_and_for_the_sample() -> None:
    half, sample = floors.gates()
    assert half["pages"] == DEVELOPMENT
    assert {target.name for target in targets.TARGETS} == set(half["floors"])
    assert set(sample["floors"]) < set(half["floors"])


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no git checkout")
def test_no_floor_was_lowered_without_a_reason() -> None:
    assert floors.unexplained(ROOT) == []


def test_the_sample_holds_its_floors() -> None:
    """With the weights of the package, which may have seen these pages: a gate against breakage, not a measurement."""
    pages = Pages(sample=SAMPLE)
    if not pages.folder.is_dir():
        pytest.skip(f"the labelled pages are not beside this checkout ({pages.folder})")
    if pages.fingerprint not in {gate["pages"] for gate in floors.gates()}:
        pytest.skip(f"the floors were measured on other pages than those in {pages.folder}")
    command = [sys.executable, ROOT / "benchmarks" / "accuracy.py", "--sample", str(SAMPLE), "--alone"]
    done = subprocess.run(
        [*command, "--only", "lines,html,dateline", "--floors", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "floors hold, 0 do not" in done.stdout
