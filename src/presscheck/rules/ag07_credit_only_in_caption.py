from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.agencies import agencies_named
from presscheck.rule import ArticleRule, Hit


class CreditOnlyInCaption(ArticleRule):
    """An agency is credited for a picture, and nobody for the text.

    ## What it checks
    Articles without an author and without an agency of their own, of which a caption in the clean text credits an agency.

    ## Why it matters
    Tools that search a page for agencies' names take such an article for wire copy. It may be; the picture's credit
    does not say so.

    ## What to do
    Do not count it as the agency's text without further evidence, such as a copy that carries the credit.

    ## When it is wrong
    Outlets that credit text and picture in one line below the picture.

    ## History
    Since 0.1.
    """

    code = "AG07"
    name = "credit-only-in-caption"
    severity = Severity.INFO
    tip = "Do not count the text as the agency's without further evidence."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first such credit."""
        if dossier.chosen("agency") or dossier.chosen("author"):
            return
        for field in sorted(dossier.chosen("credit"), key=lambda f: f.start or 0):
            agencies = agencies_named(field.value)
            if agencies:
                message = f"only a picture is credited to {' and '.join(agencies)}: whose the text is, is not said"
                yield Hit(field.start, field.end, message)
                return
