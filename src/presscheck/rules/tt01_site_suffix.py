from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.lines import fold
from presscheck.normalise.titles import site_suffix
from presscheck.rule import ArticleRule, Hit


class SiteSuffix(ArticleRule):
    """The outlet's name stands at the end of the title.

    ## What it checks
    Titles whose last part, behind a dash, a bar or a dot, is the publisher's name or a known outlet's.

    ## Why it matters
    Titles with and without the suffix do not match, and every classifier learns the outlet's name.

    ## What to do
    Nothing: the field `title` is without it; the page text keeps it.

    ## When it is wrong
    A headline that ends in the name of an outlet it is about ("Four jobs go – Harbour Gazette").

    ## History
    Since 0.1.
    """

    code = "TT01"
    name = "site-suffix"
    severity = Severity.INFO

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the suffix where the title stands in the text."""
        title = dossier.first("title")
        if title is None:
            return
        publishers = {fold(field.value) for field in dossier.candidates("publisher")}
        suffix = site_suffix(title.evidence or title.value, publishers)
        if suffix:
            start = title.end - len(suffix) if title.end is not None else None
            yield Hit(start, title.end, f"the title ends in the outlet's name: {suffix}", evidence=suffix)
