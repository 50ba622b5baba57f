from presscheck.lexicons import folded
from presscheck.model import Page, Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quotes

MIN_WORDS = 5
"""Of a label, how long ago, and a headline; a lone “2h ago” is a date."""


class LatestTicker(LineRule):
    """An entry of a news ticker, left in the text.

    ## What it checks
    Lines that open with how long ago something was, with or without a label (“Latest 2h ago …”, “vor 5 Min. …”;
    `lexicons/phrases/LB04.txt`), go on with a headline and end without a full stop. Where a byline word stands in the
    line, it is the article's own.

    ## Why it matters
    The headlines of a ticker are other stories', and change by the minute.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    An entry of a live blog whose time and headline stand on one line.

    ## History
    Since 0.1.
    """

    code = "LB04"
    name = "latest-ticker"
    severity = Severity.INFO
    message = "entry of a news ticker"
    pattern = opening(*phrases_of("LB04"))
    max_chars = 200

    def accept(self, page: Page, index: int) -> bool:
        """No sentence, no quotation, no byline."""
        text = page.lines[index].text.strip()
        words = text.casefold().split()
        long = len(words) >= MIN_WORDS or not text.isascii()
        signed = any(word.strip(":") in folded("byline_words") for word in words)
        return long and not signed and not quotes(text) and text[-1] not in ".!?。！？"
