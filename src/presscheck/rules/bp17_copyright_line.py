from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quoted


class CopyrightLine(LineRule):
    """A copyright notice, left at the end of the article.

    ## What it checks
    Lines that open with “Copyright”, © or (c), and hold a year or a reservation of rights. A © before a
    photographer or an agency without a year is a picture credit and left alone.

    ## Why it matters
    Years in such lines are taken for the year of the article, owners for its author.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A picture credit that names a year (“© 2019 Jane Doe”) is taken as well.

    ## History
    Since 0.1.
    """

    code = "BP17"
    name = "copyright-line"
    severity = Severity.INFO
    message = "copyright notice"
    pattern = opening(
        r"(?:©|\(c\)|copyright|&copy;)[\s©:|,-]{0,5}(?:\(c\)|copyright|©|by)?[\s©]{0,3}(?:19|20)\d\d\b.*$",
        r"(?:©|\(c\) |copyright (?:©|\(c\)|by)).{2,}(?:19|20)\d\d\.?$",
        rf"(?:©|copyright\b|\(c\) ).*(?:{'|'.join(phrases_of('BP17'))})",
    )
    max_chars = 320
    stays_if = (quoted,)
