from collections.abc import Iterator

from presscheck.dates import days_between, find_dates
from presscheck.model import Dossier, Facts, Field, Line, Severity
from presscheck.normalise.pointing import beside
from presscheck.patterns import opening, phrases_of
from presscheck.rule import ArticleRule, Hit, in_a_line, regex

NOTE = opening(*phrases_of("DT18"))
MAX_CHARS = 300


class PrintEditionDate(ArticleRule):
    """The page also names the day of a printed edition.

    ## What it checks
    Lines such as “A version of this article appeared in print on …” or “Erschienen in der Ausgabe vom …”
    (`lexicons/phrases/DT18.txt`), with a date. Reported where that date was taken for the day of publication, and where
    the two are a day or more apart.

    ## Why it matters
    The same text counts twice, under two days, when databases of print and pages of the web are joined.

    ## What to do
    Compare print with print and web with web.

    ## When it is wrong
    An article about a newspaper, one line of which opens with such words.

    ## History
    Since 0.1.
    """

    code = "DT18"
    name = "print-edition-date"
    severity = Severity.INFO
    tip = "Compare days of print with days of print."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the day of the edition; the day of publication is related."""
        page, published = dossier.article.page, dossier.first("published")
        if published is None or not in_a_line(NOTE, page.joined):
            return
        for line in page.lines:
            if len(line.text) <= MAX_CHARS and regex(NOTE).search(line.text):
                yield from _compared(dossier, line, published)


def _compared(dossier: Dossier, line: Line, published: Field) -> Iterator[Hit]:
    editions = find_dates(line.text)
    if not editions:
        return
    start, end = line.start + editions[0].start, line.start + editions[0].end
    day = editions[0].day.isoformat()
    if published.start is not None and line.start <= published.start < line.end:
        yield Hit(start, end, f"{day}, taken for the day of publication, is that of a printed edition")
    elif days := days_between(published.value, day):
        apart = f"{abs(days):,} day{'s' * (abs(days) > 1)} {'after' if days > 0 else 'before'}"
        message = f"the printed edition of {day} came {apart} the day of publication ({published.value[:10]})"
        yield Hit(start, end, message, related=beside(dossier, published, "the day of publication"))
