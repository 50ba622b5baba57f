"""What the page of one outlet shows."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from presscheck.report.site import NO_OUTLET
from presscheck.report.tables import SEVERITIES, Row, RunTables

MAX_ARTICLES = 50
MAX_RULES = 60
MAX_STORIES = 40
MAX_MONTHS = 60
FIELDS = (
    ("title", "a title"),
    ("authors", "a named author"),
    ("published", "a day of publication"),
    ("agencies", "a credited agency"),
    ("dateline_place", "a dateline"),
    ("tags", "tags"),
    ("url", "an address"),
    ("language", "a language"),
)


class Outlets:
    """The batch by outlet, each table grouped once."""

    def __init__(self, tables: RunTables) -> None:
        self._tables = tables
        self.articles: dict[str, list[str]] = {}
        for known in tables.order:
            self.articles.setdefault(tables.articles[known]["publisher"] or "", []).append(known)

    @cached_property
    def _rules(self) -> dict[str, dict[tuple[str, str, str], list[int]]]:
        """Outlet -> (code, name, severity) -> [findings, articles]."""
        found: dict[str, dict[tuple[str, str, str], list[int]]] = {}
        last: dict[tuple[str, str], str] = {}
        for article_id, rule, name, severity, waived in self._tables.each_finding(
            "article_id", "rule", "name", "severity", "waived"
        ):
            row = self._tables.articles.get(article_id)
            if row is None or waived:
                continue
            outlet = row["publisher"] or ""
            tally = found.setdefault(outlet, {}).setdefault((rule, name, severity), [0, 0])
            tally[0] += 1
            tally[1] += last.get((outlet, f"{rule}{severity}")) != article_id
            last[outlet, f"{rule}{severity}"] = article_id
        return found

    def page(self, outlet: str, shrink: int = 0) -> dict[str, Any]:
        """All that the template ``outlet.html`` prints; `shrink` halves the lists, so many times."""
        tables = self._tables
        rows = [tables.articles[known] for known in self.articles[outlet]]
        months = Counter((row["published"] or "")[:7] for row in rows)
        rules = sorted(self._rules.get(outlet, {}).items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
        stories = Counter(row["story_id"] for row in rows if row["story_id"] in tables.stories)
        none = dict.fromkeys(SEVERITIES, 0)
        severities = [tables.severities.get(row["article_id"], none) for row in rows]
        dated = sorted(month for month in months if month)
        return {
            "name": outlet or NO_OUTLET,
            "known": bool(outlet),
            "totals": {word: sum(of[word] for of in severities) for word in SEVERITIES},
            "fields": [(label, sum(bool(row[field]) for row in rows)) for field, label in FIELDS],
            "undated": months[""],
            "months": [(month, months[month]) for month in dated[-MAX_MONTHS:]],
            "months_count": len(dated),
            "most_months": max((months[month] for month in dated), default=1),
            "rules": [(*key, *tally) for key, tally in rules[:MAX_RULES]],
            "rules_count": len(rules),
            "stories": [self._story(known, outlet) for known in sorted(stories)[: MAX_STORIES >> shrink]],
            "stories_count": len(stories),
            "articles": list(zip(rows[: MAX_ARTICLES >> shrink], severities, strict=False)),
            "articles_count": len(rows),
        }

    def _story(self, story_id: str, outlet: str) -> tuple[str, Row, int, list[str]]:
        """(story, one of its articles here, how many articles, the other outlets that carry it)."""
        tables = self._tables
        members = [tables.articles[one] for one in tables.stories[story_id]["article_ids"] if one in tables.articles]
        here = next(row for row in members if (row["publisher"] or "") == outlet)
        others = sorted({row["publisher"] for row in members if row["publisher"] and row["publisher"] != outlet})
        return story_id, here, len(members), others
