from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import first_by_source, hit_on
from presscheck.rule import BatchRule, Hit

MOST = 0.5
"""Where more than this share of a batch is without an address, the batch lacks addresses, and not the article."""
OF_BATCH = "the batch"
"""Evidence that stays when another article becomes the first."""


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
    Since 0.1.
    """

    code = "PR01"
    name = "no-source-url"
    severity = Severity.INFO
    tip = "Let the scraper write the address and the day of the fetch beside every text."

    def note(self, dossier: Dossier) -> str | None:
        """The day of the fetch, or nothing; None for an article with an address."""
        return None if dossier.article.url or dossier.value("address") else dossier.value("scraped_day") or ""

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article that lacks what most have, or one for the batch."""
        total, bare = len(batch.dossiers), sum(1 for _ in batch.noted(self.code))
        if bare > MOST * total:
            undated = sum(not day for _, day in batch.noted(self.code))
            [first] = first_by_source((outline for outline, _ in batch.noted(self.code)), 1)
            message = (
                f"{bare} of {total} articles name no address that they were fetched from, "
                f"{undated} of them no day of the fetch either"
            )
            yield hit_on(batch.by_id[first], message, evidence=OF_BATCH)
            return
        for outline, day in batch.noted(self.code):
            dossier = batch.by_id[outline.article_id]
            message = f"no address that it was fetched from is known, {f'the day is: {day}' if day else 'and no day'}"
            yield hit_on(dossier, message, evidence=dossier.article.source)
