from collections.abc import Iterator

from presscheck.model import Batch, Confidence, Related, Severity
from presscheck.normalise.pointing import file_name
from presscheck.rule import BatchRule, Hit


class QuoteDrift(BatchRule):
    """A quotation is worded differently in a copy.

    ## What it checks
    Sentences of two linked articles that stand for each other. A hit is where words in quotation marks stand in place
    of other words in quotation marks, between words that are the same. Spellings of one word, figures for words and
    words that only one of them quotes are left out.

    ## Why it matters
    A person said one of the two. Translations, corrections and slips change quotations on the way, and whoever cites
    the copy cites the slip.

    ## What to do
    Look for the recording or the transcript; failing that, cite the copy that is nearest to the origin.

    ## When it is wrong
    A speaker who said nearly the same twice, and each outlet took one of the two.

    ## History
    Since 0.2.
    """

    code = "PR04"
    name = "quote-drift"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Look for the recording or the transcript before you cite either."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each difference, on the article whose source sorts later; the other's words are related."""
        for drift in batch.drifts:
            if drift.kind != "quotation":
                continue
            a = (batch.by_id[drift.article_a], drift.start_a, drift.end_a, drift.text_a)
            b = (batch.by_id[drift.article_b], drift.start_b, drift.end_b, drift.text_b)
            (other, start, end, theirs), (here, *place, ours) = sorted((a, b), key=lambda one: one[0].article.source)
            yield Hit(
                place[0],
                place[1],
                f"the quotation reads {ours!r} here and {theirs!r} in {file_name(other)}",
                article_id=here.article.article_id,
                related=(Related(other.article.article_id, start, end, "the other wording"),),
                evidence=f"{ours} {theirs} {other.article.source}",
            )
