"""What the page of one suite shows: every result of Great Expectations, the failed ones first."""

from __future__ import annotations

from typing import Any

from presscheck.report.tables import EXPECTATION_SEVERITIES, Row, RunTables

MAX_NAMED = 64
"""Failing articles named below an expectation; the results name fewer."""


def suite_page(tables: RunTables, name: str, shrink: int = 0) -> dict[str, Any]:
    """All that the template ``suite.html`` prints; `shrink` halves the lists of failing articles, so many times."""
    rows = [row for row in tables.expectations if row["suite"] == name]
    rows.sort(key=lambda row: (row["success"], EXPECTATION_SEVERITIES.index(row["severity"]), row["number"]))
    return {
        "name": name,
        "total": len(rows),
        "failed": [(row, *_failing(row, tables, MAX_NAMED >> shrink)) for row in rows if not row["success"]],
        "passed": [row for row in rows if row["success"]],
    }


def _failing(row: Row, tables: RunTables, limit: int) -> tuple[list[Row], list[str]]:
    """The articles that fail, as far as the results name them, and the inputs that no article came from."""
    articles = [tables.articles[known] for known in row["article_ids"] or () if known in tables.articles]
    named = {article["source"] for article in articles}
    sources = [source for source in row["sources"] or () if source not in named]
    return articles[:limit], sources[:limit]
