from collections import Counter
from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import pointer
from presscheck.rule import BatchRule, Hit

MIN_ARTICLES, MIN_MONTHS = 10, 3
SHARE = 0.9
MAX_RELATED = 10


class DayFilledIn(BatchRule):
    """The dates of an outlet lie in many months and nearly all on the same day of the month.

    ## What it checks
    Ten dated articles or more of one outlet, from three months or more, of which nine in ten fall on the same day of
    the month. With ten articles, chance does that once in more than a billion batches.

    ## Why it matters
    Only the month was known. Parsers fill in the first, or the day on which they run, and nobody can tell it from a day
    that was read.

    ## What to do
    Keep the month and drop the day.

    ## When it is wrong
    Magazines that come out on a set day of the month, mostly the first.

    ## History
    Since 0.2.
    """

    code = "DT10"
    name = "day-filled-in"
    severity = Severity.WARNING
    tip = "Keep the month and drop the day."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each such outlet, at the date of its first article; others are related."""
        outlets: dict[str, list[Dossier]] = {}
        for dossier in sorted(batch.dossiers, key=lambda d: d.article.source):
            if len(dossier.value("published") or "") >= len("2024-03-17"):
                outlets.setdefault(dossier.value("publisher") or "", []).append(dossier)
        for dossiers in outlets.values():
            day, count = Counter(_published(d)[8:10] for d in dossiers).most_common(1)[0]
            same = [d for d in dossiers if _published(d)[8:10] == day]
            months = len({_published(d)[:7] for d in same})
            if len(dossiers) < MIN_ARTICLES or months < MIN_MONTHS or count < SHARE * len(dossiers):
                continue
            first = same[0].chosen("published")[0]
            yield Hit(
                first.start,
                first.end,
                f"{count} of {len(dossiers)} dates, from {months} months, fall on day {int(day)}: it was filled in",
                article_id=same[0].article.article_id,
                related=tuple(pointer(d, "the same day of another month") for d in same[1 : MAX_RELATED + 1]),
                evidence=day,
            )


def _published(dossier: Dossier) -> str:
    return dossier.chosen("published")[0].value
