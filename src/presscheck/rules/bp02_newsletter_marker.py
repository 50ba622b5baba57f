from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, quoted


class NewsletterMarker(LineRule):
    """A marker that stands around a newsletter box, left in the text.

    ## What it checks
    Lines of their own that say where a newsletter box begins, ends or can be skipped, and the box's lone heading.

    ## Why it matters
    Markers stand between two paragraphs, so they break sentences' neighbourhood and look like subheads.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is the single word Newsletters is kept only between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP02"
    name = "newsletter-marker"
    severity = Severity.INFO
    message = "marker of a newsletter box"
    pattern = lone(*phrases_of("BP02"))
    max_chars = 160
    stays_if = (like_subhead, quoted)
