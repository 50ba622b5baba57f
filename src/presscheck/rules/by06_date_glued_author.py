from collections.abc import Iterator, Mapping, Sequence

from presscheck.dates import find_dates
from presscheck.model import Facts, Line, Page, Severity
from presscheck.rule import Hit, LineRule, regex

NAME_DATE = r"\p{Lu}[\p{L}'’.-]* (\p{Lu}[\p{L}'’-]+\p{Ll})(\d\d?|\p{Lu}\p{Ll}\p{Ll}+)[ ./-]"

PREFIXES = ("Mac", "Fitz")
"""Beginnings of names that go on with a capital, as MacMay does."""

MAX_SEAMS = 3
"""More are a list of other stories; the rules that take it out know it as it stands."""


class DateGluedAuthor(LineRule):
    """A name and the date behind it, run together.

    ## What it checks
    Two capitalised words and, right behind the second, a date with its year: “Ana Soler2 March 2024”, “Ana SolerMarch 2,
    2024”. An article with more than three of them is left alone: they are a list of other stories.

    ## Why it matters
    The byline is read as “Soler2”, and the date is missed or loses its day.

    ## What to do
    Nothing for this text: a space is put between them. Let the scraper put one between elements of the page.

    ## When it is wrong
    Products whose name ends in a number, right before a month and a year.

    ## History
    Since 0.1.
    """

    code = "BY06"
    name = "date-glued-author"
    severity = Severity.INFO
    message = "name and date run together"
    matches_only = True
    tip = "Let the scraper put a space between the elements of the page."
    pattern = NAME_DATE

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each seam, with a space in it."""
        lines = [page.lines[index] for index in matched.get(self.code, ())]
        hits = [hit for line in lines if len(line.text) <= self.max_chars for hit in self._seams(line)]
        if len(hits) <= MAX_SEAMS:
            yield from hits

    def _seams(self, line: Line) -> Iterator[Hit]:
        for found in regex(NAME_DATE).finditer(line.text):
            dates = find_dates(line.text[found.start(2) :])
            if found[1] not in PREFIXES and any(date.start == 0 for date in dates):
                start, end = line.start + found.start(1), line.start + found.end(2)
                yield Hit(start, end, self.message, replacement=f"{found[1]} {found[2]}")
