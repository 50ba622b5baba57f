from collections.abc import Iterator

from presscheck.dates import days_between
from presscheck.model import Dossier, Facts, Field, Related, Severity
from presscheck.rule import ArticleRule, Hit


class DatelineDateConflict(ArticleRule):
    """The day in the dateline and another day on the page are far apart.

    ## What it checks
    The dateline's day against the day in the page header (more than 7 days apart) and against a day of
    publication that was read elsewhere (more than 3 days apart). A dateline without a year takes the year
    nearest to the day of publication.

    ## Why it matters
    The dateline is the reporter's own date. A page header that disagrees shows the day of the scrape, and
    every tool that takes the first date on the page gets it wrong.

    ## What to do
    Take the dateline's day, and look at how the other came about: a header, an update, a migration of the site.

    ## When it is wrong
    Anniversary pieces and series that open with a historic dateline.

    ## History
    Since 0.1.
    """

    code = "DT17"
    name = "dateline-date-conflict"
    severity = Severity.WARNING
    tip = "Trust the dateline, unless the text is about that day."
    HEADER_DAYS = 7
    """Stories stay on a front page, and sites print the present day above them, for about a week."""
    PUBLISHED_DAYS = 3
    """Weekly and weekend editions print dispatches some days late."""

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """A hit for each day of the page that the dateline contradicts."""
        dateline = dossier.first("dateline_date")
        if dateline is None or dateline.value.startswith("-") or _is_range(dossier.article.text, dateline):
            return
        header, published = dossier.first("scraped_day"), dossier.first("published")
        if (
            header
            and header.start is not None
            and abs(days := days_between(dateline.value, header.value)) > self.HEADER_DAYS
        ):
            yield _hit(
                dossier,
                header,
                dateline,
                f"the page header says {header.value}, {_apart(days)} the dateline ({dateline.value}): "
                "it is the day of the scrape, not of the article",
            )
        if published and published.rule != "dateline":
            days = days_between(dateline.value, published.value)
            if abs(days) > self.PUBLISHED_DAYS:
                day = published.value[:10]
                yield _hit(
                    dossier,
                    published,
                    dateline,
                    f"the day of publication, {day}, is {_apart(days)} the dateline ({dateline.value})",
                )


def _is_range(text: str, day: Field) -> bool:
    """Whether another day follows (``Oct. 11–21``): the dates of an event, whatever they stand in."""
    after = text[day.end or 0 : (day.end or 0) + 2]
    return len(after) == 2 and after[0] in "-–—" and after[1].isdigit()


def _apart(days: int) -> str:
    return f"{abs(days):,} days {'after' if days > 0 else 'before'}"


def _hit(dossier: Dossier, other: Field, dateline: Field, message: str) -> Hit:
    """At the other day where it stands in the text, else at the dateline."""
    if other.start is None or dateline.start is None or dateline.end is None:
        return Hit(dateline.start, dateline.end, message)
    related = Related(dossier.article.article_id, dateline.start, dateline.end, "the dateline")
    return Hit(other.start, other.end, message, related=(related,))
