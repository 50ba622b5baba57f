from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quoted


class TipLine(LineRule):
    """An address for tips and letters, left in the article.

    ## What it checks
    Short lines that ask the reader for a story or a tip, or say how to reach the newsroom or the author, in eight
    languages.

    ## Why it matters
    They bring addresses of people who have nothing to do with the story into the text.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    An appeal of the police for witnesses that is worded like a newsroom's.

    ## History
    Since 0.1.
    """

    code = "BP22"
    name = "tip-line"
    severity = Severity.INFO
    message = "address for tips"
    pattern = opening(*phrases_of("BP22"))
    max_chars = 280
    stays_if = (quoted,)
