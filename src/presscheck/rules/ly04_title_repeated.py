from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule, remove_line

FIRST_LINES = 5
MIN_CHARS = 12
"""A shorter first line may be a section name that comes back as a label."""


class TitleRepeated(StripRule):
    """The headline a second time, below the first.

    ## What it checks
    Whether one of the first five lines says the same as the very first; white space and case do not count. Copies do not
    count among the five.

    ## Why it matters
    Readers of the text count its words twice, and the standfirst is taken for the first paragraph.

    ## What to do
    Nothing: the second copy is removed and kept in the ledger. Take the headline from one place in the scraper.

    ## When it is wrong
    A poem or transcript that opens with the same line twice.

    ## History
    Since 0.1.
    """

    code = "LY04"
    name = "title-repeated"
    severity = Severity.INFO

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each copy of the first line."""
        first = _folded(page.lines[0].text) if page.lines else ""
        if len(first) < MIN_CHARS:
            return
        others = 1
        for line in page.lines[1:]:
            if first.startswith(line.text.lstrip()[0].casefold()) and _folded(line.text) == first:
                yield remove_line(line, "the headline again")
            elif (others := others + 1) == FIRST_LINES:
                return


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
