"""Findings as CSV (RFC 4180), for spreadsheets: a row each, and no cell that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from presscheck.tables import no_formula

COLUMNS = (
    "source",
    "line",
    "col",
    "rule",
    "name",
    "severity",
    "confidence",
    "message",
    "tip",
    "waived",
    "fingerprint",
    "article_id",
)


def as_csv(findings: list[dict[str, Any]]) -> str:
    """A header and a row a finding, every cell in quotation marks.

    `findings` are rows as ``SCHEMAS["findings"]`` describes them. A text that begins like a formula gets an
    apostrophe before it, which spreadsheets do not show.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row, column) for column in COLUMNS] for row in findings)
    return out.getvalue()


def _cell(row: Mapping[str, Any], column: str) -> str:
    value = row[column]
    if value is None:
        return ""
    return no_formula(str(value).lower() if isinstance(value, bool) else str(value))
