from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.comments import HEADING, MAX_HEADING_CHARS, PARAGRAPHS_ABOVE
from presscheck.normalise.pointing import title_place
from presscheck.rule import ArticleRule, Hit, regex
from presscheck.strip.shapes import is_prose


class CommentDateTaken(ArticleRule):
    """The day of publication is that of a reader's comment.

    ## What it checks
    Days of publication that were read from a place below the heading of the comments, with at least two paragraphs
    between the headline and it, and none between it and the date.

    ## Why it matters
    Comments are written days or years after the article.

    ## What to do
    Take the date as the latest that the article can be from.

    ## When it is wrong
    Sites that print the date of the article at the very end of the page, below the comments.

    ## History
    Since 0.1.
    """

    code = "DT13"
    name = "comment-date-taken"
    severity = Severity.INFO
    tip = "Take it as the latest day that the article can be from."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the date."""
        published = dossier.first("published")
        if published is None or published.start is None or published.start < len(dossier.article.text) // 4:
            return
        headline, prose, heading = title_place(dossier)[0] or 0, 0, ""
        for line in dossier.article.page.lines:
            if line.start >= published.start:
                break
            if line.start > headline and is_prose(line.text):
                prose, heading = prose + 1, ""
            elif prose >= PARAGRAPHS_ABOVE and len(line.text) <= MAX_HEADING_CHARS and regex(HEADING).search(line.text):
                heading = line.text.strip()
        if heading:
            message = f"{published.value[:10]} was read below the heading of the comments, “{heading}”"
            yield Hit(published.start, published.end, message)
