from collections.abc import Iterator

from presscheck.dates import days_between
from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import beside, scrape_day
from presscheck.rule import BatchRule, Hit

FIELDS = {"published": "published", "modified": "updated"}
"""Field -> what messages say happened on its day."""
ZONE_DAYS = 1
"""East of us it may be tomorrow already."""


class FutureDate(BatchRule):
    """The day of publication, or of the update, lies after the day the page was fetched.

    ## What it checks
    The day of publication and that of the last update against the day in the page header, or, without one, the day
    of this run. One day is allowed for time zones.

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

    def note(self, dossier: Dossier) -> tuple[str, ...] | None:
        """The day of the page header, or nothing, and those that it is held against."""
        header, _ = scrape_day(dossier)
        days = [field.value for name in FIELDS if (field := dossier.first(name))]
        return (header.value if header else "", *days) if days else None

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each date from the future, at its place; the page header is related."""
        for outline, (header_day, *days) in batch.noted(self.code):
            limit = header_day or batch.today
            if not limit or all(days_between(limit, day) <= ZONE_DAYS for day in days):
                continue
            dossier = batch.by_id[outline.article_id]
            header, teller = scrape_day(dossier)
            for name, verb in FIELDS.items():
                field = dossier.first(name)
                ahead = days_between(limit, field.value) if field else 0
                if field and ahead > ZONE_DAYS:
                    what = teller if header else "this audit"
                    yield Hit(
                        field.start,
                        field.end,
                        f"{verb} {field.value[:10]}, {ahead:,} days after the day of {what} ({limit[:10]})",
                        article_id=dossier.article.article_id,
                        related=beside(dossier, header, teller) if header else (),
                        evidence=field.value[:10],
                    )
