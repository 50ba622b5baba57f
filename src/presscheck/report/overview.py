"""What the first page of a report shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from markupsafe import Markup

from presscheck.history import Since
from presscheck.report.charts import sparkline, timeline, times
from presscheck.report.columns import told as told_columns
from presscheck.report.rule_page import RuleHits
from presscheck.report.tables import EXPECTATION_SEVERITIES, SEVERITIES, Row, RunTables

MAX_ARTICLES = 500
MAX_STORIES = 100
MAX_MEMBERS = 20
"""Of one story."""
MAX_EXAMPLES = 10
"""Articles named under a rule or a failed expectation."""
MAX_INPUTS = 100
MAX_UNREADABLE = 100
MAX_CHANGES = 30
"""Findings that are new, or fixed."""
MAX_OUTLETS = 100

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


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story: its articles, the earliest dated first, and the links between those shown."""

    story_id: str
    members: tuple[Row, ...]
    members_count: int
    links: tuple[Row, ...]


def overview(
    tables: RunTables, run: dict[str, Any], numbers: Numbers, since: Since | None = None, shrink: int = 0
) -> dict[str, Any]:
    """All that the template ``index.html`` prints, its longest lists halved `shrink` times.

    `run` and `since` are those of `report.html.build`.
    """
    examples = MAX_EXAMPLES >> shrink
    rules = rule_tallies(tables, numbers, since.counts if since else (), examples)
    changed = since.diff if since else None
    outlets = outlet_tallies(tables)
    totals = {severity: sum(of[severity] for of in tables.severities.values()) for severity in SEVERITIES}
    expectations = tables.expectations
    told = times(tables.articles.values())
    stories = sorted(tables.stories.values(), key=lambda story: (-len(story["article_ids"]), story["story_id"]))
    return {
        "run": run,
        "inputs": run["inputs"][: MAX_INPUTS >> shrink],
        "inputs_count": len(run["inputs"]),
        "left_out": run["left_out"][: MAX_INPUTS >> shrink],
        "left_out_count": len(run["left_out"]),
        "columns": told_columns(run.get("columns", {})),
        "no_pages_count": sum(run.get("no_pages", {}).values()),
        "articles": [tables.articles[known] for known in tables.order[: MAX_ARTICLES >> shrink]],
        "articles_count": len(tables.articles),
        "severities": tables.severities,
        "totals": totals,
        "findings_count": sum(totals.values()),
        "waived_count": sum(waived for (waived,) in tables.each_finding("waived")),
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
        "timeline": timeline(told),
        "times": told,
        "rule_codes": {rule.code for rule in rules},
        "failed": failed_expectations(tables, examples),
        "suites": suites(expectations),
        "idle_count": sum(idle(row) for row in expectations),
        "expectations_count": len(expectations),
        "unreadable": tables.unreadable[: MAX_UNREADABLE >> shrink],
        "unreadable_count": len(tables.unreadable),
        "stories": [_story(story, tables) for story in stories[: MAX_STORIES >> shrink]],
        "stories_count": len(stories),
        "copies_count": sum(len(story["article_ids"]) for story in stories),
    }


def _severity(row: Row) -> int:
    return SEVERITIES.index(row["severity"])


def outlet_tallies(tables: RunTables) -> list[OutletTally]:
    """All outlets, those with most articles first."""
    articles: Counter[str] = Counter()
    undated: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {}
    for known, row in tables.articles.items():
        name = row["publisher"] or ""
        articles[name] += 1
        undated[name] += not row["published"]
        found.setdefault(name, Counter()).update(tables.severities.get(known, {}))
    return [
        OutletTally(name, articles[name], {word: found[name][word] for word in SEVERITIES}, undated[name])
        for name in sorted(articles, key=lambda name: (-articles[name], name))
    ]


def exemplary(tables: RunTables, hits: Iterable[RuleHits]) -> dict[str, list[str]]:
    """Rule -> the articles that are named as its examples: the first that it hit, by source."""
    return {
        rule.code: nsmallest(MAX_EXAMPLES, rule.articles, key=lambda known: (tables.articles[known]["source"], known))
        for rule in hits
    }


def rule_tallies(
    tables: RunTables, numbers: Numbers, counts: Sequence[dict[str, int]] = (), examples: int = MAX_EXAMPLES
) -> list[RuleTally]:
    """Every rule with a finding, by the number of articles it hit. `counts` are those of the last runs."""
    names: dict[str, str] = {}
    worst: dict[str, str] = {}
    findings: Counter[str] = Counter()
    hit: dict[str, dict[str, None]] = {}
    for rule, name, severity, article_id, source, waived in tables.each_finding(
        "rule", "name", "severity", "article_id", "source", "waived"
    ):
        if waived:
            continue
        names[rule] = name
        worst[rule] = min(worst.get(rule, severity), severity, key=SEVERITIES.index)
        findings[rule] += 1
        hit.setdefault(rule, {})[article_id or source] = None
    named: dict[str, list[Example]] = {}
    for (rule, article_id), number in numbers.items():
        named.setdefault(rule, []).append(Example(tables.articles[article_id], number))
    tallies = [
        RuleTally(
            rule,
            names[rule],
            worst[rule],
            findings[rule],
            len(articles),
            tuple(named.get(rule, ())[:examples]),
            sparkline(line),
            line,
        )
        for rule, articles in hit.items()
        for line in [tuple(run.get(rule, 0) for run in counts) if len(counts) > 1 else ()]
    ]
    return sorted(tallies, key=lambda tally: (-tally.articles, -tally.findings, tally.code))


def failed_expectations(tables: RunTables, named: int = MAX_EXAMPLES) -> list[Failed]:
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
    articles: list[Row] = [tables.articles[known] for known in row["article_ids"] or () if known in tables.articles]
    known = {article["source"] for article in articles}
    sources = [source for source in row["sources"] or () if source not in known]
    return articles[:limit], sources[: max(0, limit - len(articles))]


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


def _story(story: Row, tables: RunTables) -> StoryView:
    members = [tables.articles[known] for known in story["article_ids"] if known in tables.articles]
    # Times of several precisions compare as text; what carries no date comes last.
    members.sort(key=lambda row: (row["published"] is None, row["published"] or "", row["source"], row["article_id"]))
    shown = {row["article_id"] for row in members[:MAX_MEMBERS]}
    links = [
        {**link, "a": tables.articles[here], "b": tables.articles[link["other"]]}
        for here in sorted(shown)
        for link in tables.links_of.get(here, [])
        if link["other"] in shown and here < link["other"]
    ]
    return StoryView(story["story_id"], tuple(members[:MAX_MEMBERS]), len(members), tuple(links))
