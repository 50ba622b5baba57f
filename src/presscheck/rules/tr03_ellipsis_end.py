from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, regex
from presscheck.strip.shapes import phrases_of

CUT = rf"(?i)(\[(?:…|\.\.\.)\]|…|\.\.\.)\s*(?:\(?(?:{'|'.join(phrases_of('TR03'))})\)?\W{{0,3}})?$"
MIN_CHARS = 40
"""A shorter last line is a remark."""


class EllipsisEnd(ArticleRule):
    """The text breaks off with an ellipsis.

    ## What it checks
    Whether the last line of the body, 40 characters or more, ends in "…", "..." or "[...]", with or without
    "Read more". An ellipsis inside quotation marks is the speaker's.

    ## Why it matters
    Feeds give the first sentences and an ellipsis; the rest of the article is missing.

    ## What to do
    Fetch the page itself instead of the feed.

    ## When it is wrong
    A columnist who ends with a thought left open.

    ## History
    Since 0.1.
    """

    code = "TR03"
    name = "ellipsis-end"
    severity = Severity.WARNING
    tip = "Fetch the page itself instead of the feed."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the ellipsis."""
        lines = dossier.kept
        if not lines or len(lines[-1].text) < MIN_CHARS:
            return
        last = lines[-1]
        found = regex(CUT).search(dossier.article.text[last.start : last.end])
        if found:
            yield Hit(
                last.start + found.start(1), last.end, "the text breaks off with an ellipsis", evidence=last.text[-60:]
            )
