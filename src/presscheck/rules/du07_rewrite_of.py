from collections.abc import Iterator

from presscheck.model import Batch, Confidence, Severity
from presscheck.normalise.pointing import file_name, hit_on, in_order, pointer
from presscheck.rule import BatchRule, Hit


class RewriteOf(BatchRule):
    """The text of another article in other words.

    ## What it checks
    Pairs of articles with few words in common that share many short runs of words all over the text, in the same order:
    at least ten runs, in eight tenths of the shorter text, nine in ten of them in order.

    ## Why it matters
    A rewrite is no second source, and no search for copies by a share of common words finds it.

    ## What to do
    Count the story once. What only the rewrite says is what its outlet added.

    ## When it is wrong
    Reports on one document, such as a law or a match, that follow it from its beginning to its end.

    ## History
    Since 0.1.
    """

    code = "DU07"
    name = "rewrite-of"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Count the story once."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each pair, on the later article; the other is related."""
        for link in batch.links:
            if link.relation != "rewrite":
                continue
            first, later = in_order(batch, link.article_a, link.article_b)
            yield hit_on(
                later,
                f"tells what {file_name(first)} tells, in the same order and other words: {link.runs} short runs of "
                f"words in common, {100 * max(link.containment_a, link.containment_b):.0f} % of the shorter text",
                related=(pointer(first, "rewrite"),),
                evidence=first.article.source,
            )
