from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quoted


class MessagingPromo(LineRule):
    """An invitation to a channel on a messaging service, left in the article.

    ## What it checks
    Short lines in the imperative that invite to the outlet's channel or group on WhatsApp, Telegram, Signal and the
    like, in eight languages.

    ## Why it matters
    The line is the outlet's own advertising and comes in mid-text.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A one-line service tip that names a channel of somebody else's (a town hall's) reads the same.

    ## History
    Since 0.1.
    """

    code = "BP07"
    name = "messaging-promo"
    severity = Severity.INFO
    message = "invitation to a messaging channel"
    pattern = opening(*phrases_of("BP07"))
    max_chars = 180
    stays_if = (quoted,)
