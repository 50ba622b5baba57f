from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quoted


class CorrectionLink(LineRule):
    """A link for corrections, letters and reprints, left in the article.

    ## What it checks
    Short lines that ask the reader to report a mistake, to write to the editor or to order reprints, in eight
    languages. A correction itself (“Correction: an earlier version …”) is the outlet's word and is kept.

    ## Why it matters
    The links look like corrections and would count as such in a study of them.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A letters page that opens its columns with “Send a letter to the editor”.

    ## History
    Since 0.1.
    """

    code = "BP33"
    name = "correction-link"
    severity = Severity.INFO
    message = "link for corrections and letters"
    pattern = opening(*phrases_of("BP33"))
    max_chars = 200
    stays_if = (quoted,)
