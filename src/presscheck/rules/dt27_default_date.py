from collections.abc import Iterator

from presscheck.dates import NO_DATE
from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit

FIELDS = ("published", "modified")


class DefaultDate(ArticleRule):
    """The markup gives the date that a computer makes of none.

    ## What it checks
    Whether the markup claims 1 January 1970 for the publication or the update, or one of the other days with which
    systems write an empty field: 1 January 1900, 1 January of the year 1, 30 November of the year −1, 0000-00-00.
    In the text of the page such days are removed by DT07.

    ## Why it matters
    The date was never stored, or was lost on the way, and looks like one all the same.

    ## What to do
    Nothing for this day, which never becomes a field. Look for another date of the article.

    ## When it is wrong
    Archives that hold newspapers of those very days.

    ## History
    Since 0.1.
    """

    code = "DT27"
    name = "default-date"
    severity = Severity.WARNING
    tip = "Look for another date of the article: this one is none."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article for each such claim."""
        for claim in dossier.article.claims:
            found = NO_DATE.match(claim.value.strip()) if claim.field in FIELDS else None
            if found:
                message = f"{found[0]} ({claim.source}) is what a computer writes where no date is known"
                yield Hit(None, None, message, evidence=f"{claim.source} {found[0]}")
