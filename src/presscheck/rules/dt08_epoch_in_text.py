from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule


class EpochInText(LineRule):
    """A time as a computer counts it, in seconds or milliseconds since 1970, left as text.

    ## What it checks
    Lines of nothing but such a number (10 digits, or 13, from 2001 to 2033), or of a word such as “updated” with the
    number right behind it (`lexicons/phrases/DT08.txt`).

    ## Why it matters
    The number is for the page's script. It counts as a word of the article, and glued to a label it hides the date.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A telephone or order number of ten digits that begins with 1, alone on its line.

    ## History
    Since 0.1.
    """

    code = "DT08"
    name = "epoch-in-text"
    severity = Severity.INFO
    message = "time in seconds since 1970"
    pattern = lone(*phrases_of("DT08"))
    max_chars = 60
