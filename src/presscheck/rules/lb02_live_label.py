from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.patterns import phrases_of
from presscheck.rule import ArticleRule, Hit, regex

LABEL = rf"(?i)(?:{'|'.join(phrases_of('LB02'))})"


class LiveLabel(ArticleRule):
    """The headline says that this is a live blog.

    ## What it checks
    Titles with a label such as “(Live updates)”, “– live”, “Liveticker:”, “EN DIRECT”, “Minuto a minuto”
    (`lexicons/phrases/LB02.txt`), set off by a mark.

    ## Why it matters
    The page was unfinished when it was scraped, and another scrape has another text under the same address.

    ## What to do
    Keep live blogs apart, and note the time of the scrape.

    ## When it is wrong
    A review of a concert with “– live” in its headline.

    ## History
    Since 0.1.
    """

    code = "LB02"
    name = "live-label"
    severity = Severity.INFO
    tip = "Keep live blogs apart, and note the time of the scrape."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit at the title."""
        title = dossier.first("title")
        found = regex(LABEL).search(title.value) if title else None
        if title and found:
            yield Hit(title.start, title.end, f"a live blog, says the headline: “{found[0].strip(' :|–—-()')}”")
