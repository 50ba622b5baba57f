from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Related, Severity
from presscheck.normalise.pointing import file_name, hit_on, name_in_run, pointer
from presscheck.rule import BatchRule, Hit


class DateKnownFromCopy(BatchRule):
    """An undated article shares its text with a dated one.

    ## What it checks
    Articles without a day of publication that are linked to one with, in the batch or an earlier run. Of several, the
    earliest is named.

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
        earlier = {(one.article_id, one.other_id): one for one in batch.earlier if one.article_id in batch.inferred}
        for known, inferred in batch.inferred.items():
            here = batch.by_id[known]
            if inferred.evidence not in batch.by_id:
                past = earlier[known, inferred.evidence]
                yield hit_on(here, _message(inferred.value, name_in_run(past)), evidence=past.other_source)
                continue
            other = batch.by_id[inferred.evidence]
            yield hit_on(
                here,
                _message(inferred.value, file_name(other)),
                related=(_dated(other),),
                evidence=other.article.source,
            )


def _message(day: str, where: str) -> str:
    return f"the same text is dated {day} in {where}: it can be inferred, not known"


def _dated(dossier: Dossier) -> Related:
    """The place of the date, or the article's headline where the date is in the markup."""
    date = dossier.first("published")
    if date is None or date.start is None or date.end is None:
        return pointer(dossier, "the dated copy")
    return Related(dossier.article.article_id, date.start, date.end, "the date")
