from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class UnreadMarkup(ArticleRule):
    r"""What the markup says of the page cannot be read.

    ## What it checks
    JSON-LD that is no JSON, is nested too deeply or longer than two million characters; values with half a character
    in them (a lone surrogate, as in `"\ud800"`), which are read with U+FFFD in its place; canonical links and `og:url`
    that are no addresses; scripts whose end is gone, so that a browser shows nothing of the page up to the end of the next
    one: what they took along is read as page. A comma too many at the end of a list is read over, and not reported.

    ## Why it matters
    Title, author, date or address may stand there and nowhere else.

    ## What to do
    Look at the page's source. Often one unescaped quotation mark in a headline spoils the block. Scripts lose their ends to
    scrapers that cut pictures or styles out of pages by their tags, which stand in the strings of scripts too.

    ## When it is wrong
    Where the block describes something else than the article, a video or the way through the site, nothing is missing.

    ## History
    Since 0.1.
    """

    code = "MK12"
    name = "unread-markup"
    severity = Severity.INFO
    tip = "Look at the page's source."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each claim that could not be read."""
        for claim in dossier.article.claims:
            if claim.field == "unread":
                yield Hit(None, None, f"{claim.source} cannot be read as written: {claim.value}", evidence=claim.value)
