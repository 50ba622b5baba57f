from collections import Counter
from collections.abc import Iterator

from presscheck.model import Batch, Outline, Severity
from presscheck.normalise.pointing import hit_at_dates
from presscheck.rule import BatchRule, Hit

MIN_ARTICLES, MIN_MONTHS = 10, 3
SHARE = 0.9


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
    Since 0.1.
    """

    code = "DT10"
    name = "day-filled-in"
    severity = Severity.WARNING
    tip = "Keep the month and drop the day."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each such outlet, at the date of its first article; others are related."""
        outlets: dict[str, Counter[tuple[str, str]]] = {}
        for outline in batch.outlines:
            if len(outline.published or "") >= len("2024-03-17"):
                outlets.setdefault(outline.publisher or "", Counter())[_day_and_month(outline)] += 1
        for outlet, dates in outlets.items():
            days: Counter[str] = Counter()
            for (day, _), times in dates.items():
                days[day] += times
            day, count = days.most_common(1)[0]
            months = sum(other == day for other, _ in dates)
            if dates.total() < MIN_ARTICLES or months < MIN_MONTHS or count < SHARE * dates.total():
                continue
            here = (o for o in batch.outlines if (o.publisher or "") == outlet and _day_and_month(o)[0] == day)
            said = f"{count} of {dates.total()} dates, from {months} months, fall on day {int(day)}: it was filled in"
            yield hit_at_dates(batch, here, said, "the same day of another month", day)


def _day_and_month(outline: Outline) -> tuple[str, str]:
    date = outline.published or ""
    return date[8:10], date[:7]
