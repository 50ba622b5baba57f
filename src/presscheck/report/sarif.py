"""A run as SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from presscheck.model import SEVERITY_OF
from presscheck.report.json import Rows
from presscheck.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""Severity -> level."""
FINGERPRINT = "presscheck/v1"

Object = dict[str, Any]


def as_sarif(tables: Mapping[str, Rows], run: Mapping[str, Any], rules: Iterable[type[Rule]]) -> Object:
    """A log of one run, ready for ``json.dumps``: a result each for findings and failed expectations.

    `tables` needs ``articles``, ``findings`` and ``expectations``; `run` is run.json's; `rules` are those that ran.
    Lines and columns are given for text files only: those of a web page are of its visible text, not of the file.
    A waived finding has a suppression.
    """
    sources = {row["article_id"]: row for row in tables["articles"]}
    failed = [row for row in tables["expectations"] if not row["success"]]
    described = [_rule(rule) for rule in sorted(rules, key=lambda rule: rule.code)]
    described += [_contract(row) for row in failed]
    index = {rule["id"]: at for at, rule in enumerate(described)}
    results = [*(_finding(row, sources) for row in tables["findings"]), *(_failure(row) for row in failed)]
    for result in results:
        if result["ruleId"] in index:
            result["ruleIndex"] = index[result["ruleId"]]
    driver = {"name": "presscheck", "semanticVersion": run["version"], "rules": described}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": True, "startTimeUtc": run["started"]}],
                "results": results,
            }
        ],
    }


def _rule(rule: type[Rule]) -> Object:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{rule.summary()}."},
        "help": {"text": rule.page(), "markdown": rule.page()},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _contract(row: Object) -> Object:
    level = LEVELS[SEVERITY_OF[row["severity"]]]
    text = f"Expectation {row['number']} of the suite {row['suite']}."
    return {"id": _id(row), "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}


def _id(row: Object) -> str:
    return f"suite/{row['suite']}/{row['number']}"


def _finding(row: Object, sources: Mapping[str, Object]) -> Object:
    found = sources.get(row["article_id"])
    as_written = found is not None and found["media_type"] == "text/plain"
    region = {"startLine": row["line"], "startColumn": row["col"]} if row["line"] and as_written else None
    result: Object = {
        "ruleId": row["rule"],
        "level": LEVELS[row["severity"]],
        "message": {"text": row["message"]},
        "locations": [_location(row["source"], region)],
        "partialFingerprints": {FINGERPRINT: row["fingerprint"]},
        "suppressions": [{"kind": "external", "status": "accepted"}] if row["waived"] else [],
        "properties": {"confidence": row["confidence"]},
    }
    related = [place for place in row["related"] if place["article_id"] in sources]
    if related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": place["label"]},
                **_location(sources[place["article_id"]]["source"], None),
            }
            for number, place in enumerate(related, 1)
        ]
    return result


def _failure(row: Object) -> Object:
    return {
        "ruleId": _id(row),
        "level": LEVELS[SEVERITY_OF[row["severity"]]],
        "message": {"text": row["sentence"]},
        "locations": [_location(source, None) for source in row["sources"]],
        "suppressions": [],
    }


def _location(source: str, region: Object | None) -> Object:
    place: Object = {"artifactLocation": {"uri": _uri(source)}}
    if region:
        place["region"] = region
    return {"physicalLocation": place}


def _uri(source: str) -> str:
    """A path as a URI reference; a relative one stays relative."""
    path = quote(source)
    if PurePath(source).is_absolute():
        return f"file://{path}"
    return path
