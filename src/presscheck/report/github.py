"""Findings and failed expectations as annotations of a GitHub workflow run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from presscheck.model import SEVERITY_OF
from presscheck.report.json import Rows
from presscheck.report.visible import plain

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
"""Severity -> workflow command."""
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_github(tables: Mapping[str, Rows]) -> str:
    """A workflow command a line: findings that are not waived, then failed expectations; the worst first.

    GitHub shows ten annotations of each kind a step. `tables` needs ``articles``, ``findings`` and
    ``expectations``. A finding in a web page names the file only: its lines are those of the visible text.
    """
    texts = {row["article_id"] for row in tables["articles"] if row["media_type"] == "text/plain"}
    commands = [*_findings(tables["findings"], texts), *_expectations(tables["expectations"])]
    order = list(COMMANDS.values())
    commands.sort(key=lambda command: order.index(command[0]))
    return "".join(
        f"::{kind} {properties}::{plain(message).translate(_DATA)}\n" for kind, properties, message in commands
    )


def _findings(findings: Rows, texts: set[str]) -> Iterator[tuple[str, str, str]]:
    for row in findings:
        if row["waived"]:
            continue
        place = {"line": row["line"], "col": row["col"]} if row["line"] and row["article_id"] in texts else {}
        title = f"{row['rule']} {row['name']}"
        yield COMMANDS[row["severity"]], _properties({"file": row["source"], **place, "title": title}), row["message"]


def _expectations(expectations: Rows) -> Iterator[tuple[str, str, str]]:
    for row in expectations:
        if not row["success"]:
            kind = COMMANDS[SEVERITY_OF[row["severity"]]]
            yield kind, _properties({"title": f"suite {row['suite']}"}), row["sentence"]


def _properties(properties: Mapping[str, Any]) -> str:
    return ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
