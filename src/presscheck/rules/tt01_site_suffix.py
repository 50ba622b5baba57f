from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.names import is_known_outlet
from presscheck.normalise.reading import fold
from presscheck.normalise.titles import SEPARATORS
from presscheck.rule import ArticleRule, Hit


class SiteSuffix(ArticleRule):
    """The outlet's name stands at the end of the title.

    ## What it checks
    Titles whose last part, behind a dash, a bar or a dot, is the publisher's name or a known outlet's.

    ## Why it matters
    Titles with and without the suffix do not match, and every classifier learns the outlet's name.

    ## What to do
    Cut the title before the separator; the message gives the part.

    ## When it is wrong
    A headline that ends in the name of an outlet it is about ("Four jobs go – Harbour Gazette").

    ## History
    Since 0.1.
    """

    code = "TT01"
    name = "site-suffix"
    severity = Severity.INFO
    tip = "Cut the title before the separator."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the suffix where the title stands in the text."""
        title = dossier.first("title")
        if title is None:
            return
        publishers = {fold(field.value) for field in dossier.candidates("publisher")}
        for separator in SEPARATORS:
            _, found, suffix = title.value.rpartition(separator)
            suffix = suffix.strip()
            if found and suffix and (fold(suffix) in publishers or is_known_outlet(suffix)):
                whole = title.start is not None and dossier.article.text[title.start : title.end].endswith(suffix)
                start = title.end - len(suffix) if whole and title.end is not None else title.start
                yield Hit(start, title.end, f"the title ends in the outlet's name: {suffix}", evidence=suffix)
                return
