from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule


class AdLabel(LineRule):
    """The label of an advertisement, left in the text.

    ## What it checks
    Lines that are nothing but “Advertisement”, “Ads”, “Story continues below”, “Sponsored by …” and the like, in a
    dozen languages.

    ## Why it matters
    The labels stand between paragraphs, where they pass for subheads.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A one-word subhead in an article about advertising is kept where it stands between two paragraphs, unless it is
    the usual label.

    ## History
    Since 0.1.
    """

    code = "BP25"
    name = "ad-label"
    severity = Severity.INFO
    message = "label of an advertisement"
    pattern = lone(*phrases_of("BP25"))
    max_chars = 120
