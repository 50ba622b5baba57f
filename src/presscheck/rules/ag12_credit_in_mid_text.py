from collections.abc import Iterator, Sequence

from presscheck.model import Dossier, Facts, Field, Line, Related, Severity
from presscheck.normalise.agencies import is_dashed, of_the_text
from presscheck.normalise.kept import body_lines
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import is_prose
from presscheck.wording import Count


class CreditInMidText(ArticleRule):
    """An agency is credited in the middle of the text, and the text goes on.

    ## What it checks
    Credits at the end of a paragraph, behind a dash or in brackets, with running text below. A bracketed
    credit counts only where a credit closes the whole text as well: alone it may be a picture's.

    ## Why it matters
    An agency's name ends a dispatch. What follows it may come from elsewhere: a desk that merged two stories,
    or a scraper that ran two articles together.

    ## What to do
    Read the text around the credit. If two stories were merged, credit both; if two articles, part them.

    ## When it is wrong
    A column of short items, each with its own credit, is merged on purpose; the finding is true of it too.

    ## History
    Since 0.1.
    """

    code = "AG12"
    name = "credit-in-mid-text"
    severity = Severity.WARNING
    tip = "Read on below the credit: the text may be two dispatches, or two articles."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each credit with running text below it."""
        found = of_the_text(dossier)
        if not found:
            return
        paragraphs = [line for line in body_lines(dossier) if is_prose(line.text) and not line.text.startswith("(")]
        last = found[-1]
        closes = not _below(last, paragraphs)
        for credit in found:
            below = _below(credit, paragraphs)
            if not below or not (closes or is_dashed(dossier, credit)):
                continue
            again = None if last is credit else last
            related = Related(dossier.article.article_id, last.start or 0, last.end or 0, "the last credit")
            yield Hit(credit.start, credit.end, _message(credit, again, below), related=(related,) if again else ())


def _below(credit: Field, paragraphs: Sequence[Line]) -> int:
    """How many paragraphs stand below a credit."""
    return sum(line.start >= (credit.end or 0) for line in paragraphs)


def _message(credit: Field, last: Field | None, below: int) -> str:
    more = Count(below)
    goes_on = f"{more} more {more:paragraph follows|paragraphs follow}"
    again = f", and {last.value} is credited again" if last and last.value == credit.value else ""
    again = again or (f", and {last.value} is credited there" if last else "")
    return f"{credit.value} is credited in mid-text: {goes_on}{again}"
