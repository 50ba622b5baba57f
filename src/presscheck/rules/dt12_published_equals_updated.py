from collections import Counter
from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import hit_at_dates
from presscheck.rule import BatchRule, Hit

MIN_ARTICLES = 10
MINUTE = len("2024-03-02T06:00")


class PublishedEqualsUpdated(BatchRule):
    """An outlet's articles all say that they were updated in the very minute of their publication.

    ## What it checks
    Ten articles or more of one outlet that give both times, to the minute, and all of them the same for both.

    ## Why it matters
    One of the two is filled in from the other. If that is the publication, every article of the outlet carries the
    time of its last change; if it is the update, changes go unseen.

    ## What to do
    Use neither of them to tell changed articles from unchanged ones.

    ## When it is wrong
    Outlets that never touch an article again.

    ## History
    Since 0.1.
    """

    code = "DT12"
    name = "published-equals-updated"
    severity = Severity.INFO
    tip = "Do not use these times to tell changed articles from unchanged ones."

    def note(self, dossier: Dossier) -> bool | None:
        """Whether both times are the same to the minute, where both are given so."""
        published, modified = (dossier.value(name) or "" for name in ("published", "modified"))
        return published[:MINUTE] == modified[:MINUTE] if "T" in published and "T" in modified else None

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each such outlet, at its first article; others are related."""
        outlets: dict[str, Counter[bool]] = {}
        for outline, same in batch.noted(self.code):
            outlets.setdefault(outline.publisher or "", Counter())[same] += 1
        for outlet, times in outlets.items():
            if times[True] >= MIN_ARTICLES and not times[False]:
                here = (outline for outline, _ in batch.noted(self.code) if (outline.publisher or "") == outlet)
                said = f"all {times[True]} articles with both times were updated in the minute of their publication"
                yield hit_at_dates(batch, here, said, "the same", outlet)
