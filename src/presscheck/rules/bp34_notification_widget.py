from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead


class NotificationWidget(LineRule):
    """A message of an alert or bookmark widget, left in the text.

    ## What it checks
    Lines that are nothing but the words of a widget for alerts: “Your notification has been saved”, “Get email
    alerts”, in eight languages.

    ## Why it matters
    These messages are hidden on the page and come out only in the dump.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A one-line paragraph in a how-to (“Turn on notifications”) is kept where it stands between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP34"
    name = "notification-widget"
    severity = Severity.INFO
    message = "message of an alert widget"
    pattern = lone(*phrases_of("BP34"))
    max_chars = 100
    stays_if = (like_subhead,)
