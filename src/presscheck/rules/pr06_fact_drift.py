from collections.abc import Iterator

from presscheck.model import Batch, Confidence, Severity
from presscheck.normalise.pointing import counted, differences, file_name, places
from presscheck.rule import BatchRule, Hit

KINDS = {
    "number": "the number is",
    "weekday": "the weekday is",
    "month": "the month is",
    "currency": "the currency is",
    "contrast": "it says",
    "place": "the place is",
    "name": "the name is",
    "spelling": "the name is spelled",
}


class FactDrift(BatchRule):
    """A number, a day, a place, a name, its spelling, or a word that says the opposite differs between two copies.

    ## What it checks
    Sentences of two linked articles that stand for each other. A hit is where one has a number, in figures or in words, a
    currency, a weekday, a month, a known place or a name in place of another, and the rest of the sentence is alike, or a
    name in another spelling, or a word that says another thing (“after” for “before”, “fell” for “rose”, “injured” for
    “killed”). Times of day, shares, spans of years and large numbers are compared as what they say: “three decades” and “30 years”,
    “3 p.m.” and “15:00”, “$1.2bn” and “1.2 billion dollars” are no difference. In Chinese and Japanese names are known by what their bearers are called beside them, and by the dot between
    the parts of foreign ones. Each difference of a story is told once, held against its likely origin.

    ## Why it matters
    One of the two is wrong, or one of them was updated; counts, places and names are what studies take from articles.

    ## What to do
    Look which copy is nearer to the origin, or later. Search for both spellings.

    ## When it is wrong
    Sentences of one pattern about two things, as in results and prices. Transliterations: both spellings are right.

    ## History
    Since 0.1.
    """

    code = "PR06"
    name = "fact-drift"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Look which copy is nearer to the origin, or later."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each difference of a story, on a copy; the words it is held against are related, then other copies."""
        for found in differences(batch, KINDS):
            here, other = found.here, found.other
            yield Hit(
                here.start,
                here.end,
                f"{KINDS[found.kind]} {here.text} here{counted(found.as_here)} "
                f"and {other.text} in {file_name(other.dossier)}{counted(found.as_there)}, in the same sentence",
                article_id=here.dossier.article.article_id,
                related=places(found, f"the other {found.kind}"),
                evidence=f"{here.text} {other.text} {other.dossier.article.source}",
            )
