from presscheck.model import Page, Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule, tail


class NewsletterSignup(LineRule):
    """An invitation to subscribe to a newsletter, left in the article.

    ## What it checks
    Lines of their own, among the last 15 that hold something, that ask the reader to sign up for, subscribe to
    or get a newsletter, mailing or "exclusive updates", and the lone button word above or below such a line.

    ## Why it matters
    The invitation is the publisher's, not the reporter's: it skews word counts, embeddings and duplicate
    detection, since it is the same under every article.

    ## What to do
    Nothing: the line is removed and kept in the ledger. If it comes back in every article of an outlet,
    exclude the element in the scraper.

    ## When it is wrong
    An article *about* newsletters can end in a short sentence that reads like an invitation.
    Invitations in the middle of a long article are left alone.

    ## History
    Since 0.1.
    """

    code = "BP01"
    name = "newsletter-signup"
    severity = Severity.INFO
    message = "newsletter sign-up"
    pattern = opening(*phrases_of("BP01"))
    where = tail(15)
    max_chars = 240

    def accept(self, page: Page, index: int) -> bool:
        """A line that goes on like prose (two sentences with a quotation) is the reporter's."""
        return '"' not in page.lines[index].text and "“" not in page.lines[index].text
