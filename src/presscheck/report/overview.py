"""What the first page of a report shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup

from presscheck.history import Since
from presscheck.report.charts import sparkline, timeline, times
from presscheck.report.columns import told as told_columns
from presscheck.report.hits import RuleHits
from presscheck.report.stored import Row
from presscheck.report.story import told
from presscheck.report.tables import EXPECTATION_SEVERITIES, SEVERITIES, RunTables, by_severity
from presscheck.report.taken import Taken

MAX_ARTICLES = 500
MAX_STORIES = 100
MAX_MEMBERS = 10
"""Of one story: its likely origin, and the first copies."""
MAX_EXAMPLES = 3
"""Articles named under a rule; its page shows more, with the text around the findings."""
MAX_NAMED = 10
"""Articles named under a failed expectation."""
MAX_INPUTS = 100
MAX_UNREADABLE = 100
MAX_CHANGES = 30
"""Findings that are new, or fixed."""
MAX_OUTLETS = 100
MAX_TAKEN = 50

Numbers = Mapping[tuple[str, str], int]
"""(rule, article) -> number of the rule's first finding there, for the `exemplary` articles of each rule, in order."""


@dataclass(frozen=True, slots=True)
class Example:
    """An article that a rule hit; `number` is that of the finding on its page."""

    article: Row
    number: int


@dataclass(frozen=True, slots=True)
class RuleTally:
    """One rule over the batch, waived findings aside. `severity` is the worst that it gave."""

    code: str
    name: str
    severity: str
    findings: int
    articles: int
    examples: tuple[Example, ...]
    spark: Markup
    runs: tuple[int, ...]
    """Articles it hit in each of the last runs, the oldest first; () where only this one is known."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A failed expectation with the first articles that fail. `sources` are such inputs that no article came from."""

    row: Row
    articles: tuple[Row, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations of one suite that were met, out of `total`; those of `idle` had nothing to look at."""

    name: str
    passed: tuple[Row, ...]
    idle: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OutletTally:
    """An outlet, "" where it is not known; `severities` counts findings that are not waived."""

    name: str
    articles: int
    severities: dict[str, int]
    undated: int


def overview(
    tables: RunTables,
    run: dict[str, Any],
    every: Sequence[RuleHits],
    numbers: Numbers,
    sources: Sequence[Taken] = (),
    since: Since | None = None,
    shrink: int = 0,
) -> dict[str, Any]:
    """All that the template ``index.html`` prints, its longest lists halved `shrink` times.

    `run` and `since` are those of `report.html.build`, `every` is `rule_hits`, `sources` are `taken`.
    """
    rules = rule_tallies(tables, every, numbers, since.counts if since else (), MAX_EXAMPLES >> shrink)
    changed = since.diff if since else None
    outlets = outlet_tallies(tables)
    counted = np.bincount(tables.hits.severity[tables.hits.counted], minlength=len(SEVERITIES))
    totals = by_severity(counted)
    expectations = tables.expectations
    dated = times(tables.articles.each("published", "scraped_day"))
    stories = sorted(tables.stories.values(), key=lambda story: (-len(story["article_ids"]), story["story_id"]))
    return {
        "run": run,
        "inputs": inputs(tables, run["unreadable"], MAX_INPUTS >> shrink),
        "inputs_count": run["counts"]["inputs"],
        "left_out": run["left_out"][: MAX_INPUTS >> shrink],
        "left_out_count": len(run["left_out"]),
        "left_out_folders": sum(name.endswith("/") for name in run["left_out"]),
        "columns": told_columns(run.get("columns", {})),
        "no_pages_count": sum(run.get("no_pages", {}).values()),
        "articles": tables.articles.rows(tables.order[: MAX_ARTICLES >> shrink]),
        "articles_count": len(tables.articles),
        "severities": tables.severities,
        "totals": totals,
        "findings_count": sum(totals.values()),
        "waived_count": int(np.count_nonzero(~tables.hits.counted)),
        "rules": rules,
        "before": since.before if since else "",
        "changed": changed,
        "changes": [
            (word, sorted(rows, key=_severity)[: MAX_CHANGES >> shrink], len(rows))
            for word, rows in (("New", changed.new), ("Fixed", changed.fixed))
        ]
        if changed
        else [],
        "known": tables.articles,
        "runs_count": len(since.counts) if since else 0,
        "outlets": outlets[: MAX_OUTLETS >> shrink],
        "outlets_count": len(outlets),
        "taken": sources[: MAX_TAKEN >> shrink],
        "taken_count": len(sources),
        "timeline": timeline(dated),
        "times": dated,
        "rule_codes": {rule.code for rule in rules},
        "failed": failed_expectations(tables, MAX_NAMED >> shrink),
        "suites": suites(expectations),
        "idle_count": sum(idle(row) for row in expectations),
        "expectations_count": len(expectations),
        "unreadable": tables.unreadable[: MAX_UNREADABLE >> shrink],
        "unreadable_count": len(tables.unreadable),
        "of_batch": tables.of_batch[: MAX_UNREADABLE >> shrink],
        "of_batch_count": len(tables.of_batch),
        "stories": [told(tables, story["story_id"]) for story in stories[: MAX_STORIES >> shrink]],
        "max_members": MAX_MEMBERS,
        "stories_count": len(stories),
        "copies_count": sum(len(story["article_ids"]) for story in stories),
    }


def _severity(row: Row) -> int:
    return SEVERITIES.index(row["severity"])


def inputs(tables: RunTables, unreadable: Sequence[Row], limit: int) -> list[tuple[str, str | None]]:
    """The first inputs by name: (source, hash of its bytes). `unreadable` are those that gave no article."""
    first = tables.articles.sorted_by()[:limit]
    read: dict[str, str | None] = {row["source"]: row["raw_sha256"] for row in unreadable}
    return sorted((read | dict(tables.articles.each("source", "raw_sha256", places=first))).items())[:limit]


def outlet_tallies(tables: RunTables) -> list[OutletTally]:
    """All outlets, those with most articles first."""
    outlets = tables.articles.outlets
    articles = outlets.counts()
    undated = outlets.counts(~tables.articles.filled("published"))
    counts = np.zeros((len(outlets.words), len(SEVERITIES)), np.int64)
    np.add.at(counts, outlets.codes, tables.severities.counts)
    found = dict(zip(outlets.words, counts, strict=True))
    return [
        OutletTally(name, articles[name], by_severity(found[name]), undated.get(name, 0))
        for name in sorted(articles, key=lambda name: (-articles[name], name))
    ]


def exemplary(tables: RunTables, every: Iterable[RuleHits]) -> dict[str, list[str]]:
    """Rule -> the articles that are named as its examples: the first that it hit, by source."""
    by_source = tables.articles.by_source
    return {
        rule.code: tables.articles.named(rule.articles[np.argsort(by_source[rule.articles])[:MAX_EXAMPLES]])
        for rule in every
    }


def rule_tallies(
    tables: RunTables,
    every: Iterable[RuleHits],
    numbers: Numbers,
    counts: Sequence[dict[str, int]] = (),
    examples: int = MAX_EXAMPLES,
) -> list[RuleTally]:
    """Every rule with a finding, by the number of articles it hit. `counts` are those of the last runs."""
    named: dict[str, list[Example]] = {}
    for (rule, article_id), number in numbers.items():
        named.setdefault(rule, []).append(Example(tables.articles[article_id], number))
    tallies = [
        RuleTally(
            rule.code,
            rule.name,
            rule.severity,
            rule.findings,
            rule.inputs,
            tuple(named.get(rule.code, ())[:examples]),
            sparkline(line),
            line,
        )
        for rule in every
        if rule.findings
        for line in [tuple(run.get(rule.code, 0) for run in counts) if len(counts) > 1 else ()]
    ]
    return sorted(tallies, key=lambda tally: (-tally.articles, -tally.findings, tally.code))


def failed_expectations(tables: RunTables, named: int = MAX_NAMED) -> list[Failed]:
    """The failed ones, the worst first, then by suite and place in it; of what fails the first `named`."""
    failed = []
    for row in tables.expectations:
        if not row["success"]:
            articles, sources = failing(row, tables, named)
            failed.append(Failed(row, tuple(articles), tuple(sources)))
    return sorted(
        failed, key=lambda one: (EXPECTATION_SEVERITIES.index(one.row["severity"]), one.row["suite"], one.row["number"])
    )


def failing(row: Row, tables: RunTables, limit: int) -> tuple[list[Row], list[str]]:
    """The first articles that fail, as far as the results name them, then the inputs that no article came from."""
    articles = tables.articles
    places = np.array([articles.places[known] for known in row["article_ids"] if known in articles], np.int32)
    known = {source for (source,) in articles.each("source", places=places)} if row["sources"] else frozenset()
    sources = [source for source in row["sources"] or () if source not in known]
    return articles.rows(places[:limit]), sources[: max(0, limit - len(places))]


def idle(row: Row) -> bool:
    """Whether an expectation held because there was nothing to look at."""
    return bool(row["success"]) and row["checked"] == 0


def suites(expectations: list[Row]) -> list[Suite]:
    """The suites in the order they were checked in, with what they found met."""
    by_name: dict[str, list[Row]] = {}
    for row in expectations:
        by_name.setdefault(row["suite"], []).append(row)
    return [
        Suite(
            name,
            tuple(row for row in rows if row["success"] and not idle(row)),
            tuple(row for row in rows if idle(row)),
            len(rows),
        )
        for name, rows in by_name.items()
    ]
