from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import tail
from presscheck.strip.phrase_rule import PhraseRule, cues_of


class PublisherBlurb(PhraseRule):
    """An outlet's description of itself, left below the article.

    ## What it checks
    Among the last lines, below at least two paragraphs: a paragraph that opens with a name and says that this is an
    independent, non-profit or award-winning newsroom, agency or magazine (`lexicons/phrases/BP20.txt`).

    ## Why it matters
    It is the same under every story of the outlet, and of all that print its stories: copies seem to share a text.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    A report about a news outlet that ends in a sentence which says what that outlet is.

    ## History
    Since 0.1.
    """

    code = "BP20"
    name = "publisher-blurb"
    severity = Severity.INFO
    message = "the outlet describes itself"
    cues = cues_of("BP20")
    pattern = opening(*phrases_of("BP20"))
    where = tail(40)
    max_chars = 700
    below_article = True
