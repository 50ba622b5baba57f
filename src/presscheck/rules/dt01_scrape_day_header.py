from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from presscheck.dates import find_dates
from presscheck.model import Facts, Line, Page, Severity, Spans
from presscheck.rule import Hit, StripRule, hinted, remove_line

MAX_CHARS = 60
LINES_BETWEEN = 4
"""A date nearer above the heading of a web page may be the article's: blogs set it there."""
HEAD_LINES = 12
HEADLINE_WORDS = 5
MENU_LINES, MENU_CHARS = 5, 30
"""So many lines of so few characters are a menu."""


class ScrapeDayHeader(StripRule):
    """The day of the scrape, printed by the site's masthead above the headline.

    ## What it checks
    A lone weekday-and-date line above the headline: the very first line of the text; on web pages one that stands four lines
    above the first heading or higher, and in no main text; in other texts one near the top with a menu right below it and no
    headline above. Sites print today's date there, so it is the day somebody fetched the page. A date below the
    headline is left alone, as is one right above it: that is the article's.

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

    hint = r"(?m)^[ \t|·»–-]*\pL[^\s\d]*[ \t\x{a0}].*(?:(?:1[349]|2[05])\d\d|[٠-٩۰-۹]{4})"

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """Each line above the headline that is a weekday and a date and nothing else."""
        for index in _above_headline(page, matched.get(hinted(self.code), ())):
            line = page.lines[index]
            text = line.text.strip(" \t|·»-–\xa0")
            dates = find_dates(text)
            if len(dates) == 1 and dates[0].weekday is not None and (dates[0].start, dates[0].end) == (0, len(text)):
                same = facts.header_days.get(dates[0].day.isoformat(), 0)
                others = f"; {same} articles of the batch carry the same one" if same > 1 else ""
                yield remove_line(line, f"page header with the day of the scrape, {dates[0].day}{others}")


def _above_headline(page: Page, dated: Sequence[int]) -> Iterator[int]:
    """Those of some short lines that stand above the headline.

    The first line of the page; those well above the first heading; and on pages without a heading those with a menu
    below, and nothing above that could be a headline.
    """
    dated = [index for index in dated if len(page.lines[index].text) <= MAX_CHARS]
    if dated and dated[0] == 0 and len(page.lines) > 1:
        yield 0
    dated = [index for index in dated if index]
    if not dated:
        return
    heading = next(iter(page.marked("h1")), None)
    lines = page.lines
    last = HEAD_LINES
    if heading:
        last = bisect_left(lines, heading.start, key=lambda line: line.start) - LINES_BETWEEN
    main = Spans((mark.start, mark.end) for mark in page.marked("main")) if dated[0] < last else None
    for index in dated:
        if main is None or index >= last or main.meet(lines[index].start, lines[index].end):
            continue
        if heading or _is_masthead(lines, index):
            yield index


def _is_masthead(lines: Sequence[Line], index: int) -> bool:
    """Whether a menu stands below a line, and nothing above it that could be a headline."""
    below = lines[index + 1 : index + 1 + MENU_LINES]
    if len(below) < MENU_LINES or any(len(line.text) > MENU_CHARS for line in below):
        return False
    return all(len(line.text.split()) < HEADLINE_WORDS or find_dates(line.text) for line in lines[:index])
