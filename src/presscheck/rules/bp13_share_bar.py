from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead


class ShareBar(LineRule):
    """A button of the bar for sharing and saving, left in the text.

    ## What it checks
    Lines that are nothing but words of a share bar: “Share this story”, “Link copied”, “Save”, “Print”, one or
    several on a line, in eight languages.

    ## Why it matters
    The bar stands above every article, and each of its words passes for a paragraph.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is a single such word is kept where it stands between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP13"
    name = "share-bar"
    severity = Severity.INFO
    message = "share bar"
    pattern = lone(*phrases_of("BP13"))
    max_chars = 120
    stays_if = (like_subhead,)
