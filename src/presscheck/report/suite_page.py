"""What the page of one suite shows: every result of Great Expectations, the failed ones first."""

from __future__ import annotations

from typing import Any

from presscheck.report.overview import failing, idle
from presscheck.report.tables import EXPECTATION_SEVERITIES, RunTables

MAX_NAMED = 64
"""Failing articles named below an expectation."""


def suite_page(tables: RunTables, name: str, shrink: int = 0) -> dict[str, Any]:
    """All that the template ``suite.html`` prints; `shrink` halves the lists of failing articles, so many times."""
    rows = [row for row in tables.expectations if row["suite"] == name]
    rows.sort(key=lambda row: (row["success"], EXPECTATION_SEVERITIES.index(row["severity"]), row["number"]))
    return {
        "name": name,
        "total": len(rows),
        "failed": [(row, *failing(row, tables, MAX_NAMED >> shrink)) for row in rows if not row["success"]],
        "passed": [row for row in rows if row["success"] and not idle(row)],
        "idle": [row for row in rows if idle(row)],
    }
