from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.rule import BatchRule, Hit


class TooManyFindings(BatchRule):
    """An article with more findings than are reported of one.

    ## What it checks
    Whether findings of an article were left out for `findings` of `[limits]` in presscheck.toml. The severest are
    kept. What was removed is in the ledger in any case.

    ## Why it matters
    A list that ends without saying so reads as complete.

    ## What to do
    Look at the file: it is seldom one article. Set a higher limit if it is.

    ## When it is wrong
    Never: they were left out.

    ## History
    Since 0.1.
    """

    code = "RD02"
    name = "too-many-findings"
    severity = Severity.WARNING
    tip = "Look at the file, or set a higher limit of findings."

    def note(self, dossier: Dossier) -> int | None:
        """How many were left out."""
        return dossier.left_out or None

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article some of whose findings are not reported."""
        for outline, left_out in batch.noted(self.code):
            message = f"{left_out:,} more findings are not reported: limits.findings"
            yield Hit(None, None, message, article_id=outline.article_id)
