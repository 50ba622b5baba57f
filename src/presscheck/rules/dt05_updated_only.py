from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class UpdatedOnly(ArticleRule):
    """The only date of the article is that of an update.

    ## What it checks
    Articles whose day of publication was read from a line such as “Updated 2 March 2024”, because no other date was
    found on the page, in its markup or in its address.

    ## Why it matters
    The text may be years older than its update. In a study over time it counts for the wrong month.

    ## What to do
    Take the day as the latest that the article can be from, and look for the first one in a copy or an archive.

    ## When it is wrong
    Outlets that write “updated” on everything, first versions included.

    ## History
    Since 0.1.
    """

    code = "DT05"
    name = "updated-only"
    severity = Severity.INFO
    tip = "Take it as the latest day that the article can be from."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the date of the update."""
        published = dossier.first("published")
        if published and published.rule == "updated-line":
            message = f"{published.value[:10]} is the day of an update; no day of publication is on the page"
            yield Hit(published.start, published.end, message)
