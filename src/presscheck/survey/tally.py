"""Counts over the articles of a batch: lines repeated across a publisher, days in page headers."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from presscheck.dates import find_dates
from presscheck.model import Article, Facts, Line

KEEP = 64
"""How many differing articles of one line are told apart; beyond it the count stays at KEEP."""
MAX_LINE_CHARS = 160
"""Longer lines are prose; they do not count as template lines."""
MIN_REPEATS = 3
"""Lines that stand in fewer differing articles are left out of the facts."""


@dataclass
class Tally:
    """What a shard adds to the facts. `merge` is commutative and associative.

    For each line the `KEEP` smallest digests of the articles' longest lines are kept, so copies of one
    story count once and the count does not depend on the order (a bottom-k sketch).
    """

    articles: int = 0
    repeated: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    header_days: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def merge(self, other: Tally) -> Tally:
        """Both tallies as one."""
        whole = Tally(self.articles, dict(self.repeated), dict(self.header_days))
        whole.absorb(other)
        return whole

    def absorb(self, other: Tally) -> None:
        """As `merge`, into this one: what is there already is not copied."""
        self.articles += other.articles
        for mine, theirs in ((self.repeated, other.repeated), (self.header_days, other.header_days)):
            _absorb(mine, theirs)

    def facts(self) -> Facts:
        """The counts that rules look at."""
        return Facts(
            self.articles,
            {key: len(seen) for key, seen in sorted(self.repeated.items()) if len(seen) >= MIN_REPEATS},
            {day: len(seen) for day, seen in sorted(self.header_days.items())},
        )


def _absorb(mine: dict[Any, tuple[str, ...]], theirs: dict[Any, tuple[str, ...]]) -> None:
    for key, digests in theirs.items():
        mine[key] = _smallest((*mine[key], *digests)) if key in mine else digests


def _smallest(digests: Iterable[str]) -> tuple[str, ...]:
    return tuple(heapq.nsmallest(KEEP, set(digests)))


def publisher_key(article: Article) -> str:
    """The host of the article's URL, or else the folder it was read from."""
    if article.url:
        return (urlsplit(article.url).hostname or "").removeprefix("www.")
    return str(PurePosixPath(article.source).parent)


def survey(articles: Iterable[Article]) -> Tally:
    """Tally one shard."""
    tally = Tally()
    lines: dict[tuple[str, str], list[str]] = {}
    days: dict[str, list[str]] = {}
    for article in articles:
        tally.articles += 1
        if not article.page.lines:
            continue
        body = max((line.text for line in article.page.lines), key=lambda text: (len(text), text))
        digest = hashlib.blake2b(body.encode("utf-8", "replace"), digest_size=8).hexdigest()
        key = publisher_key(article)
        for text in {line_key(line) for line in article.page.lines if len(line.text) <= MAX_LINE_CHARS}:
            lines.setdefault((key, text), []).append(digest)
        top = article.page.lines[0].text
        dates = find_dates(top) if len(top) <= 60 else []
        if len(dates) == 1:
            days.setdefault(dates[0].day.isoformat(), []).append(digest)
    tally.repeated = {key: _smallest(seen) for key, seen in lines.items()}
    tally.header_days = {day: _smallest(seen) for day, seen in days.items()}
    return tally


def line_key(line: Line) -> str:
    """A line as it is compared across articles: white space folded."""
    return " ".join(line.text.split())
