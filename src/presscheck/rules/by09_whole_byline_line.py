from collections.abc import Iterator

from presscheck.dates import find_dates
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.bylines import OPENING
from presscheck.normalise.written import claimed
from presscheck.rule import ArticleRule, Hit


class WholeBylineLine(ArticleRule):
    """The markup gives the whole line of a byline as the author's name.

    ## What it checks
    Authors claimed by the markup that open with the word of a byline (“By Ana Soler”) or hold a date (“Monday August
    27, 2018 10:05 am by Ana Soler”).

    ## Why it matters
    Tools that trust the markup record an author called "By Ana Soler", who never wrote anything under her own name.

    ## What to do
    Nothing here: the name is taken out of the line. Tell whoever else reads this outlet's markup.

    ## When it is wrong
    People whose first name is such a word (Von Miller) are reported.

    ## History
    Since 0.1.
    """

    code = "BY09"
    name = "whole-byline-line"
    severity = Severity.INFO
    tip = "Take the name out of the line wherever else this outlet's markup is read."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article as a whole, at the first such claim."""
        for claim in claimed(dossier):
            kind = "date" if find_dates(claim.text) else "opening word" if OPENING.match(claim.text) else ""
            if kind:
                message = f"the markup gives a byline with its {kind} as the author's name: {claim.text}"
                yield Hit(None, None, message, evidence=claim.text)
                return
