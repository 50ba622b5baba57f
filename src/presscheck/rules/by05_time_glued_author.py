from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.names import without_time
from presscheck.normalise.written import of_the_page
from presscheck.rule import ArticleRule, Hit


class TimeGluedAuthor(ArticleRule):
    """How long ago it was, taken along with the author's name.

    ## What it checks
    Authors claimed by the markup, and names in bylines, that are a person's name with an age right beside it: “Minutes
    Ago Ana Soler”, “Ana Soler 3 hours ago”. Lines that a page shows that way are left alone, unless a byline
    word opens them.

    ## Why it matters
    The same person is another author on every article, and none is ever the same twice.

    ## What to do
    Take the name that the message gives, and the age for what it is: the time of the scrape, not of the article.

    ## When it is wrong
    Never seen; a pen name that ends in such words would be.

    ## History
    Since 0.1.
    """

    code = "BY05"
    name = "time-glued-author"
    severity = Severity.INFO
    tip = "Take the name without the time."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such name, at its first place."""
        seen: set[str] = set()
        for field in filter(of_the_page, dossier.candidates("author")):
            written = field.evidence if field.start is None else dossier.article.text[field.start : field.end]
            if len(written) <= len(field.value) or field.rule == "signature" or written in seen:
                continue
            seen.add(written)
            person = without_time(written)
            if person:
                yield Hit(
                    field.start,
                    field.end,
                    f"a time stands in the author's name: {written} is {person}",
                    evidence=written,
                )
