from collections.abc import Iterator

from presscheck.dates import days_between, find_dates
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import beside
from presscheck.rule import ArticleRule, Hit

PARTED = "-–—|·•:,(["
DAYS = 1
"""The paper of tomorrow morning, and zones."""


class DateInTitle(ArticleRule):
    """A date is joined to the headline.

    ## What it checks
    Titles that end in a full date behind a dash, bar or bracket, or begin with one. The date is compared with the day of
    publication.

    ## Why it matters
    Copies of one headline differ by it, and the headline of a search is not found.

    ## What to do
    Take it off, unless the article is of a series that is named by its days.

    ## When it is wrong
    Series: daily briefings, crosswords, results of a day. Of those the date belongs to the headline.

    ## History
    Since 0.1.
    """

    code = "DT22"
    name = "date-in-title"
    severity = Severity.INFO
    tip = "Take it off, unless the article is of a series that is named by its days."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the title; the day of publication is related where it is another."""
        title = dossier.first("title")
        if title is None:
            return
        text = title.value
        for mention in find_dates(text):
            before, behind = text[: mention.start].rstrip(), text[mention.end :].strip(" .)]")
            ends = not behind and before and before[-1] in PARTED
            begins = not before and behind and behind[0] in PARTED
            if not ends and not begins:
                continue
            message = f"the date {mention.day.isoformat()} is joined to the headline"
            published = dossier.first("published")
            days = days_between(published.value, mention.iso) if published else 0
            related = beside(dossier, published, "the day of publication") if published and abs(days) > DAYS else ()
            if abs(days) > DAYS:
                side = "after" if days > 0 else "before"
                message += f", {abs(days):,} days {side} the day of publication"
            yield Hit(title.start, title.end, message, related=related, evidence=text)
            return
