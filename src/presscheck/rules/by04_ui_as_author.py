from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.written import once, unnamed
from presscheck.rule import ArticleRule, Hit


class UiAsAuthor(ArticleRule):
    """The words of a button or link stand where the author's name would.

    ## What it checks
    Bylines and authors claimed by the markup that are what a page says to its readers and nothing else: "Email the
    author", "View all posts", "Alle Artikel". An address broken into words ("Asoler Gazette Com") is an
    address: email-author.

    ## Why it matters
    Counted as a person, the button becomes the most prolific author of a batch.

    ## What to do
    Nothing in the data: it is not taken as an author. Let the scraper take the name, not the link beside it.

    ## When it is wrong
    A collective that calls itself by such words.

    ## History
    Since 0.1.
    """

    code = "BY04"
    name = "ui-as-author"
    severity = Severity.WARNING
    tip = "Let the scraper take the name, not the link beside it."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such text, at its first place."""
        for field in once(unnamed(dossier, "button")):
            message = f"{field.value!r} stands where the author would: it is a button or link of the page"
            yield Hit(field.start, field.end, message, evidence=field.value)
