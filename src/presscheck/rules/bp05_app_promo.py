from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quoted


class AppPromo(LineRule):
    """An invitation to install the outlet’s app, left in the article.

    ## What it checks
    Short lines that open with getting, downloading or opening an app, and lone names of app stores.

    ## Why it matters
    It is advertising in the imperative, and in capitals it passes for a subhead.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A consumer article can end in “Download the app to take part”; such a line is taken too.

    ## History
    Since 0.1.
    """

    code = "BP05"
    name = "app-promo"
    severity = Severity.INFO
    message = "advertisement for the app"
    pattern = opening(*phrases_of("BP05"))
    max_chars = 140
    stays_if = (quoted,)
