from collections.abc import Iterator, Mapping, Sequence

from presscheck.dates import find_dates
from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule, remove_line


class ScrapeDayHeader(StripRule):
    """The day of the scrape, printed by the site's masthead above the headline.

    ## What it checks
    A lone weekday-and-date line as the very first line of the text. Sites print today's date there, so it
    is the day somebody fetched the page. A date below the headline is left alone: that is the article's.

    ## Why it matters
    Date parsers take the first date they see. Every article of the batch then carries the day of the crawl.

    ## What to do
    Nothing: the line is removed, and its day becomes `scraped_day`, never `published`.

    ## When it is wrong
    A site that prints the publication day, with its weekday, above the headline. The date is then missing
    from `published`; it is still among the candidates as `scraped_day`.

    ## History
    Since 0.1.
    """

    code = "DT01"
    name = "scrape-day-header"
    severity = Severity.INFO

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """The first line, if it is a weekday and a date and nothing else, and text follows."""
        if len(page.lines) < 2 or len(page.lines[0].text) > 60:
            return
        line = page.lines[0]
        text = line.text.strip(" \t|·»-–\xa0")
        dates = find_dates(text)
        if len(dates) == 1 and dates[0].weekday is not None and (dates[0].start, dates[0].end) == (0, len(text)):
            same = facts.header_days.get(dates[0].day.isoformat(), 0)
            others = f"; {same} articles of the batch carry the same one" if same > 1 else ""
            yield remove_line(line, f"page header with the day of the scrape, {dates[0].day}{others}")
