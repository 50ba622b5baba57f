from collections.abc import Iterator

from presscheck.dates import find_dates
from presscheck.model import Confidence, Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_on
from presscheck.normalise.written import EXTRACTOR
from presscheck.rule import ArticleRule, Hit


class DateFromCode(ArticleRule):
    """The date was found somewhere in the page's code, and nothing says what it is the date of.

    ## What it checks
    Days of publication that rest on the extractor's search alone: the page shows none, its structured data gives none,
    its address holds none.

    ## Why it matters
    Code is full of other dates: when an advertisement expires, when a script was written, when a comment was posted.

    ## What to do
    Look at the page before you rely on the day.

    ## When it is wrong
    Pages whose date stands in an attribute of their own making: the extractor knows many of them.

    ## History
    Since 0.1.
    """

    code = "DT19"
    name = "date-from-code"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Look at the page before you rely on the day."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its title."""
        published = dossier.first("published")
        if published and published.rule == EXTRACTOR and not _is_shown(dossier, published.value[:10]):
            message = f"{published.value[:10]} was found in the page's code only; nothing says what it is the date of"
            yield hit_on(dossier, message, evidence=published.value[:10])


def _is_shown(dossier: Dossier, day: str) -> bool:
    return any(mention.iso[:10] == day for line in dossier.article.page.lines for mention in find_dates(line.text))
