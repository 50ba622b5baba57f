"""What the page of one rule shows: what it checks, where it hit, and examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from presscheck import plugins, resources
from presscheck.report.site import in_turn
from presscheck.report.tables import SEVERITIES, RunTables
from presscheck.report.windows import Window

MAX_EXAMPLES = 25
MAX_LISTED = 75
"""Articles that a rule's page names."""
MAX_GROUPS = 30
"""Outlets, and months."""
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class RuleHits:
    """One rule over the batch, waived findings aside."""

    code: str
    name: str
    severity: str
    findings: int
    waived: int
    articles: tuple[str, ...]
    """Ids, so that every outlet and month has its turn."""
    unread: int
    """Findings on inputs that gave no article."""


def rule_hits(tables: RunTables) -> list[RuleHits]:
    """Every rule with a finding, by code."""
    names: dict[str, str] = {}
    worst: dict[str, str] = {}
    count: Counter[tuple[str, bool]] = Counter()
    hit: dict[str, dict[str, None]] = {}
    unread: Counter[str] = Counter()
    for rule, name, severity, article_id, waived in tables.each_finding(
        "rule", "name", "severity", "article_id", "waived"
    ):
        names[rule] = name
        worst[rule] = min(worst.get(rule, severity), severity, key=SEVERITIES.index)
        count[rule, waived] += 1
        articles = hit.setdefault(rule, {})
        if not waived and article_id in tables.articles:
            articles[article_id] = None
        elif not waived:
            unread[rule] += 1
    return [
        RuleHits(
            rule,
            names[rule],
            worst[rule],
            count[rule, False],
            count[rule, True],
            tuple(in_turn(tables, hit[rule])),
            unread[rule],
        )
        for rule in sorted(names)
    ]


def wanted(named: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Article -> the rules that name it, of the articles that each rule names."""
    found: dict[str, list[str]] = {}
    for code, articles in named.items():
        for article_id in articles:
            found.setdefault(article_id, []).append(code)
    return found


def rule_page(
    tables: RunTables, hits: RuleHits, examples: Mapping[tuple[str, str], Window], folder: str, shrink: int = 0
) -> dict[str, Any]:
    """All that the template ``rule.html`` prints. `examples` are by (rule, article); `folder` is that of plug-ins.

    `shrink` halves the lists, so many times.
    """
    first, listed = MAX_EXAMPLES >> shrink, MAX_LISTED >> shrink
    rows = [tables.articles[known] for known in hits.articles]
    outlets = Counter(row["publisher"] or "" for row in rows)
    months = Counter((row["published"] or "")[:7] or UNDATED for row in rows)
    return {
        "rule": hits,
        "text": explained(hits.code, folder),
        "outlets": _most(outlets),
        "outlets_count": len(outlets),
        "months": sorted(_most(months)),
        "months_count": len(months),
        "most_outlets": max(outlets.values(), default=1),
        "most_months": max(months.values(), default=1),
        "examples": [
            (tables.articles[known], examples[hits.code, known])
            for known in hits.articles[:first]
            if (hits.code, known) in examples
        ],
        "listed": sorted(rows[first : first + listed], key=lambda row: row["source"]),
        "articles_count": len(rows),
        "named_count": min(len(rows), first + listed),
        "expectations": [row for row in tables.expectations if hits.code in (row["rules"] or ())],
    }


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MAX_GROUPS]


def explained(code: str, folder: str) -> Markup:
    """What ``presscheck explain`` says of a rule, as HTML, without its title; empty for a rule that is not there.

    Our own pages are read where they are kept (docs/rules, travelling in the package); of a plug-in the docstring.
    """
    text = _kept(code)
    if not text:
        text = next((rule.page() for rule in plugins.rules(folder) if rule.code == code), "")
    text = re.sub(r"\A# .*\n+(?:Severity .*\n+)?", "", text)
    made = _markdown().render(re.sub(r"\(([A-Z]{2}\d\d)\.md\)", r"(\1.html)", text))
    return Markup(made)  # noqa: S704 -- of our own pages, with HTML in them escaped


def _kept(code: str) -> str:
    try:
        return (resources.folder("pages", "docs/rules") / f"{code}.md").read_text("utf-8")
    except FileNotFoundError:
        return ""


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
