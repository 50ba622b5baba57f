"""Counts over the articles of a batch: lines repeated across a publisher, days in page headers, orders of day and month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from presscheck.dates import find_dates
from presscheck.model import Article, Facts, Line, digest
from presscheck.orders import shown, writer_of

KEEP = 64
"""How many differing articles of one line are told apart; beyond it the count stays at KEEP."""
MAX_LINE_CHARS = 160
"""Longer lines are prose; they do not count as template lines."""
MIN_REPEATS = 3
"""Lines that stand in fewer differing articles are left out of the facts."""
_SIGHTS = np.dtype([("what", np.uint64), ("outlet", np.uint32), ("body", np.uint32)])
"""What was seen (a line, a day), of which outlet, in an article with which body: 16 bytes, all but days as digests."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a shard adds to the facts.

    An article stands for the digest of its longest line, so that copies of one story count once.
    """

    articles: int
    lines: NDArray[np.void]
    days: NDArray[np.void]
    orders: NDArray[np.void]


def facts_of(tallies: Iterable[Tally]) -> Facts:
    """The counts that rules look at, of all shards; their order and their cut change nothing."""
    tallies = list(tallies)
    days = _most_of_an_outlet([tally.days for tally in tallies])
    lines = _most_of_an_outlet([tally.lines for tally in tallies])
    return Facts(
        sum(tally.articles for tally in tallies),
        {line: count for line, count in lines.items() if count >= MIN_REPEATS},
        {date.fromordinal(day).isoformat(): count for day, count in days.items()},
        _most_of_an_outlet([tally.orders for tally in tallies]),
    )


def _most_of_an_outlet(sights: list[NDArray[np.void]]) -> dict[int, int]:
    """What was seen -> differing bodies it stands with in the outlet that has most of them, `KEEP` at most; sorted."""
    rows = np.concatenate([np.empty(0, _SIGHTS), *sights])
    rows = rows[np.lexsort((rows["body"], rows["outlet"], rows["what"]))]
    rows = rows[_begins(rows, ("what", "outlet", "body"))]
    firsts = np.flatnonzero(_begins(rows, ("what", "outlet")))
    counts = np.minimum(np.diff(firsts, append=len(rows)), KEEP)
    rows = rows[firsts]
    whats = np.flatnonzero(_begins(rows, ("what",)))
    most = np.maximum.reduceat(counts, whats) if len(whats) else counts
    return dict(zip(rows["what"][whats].tolist(), most.tolist(), strict=True))


def _begins(rows: NDArray[np.void], names: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which of the sorted rows differ from the one before in any of these columns."""
    differs = np.ones(len(rows), bool)
    if len(rows):
        differs[1:] = np.logical_or.reduce([rows[name][1:] != rows[name][:-1] for name in names])
    return differs


def survey(articles: Iterable[Article]) -> Tally:
    """Tally one shard."""
    count, lines, days, orders = 0, [], [], []
    for article in articles:
        count += 1
        if not article.page.lines:
            continue
        body = digest(max((line.text for line in article.page.lines), key=lambda text: (len(text), text)), 4)
        outlet = digest(writer_of(article), 4)
        seen = {line_key(line) for line in article.page.lines if len(line.text) <= MAX_LINE_CHARS}
        lines += [(key, outlet, body) for key in seen]
        top = article.page.lines[0].text
        dates = find_dates(top) if len(top) <= 60 else []
        if len(dates) == 1:
            days.append((dates[0].day.toordinal(), 0, body))
        orders += [(order, 0, body) for order in shown(article)]
    return Tally(count, *(np.array(sights, _SIGHTS) for sights in (lines, days, orders)))


def line_key(line: Line) -> int:
    """What stands for a line where it is compared across articles: a digest, white space folded."""
    return digest(" ".join(line.text.split()), 8)
