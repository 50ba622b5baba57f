from collections.abc import Iterator
from pathlib import PurePosixPath

from presscheck.model import Batch, Dossier, Link, Severity
from presscheck.normalise.pointing import file_name, hit_on, in_order, pointer
from presscheck.rule import BatchRule, Hit

COPIES = ("same text", "abridged", "extended", "shares wire")


class NearDuplicate(BatchRule):
    """Much of the text stands in another article of the batch too.

    ## What it checks
    Pairs of articles that share runs of words: the same text but for edits, an abridged or extended version, or two texts
    made from one. Of the two, the one that is dated later has the finding. The message says which, and how much of each stands
    in the other, measured in 5-word runs. Articles of earlier runs in the same folder of reports count too, but
    not what this article was before.

    ## Why it matters
    Copies are no independent sources: ten outlets with one dispatch are one voice.

    ## What to do
    Count the story once. The story's page shows the copies side by side.

    ## When it is wrong
    Two reports on one speech may share long quotations without a common source.

    ## History
    Since 0.1.
    """

    code = "DU04"
    name = "near-duplicate"
    severity = Severity.INFO
    tip = "Count the story once."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each link, on the later article; the other is related."""
        for link in batch.links:
            if link.relation not in COPIES:
                continue
            other, article = in_order(batch, link.article_a, link.article_b)
            mine, theirs = link.containment_a, link.containment_b
            if article.article.article_id == link.article_b:
                mine, theirs = theirs, mine
            yield hit_on(
                article,
                f"{_relation(link, article, other)} {file_name(other)}: "
                f"{100 * mine:.0f} % of this text stands there, {100 * theirs:.0f} % of that one here",
                related=(pointer(other, link.relation),),
                evidence=other.article.source,
            )
        for earlier in batch.earlier:
            article = batch.by_id[earlier.article_id]
            if earlier.relation in ("identical", *COPIES, "rewrite") and not earlier.is_version_of(article.article):
                yield hit_on(
                    article,
                    f"{100 * earlier.containment:.0f} % of this text stands in {PurePosixPath(earlier.other_source).name} "
                    f"of the earlier run {earlier.run} ({earlier.relation})",
                    evidence=earlier.other_id,
                )


def _relation(link: Link, here: Dossier, other: Dossier) -> str:
    """What the article `here` is to the other one."""
    if link.relation == "same text":
        return f"same text, {'but for small edits' if link.is_one_text else 'with changes'}, as"
    if link.relation == "shares wire":
        return f"shares {'wire copy' if here.first('agency') or other.first('agency') else 'text'} with"
    shorter = link.article_a if link.relation == "abridged" else link.article_b
    return "abridged version of" if here.article.article_id == shorter else "extended version of"
