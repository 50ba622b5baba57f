from collections.abc import Iterator
from datetime import date

from presscheck.dates import WEEKDAYS
from presscheck.lexicons import calendar, named, phrases
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import beside
from presscheck.rule import ArticleRule, Hit, regex
from presscheck.strip.shapes import quotes

OFFSETS = {"today": 0, "yesterday": -1, "tomorrow": 1}
DAYS = 2
"""Written in the evening and published next morning, or in another zone: that makes one day."""


class RelativeWeekday(ArticleRule):
    """What the text calls today, yesterday or tomorrow is not the weekday that the date makes it.

    ## What it checks
    “today, Monday”, “gestern (Dienstag)”, “ayer miércoles”, in the language of the article (`lexicons/phrases/DT26.txt`),
    against the weekday of the day of publication. A day of difference is allowed. Lines with quotation marks are left
    out.

    ## Why it matters
    The text was written on another day than it is dated: a republication, a date of the crawl, a wrong year.

    ## What to do
    Look for a day near the date that fits the weekday.

    ## When it is wrong
    Texts that tell of a day in the past as if it were the present.

    ## History
    Since 0.1.
    """

    code = "DT26"
    name = "relative-weekday"
    severity = Severity.INFO
    tip = "Look for a day near the date that fits the weekday."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the first such words; the day of publication is related."""
        published = dossier.first("published")
        patterns = phrases(self.code).get(dossier.value("language") or "", ())
        if published is None or not any(regex(pattern).search(dossier.clean_text) for pattern in patterns):
            return
        day = date.fromisoformat(published.value[:10])
        for line in dossier.kept:
            if quotes(line.text):
                continue
            written = dossier.article.text[line.start : line.end]
            for found in (match for pattern in patterns for match in regex(pattern).finditer(written)):
                word, weekday = next(name for name in OFFSETS if found[name]), _weekday(found["weekday"])
                off = None if weekday is None else (weekday - OFFSETS[word] - day.weekday() + 3) % 7 - 3
                if off is None or abs(off) < DAYS:
                    continue
                message = (
                    f"{word} is a {WEEKDAYS[weekday or 0]} in the text; by the day of publication, {day.isoformat()}, "
                    f"it is {abs(off)} days off at least"
                )
                place = line.start + found.start(), line.start + found.end()
                yield Hit(*place, message, related=beside(dossier, published, "the day of publication"))
                return


def _weekday(word: str) -> int | None:
    """Monday 0; None for a word that is no weekday."""
    known = calendar()["weekdays"].get(word.casefold())
    name = named("weekday_words", word) if known is None else None
    return known if name is None else int(name)
