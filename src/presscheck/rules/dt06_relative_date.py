import re
from collections.abc import Iterator
from datetime import date, timedelta

from presscheck.dates import days_between, find_dates
from presscheck.lexicons import folded, named
from presscheck.model import Dossier, Facts, Line, Related, Severity
from presscheck.normalise.pointing import from_title, scrape_day
from presscheck.rule import ArticleRule, Hit, trimmed

MAX_CHARS = 60
WORDS = re.compile(r"\d+|[前전]|[^\s\d前전.,:;|()/·•*–-]+")
"""Chinese, Japanese and Korean write “ago” and the unit in one."""
CLOCK = re.compile(r"\b\d{1,2}(?::|\.|h)\d\d(?: ?h\b)?")
DAYS = {"minute": 0.0, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
BEFORE = {"yesterday": 1.0, "today": 0.0}
SLACK = 1.5
"""“3 days ago” is rounded down, and the clock of the page is in another zone."""


class RelativeDate(ArticleRule):
    """The article is dated by words that only held on the day of the scrape.

    ## What it checks
    Lines beside the headline that give a time as a distance and nothing else: “Updated 27 min ago”, “vor 3 Stunden”,
    “hace 2 horas”, “Gestern, 14:05” (`lexicons/relative_words.txt`). Where the page header tells the day of the
    scrape, the day meant is reckoned from it, and compared with the day of publication.

    ## Why it matters
    Nobody can tell later which day was meant, and parsers of dates reckon it from the day they run on.

    ## What to do
    Keep the time of the fetch with each page, or read the time from the markup.

    ## When it is wrong
    Lines of a live ticker that stand right below the headline.

    ## History
    Since 0.1.
    """

    code = "DT06"
    name = "relative-date"
    severity = Severity.INFO
    tip = "Keep the time of the fetch with each page, or read the time from the markup."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the first such line."""
        for line in from_title(dossier):
            days = _distance(line)
            if days is not None:
                start, end = trimmed(line)
                message, related = _reckoned(dossier, line, days)
                yield Hit(start, end, message, related=related)
                return


def _distance(line: Line) -> float | None:
    """How many days ago a line says, if it says nothing else."""
    if len(line.text) > MAX_CHARS or not any(map(str.isdigit, line.text)):
        return None
    text = line.text
    for mention in reversed(find_dates(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    text, clocks = CLOCK.subn(" ", text)
    count, unit, ago, labelled, named_day = 0, "", False, False, ""
    for word in WORDS.findall(text):
        kind = named("relative_words", word.casefold())
        if word.isdecimal():
            count = count or int(word)
        elif kind in DAYS:
            unit = unit or kind
        elif kind in BEFORE:
            named_day = kind
        elif kind == "ago":
            ago = True
        elif word.casefold() in folded("date_labels"):
            labelled = True
        else:
            return None
    if named_day and not unit and (labelled or clocks):
        return BEFORE[named_day]
    return count * DAYS[unit] if ago and count and unit else None


def _reckoned(dossier: Dossier, line: Line, days: float) -> tuple[str, tuple[Related, ...]]:
    """What to say, and the day of publication where it contradicts."""
    said = " ".join(line.text.split())
    header, teller = scrape_day(dossier)
    if header is None:
        return f"“{said}” only holds on the day of the scrape, and the page does not say which that was", ()
    meant = date.fromisoformat(header.value) - timedelta(days=int(days))
    message = f"“{said}” is reckoned from {teller} ({header.value}): about {meant.isoformat()}"
    published = dossier.first("published")
    if published is None:
        return message, ()
    apart = days_between(published.value, meant.isoformat())
    if abs(apart) <= max(SLACK, days / 5):
        return message, ()
    message += f", {abs(apart):,} days {'after' if apart > 0 else 'before'} the day of publication"
    if published.start is None or published.end is None:
        return message, ()
    return message, (Related(dossier.article.article_id, published.start, published.end, "the day of publication"),)
