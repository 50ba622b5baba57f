from collections.abc import Iterator
from datetime import datetime, timedelta

from presscheck.dates import days_between
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import beside
from presscheck.rule import ArticleRule, Hit

SLACK = timedelta(hours=1)
"""Sites that save a text before they release it are some minutes off."""


class ModifiedBeforePublished(ArticleRule):
    """The update is older than the publication.

    ## What it checks
    The time of the last update against that of publication. Two full times with zones must be an hour apart,
    two plain days one day, anything else two days, since the zones may differ. Of less than two days it is a note only:
    many of these are texts that were saved before a release at a set hour.

    ## Why it matters
    A text cannot be changed before it is out. Either the two are swapped, or the day of publication is
    that of a republication.

    ## What to do
    Take the earlier of the two as the day the text is known from.

    ## When it is wrong
    Texts written and saved days ahead of their release, where the site calls the last save an update.

    ## History
    Since 0.1.
    """

    code = "DT24"
    name = "modified-before-published"
    severity = Severity.WARNING
    tip = "Take the earlier of the two as the day the text is known from."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the update where it stands in the text, or else at the publication."""
        published, modified = dossier.first("published"), dossier.first("modified")
        if published is None or modified is None or not _earlier(modified.value, published.value):
            return
        place, other = (modified, published) if modified.start is not None else (published, modified)
        days = days_between(modified.value, published.value)
        before = f"{days:,} days before" if days > 1 else "before"
        message = f"updated {modified.value}, {before} it was published ({published.value})"
        label = "the publication" if other is published else "the update"
        severity = None if days > 1 else Severity.INFO
        yield Hit(place.start, place.end, message, related=beside(dossier, other, label), severity=severity)


def _earlier(modified: str, published: str) -> bool:
    moments = [datetime.fromisoformat(value) for value in (modified, published)]
    if all(moment.tzinfo for moment in moments):
        return moments[0] + SLACK < moments[1]
    plain = len(modified) == len(published) == len("2024-04-27")
    return days_between(modified, published) >= (1 if plain else 2)
