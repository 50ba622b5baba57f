from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead


class ViewerLabel(LineRule):
    """A label of a picture viewer or player, left in the text.

    ## What it checks
    Lines that are nothing but the words of a viewer: “View image in fullscreen”, “Image 2 of 5”, “Hide caption”,
    “Play video”, in eight languages.

    ## Why it matters
    They stand beside captions and are glued to them by the next tool in the chain.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A lone fraction such as 3/4 in a table of results.

    ## History
    Since 0.1.
    """

    code = "CP05"
    name = "viewer-label"
    severity = Severity.INFO
    message = "label of a picture viewer"
    pattern = lone(*phrases_of("CP05"))
    max_chars = 120
    stays_if = (like_subhead,)
