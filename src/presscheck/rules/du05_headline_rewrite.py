from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Batch, Severity
from presscheck.normalise.pointing import file_name, hit_on, in_order, pointer
from presscheck.rule import BatchRule, Hit

ALIKE = 0.5
"""Headlines that share half of their words are the same but for a suffix, a kicker or a correction."""


class HeadlineRewrite(BatchRule):
    """The same text under another headline.

    ## What it checks
    Articles with the same text as an earlier one, but for small edits, whose headlines share less than half of their words. Of several
    the origin of the story is named.

    ## Why it matters
    By their headlines they are two stories; and what an outlet changes about a headline is a finding by itself.

    ## What to do
    Count the text once, and keep both headlines.

    ## When it is wrong
    The title of one of them was read wrongly.

    ## History
    Since 0.1.
    """

    code = "DU05"
    name = "headline-rewrite"
    severity = Severity.INFO
    tip = "Count the text once, and keep both headlines."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article, beside the origin of its story or else the first by source, which is related."""
        origins = {story.origin for story in batch.stories}
        found: dict[tuple[str, str], tuple[bool, str, str]] = {}
        for link in batch.links:
            if not link.is_one_text:
                continue
            first, later = in_order(batch, link.article_a, link.article_b, origins)
            one, other = first.value("title"), later.value("title")
            if one and other and _shared(one, other) < ALIKE:
                here, there = (later.article.source, later.article.article_id), first.article
                turn = there.article_id not in origins, there.source, there.article_id
                found[here] = min(turn, found.get(here, turn))
        for here in sorted(found):
            later, first = batch.by_id[here[1]], batch.by_id[found[here][2]]
            yield hit_on(
                later,
                f"the text of {file_name(first)} under another headline; there it is {first.value('title')!r}",
                related=(pointer(first, "the other headline"),),
                evidence=later.value("title") or "",
            )


def _shared(one: str, other: str) -> float:
    """The words that two headlines share, by all words in them."""
    a, b = set(words(one)), set(words(other))
    return len(a & b) / len(a | b) if a | b else 1.0
