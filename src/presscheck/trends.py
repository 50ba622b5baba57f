"""Runs beside each other, in words: what is news in one, how a week went, what today's rules change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from presscheck import history, tables
from presscheck.wording import plural

DRIFT = "OP01"
TOP = 10
"""Rules and outlets that a digest names."""


def news(before: Path | None, after: Path) -> list[str]:
    """What somebody should hear of a run: suites that fail for the first time or hold again, and new drift.

    `before` is the run before it over the same paths. What went on as it was is no news.
    """
    failed_before, drift_before = (_failed(before), _drift(before)) if before else ({}, {})
    failed, drift = _failed(after), _drift(after)
    said = [
        f"{suite} fails: {plural(count, 'expectation')}"
        for suite, count in failed.items()
        if suite not in failed_before
    ]
    said += [f"{suite} holds again" for suite in failed_before if suite not in failed]
    return said + [f"drift at {text}" for key, text in drift.items() if key not in drift_before]


def _failed(run: Path) -> dict[str, int]:
    """Suite -> failed expectations, of those that fail."""
    rows = tables.scan(run, "expectations", ["suite", "success"])
    return dict(sorted(Counter(row["suite"] for row in rows if not row["success"]).items()))


def _drift(run: Path) -> dict[str, str]:
    """Fingerprint -> sentence; waived drift is left out."""
    import pyarrow.compute as pc

    rows = tables.scan(run, "findings", where=(pc.field("rule") == DRIFT) & ~pc.field("waived"))
    return {row["fingerprint"]: f"{row['source']}: {row['message']}" for row in rows}


def digest(out: Path, until: datetime, days: int = 7) -> str:
    """The runs of the `days` before `until`, beside as many days before those, as Markdown."""
    since = until - timedelta(days=days)
    runs = history.runs(out)
    now = [run for run in runs if since <= run.started < until]
    then = [run for run in runs if since - timedelta(days=days) <= run.started < since]
    lines = [
        f"# Digest of {since:%Y-%m-%d} to {until:%Y-%m-%d}",
        "",
        f"| | {days} days before | these |",
        "|---|---:|---:|",
    ]
    lines.append(f"| runs | {len(then):,} | {len(now):,} |")
    for name in ("articles", "unreadable", "errors", "warnings", "expectations_failed"):
        before, after = (sum(run.facts["counts"][name] for run in some) for some in (then, now))
        lines.append(f"| {name.replace('_', ' ')} | {before:,} | {after:,} |")
    for heading, column in (("rule", "rule"), ("outlet", "outlet")):
        counts = [_counts([run.path for run in some])[column] for some in (then, now)]
        names = sorted(counts[0] | counts[1], key=lambda name: (-counts[1][name], name))[:TOP]
        lines += ["", f"## Errors and warnings by {heading}", "", f"| {heading} | before | these |", "|---|---:|---:|"]
        lines += [f"| {_cell(name)} | {counts[0][name]:,} | {counts[1][name]:,} |" for name in names]
    drift = {key: text for run in now for key, text in _drift(run.path).items()}
    lines += ["", "## Drift", "", *([f"- {_cell(text)}" for text in drift.values()] or ["None."])]
    lines += ["", "## Runs", "", "| run | articles | errors | warnings | failed |", "|---|---:|---:|---:|---:|"]
    for run in now:
        shown = (run.facts["counts"][name] for name in ("articles", "errors", "warnings", "expectations_failed"))
        lines.append(f"| {run.path.name} | {' | '.join(f'{count:,}' for count in shown)} |")
    return "\n".join([*lines, ""])


def _counts(runs: Sequence[Path]) -> dict[str, Counter[str]]:
    """Errors and warnings that are not waived, by rule and by outlet."""
    counts: dict[str, Counter[str]] = {"rule": Counter(), "outlet": Counter()}
    if not runs:
        return counts
    import duckdb

    files = {name: [str(run / "data" / f"{name}.parquet") for run in runs] for name in ("findings", "articles")}
    with duckdb.connect() as db:
        rows = db.execute(
            "select f.rule || ' ' || f.name, coalesce(a.publisher, f.source), count(*)"
            " from read_parquet($findings, filename = true) f left join read_parquet($articles, filename = true) a"
            " on f.article_id = a.article_id and parse_dirpath(f.filename) = parse_dirpath(a.filename)"
            " where f.severity <> 'info' and not f.waived group by 1, 2",
            files,
        ).fetchall()
    for rule, outlet, count in rows:
        counts["rule"][rule] += count
        counts["outlet"][outlet] += count
    return counts


def moved(old: history.PastRun, new: Path) -> str:
    """What today's rules make of the inputs of an old run, as Markdown.

    Inputs that are gone or were changed since are counted: their findings moved for another reason.
    """
    with tables.sound(old.path, new):
        changed = history.diff(old.path, new)
    shas = tables.inputs(old.path, old.facts)
    today = tables.inputs(new, history.find(str(new), new.parent).facts)
    lines = [
        f"# {old.path.name} with today's rules",
        "",
        f"{len(changed.new):,} findings new, {len(changed.fixed):,} gone, {changed.still:,} still there.",
        f"Of {len(shas):,} inputs {len(shas.keys() - today.keys()):,} are gone and"
        f" {sum(today.get(source, sha) != sha for source, sha in shas.items()):,} changed;"
        f" {len(today.keys() - shas.keys()):,} were added.",
    ]
    if changed.rules:
        lines += ["", "| rule | then | today |", "|---|---:|---:|"]
        lines += [f"| {code} | {before:,} | {now:,} |" for code, before, now in changed.rules]
    for heading, sentences in (("Fails now", changed.failing), ("Holds now", changed.recovered)):
        lines += ["", f"## {heading}", "", *(f"- {_cell(text)}" for text in sentences)] if sentences else []
    for heading, rows in (("New", changed.new), ("Gone", changed.fixed)):
        lines += ["", f"## {heading}", "", *map(_line, rows)] if rows else []
    return "\n".join([*lines, ""])


def _line(row: dict[str, Any]) -> str:
    return f"- {_cell(row['source'])}:{row['line'] or 1} {row['rule']} {row['name']}: {_cell(row['message'])}"


def _cell(text: str) -> str:
    """Text as Markdown shows it: no mark of it means anything."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>|#" else character for character in text)
