from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.strip.phrase_rule import PhraseRule, cues_of


class CaptchaLine(PhraseRule):
    """A line about the page's test against robots, left in the text.

    ## What it checks
    Lines that say that a captcha protects the page, or ask the reader to prove that he or she is human
    (`lexicons/phrases/BP29.txt`).

    ## Why it matters
    It belongs to a form, and stands on every page that has one.

    ## What to do
    Nothing: the line is removed and kept in the ledger. Where nothing else is left of the page, see TR06.

    ## When it is wrong
    A how-to whose step is “Complete the captcha”.

    ## History
    Since 0.1.
    """

    code = "BP29"
    name = "captcha-line"
    severity = Severity.INFO
    message = "test against robots"
    cues = cues_of("BP29")
    pattern = opening(*phrases_of("BP29"))
    max_chars = 400
