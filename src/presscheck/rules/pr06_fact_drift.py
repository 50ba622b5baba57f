from collections.abc import Iterator

from presscheck.model import Batch, Confidence, Related, Severity
from presscheck.normalise.pointing import file_name
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
            a = (batch.by_id[drift.article_a], drift.start_a, drift.end_a, drift.text_a)
            b = (batch.by_id[drift.article_b], drift.start_b, drift.end_b, drift.text_b)
            (other, start, end, theirs), (here, *place, ours) = sorted((a, b), key=lambda one: one[0].article.source)
            yield Hit(
                place[0],
                place[1],
                f"{KINDS[drift.kind]} {ours} here and {theirs} in {file_name(other)}, in the same sentence",
                article_id=here.article.article_id,
                related=(Related(other.article.article_id, start, end, f"the other {drift.kind}"),),
                evidence=f"{ours} {theirs} {other.article.source}",
            )
