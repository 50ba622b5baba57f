from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, quoted


class CookieBanner(LineRule):
    """The text of a cookie banner, left in the article.

    ## What it checks
    Lines in which a site says of itself that it uses cookies, or asks for consent to them, and the banner's
    buttons, in eight languages.

    ## Why it matters
    The banner often comes first in a dump and is then taken for the lead of the article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A site that reports on its own change of cookies in the first person.

    ## History
    Since 0.1.
    """

    code = "BP27"
    name = "cookie-banner"
    severity = Severity.INFO
    message = "cookie banner"
    pattern = opening(*phrases_of("BP27"))
    max_chars = 700
    stays_if = (quoted, like_subhead)
