"""What ``presscheck audit --format`` can print besides text: one renderer each, in a file of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from presscheck.files import place
from presscheck.report.csv import as_csv
from presscheck.report.github import as_github
from presscheck.report.json import Rows, as_json
from presscheck.report.sarif import as_sarif
from presscheck.rule import Rule

FORMATS = ("json", "sarif", "github", "csv")


def render(
    form: str, run_dir: Path | str, tables: Mapping[str, Rows], run: Mapping[str, Any], rules: Iterable[type[Rule]]
) -> str:
    """A run in one of `FORMATS`, with a line break at its end. `run` is what run.json holds."""
    if form == "csv":
        return as_csv(tables["findings"])
    if form == "github":
        return as_github(tables)
    whole = as_sarif(tables, run, rules) if form == "sarif" else as_json(run_dir, tables, run)
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, by atomic rename; a link stays, and what it leads to is written.

    What is there and no regular file (a device, a pipe) is written to as it is. Raises OSError that names the file.
    """
    try:
        if is_special(path):
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
                file.write(text)
        else:
            place(Path(os.path.realpath(path)), text.encode("utf-8", "backslashreplace"), lasting=False)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def is_special(path: Path) -> bool:
    """Whether there is something that is no regular file, and that another file must not take the place of."""
    return path.exists() and not path.is_file()
