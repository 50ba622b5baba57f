from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Related, Severity
from presscheck.normalise.pointing import file_name, hit_on, pointer
from presscheck.rule import BatchRule, Hit


class DateKnownFromCopy(BatchRule):
    """An undated article shares its text with a dated one.

    ## What it checks
    Articles without a day of publication that are linked to one with. Of several, the earliest is named.

    ## Why it matters
    A copy's date is good evidence of when the text was written; it is no evidence of when this outlet ran it.

    ## What to do
    Use the day for ordering if you must, and mark it as inferred: it is in the field `published_inferred`, and never in
    `published`.

    ## When it is wrong
    A story that was published again later: the copy's date may be the second one.

    ## History
    Since 0.1.
    """

    code = "PR05"
    name = "date-known-from-copy"
    severity = Severity.INFO
    tip = "Mark the day as inferred wherever you use it."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each undated article with a dated copy, which is related."""
        for known, inferred in batch.inferred.items():
            here, other = batch.by_id[known], batch.by_id[inferred.evidence]
            yield hit_on(
                here,
                f"the same text is dated {inferred.value} in {file_name(other)}: it can be inferred, not known",
                related=(_dated(other),),
                evidence=other.article.source,
            )


def _dated(dossier: Dossier) -> Related:
    """The place of the date, or the article's headline where the date is in the markup."""
    date = dossier.first("published")
    if date is None or date.start is None or date.end is None:
        return pointer(dossier, "the dated copy")
    return Related(dossier.article.article_id, date.start, date.end, "the date")
