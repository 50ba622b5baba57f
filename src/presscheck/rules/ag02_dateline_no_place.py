from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class DatelineNoPlace(ArticleRule):
    """The dateline says when or by whom, but not where.

    ## What it checks
    Datelines with an agency or a day and without a place: “March 4 (Reuters) -”, “(AP) -”.

    ## Why it matters
    Agencies leave the place out of stories that were written at no place in particular, but so do scrapers that lose
    the first word of a text.

    ## What to do
    Compare with another copy of the story, if there is one. Do not fill in the outlet's own town.

    ## When it is wrong
    Agencies that never print a place are reported; it is true of them.

    ## History
    Since 0.1.
    """

    code = "AG02"
    name = "dateline-no-place"
    severity = Severity.INFO
    tip = "Compare with another copy of the story; do not fill in the outlet's own town."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its dateline."""
        line = dossier.first("dateline")
        if line and not dossier.first("dateline_place"):
            yield Hit(line.start, line.end, f"the dateline names no place: {line.value}")
