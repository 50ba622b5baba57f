from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_on
from presscheck.rule import ArticleRule, Hit


class CutInTransfer(ArticleRule):
    """The crawl kept only a part of the page.

    ## What it checks
    Pages of WARC files: whether the record says that it was cut (`WARC-Truncated`), whether what the server compressed
    comes to its end, and whether the record ends where it says.

    ## Why it matters
    A browser shows what there is of a cut page, and so does every reader of crawls: the first half passes for the article.

    ## What to do
    Fetch the page again, with a higher limit of bytes or seconds.

    ## When it is wrong
    Where only the end of the page's furniture is missing, or the last bytes of a compression, the article may be whole.

    ## History
    Since 0.1.
    """

    code = "TR08"
    name = "cut-in-transfer"
    severity = Severity.WARNING
    tip = "Fetch the page again, with a higher limit of bytes or seconds."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its title."""
        reasons = [claim.value for claim in dossier.article.claims if claim.field == "cut"]
        if reasons:
            yield hit_on(dossier, f"the crawl kept a part of the page: {'; '.join(reasons)}", evidence=reasons[0])
