from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import known_by
from presscheck.rule import ArticleRule, Hit


class MissingByline(ArticleRule):
    """No person is named as the author.

    ## What it checks
    That at least one author candidate is a person. A desk, an agency, an outlet or a placeholder is kept
    as such and does not count.

    ## Why it matters
    Studies by author, fair credit and corrections all need a name; a batch whose bylines vanish from one
    day to the next usually means that a site changed its layout.

    ## What to do
    Look at the page: if it has a byline, the scraper lost it. If it has none, take the agency as the source.

    ## When it is wrong
    Agency copy often carries no name at all; the finding is true but nobody's fault.

    ## History
    Since 0.1.
    """

    code = "BY01"
    name = "missing-byline"
    severity = Severity.WARNING
    tip = "If the page shows a byline, the scraper lost it; otherwise credit the agency or outlet."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its title, when no author is chosen."""
        if dossier.chosen("author"):
            return
        title = dossier.first("title")
        instead = [f.value for name in ("agency", "publisher") for f in dossier.chosen(name)]
        known = f"; known of its origin: {', '.join(dict.fromkeys(instead))}" if instead else ""
        yield Hit(
            title.start if title else None,
            title.end if title else None,
            f"no person is named as author{known}",
            evidence=dossier.value("title") or known_by(dossier),
        )
