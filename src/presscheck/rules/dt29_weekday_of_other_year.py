import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from presscheck.lexicons import calendar
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import beside
from presscheck.rule import ArticleRule, Hit, regex

SHORT = 4
"""Weekdays of fewer letters are abbreviations, and words of other languages."""
NAMES = "|".join(sorted((re.escape(name) for name in calendar()["weekdays"] if len(name) >= SHORT), reverse=True))
DAY = rf"(?i)({NAMES}),? (?:(\pL+)\.? )?([12]\d|3[01]|[1-9])(?:st|nd|rd|th)?\b(?:\.? (?:\pL\pL )?(\pL+))?"
"""“Monday, March 4”, “Montag, den 4. März”, “lunes 4 de marzo”: weekday, word, number, word."""
YEAR = re.compile(r".{0,6}(?:19|20)\d\d", re.DOTALL)
AROUND = (-1, 0, 1)
FAR = range(-12, 3)
"""Years, from that of publication, in which the day may have been that weekday: those named in the message."""


class WeekdayOfOtherYear(ArticleRule):
    """A weekday and a day in the text do not fall together in the year of publication.

    ## What it checks
    Days without a year that stand beside their weekday (“Monday, March 4”, “lunes 4 de marzo”) against the calendar of
    the year of publication, the year before it and the year behind it.

    ## Why it matters
    The text was written in another year than it is dated: an old article under the date of a move or of the crawl.

    ## What to do
    Look for the year in which the day was that weekday; the message names the latest ones.

    ## When it is wrong
    A typing error in the weekday, and texts about a day long past whose year was named further up.

    ## History
    Since 0.1.
    """

    code = "DT29"
    name = "weekday-of-other-year"
    severity = Severity.INFO
    tip = "Look for the year in which the day was that weekday."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the first such day; the day of publication is related."""
        published = dossier.first("published")
        if published is None:
            return
        year = int(published.value[:4])
        if not any(_is_other(year, day) for day in _days(dossier.clean_text)):
            return
        for line in dossier.kept:
            written = dossier.article.text[line.start : line.end]
            for day in _days(written):
                if _is_other(year, day):
                    years = [str(year + off) for off in FAR if _falls(year + off, day)]
                    said = " ".join(written[day.start : day.end].split())
                    message = f"“{said}” was in {' or '.join(years[-2:])}; the article is dated {published.value[:10]}"
                    related = beside(dossier, published, "the day of publication")
                    yield Hit(line.start + day.start, line.start + day.end, message, related=related)
                    return


class _Day(NamedTuple):
    """A day beside its weekday (Monday 0), and the place of both."""

    start: int
    end: int
    weekday: int
    month: int
    day: int


def _days(text: str) -> Iterator[_Day]:
    """The days of a text that stand beside their weekday and without a year."""
    for found in regex(DAY).finditer(text):
        months = calendar()["months"]
        before, behind = (months.get((found[word] or "").casefold()) for word in (2, 4))
        month, end = (before, found.end(3)) if before else (behind, found.end(4))
        if month and not YEAR.match(text, end):
            weekday = calendar()["weekdays"][found[1].casefold()]
            yield _Day(found.start(), end, weekday, month, int(found[3]))


def _is_other(year: int, day: _Day) -> bool:
    """Whether a day falls on its weekday in no year around the given one, and does in another."""
    return not any(_falls(year + off, day) for off in AROUND) and any(_falls(year + off, day) for off in FAR)


def _falls(year: int, day: _Day) -> bool:
    try:
        return date(year, day.month, day.day).weekday() == day.weekday
    except ValueError:
        return False
