"""A run as one JSON object, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]
FORMAT_VERSION = 1
"""Goes up when a key comes, goes, or means something else."""


def as_json(run_dir: Path | str, tables: Mapping[str, Rows], run: Mapping[str, Any]) -> dict[str, Any]:
    """What ``presscheck audit --format json`` prints: ready for ``json.dumps``.

    `tables` maps names to rows as `presscheck.model.SCHEMAS` describes them; ``articles``, ``findings``,
    ``links``, ``stories`` and ``expectations`` are needed. `run` gives ``version`` and ``counts``. Clean texts
    stay in the run folder: they would be most of the output. `presscheck.report.schema` is the schema of it.
    """
    return {
        "format": FORMAT_VERSION,
        "version": run["version"],
        "run_dir": str(run_dir),
        "counts": dict(run["counts"]),
        "articles": [{key: value for key, value in row.items() if key != "clean_text"} for row in tables["articles"]],
        "findings": list(tables["findings"]),
        "links": list(tables["links"]),
        "stories": list(tables["stories"]),
        "suites": _suites(tables["expectations"]),
    }


def _suites(expectations: Rows) -> Rows:
    """One object a suite, in the order they were checked in; a suite is met when all it expects is."""
    by_name: dict[str, Rows] = {}
    for row in expectations:
        by_name.setdefault(row["suite"], []).append({key: value for key, value in row.items() if key != "suite"})
    return [
        {"name": name, "success": all(row["success"] for row in rows), "expectations": rows}
        for name, rows in by_name.items()
    ]
