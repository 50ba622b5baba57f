from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quoted


class ConsentOptin(LineRule):
    """The small print of a sign-up form, left in the article.

    ## What it checks
    Lines that open like the consent text below a form: “By signing up, you agree …”, “I would like to receive …”,
    “You can unsubscribe at any time”, in eight languages.

    ## Why it matters
    It is legal text of the outlet's, often longer than a paragraph, and it is the same in every article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A line with quotation marks is never taken. An essay that opens a paragraph with “By registering, you agree”
    loses it.

    ## History
    Since 0.1.
    """

    code = "BP03"
    name = "consent-optin"
    severity = Severity.INFO
    message = "consent text of a form"
    pattern = opening(*phrases_of("BP03"))
    max_chars = 600
    stays_if = (quoted,)
