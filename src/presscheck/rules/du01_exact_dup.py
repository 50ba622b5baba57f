from collections.abc import Iterator

from presscheck.model import Batch, Severity
from presscheck.normalise.pointing import file_name, hit_on, pointer
from presscheck.rule import BatchRule, Hit


class ExactDup(BatchRule):
    """The same text as another article of the batch.

    ## What it checks
    Articles whose running text is the same, word for word, once the furniture is out; white space does not count.

    ## Why it matters
    The same article twice doubles its weight in every count, and leaks from training into test data.

    ## What to do
    Keep one: the first by source, unless another has more of byline, date and address.

    ## When it is wrong
    The texts are the same; whether two outlets may both carry one is for you to say.

    ## History
    Since 0.1.
    """

    code = "DU01"
    name = "exact-dup"
    severity = Severity.WARNING
    tip = "Keep one of them."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article that is the same as one with an earlier source, which is related."""
        first: dict[str, str] = {}
        for link in batch.links:
            if link.relation == "identical":
                one, other = sorted((link.article_a, link.article_b), key=lambda i: batch.by_id[i].article.source)
                known = first.get(other, one)
                first[other] = min(known, one, key=lambda i: batch.by_id[i].article.source)
        for article in sorted(first, key=lambda i: batch.by_id[i].article.source):
            copy, original = batch.by_id[article], batch.by_id[first[article]]
            yield hit_on(
                copy,
                f"the same text, word for word, as {file_name(original)}",
                related=(pointer(original, "the same text"),),
                evidence=original.article.source,
            )
