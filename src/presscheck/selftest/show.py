"""A result of the self-test for people (80 columns) and for programs."""

from __future__ import annotations

from typing import Any

from presscheck import lexicons
from presscheck.rules import RULES
from presscheck.selftest.measure import FALSE_ALARMS, RECALL, Result
from presscheck.selftest.planters import COPIES, planters


def as_json(result: Result) -> dict[str, Any]:
    """The result as plain data; shares to three places."""
    return {
        "passed": result.passed,
        "articles": result.articles,
        "clean": result.clean,
        "languages": result.languages,
        "recall": [
            {
                "rule": row.rule,
                "language": row.language,
                "planted": row.planted,
                "found": row.found,
                "taken_out_by": row.instead,
            }
            for row in result.recalls
        ],
        "false_alarms": [
            {
                "rule": code,
                "articles": len(sources),
                "share": round(len(sources) / result.articles, 4),
                "sources": sources,
            }
            for code, sources in result.alarms.items()
        ],
        "missed": result.missed(),
        "alarming": result.alarming(),
        "not_planted": not_planted(result),
    }


def not_planted(result: Result) -> dict[str, str]:
    """Rules that were not tried, and why."""
    tried = result.recall()
    reasons = lexicons.planted()["unplanted"]
    known = planters() | COPIES
    return {
        rule.code: reasons.get(rule.code, "no article that can have it" if rule.code in known else "no sample yet")
        for rule in sorted(RULES, key=lambda rule: rule.code)
        if rule.code not in tried
    }


def as_text(result: Result) -> str:
    """The result in lines of at most 80 characters: what failed, or that nothing did, comes last."""
    names = {rule.code: rule.name for rule in RULES}
    spoken = ", ".join(f"{count} {language}" for language, count in result.languages.items())
    lines = [
        f"{result.articles} articles; defects planted in the {result.clean} clean ones",
        *_folded(f"({spoken})"),
        "",
        f"{'rule':38}{'found':>6} {'of':>5}  {'lowest by language'}",
    ]
    for code, (found, planted) in result.recall().items():
        rows = [row for row in result.recalls if row.rule == code and row.found < row.planted]
        worst = min(rows, key=lambda row: row.found / row.planted, default=None)
        lowest = f"{worst.language} {worst.found} of {worst.planted}" if worst else ""
        mark = "!" if found < RECALL * planted else " "
        lines.append(f"{mark} {code} {names[code][:30]:30}{found:7} {planted:5}  {lowest}".rstrip())
    lines += ["", "false alarms, rules of severity warning or above:"]
    for code, sources in result.alarms.items():
        mark = "!" if code in result.alarming() else " "
        lines.append(f"{mark} {code} {names[code][:30]:30}{len(sources):7} {result.articles:5}  {_short(sources[0])}")
    lines += ["", *(f"  {code} not planted: {why}"[:80] for code, why in not_planted(result).items()), ""]
    if result.missed():
        lines += _folded(f"less than {100 * RECALL:.0f} % of the planted defects found: {', '.join(result.missed())}")
    if result.alarming():
        lines += _folded(f"more than {FALSE_ALARMS:.1%} false alarms: {', '.join(result.alarming())}")
    if result.passed:
        lines.append("every rule that was tried is within its bounds")
    return "\n".join(lines) + "\n"


def _short(source: str) -> str:
    """The end of a source that fits into the last column."""
    return source if len(source) <= 30 else f"…{source[-29:]}"


def _folded(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, 80)
