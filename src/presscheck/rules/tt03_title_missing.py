from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import known_by
from presscheck.patterns import lone, phrases_of
from presscheck.rule import ArticleRule, Hit, regex

NO_TITLE = lone(*phrases_of("TT03"))


class TitleMissing(ArticleRule):
    """No headline is known, or what stands in its place is none.

    ## What it checks
    That a title was found, in the text or in the markup, and that it is not a word such as "Untitled" or "Home".

    ## Why it matters
    The headline is what an article is found, cited and matched by.

    ## What to do
    Look at the page: the scraper took the wrong element, or left the headline out.

    ## When it is wrong
    Short items that have no headline by nature.

    ## History
    Since 0.1.
    """

    code = "TT03"
    name = "title-missing"
    severity = Severity.WARNING
    tip = "Look at the page: the scraper lost the headline or took the wrong element."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article."""
        title = dossier.first("title")
        if title is None:
            if dossier.kept:
                yield Hit(None, None, "no title", evidence=known_by(dossier))
        elif regex(NO_TITLE).search(title.value):
            message = f"the title is {title.value.strip()!r}, which is none"
            yield Hit(title.start, title.end, message, evidence=known_by(dossier, title=False))
