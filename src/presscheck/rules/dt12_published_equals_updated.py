from collections.abc import Iterator

from presscheck.model import Batch, Dossier, Severity
from presscheck.normalise.pointing import pointer
from presscheck.rule import BatchRule, Hit

MIN_ARTICLES = 10
MAX_RELATED = 10
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
    Since 0.2.
    """

    code = "DT12"
    name = "published-equals-updated"
    severity = Severity.INFO
    tip = "Do not use these times to tell changed articles from unchanged ones."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each such outlet, at its first article; others are related."""
        outlets: dict[str, list[Dossier]] = {}
        for dossier in sorted(batch.dossiers, key=lambda d: d.article.source):
            times = [dossier.value(name) or "" for name in ("published", "modified")]
            if all("T" in time for time in times):
                outlets.setdefault(dossier.value("publisher") or "", []).append(dossier)
        for outlet, dossiers in outlets.items():
            if len(dossiers) >= MIN_ARTICLES and all(map(_same, dossiers)):
                first = dossiers[0].chosen("published")[0]
                yield Hit(
                    first.start,
                    first.end,
                    f"all {len(dossiers)} articles with both times were updated in the minute of their publication",
                    article_id=dossiers[0].article.article_id,
                    related=tuple(pointer(d, "the same") for d in dossiers[1 : MAX_RELATED + 1]),
                    evidence=outlet,
                )


def _same(dossier: Dossier) -> bool:
    published, modified = (dossier.chosen(name)[0].value for name in ("published", "modified"))
    return published[:MINUTE] == modified[:MINUTE]
