from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, quoted


class SubscriptionOffer(LineRule):
    """An offer of a subscription, left in the text.

    ## What it checks
    Lines that are nothing but the words of such a box: “Choose your plan”, “Get unlimited access”, “Cancel anytime”,
    “Jetzt 4 Wochen gratis testen”, “Réservé aux abonnés” (`lexicons/phrases/BP43.txt`), in twenty languages.

    ## Why it matters
    The box stands between two paragraphs of every article, and its prices and periods are taken for the story's.

    ## What to do
    Nothing: the line is removed and kept in the ledger. Where the text ends at such a box, see TR01.

    ## When it is wrong
    An article about subscriptions with such words as a subhead, where no paragraph stands on both sides of it.

    ## History
    Since 0.1.
    """

    code = "BP43"
    name = "subscription-offer"
    severity = Severity.INFO
    message = "offer of a subscription"
    pattern = opening(*phrases_of("BP43"))
    max_chars = 160
    stays_if = (quoted, like_subhead)
