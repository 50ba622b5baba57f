"""Result rows: what Great Expectations found, as counts and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from presscheck.validate.suites import Contract
from presscheck.wording import Count

MAX_NAMED = 50
"""Failing inputs whose files a row names at most; of failing articles it has all ids, since the gate holds them."""


def row(
    contract: Contract, met: str, result: Mapping[str, Any], article_ids: list[str], sources: list[str]
) -> dict[str, Any]:
    """A row in the shape of ``SCHEMAS["expectations"]``.

    `met` is the sentence for a contract that holds; `result` is Great Expectations' own, with `success` in it.
    An expectation about a whole table (its rows, a mean) looks at one thing: `checked` is 1, `failed` 0 or 1.
    """
    success = bool(result["success"])
    checked, failed = _counts(result, success)
    words = {
        "failed": Count(failed),
        "checked": Count(checked),
        "share": _percent(failed, checked),
        "allowed": _percent(1 - float(contract.kwargs.get("mostly", 1)), 1),
        "observed": _observed(result, checked, failed),
        **{key: _limit(contract.kwargs.get(key)) for key in ("min_value", "max_value")},
    }
    return {
        "suite": contract.suite,
        "number": contract.number,
        "name": contract.name,
        "type": contract.type,
        "table": contract.table,
        "column": ", ".join(contract.columns),
        "severity": contract.severity,
        "success": success,
        "sentence": (met if success else contract.sentence.format(**words)) + contract.changed,
        "observed": words["observed"],
        "checked": checked,
        "failed": failed,
        "rules": list(contract.rules),
        "article_ids": article_ids,
        "sources": sources[:MAX_NAMED],
    }


def _counts(result: Mapping[str, Any], success: bool) -> tuple[int, int]:
    """Rows looked at, and those that fail; rows without a value are not looked at."""
    if "element_count" not in result:
        return 1, 0 if success else 1
    return int(result["element_count"]) - int(result.get("missing_count") or 0), int(result["unexpected_count"])


def _observed(result: Mapping[str, Any], checked: int, failed: int) -> str:
    if "element_count" not in result:
        value = result.get("observed_value")
        return f"{value:.6g}" if isinstance(value, float) else "nothing" if value is None else str(value)
    if not checked:
        return "nothing to check"
    few = Count(failed)
    return f"{few} of {Count(checked)} {few:fails|fail} ({_percent(failed, checked)})"


def _limit(value: float | None) -> str:
    """A limit as it reads in a sentence: what lies between 0 and 1 is a share."""
    if value is None:
        return "nothing"
    return _percent(value, 1) if 0 < value < 1 else f"{value:,g}"


def _percent(part: float, whole: float) -> str:
    """A share with at most two decimals; what is neither none nor all is never rounded to it."""
    share = 100 * part / whole if whole else 0.0
    share = round(share, 9)
    if 0 < share < 0.01:
        return "under 0.01 %"
    if 99.99 < share < 100:
        return "over 99.99 %"
    return f"{share:.2f}".rstrip("0").rstrip(".") + " %"
