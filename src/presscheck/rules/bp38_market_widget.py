from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, quoted


class MarketWidget(LineRule):
    """A label or notice of a widget with share prices, left in the text.

    ## What it checks
    Lines that are nothing but such a label (“Add to watchlist”, “Market data”, “Börsenkurse”), and the notice that
    quotes are delayed (`lexicons/phrases/BP38.txt`). Prices themselves stay.

    ## Why it matters
    Names of companies and words of trade get into stories that have nothing to do with them.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead “Top gainers” in a market report, where no paragraph stands on both sides of it.

    ## History
    Since 0.1.
    """

    code = "BP38"
    name = "market-widget"
    severity = Severity.INFO
    message = "widget with share prices"
    pattern = opening(*phrases_of("BP38"))
    max_chars = 280
    stays_if = (quoted, like_subhead)
