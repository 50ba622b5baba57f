from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, regex

URL = r"^\W*(?:https?://|www\.)[^\s]+\W*$"


class BareUrl(ArticleRule):
    """An address alone on a line.

    ## What it checks
    Lines of the clean text that are one web address and nothing else. An address inside a sentence is the reporter's.

    ## Why it matters
    Such lines are what is left of an embedded post, a picture or a link: noise for every reader of the text.

    ## What to do
    Nothing, or leave the element out in the scraper.

    ## When it is wrong
    Service pieces that give addresses on lines of their own.

    ## History
    Since 0.1.
    """

    code = "MK09"
    name = "bare-url"
    severity = Severity.INFO
    tip = "Leave the embedded element out in the scraper."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such line."""
        for line in dossier.kept:
            if ("://" in line.text or "www." in line.text) and regex(URL).search(line.text):
                yield Hit(line.start, line.end, "an address alone on its line")
