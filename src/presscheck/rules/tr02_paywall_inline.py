from presscheck.model import Page, Severity
from presscheck.patterns import anywhere, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import is_prose, prose_follows, quotes


class PaywallInline(LineRule):
    """A paywall's notice, left between the paragraphs of an article.

    ## What it checks
    Lines without quotation marks that ask to subscribe or log in to read on, or say that a text is for subscribers; a
    paragraph that says so only where no other paragraph follows. Where nearly nothing else is there, TR01 speaks too.

    ## Why it matters
    The notice is no part of the article, and what follows it may be another version of what stands above.

    ## What to do
    Nothing: the line is removed and kept in the ledger. Compare the article's length with others of its outlet.

    ## When it is wrong
    An article about paywalls that says on a short line of its own what one has to do to read on.

    ## History
    Since 0.1.
    """

    code = "TR02"
    name = "paywall-inline"
    severity = Severity.INFO
    message = "notice of a paywall"
    tip = "Compare the article's length with others of its outlet."
    pattern = anywhere(*phrases_of("TR01"))

    def accept(self, page: Page, index: int) -> bool:
        """Somebody who speaks of paywalls is quoted, a reporter writes paragraphs with others below them."""
        text = page.lines[index].text
        return index > 0 and not quotes(text) and not (is_prose(text) and prose_follows(page, index))
