from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import file_name, hit_on, pointer
from presscheck.rule import BatchRule, Hit


class UpdatedVersion(BatchRule):
    """Two versions of one text by the same outlet.

    ## What it checks
    Linked articles of one outlet, by address or by publisher, of which one stands in the other for the most part and
    which are not the same text. By their dates, the later one is named; without dates, the longer one.

    ## Why it matters
    The earlier version may say what the outlet has since corrected, and both together count one story twice.

    ## What to do
    Keep the later one, and the earlier one where the history of the text matters.

    ## When it is wrong
    Outlets that write each day's report over the one of the day before.

    ## History
    Since 0.1.
    """

    code = "DU06"
    name = "updated-version"
    severity = Severity.INFO
    tip = "Keep the later one."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each pair, on the later version; the earlier one is related."""
        for link in batch.links:
            if link.relation != "updated":
                continue
            a, b = batch.by_id[link.article_a], batch.by_id[link.article_b]
            earlier, later = sorted((a, b), key=_when)
            yield hit_on(
                later,
                f"another version of {file_name(earlier)}, {_why(earlier, later)}",
                related=(pointer(earlier, "the earlier version"),),
                evidence=earlier.article.source,
            )


def _when(dossier: Dossier) -> tuple[str, int, str]:
    return dossier.stamp, len(dossier.clean_text), dossier.article.source


def _why(earlier: Dossier, later: Dossier) -> str:
    if earlier.stamp and later.stamp and earlier.stamp != later.stamp:
        return f"of {later.stamp} in place of {earlier.stamp}"
    return "longer than that one" if len(later.clean_text) > len(earlier.clean_text) else "as long as that one"
