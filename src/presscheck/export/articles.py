"""The cleaned articles with their metadata, a row each."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

from presscheck import tables
from presscheck.model import SCHEMAS


def as_json_lines(run_dir: Path, facts: dict[str, Any], out: Path) -> int:
    """``articles`` as JSON, a line each, with the run they come from."""
    with out.open("w", encoding="utf-8", newline="") as file:
        rows = tables.scan(run_dir, "articles")
        file.writelines(json.dumps({**row, "run": facts["run"]}, ensure_ascii=False) + "\n" for row in rows)
    return _articles(facts)


def as_parquet(run_dir: Path, facts: dict[str, Any], out: Path) -> int:
    """``articles`` as the run has it."""
    shutil.copyfile(run_dir / "data" / "articles.parquet", out)
    return _articles(facts)


def as_csv(run_dir: Path, facts: dict[str, Any], out: Path) -> int:
    """``articles`` for spreadsheets: lists joined with ``; ``, and no cell is a formula."""
    with out.open(
        "w", encoding="utf-8-sig", newline=""
    ) as file:  # without the mark Excel takes it for its own code page
        writer = csv.writer(file)
        writer.writerow(SCHEMAS["articles"].names)
        writer.writerows([_cell(value) for value in row.values()] for row in tables.scan(run_dir, "articles"))
    return _articles(facts)


def _articles(facts: dict[str, Any]) -> int:
    return int(facts["counts"]["articles"])


def _cell(value: Any) -> Any:
    text = "; ".join(value) if isinstance(value, list) else value
    return tables.no_formula(text) if isinstance(text, str) else text
