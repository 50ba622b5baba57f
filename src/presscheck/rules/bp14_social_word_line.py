from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead


class SocialWordLine(LineRule):
    """Names of networks alone on a line.

    ## What it checks
    Lines that hold nothing but names of networks and mail, one or several, with or without bullets and separators.

    ## Why it matters
    They are icons' labels. Entity counters take them for the subject of the article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is a network's name is kept where it stands between two paragraphs; in a list of short items it
    is not.

    ## History
    Since 0.1.
    """

    code = "BP14"
    name = "social-word-line"
    severity = Severity.INFO
    message = "names of networks"
    pattern = lone(*phrases_of("BP14"))
    max_chars = 160
    stays_if = (like_subhead,)
