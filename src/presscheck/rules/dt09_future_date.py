from collections.abc import Iterator

from presscheck.dates import days_between
from presscheck.model import Batch, Severity
from presscheck.rule import BatchRule, Hit

ZONE_DAYS = 1
"""East of us it may be tomorrow already."""


class FutureDate(BatchRule):
    """The day of publication lies after the day the page was fetched.

    ## What it checks
    The day of publication against the day in the page header, or, without one, the day of this run. One day
    is allowed for time zones.

    ## Why it matters
    No article is older than its future: the date is another one (an event's, an embargo's, day and month
    swapped), and everything that is ordered by it is wrong.

    ## What to do
    Look at the evidence; the other candidates for the date are listed with the article.

    ## When it is wrong
    Texts that were published ahead on purpose, and a clock that runs behind on this machine.

    ## History
    Since 0.1.
    """

    code = "DT09"
    name = "future-date"
    severity = Severity.ERROR
    tip = "Look at the other candidates for the date; day and month may be swapped."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article from the future, at its date."""
        for dossier in batch.dossiers:
            published, header = dossier.first("published"), dossier.first("scraped_day")
            limit = header.value if header else batch.today
            if published is None or not limit:
                continue
            days = days_between(limit, published.value)
            if days > ZONE_DAYS:
                what = "the page header" if header else "this audit"
                yield Hit(
                    published.start,
                    published.end,
                    f"published {published.value[:10]}, {days:,} days after the day of {what} ({limit[:10]})",
                    article_id=dossier.article.article_id,
                    evidence=published.value[:10],
                )
