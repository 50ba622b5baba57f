from collections.abc import Iterator
from datetime import date

from presscheck.dates import WEEKDAYS, find_dates
from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit

DATED = ("published", "modified", "scraped_day", "dateline_date")


class WeekdayMismatch(ArticleRule):
    """The weekday beside a date is not the date's.

    ## What it checks
    The weekday written beside every date that a field rests on: publication, update, page header, dateline.
    Dates whose day and month could be swapped are left to DT15.

    ## Why it matters
    Weekday and date contradict each other, so one of them is wrong: a typing error, a made-up date, or a
    page put together from two.

    ## What to do
    Look for another date on the page or in a copy; the weekday is more often right than the number.

    ## When it is wrong
    Calendars other than the Gregorian.

    ## History
    Since 0.1.
    """

    code = "DT16"
    name = "weekday-mismatch"
    severity = Severity.WARNING
    tip = "One of the two is wrong; look for another date of the same text."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such date, at its place."""
        seen: set[int | None] = set()
        for field in dossier.fields:
            if field.field not in DATED or field.start in seen:
                continue
            for mention in find_dates(field.evidence):
                wrong = mention.weekday is not None and mention.weekday != mention.day.weekday()
                if wrong and not mention.ambiguous:
                    seen.add(field.start)
                    yield Hit(field.start, field.end, _message(mention.day, mention.weekday or 0))


def _message(day: date, weekday: int) -> str:
    return f"{day.isoformat()} was a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}"
