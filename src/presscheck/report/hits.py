"""Which articles each rule hit, in an order whose beginning is a fair sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presscheck.report.stored import Places
from presscheck.report.tables import SEVERITIES, Articles, RunTables


@dataclass(frozen=True, slots=True)
class RuleHits:
    """One rule over the batch, waived findings aside."""

    code: str
    name: str
    severity: str
    """The worst that it gave."""
    findings: int
    waived: int
    articles: Places
    """So that every outlet and month has its turn."""
    unread: int
    """Findings on none of the articles: on inputs that gave none, or on the batch."""
    inputs: int
    """That it hit, articles or not."""


def rule_hits(tables: RunTables) -> list[RuleHits]:
    """Every rule with a finding, by code."""
    hits = tables.hits
    order = np.argsort(hits.rule, kind="stable")
    starts = np.searchsorted(hits.rule[order], np.arange(len(hits.rules) + 1))
    unread: dict[str, set[str]] = {}
    for row in tables.unreadable:
        if not row["waived"]:
            unread.setdefault(row["rule"], set()).add(row["source"])
    found = []
    for number, code in enumerate(hits.rules):
        rows = order[starts[number] : starts[number + 1]]
        if not len(rows):
            continue
        counted = rows[hits.counted[rows]]
        owners = hits.article[counted]
        articles = in_turn(tables.articles, np.unique(owners[owners >= 0]))
        worst = SEVERITIES[hits.severity[counted if len(counted) else rows].min()]
        found.append(
            RuleHits(
                code,
                hits.names[number],
                worst,
                len(counted),
                len(rows) - len(counted),
                articles,
                int(np.count_nonzero(owners < 0)),
                len(articles) + len(unread.get(code, ())),
            )
        )
    return sorted(found, key=lambda rule: rule.code)


def in_turn(articles: Articles, places: NDArray[Any]) -> Places:
    """Articles so that every outlet, and within an outlet every month, has its turn before another's second.

    Among equals the id decides, which is a hash: the order is as good as drawn, and the same in every build.
    """
    outlet, month = articles.outlets.ranks[places], articles.months.ranks[places]
    turns = _turns((outlet, month), articles.by_id[places])
    turns = _turns((outlet,), turns, month)
    return places[np.lexsort((outlet, turns))]


def _turns(groups: tuple[Places, ...], *order: NDArray[Any]) -> NDArray[np.int64]:
    """Of each item its number in its group, from 0, when they are in this order, the first key the weightiest."""
    sequence = np.lexsort((*reversed(order), *reversed(groups)))
    count = len(sequence)
    begins = np.zeros(count, np.bool_)
    for group in groups:
        begins[1:] |= np.diff(group[sequence]) != 0
    numbers = np.arange(count)
    turns = np.empty(count, np.int64)
    turns[sequence] = numbers - np.maximum.accumulate(np.where(begins, numbers, 0))
    return turns
