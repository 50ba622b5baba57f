"""What the page of one rule shows: what it checks, where it hit, and examples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from presscheck import plugins, resources
from presscheck.report.hits import RuleHits
from presscheck.report.tables import UNREADABLE, RunTables
from presscheck.report.windows import Window

MAX_EXAMPLES = 25
MAX_LISTED = 75
"""Articles that a rule's page names."""
MAX_GROUPS = 30
"""Outlets, and months."""
UNDATED = "undated"


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
    articles = tables.articles
    unread = hits.code == UNREADABLE
    on_none = tables.unreadable if unread else tables.of_batch
    outlets = articles.outlets.counts(hits.articles)
    months = {month or UNDATED: count for month, count in articles.months.counts(hits.articles).items()}
    named = articles.named(hits.articles[:first])
    return {
        "rule": hits,
        "on_none": [row for row in on_none if row["rule"] == hits.code],
        "nowhere": "inputs that gave no article" if unread else "the batch as a whole",
        "max_listed": first + listed,
        "text": explained(hits.code, folder),
        "outlets": _most(outlets),
        "outlets_count": len(outlets),
        "months": sorted(_most(months)),
        "months_count": len(months),
        "most_outlets": max(outlets.values(), default=1),
        "most_months": max(months.values(), default=1),
        "examples": [
            (articles[known], examples[hits.code, known]) for known in named if (hits.code, known) in examples
        ],
        "listed": sorted(articles.rows(hits.articles[first : first + listed]), key=lambda row: row["source"]),
        "articles_count": len(hits.articles),
        "named_count": min(len(hits.articles), first + listed),
        "expectations": [row for row in tables.expectations if hits.code in (row["rules"] or ())],
    }


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
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
