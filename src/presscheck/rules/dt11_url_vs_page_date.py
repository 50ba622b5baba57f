import re
from collections.abc import Iterator
from datetime import date

from presscheck.dates import days_between
from presscheck.model import Dossier, Facts, Field, Severity
from presscheck.rule import ArticleRule, Hit

NUMBERED = re.compile(r"/\d{4}/\d{1,2}/\d{1,2}-")
"""A number behind year and month may be the first word of the headline: ``/2023/12/16-new-boats``."""
MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?!\d{1,2}(?:\D|$))")


class UrlVsPageDate(ArticleRule):
    """The address of the page and the page itself give different days.

    ## What it checks
    A full date in the address, or a year and month, against the day of publication, when they are two days or more
    apart.

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
            yield from self._month(dossier, published)
            return
        if NUMBERED.search(address.evidence) and address.value[:7] == published.value[:7]:
            return
        days = days_between(address.value, published.value)
        if abs(days) >= self.DAYS:
            side = "later" if days > 0 else "earlier"
            message = f"the address says {address.value}, the page {published.value[:10]}, {abs(days):,} days {side}"
            yield Hit(published.start, published.end, message, evidence=address.evidence)

    def _month(self, dossier: Dossier, published: Field | None) -> Iterator[Hit]:
        """A hit where the address names a month and no day, and the day on the page is not in it, nor next to it."""
        found = MONTH.search(dossier.article.url or "")
        if not found or published is None:
            return
        year, month = int(found[1]), int(found[2])
        following = date(year + month // 12, month % 12 + 1, 1).isoformat()
        early = days_between(published.value, f"{year}-{month:02}-01")
        late = days_between(following, published.value) + 1
        days = max(early, late)
        if days >= self.DAYS:
            side = "earlier" if early > 0 else "later"
            message = f"the address says {found[1]}-{found[2]}, the page {published.value[:10]}, {days:,} days {side}"
            yield Hit(published.start, published.end, message, evidence=dossier.article.url)
