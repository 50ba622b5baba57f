import re
from collections.abc import Iterator
from datetime import date

from presscheck.dates import days_between
from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit

NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
ZONE_DAYS = 1


class LaterThanFileName(ArticleRule):
    """The article is dated after the day in the name of its file or folder.

    ## What it checks
    A full date in the path (`2024-03-02`, `20240302`), the last one if there are several, against the days of
    publication and update. One day is allowed for time zones. Earlier days are no contradiction: pages are fetched
    after they are published.

    ## Why it matters
    Files are named by the day of the fetch or of the publication. A text that is younger than both was dated wrongly,
    or the file holds another page than its name says.

    ## What to do
    Look at the other candidates for the date; day and month may be swapped.

    ## When it is wrong
    Folders named by something else, such as the first day of a collection.

    ## History
    Since 0.1.
    """

    code = "DT28"
    name = "later-than-file-name"
    severity = Severity.INFO
    tip = "Look at the other candidates for the date; day and month may be swapped."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each of the two days that is later, at its place."""
        day = _named_day(dossier.article.source)
        for name, verb in (("published", "published"), ("modified", "updated")) if day else ():
            field = dossier.first(name)
            days = days_between(day, field.value) if field else 0
            if field and days > ZONE_DAYS:
                message = f"{verb} {field.value[:10]}, {days:,} days after the day in the file's name ({day})"
                yield Hit(field.start, field.end, message, evidence=field.value[:10])


def _named_day(source: str) -> str:
    """The last day (ISO) in a path; empty without one."""
    for year, _, month, day in reversed(NAMED_DAY.findall(source)):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return ""
