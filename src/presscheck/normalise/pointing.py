"""How findings point at an article: its headline, its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from heapq import nsmallest
from pathlib import PurePosixPath
from typing import NamedTuple

from presscheck.model import Batch, Dossier, Drift, Field, Line, Outline, Related
from presscheck.rule import trimmed

HEAD_LINES = 10
"""Standfirst, byline and date stand within so many lines of the headline."""


def title_place(dossier: Dossier) -> tuple[int | None, int | None]:
    """Where the headline stands in the page text; (None, None) where it does not."""
    title = dossier.first("title")
    return (title.start, title.end) if title else (None, None)


def pointer(dossier: Dossier, label: str) -> Related:
    """A related place that stands for a whole article: its headline, or else its first line."""
    start, end = title_place(dossier)
    if start is None or end is None:
        lines = dossier.article.page.lines
        start, end = trimmed(lines[0]) if lines else (0, 0)
    return Related(dossier.article.article_id, start, end, label)


def file_name(dossier: Dossier) -> str:
    """The last part of the source, which messages name an article by."""
    return PurePosixPath(dossier.article.source).name


def by_source(batch: Batch, a: str, b: str) -> tuple[Dossier, Dossier]:
    """Two articles, by their ids; the one whose source sorts later is the second, and findings on both stand there."""
    one, other = batch.by_id[a], batch.by_id[b]
    return (one, other) if one.article.source <= other.article.source else (other, one)


def first_by_source(outlines: Iterable[Outline], most: int) -> list[str]:
    """The ids of the articles whose sources sort first."""
    return [known for _, known in nsmallest(most, ((one.source, one.article_id) for one in outlines))]


class Wording(NamedTuple):
    """Words of an article that read otherwise in another one. Offsets: page text."""

    dossier: Dossier
    start: int
    end: int
    text: str


def wordings(batch: Batch, drift: Drift) -> tuple[Wording, Wording]:
    """Both sides of a drift; that of the article whose source sorts later is the second, and findings stand there."""
    a = Wording(batch.by_id[drift.article_a], drift.start_a, drift.end_a, drift.text_a)
    b = Wording(batch.by_id[drift.article_b], drift.start_b, drift.end_b, drift.text_b)
    return (a, b) if by_source(batch, drift.article_a, drift.article_b)[0] is a.dossier else (b, a)


def scrape_day(dossier: Dossier) -> tuple[Field | None, str]:
    """The day that the page was fetched, as far as anything tells it, and what tells it."""
    day = dossier.first("scraped_day")
    return day, "the page header" if day and day.start is not None else "the fetch"


def beside(dossier: Dossier, field: Field, label: str) -> tuple[Related, ...]:
    """The place of another field of the article as the only related one; none where it is not in the page text."""
    if field.start is None or field.end is None:
        return ()
    return (Related(dossier.article.article_id, field.start, field.end, label),)


def from_title(dossier: Dossier) -> list[Line]:
    """The lines from the headline on, or from the top where the page shows none; at most `HEAD_LINES`."""
    start = title_place(dossier)[0] or 0
    lines = dossier.article.page.lines
    first = bisect_right(lines, start, key=lambda line: line.end)
    return lines[first : first + HEAD_LINES]
