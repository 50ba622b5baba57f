from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quoted


class FollowUs(LineRule):
    """An invitation to follow the outlet on a network, left in the article.

    ## What it checks
    Short lines that open with following, liking or adding the outlet or its author and name a network, and lone
    headings such as “Follow us”.

    ## Why it matters
    Names of networks in every article spoil topic models and entity counts.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A one-line tip in an article about a network (“Follow the minister on Mastodon”) reads the same.

    ## History
    Since 0.1.
    """

    code = "BP06"
    name = "follow-us"
    severity = Severity.INFO
    message = "invitation to follow"
    pattern = opening(*phrases_of("BP06"))
    max_chars = 170
    stays_if = (quoted,)
