from collections.abc import Iterator
from datetime import date

from presscheck.model import Batch, Dossier, Related, Severity
from presscheck.normalise.pointing import file_name, pointer, title_place
from presscheck.rule import BatchRule, Hit

SAME = ("identical", "same text", "abridged", "extended", "updated")
MAX_DAYS = 2
"""Copies run a day later elsewhere, and a day earlier across the date line."""


class CopiesContradict(BatchRule):
    """Copies of one text carry dates that cannot both be of its publication.

    ## What it checks
    Pairs of articles of which one holds the other for the most part, and whose days of publication lie more than two
    days apart. The earliest copy of each article is named. A day before that of the article's own dateline is left out: DT17
    reports it.

    ## Why it matters
    One of the dates is the day of a scrape, of an update or of a print edition, or the text was sold as new again. Series
    over time count the event twice.

    ## What to do
    Look at the page of the later one. For the event, use the earlier date.

    ## When it is wrong
    Texts that are meant to be published again: obituaries, recipes, features.

    ## History
    Since 0.1.
    """

    code = "DT30"
    name = "copies-contradict"
    severity = Severity.INFO
    tip = "For the event, use the earlier date."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each later article, at its date; the date of its earliest copy is related."""
        earliest: dict[str, tuple[str, str, str]] = {}
        for link in batch.links:
            if link.relation not in SAME:
                continue
            a, b = batch.by_id[link.article_a], batch.by_id[link.article_b]
            first, later = sorted((a, b), key=lambda d: (_day(d), d.article.source))
            if _day(first) and _days_between(_day(first), _day(later)) > MAX_DAYS:
                known = (_day(first), first.article.source, first.article.article_id)
                here = later.article.article_id
                earliest[here] = min(known, earliest.get(here, known))
        for here in sorted(earliest, key=lambda i: batch.by_id[i].article.source):
            day, _, there = earliest[here]
            later, first = batch.by_id[here], batch.by_id[there]
            field = later.first("published")
            start, end = (field.start, field.end) if field and field.start is not None else title_place(later)
            yield Hit(
                start,
                end,
                f"dated {_day(later)}, and {file_name(first)} carries the text with the date {day}, "
                f"{_days_between(day, _day(later)):,} days earlier",
                article_id=here,
                related=(_dated(first),),
                evidence=f"{_day(later)} {first.article.source}",
            )


def _day(dossier: Dossier) -> str:
    return dossier.dated[:10]


def _days_between(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(other) - date.fromisoformat(one)).days)
    except ValueError:  # a month or a year alone
        return 0


def _dated(dossier: Dossier) -> Related:
    field = dossier.first("published")
    if field is None or field.start is None or field.end is None:
        return pointer(dossier, "the earlier date")
    return Related(dossier.article.article_id, field.start, field.end, "the earlier date")
