from collections.abc import Iterator

from presscheck.dates import NO_DATE, find_dates
from presscheck.model import Confidence, Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_on, known_by, scrape_day
from presscheck.rule import ArticleRule, Hit

NAMES = {"modified": "update", "dateline_date": "dateline, without a year"}
MAX_SHOWN = 3
MAX_LINES = 400
MAX_CHARS = 60


class MissingDate(ArticleRule):
    """No day of publication is known.

    ## What it checks
    That a day of publication was found: on a line of its own, in the dateline, in the markup or in the address.
    The message names the dates that were seen but are no day of publication: the page header's, an
    update's, those that the text mentions; and what stands in the column of a table where a date should and is none.

    ## Why it matters
    Without a date an article cannot be put in order, counted by month, or checked against its copies.

    ## What to do
    Look at the page. If it shows a date, the scraper lost it; if not, a dated copy of the same text (PR05) or
    an archive of the page may tell.

    ## When it is wrong
    Where one of the dates that were seen is the article's after all, in a place that is not read as its date: on
    loosely scraped text that is two findings in five, so such a finding has medium confidence.
    Pages that have no date by nature: about pages, topic pages, tables of results.

    ## History
    Since 0.1.
    """

    code = "DT23"
    name = "missing-date"
    severity = Severity.WARNING
    tip = "If the page shows a date, the scraper lost it; otherwise look for a dated copy."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its title, when no day of publication is chosen."""
        if dossier.chosen("published"):
            return
        seen = _seen(dossier)
        sure = Confidence.MEDIUM if seen else Confidence.HIGH
        instead = f"; dates seen: {', '.join(seen)}" if seen else ""
        instead += "".join(f"; the column says {said!r}, which was not understood" for said in _strange(dossier))
        message = f"no date of publication was found{instead}"
        yield hit_on(dossier, message, evidence=dossier.value("title") or known_by(dossier), confidence=sure)


def _strange(dossier: Dossier) -> list[str]:
    """What a table says of the day and is no date; the days that systems write where they know none are nothing."""
    said = [c.value for c in dossier.article.claims if (c.field, c.source) == ("published", "column published")]
    return [value[:MAX_CHARS] for value in said[:1] if not NO_DATE.match(value)]


def _seen(dossier: Dossier) -> list[str]:
    """Dates that are on the page for other reasons, each with the reason."""
    day, teller = scrape_day(dossier)
    seen = [f"{day.value} ({teller.removeprefix('the ')})"] if day else []
    seen += [f"{f.value.lstrip('-')[:10]} ({why})" for name, why in NAMES.items() for f in dossier.chosen(name)]
    lines = dossier.kept[:MAX_LINES]
    days = dict.fromkeys(mention.iso[:10] for line in lines for mention in find_dates(line.text))
    seen += [f"{day} (in the text)" for day in days if not any(day in other for other in seen)]
    return seen[:MAX_SHOWN]
