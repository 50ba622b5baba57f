"""Removing an expectation's class name, a column it needs, or a suite file makes the audit fail and say so."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from presscheck import cli

ROOT = Path(__file__).parents[1]
TEXT = "Harbour baths reopen\n\nThe old harbour baths of Norrhaven reopened on Monday after eleven months of work.\n"
COMMAND = str(Path(sys.executable).with_name("presscheck"))


def audit(tmp_path: Path, change: Callable[[Path], None], *, apart: bool = False) -> subprocess.CompletedProcess[str]:
    """An audit with a changed copy of the suites; `apart`: by the command, else the same in the process of the tests."""
    suites = tmp_path / "expectations"
    shutil.copytree(ROOT / "expectations", suites)
    change(suites)
    (tmp_path / "one.txt").write_text(TEXT)
    arguments = ["audit", *map(str, (tmp_path / "one.txt", "--out", tmp_path / "out", "--expectations", suites))]
    if apart:
        return subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False)
    done = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def edit(name: str, change: Callable[[dict[str, object]], object]) -> Callable[[Path], None]:
    """A change to the first expectation of a suite."""

    def apply(suites: Path) -> None:
        path = suites / f"{name}.json"
        suite = json.loads(path.read_text())
        change(suite["expectations"][0])
        path.write_text(json.dumps(suite))

    return apply


def unknown_type(expectation: dict[str, object]) -> None:
    expectation["type"] = "expect_column_values_to_be_lovely"


def unknown_column(expectation: dict[str, object]) -> None:
    kwargs = expectation["kwargs"]
    assert isinstance(kwargs, dict)
    kwargs["column"] = "no_such_column"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda suites: (suites / "dates.json").unlink(), "dates.json"),
        (edit("bylines", lambda e: e.pop("type")), "type"),
        (edit("bylines", unknown_type), "expect_column_values_to_be_lovely"),
        (edit("bylines", unknown_column), "no_such_column"),
    ],
    ids=["no suite file", "no class name", "unknown class name", "no column"],
)
def test_it_fails_and_names_the_cause(tmp_path: Path, change: Callable[[Path], None], named: str) -> None:
    done = audit(tmp_path, change)
    assert done.returncode == 2, done.stdout
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("*/run.json"))


def test_the_command_fails_and_names_the_cause(tmp_path: Path) -> None:
    done = audit(tmp_path, edit("bylines", unknown_column), apart=True)
    assert done.returncode == 2, done.stdout
    assert "no_such_column" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("*/run.json"))


def test_the_suites_as_they_are_pass_the_same_way(tmp_path: Path) -> None:
    done = audit(tmp_path, lambda suites: None)
    assert done.returncode in (0, 1), done.stderr
    assert list((tmp_path / "out").glob("*/run.json"))
