from collections.abc import Iterator

from presscheck.model import Batch, Confidence, Related, Severity
from presscheck.normalise.pointing import file_name, wordings
from presscheck.rule import BatchRule, Hit

KINDS = {
    "number": "the number is",
    "weekday": "the weekday is",
    "month": "the month is",
    "place": "the place is",
    "spelling": "the name is spelled",
}


class FactDrift(BatchRule):
    """A number, a day, a place or the spelling of a name differs between two copies.

    ## What it checks
    Sentences of two linked articles that stand for each other. A hit is where one has a number, a weekday, a month or
    a known place in place of another, between words that are the same, or a name in another spelling.

    ## Why it matters
    One of the two is wrong, or one of them was updated; counts, places and names are what studies take from articles.

    ## What to do
    Look which copy is nearer to the origin, or later. Search for both spellings.

    ## When it is wrong
    Sentences of one pattern about two things, as in results and prices. Transliterations: both spellings are right.

    ## History
    Since 0.2.
    """

    code = "PR06"
    name = "fact-drift"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Look which copy is nearer to the origin, or later."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each difference, on the article whose source sorts later; the other's words are related."""
        for drift in batch.drifts:
            if drift.kind not in KINDS:
                continue
            other, here = wordings(batch, drift)
            yield Hit(
                here.start,
                here.end,
                f"{KINDS[drift.kind]} {here.text} here and {other.text} in {file_name(other.dossier)}, in the same sentence",
                article_id=here.dossier.article.article_id,
                related=(Related(other.dossier.article.article_id, other.start, other.end, f"the other {drift.kind}"),),
                evidence=f"{here.text} {other.text} {other.dossier.article.source}",
            )
