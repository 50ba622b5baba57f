"""How findings point at an article: its headline, its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from heapq import nsmallest
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from presscheck.dates import is_before
from presscheck.model import Batch, Dossier, Drift, EarlierLink, Field, Line, Outline, Related, story_of
from presscheck.rule import Hit, trimmed

MAX_PLACES = 10
"""Of a difference that are named, and articles beyond the first."""
MAX_RELATED = 5
"""Places beyond the first that a hit on an article names."""
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


def hit_on(dossier: Dossier, message: str, **more: Any) -> Hit:
    """One hit for an article as a whole, at its headline."""
    start, end = title_place(dossier)
    return Hit(start, end, message, article_id=dossier.article.article_id, **more)


def hit_at(
    dossier: Dossier, places: Iterable[tuple[int, int]], message: str, label: str = "and here", **more: Any
) -> Hit:
    """One hit for an article: at the first of its places, the next ones related under `label`."""
    (start, end), *others = places
    related = tuple(Related(dossier.article.article_id, *place, label) for place in others[:MAX_RELATED])
    return Hit(start, end, message, related=related, **more)


def file_name(dossier: Dossier) -> str:
    """The last part of the source, which messages name an article by."""
    return PurePosixPath(dossier.article.source).name


def name_in_run(earlier: EarlierLink) -> str:
    """What messages name an article of an earlier run by."""
    return f"{PurePosixPath(earlier.other_source).name} of the earlier run {earlier.run}"


def known_by(dossier: Dossier, title: bool = True) -> str:
    """What an article is known by from one run to the next: its address, or else its title, or else the name of its file.

    The evidence of findings on an article as a whole: where it is nothing, or a notice that stands in many, accepting
    the finding on one article accepts it on all of the outlet. Not by its `title` where that is what is wrong.
    """
    return dossier.article.url or (title and dossier.value("title")) or file_name(dossier)


def in_order(batch: Batch, a: str, b: str, origins: Container[str] = ()) -> tuple[Dossier, Dossier]:
    """Two articles, by their ids, the earlier first: by their dates, or else the origin, or else by source.

    Findings on both stand on the later.
    """
    one, other = batch.by_id[a], batch.by_id[b]
    if is_before(one.stamp, other.stamp):
        return one, other
    turn = (a not in origins, one.article.source) > (b not in origins, other.article.source)
    return (other, one) if is_before(other.stamp, one.stamp) or turn else (one, other)


def first_by_source(outlines: Iterable[Outline], most: int) -> list[str]:
    """The ids of the articles whose sources sort first."""
    return [known for _, known in nsmallest(most, ((one.source, one.article_id) for one in outlines))]


def hit_at_dates(batch: Batch, here: Iterable[Outline], message: str, label: str, evidence: str) -> Hit:
    """One hit for dated articles: at the date of the first of them by source, the next ones related under `label`."""
    first, *others = (batch.by_id[known] for known in first_by_source(here, 1 + MAX_PLACES))
    date = first.chosen("published")[0]
    related = tuple(pointer(other, label) for other in others)
    return Hit(date.start, date.end, message, article_id=first.article.article_id, related=related, evidence=evidence)


class Wording(NamedTuple):
    """Words of an article that read otherwise in another one. Offsets: page text."""

    dossier: Dossier
    start: int
    end: int
    text: str


class Difference(NamedTuple):
    """One difference within a story. `here` is the wording a finding stands at, `other` the one it is held against."""

    kind: str
    here: Wording
    other: Wording
    alike: tuple[Wording, ...]
    """The same wordings in more copies, those like `here` first."""
    as_here: int
    as_there: int
    """How many copies have the wording of `here`, and of `other`."""


def differences(batch: Batch, kinds: Container[str]) -> Iterator[Difference]:
    """What differs between copies, each difference of a story once: held against its origin, or what most copies have."""
    member, origins = story_of(batch.stories), {story.origin for story in batch.stories}
    groups: dict[tuple[str, ...], list[Drift]] = {}
    for drift in _told_once((drift for drift in batch.drifts if drift.kind in kinds), origins):
        story = member.get(drift.article_a)
        ends = (story,) if story and story == member.get(drift.article_b) else (drift.article_a, drift.article_b)
        texts = sorted((drift.text_a.casefold(), drift.text_b.casefold()))
        groups.setdefault((*ends, drift.kind, *texts), []).append(drift)
    for (*_, one, _), drifts in groups.items():
        sides: tuple[dict[str, Wording], dict[str, Wording]] = ({}, {})
        for drift in drifts:
            for article, start, end, text in _ends(drift):
                side = sides[text.casefold() != one]
                side.setdefault(article, Wording(batch.by_id[article], start, end, text))
        there, here = sorted(
            sides, key=lambda side: (not origins & side.keys(), -len(side), min(map(_turn, side.values())))
        )
        (first, *as_here), (held, *as_there) = (
            sorted(
                side.values(), key=lambda wording: (wording.dossier.article.article_id not in origins, _turn(wording))
            )
            for side in (here, there)
        )
        yield Difference(drifts[0].kind, first, held, (*as_here, *as_there), len(here), len(there))


def _told_once(drifts: Iterable[Drift], origins: Container[str]) -> list[Drift]:
    """Without the differences of two copies at words of which each differs from the same words of the origin."""
    drifts = list(drifts)
    held: dict[tuple[str, int], tuple[str, int]] = {}
    for drift in drifts:
        one, other = (drift.article_a, drift.start_a), (drift.article_b, drift.start_b)
        if one[0] in origins:
            held[other] = one
        elif other[0] in origins:
            held[one] = other
    return [
        drift
        for drift in drifts
        if (place := held.get((drift.article_a, drift.start_a))) is None
        or place != held.get((drift.article_b, drift.start_b))
    ]


def counted(copies: int) -> str:
    """``" and in 2 more copies"``, for what a message says of several; nothing for one."""
    return f" and in {copies - 1:,} more {'copy' if copies == 2 else 'copies'}" if copies > 1 else ""


def places(found: Difference, label: str) -> tuple[Related, ...]:
    """The wording that a difference is held against, under `label`, and the same wordings in more copies."""
    held = [(found.other, label), *((wording, f"reads {wording.text!r}") for wording in found.alike)]
    return tuple(Related(one.dossier.article.article_id, one.start, one.end, text) for one, text in held[:MAX_PLACES])


def _ends(drift: Drift) -> Iterator[tuple[str, int, int, str]]:
    yield drift.article_a, drift.start_a, drift.end_a, drift.text_a
    yield drift.article_b, drift.start_b, drift.end_b, drift.text_b


def _turn(wording: Wording) -> tuple[str, str]:
    return wording.dossier.stamp or "9999", wording.dossier.article.source


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
