from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import known_by
from presscheck.rule import ArticleRule, Hit, regex

NOTICE = r"(?i)(?:©|\(c\)|copyright).*"


class FooterYearDate(ArticleRule):
    """The day of publication is the first of January of the year in the copyright notice.

    ## What it checks
    A day of publication of 1 January, which the page itself does not show, where a copyright notice names that year.

    ## Why it matters
    The year of a notice is the present one, or the one the site was made in. A whole archive piles up on New Year's Day.

    ## What to do
    Drop the date.

    ## When it is wrong
    Articles that did appear on New Year's Day, on pages that do not show it.

    ## History
    Since 0.1.
    """

    code = "DT20"
    name = "footer-year-date"
    severity = Severity.INFO
    tip = "Drop the date, unless the page shows it elsewhere."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the notice; or at the title, where the notice is on a line of several years."""
        published = dossier.first("published")
        if published is None or published.start is not None or published.value[4:10] != "-01-01":
            return
        if _clock(published.value) or any(field.rule == "url" for field in dossier.candidates("published")):
            return
        notice = regex(NOTICE + rf"\b{published.value[:4]}\b").search(dossier.article.text)
        if notice:
            start, end = notice.span()
            day, year = published.value[:10], published.value[:4]
            message = f"{day} is no day that the page shows, and its copyright notice says {year}"
            yield Hit(start, end, message, evidence=dossier.value("title") or known_by(dossier))


def _clock(value: str) -> bool:
    """Whether a time of day is given, other than midnight."""
    return "T" in value and "T00:00" not in value
