from presscheck.model import Severity
from presscheck.patterns import phrases_of
from presscheck.strip.phrase_rule import PhraseRule, cues_of


class AffiliateNotice(PhraseRule):
    """A notice that links in the article earn the outlet money.

    ## What it checks
    Lines that speak of affiliate links, or say in the first person that the outlet earns a commission or chose the
    products independently (`lexicons/phrases/BP24.txt`).

    ## Why it matters
    The notice says that the article sells something, and is the same under all that do.

    ## What to do
    Nothing: the line is removed and kept in the ledger, where it also tells which articles sell.

    ## When it is wrong
    An article about affiliate marketing.

    ## History
    Since 0.1.
    """

    code = "BP24"
    name = "affiliate-notice"
    severity = Severity.INFO
    message = "notice of affiliate links"
    cues = cues_of("BP24")
    pattern = rf"(?i)(?:{'|'.join(phrases_of('BP24'))})"
