from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import title_place
from presscheck.rule import BatchRule, Hit

MOST = 0.5
"""Where more than this share of a batch is without an address, the batch lacks addresses, and not the article."""


class NoSourceUrl(BatchRule):
    """Nothing says which address an article was fetched from.

    ## What it checks
    Articles without an address of their own. In a batch where most have one, each without it is reported; in a batch
    where most have none, the batch is, once, at its first article. Whether a page shows the day it was scraped on
    is said beside it.

    ## Why it matters
    A record that cannot be traced to its page cannot be checked, corrected or fetched again.

    ## What to do
    Let the scraper write the address and the day of the fetch beside every text.

    ## When it is wrong
    Batches whose addresses are kept elsewhere, by file name.

    ## History
    Since 0.2.
    """

    code = "PR01"
    name = "no-source-url"
    severity = Severity.INFO
    tip = "Let the scraper write the address and the day of the fetch beside every text."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article that lacks what most have, or one for the batch."""
        bare = sorted((d for d in batch.dossiers if not d.article.url), key=lambda d: d.article.source)
        total = len(batch.dossiers)
        if len(bare) > MOST * total:
            undated = sum(not d.first("scraped_day") for d in bare)
            yield _hit(
                bare[0],
                f"{len(bare)} of {total} articles name no address that they were fetched from, "
                f"{undated} of them no day of the fetch either",
            )
            return
        for dossier in bare:
            day = dossier.value("scraped_day")
            yield _hit(
                dossier,
                f"no address that it was fetched from is known, {f'the day is: {day}' if day else 'and no day'}",
            )


def _hit(dossier: Dossier, message: str) -> Hit:
    start, end = title_place(dossier)
    return Hit(start, end, message, article_id=dossier.article.article_id, evidence=dossier.article.source)
