from presscheck.model import Severity
from presscheck.patterns import anywhere, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import prose_follows, quoted


class RightsLine(LineRule):
    """A reservation of rights or terms of reuse, left in the article.

    ## What it checks
    Short lines that reserve all rights, forbid publication, offer reprints or state the licence of the text, in
    thirty languages.

    ## Why it matters
    Legal text of the outlet's, the same under every article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A report on copyright that sums a notice up in one line, without quotation marks, in its last lines.

    ## History
    Since 0.1.
    """

    code = "BP18"
    name = "rights-line"
    severity = Severity.INFO
    message = "reservation of rights"
    pattern = anywhere(*phrases_of("BP18"))
    max_chars = 320
    stays_if = (quoted, prose_follows)
