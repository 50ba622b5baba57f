from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.strip.phrase_rule import PhraseRule, cues_of


class DonationAsk(PhraseRule):
    """An appeal for donations or members, left in the text.

    ## What it checks
    Lines in which the outlet asks for money in its own name: “Support our journalism”, “We rely on our readers …”,
    “Jetzt spenden”, “Faire un don” (`lexicons/phrases/BP23.txt`).

    ## Why it matters
    The appeal is the publisher's, not the reporter's, and stands under every article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A relief organisation's own text that asks for donations.

    ## History
    Since 0.1.
    """

    code = "BP23"
    name = "donation-ask"
    severity = Severity.INFO
    message = "appeal for donations or members"
    cues = cues_of("BP23")
    pattern = opening(*phrases_of("BP23"))
