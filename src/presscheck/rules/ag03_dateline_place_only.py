from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class DatelinePlaceOnly(ArticleRule):
    """The dateline names a place and nothing else, in an article without a day of publication.

    ## What it checks
    Datelines without a day (“WASHINGTON _”, “Paris:”, “BRUSSELS, Belgium (AP) -”) in an article of which no
    day of publication is known from anywhere else either.

    ## Why it matters
    Agencies date their copy. The day may have been cut on purpose, or lost by the scraper; without it nothing says when
    the story was written.

    ## What to do
    Look for a dated copy of the story.

    ## When it is wrong
    Magazines print places without days in stories that are of no day.

    ## History
    Since 0.1.
    """

    code = "AG03"
    name = "dateline-place-only"
    severity = Severity.INFO
    tip = "Look for a dated copy of the story."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its dateline."""
        line, place = dossier.first("dateline"), dossier.first("dateline_place")
        if line and place and not dossier.first("dateline_date") and not dossier.first("published"):
            yield Hit(
                line.start, line.end, f"the dateline names {place.value} and no day, and nothing else dates the story"
            )
