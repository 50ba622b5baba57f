"""The JSON schema of ``presscheck audit --format json``, made from the schemas of the tables."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from presscheck.model import SCHEMAS, Confidence, Severity
from presscheck.report.json import FORMAT_VERSION
from presscheck.report.tables import EXPECTATION_SEVERITIES, SEVERITIES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ALWAYS_KNOWN = {"article_id", "source", "media_type", "encoding", "raw_sha256"}
"""Texts of an article that are there whatever the page says; the others are null where nothing is known."""
NO_PLACE = {"start", "end", "line", "col"}
"""Null for a finding about a whole article."""
ONE_OF: dict[tuple[str, str], list[str]] = {
    ("findings", "severity"): list(SEVERITIES),
    ("findings", "confidence"): [grade.value for grade in Confidence],
    ("expectations", "severity"): list(EXPECTATION_SEVERITIES),
    ("articles", "published_precision"): ["day", "minute", "second"],
}
COUNTS = (
    "inputs",
    "articles",
    "unreadable",
    "edits",
    "chars_removed",
    "findings",
    *(f"{severity.value}s" for severity in Severity),
    "links",
    "stories",
    "expectations",
    "expectations_failed",
)

Schema = dict[str, Any]
_COUNT: Schema = {"type": "integer", "minimum": 0}


def audit_schema() -> Schema:
    """JSON Schema (2020-12) of the object that `presscheck.report.json.as_json` makes.

    Closed but for the counts: a key that it does not name is an error. A key that is added raises ``format``.
    """
    suite = _object(
        {
            "name": {"type": "string"},
            "success": {"type": "boolean"},
            "expectations": _list(_row("expectations", leave_out="suite")),
        }
    )
    whole = _object(
        {
            "format": {"const": FORMAT_VERSION},
            "version": {"type": "string"},
            "run_dir": {"type": "string"},
            "counts": {**_object(dict.fromkeys(COUNTS, _COUNT)), "additionalProperties": _COUNT},
            "articles": _list(_row("articles", leave_out="clean_text")),
            "findings": _list(_row("findings")),
            "links": _list(_row("links")),
            "stories": _list(_row("stories")),
            "suites": _list(suite),
        }
    )
    return {"$schema": DIALECT, "title": "presscheck audit --format json", **whole}


def _row(table: str, leave_out: str = "") -> Schema:
    """A row of a table, by its Arrow schema."""
    return _object({field.name: _column(table, field) for field in SCHEMAS[table] if field.name != leave_out})


def _column(table: str, field: pa.Field) -> Schema:
    schema = _type(field.type)
    if (table, field.name) in ONE_OF:
        schema["enum"] = list(ONE_OF[table, field.name])
    if (table == "articles" and schema["type"] == "string" and field.name not in ALWAYS_KNOWN) or (
        table == "findings" and field.name in NO_PLACE
    ):
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"].append(None)
    return schema


def _type(arrow: pa.DataType) -> Schema:
    if pa.types.is_list(arrow):
        return _list(_type(arrow.value_type))
    if pa.types.is_struct(arrow):
        return _object({field.name: _type(field.type) for field in arrow})
    names = {"string": "string", "bool": "boolean", "int64": "integer", "double": "number"}
    return {"type": names[str(arrow)]}


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
