"""What the page of one outlet shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presscheck.report.explorer import asked
from presscheck.report.site import NO_OUTLET
from presscheck.report.stored import Places, Row
from presscheck.report.tables import SEVERITIES, RunTables, by_severity
from presscheck.report.taken import Taken

MAX_ARTICLES = 50
MAX_RULES = 60
MAX_STORIES = 40
MAX_MONTHS = 60
MAX_TAKEN = 30
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

    def __init__(self, tables: RunTables, sources: Sequence[Taken] = ()) -> None:
        """`sources` are `taken`, of all outlets."""
        self._tables = tables
        self._takes: dict[str, list[Taken]] = {}
        self._gives: dict[str, list[Taken]] = {}
        for one in sources:
            self._takes.setdefault(one.outlet, []).append(one)
            self._gives.setdefault(one.source, []).append(one)
        outlets = tables.articles.outlets
        self._numbers = {name: number for number, name in enumerate(outlets.words)}
        of_order = outlets.codes[tables.order]
        self._order = tables.order[np.argsort(of_order, kind="stable")]
        self._starts = np.searchsorted(np.sort(of_order), np.arange(len(outlets.words) + 1))

    def _articles(self, outlet: str) -> Places:
        """The articles of an outlet in the order in which they are listed."""
        number = self._numbers[outlet]
        return self._order[self._starts[number] : self._starts[number + 1]]

    @cached_property
    def _rules(self) -> dict[str, list[tuple[str, str, str, int, int]]]:
        """Outlet -> (code, name, severity, findings, articles), in no order."""
        tables, hits = self._tables, self._tables.hits
        here = hits.on_articles
        kinds = len(hits.rules) * len(SEVERITIES)
        cells = tables.articles.outlets.codes[hits.article[here]] * np.int64(kinds or 1) + hits.kinds(here)
        counts = dict(zip(*(each.tolist() for each in np.unique(cells, return_counts=True)), strict=True))
        count = np.int64(len(tables.articles) or 1)
        one_each = np.unique(cells * count + hits.article[here]) // count
        articles = dict(zip(*(each.tolist() for each in np.unique(one_each, return_counts=True)), strict=True))
        found: dict[str, list[tuple[str, str, str, int, int]]] = {}
        for cell, findings in counts.items():
            outlet, (rule, severity) = cell // kinds, divmod(cell % kinds, len(SEVERITIES))
            told = hits.rules[rule], hits.names[rule], SEVERITIES[severity], findings, articles[cell]
            found.setdefault(tables.articles.outlets.words[outlet], []).append(told)
        return found

    @cached_property
    def _filled(self) -> dict[str, NDArray[np.bool_]]:
        """Field -> which articles have one."""
        return {field: self._tables.articles.filled(field) for field, _ in FIELDS}

    def page(self, outlet: str, shrink: int = 0) -> dict[str, Any]:
        """All that the template ``outlet.html`` prints; `shrink` halves the lists, so many times."""
        tables, here = self._tables, self._articles(outlet)
        months = tables.articles.months.counts(here)
        undated = months.pop("", 0)
        rules = sorted(self._rules.get(outlet, []), key=lambda rule: (-rule[4], -rule[3], rule[:3]))
        stories = sorted(tables.articles.stories.counts(here).keys() & tables.stories.keys())
        listed = here[: MAX_ARTICLES >> shrink]
        counts = tables.severities.counts
        return {
            "name": outlet or NO_OUTLET,
            "known": bool(outlet),
            "asked": asked(outlet),
            "totals": by_severity(counts[here].sum(axis=0)),
            "fields": [(label, int(np.count_nonzero(self._filled[field][here]))) for field, label in FIELDS],
            "undated": undated,
            "months": [(month, months[month]) for month in sorted(months)[-MAX_MONTHS:]],
            "months_count": len(months),
            "most_months": max(months.values(), default=1),
            "rules": rules[:MAX_RULES],
            "rules_count": len(rules),
            "takes": self._takes.get(outlet, [])[: MAX_TAKEN >> shrink],
            "takes_count": len(self._takes.get(outlet, [])),
            "gives": self._gives.get(outlet, [])[: MAX_TAKEN >> shrink],
            "gives_count": len(self._gives.get(outlet, [])),
            "stories": [self._story(known, outlet) for known in stories[: MAX_STORIES >> shrink]],
            "stories_count": len(stories),
            "articles": [
                (row, by_severity(of)) for row, of in zip(tables.articles.rows(listed), counts[listed], strict=True)
            ],
            "articles_count": len(here),
        }

    def _story(self, story_id: str, outlet: str) -> tuple[str, Row, int, list[str]]:
        """(story, one of its articles here, how many articles, the other outlets that carry it)."""
        tables = self._tables
        members = [tables.articles[one] for one in tables.stories[story_id]["article_ids"] if one in tables.articles]
        here = next(row for row in members if (row["publisher"] or "") == outlet)
        others = sorted({row["publisher"] for row in members if row["publisher"] and row["publisher"] != outlet})
        return story_id, here, len(members), others
