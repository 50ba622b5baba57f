from collections.abc import Iterator

from presscheck.dates import days_between
from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class UrlVsPageDate(ArticleRule):
    """The address of the page and the page itself give different days.

    ## What it checks
    A full date in the address against the day of publication, when they are two days or more apart.

    ## Why it matters
    Addresses are made when a text is first saved. A later day on the page is often an update or a
    republication that hides the first one.

    ## What to do
    Take the address's day as the first publication, unless the text shows that it was written later.

    ## When it is wrong
    Addresses whose digits are a date of the event and not of the text.

    ## History
    Since 0.1.
    """

    code = "DT11"
    name = "url-vs-page-date"
    severity = Severity.WARNING
    tip = "The address usually keeps the first day of publication."
    DAYS = 2
    """Time zones, and texts filed the evening before, make one day."""

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the day on the page."""
        published = dossier.first("published")
        address = next((field for field in dossier.candidates("published") if field.rule == "url"), None)
        if published is None or address is None:
            return
        days = days_between(address.value, published.value)
        if abs(days) >= self.DAYS:
            side = "later" if days > 0 else "earlier"
            message = f"the address says {address.value}, the page {published.value[:10]}, {abs(days):,} days {side}"
            yield Hit(published.start, published.end, message, evidence=address.evidence)
