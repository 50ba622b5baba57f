from collections.abc import Iterator

from presscheck.model import Batch, Severity
from presscheck.normalise.pointing import file_name, hit_on, pointer
from presscheck.rule import BatchRule, Hit


class ParagraphReuse(BatchRule):
    """A paragraph of this article stands in other articles, which tell other stories.

    ## What it checks
    Articles that share 50 or more words in a row with another one, and nothing more that would make them one story. Of one
    outlet, a stretch of fewer than 75 words is its own, however short the articles are.

    ## Why it matters
    Background paragraphs are written once and used for months. They tie articles together that report different things,
    and facts in them may be out of date.

    ## What to do
    Leave the paragraph out when you compare articles. The stories are told apart here already.

    ## When it is wrong
    Blurbs of a publisher that stripping did not know are reported too: they are furniture.

    ## History
    Since 0.1.
    """

    code = "DU08"
    name = "paragraph-reuse"
    severity = Severity.INFO
    tip = "Leave the paragraph out when you compare articles."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article that shares passages with ones of earlier sources, which are related."""
        shared: dict[str, list[tuple[str, str, int]]] = {}
        for link in batch.links:
            if link.relation == "shares passage":
                pair = (link.article_a, link.article_b)
                first, later = sorted(pair, key=lambda article: batch.by_id[article].article.source)
                shared.setdefault(later, []).append((batch.by_id[first].article.source, first, link.longest_run))
        for article in sorted(shared, key=lambda i: batch.by_id[i].article.source):
            others = [batch.by_id[other] for _, other, _ in sorted(shared[article])]
            longest = max(words for _, _, words in shared[article])
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            yield hit_on(
                batch.by_id[article],
                f"{longest} words in a row stand in {file_name(others[0])}{more} too, which tells another story",
                related=tuple(pointer(other, "the same passage") for other in others),
                evidence=others[0].article.source,
            )
