from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Line, Page, Severity
from presscheck.normalise.dateline import agency_name
from presscheck.rule import Hit, LineRule, head, regex

GLUED = (
    r"^\s*\p{Lu}[\p{L}\d.,'’ /-]*?(?P<last>[\p{L}\d.])(?P<before>\s?)\((?P<agency>\pL[\pL/ .-]{1,25})\)"
    r"(?P<behind>\s?)(?P<dash>--|[-–—])(?P<after>\s?)(?P<first>[\pL\d\"“„«])"
)
LONG_DASH = "—"
"""Set without spaces on both sides in American print, and then not reported."""


class DatelineMissingSpace(LineRule):
    """A space is missing in the dateline, between place, agency and text.

    ## What it checks
    Among the first lines, the name of a known agency in brackets behind a capitalised name, and a dash behind it, with a
    space missing: “LONDON(AP) —The council”, “Berlin (dpa)-Der Rat”. “(AP)—The”, with none on either side of a long
    dash, is a style.

    ## Why it matters
    "LONDON(AP)" is no place, and "—The" no word, for whoever splits at spaces.

    ## What to do
    Nothing for this text: the spaces are put in. Let the scraper put one between elements of the page.

    ## When it is wrong
    Never seen; a sentence that opens with a name and a bracketed agency would be.

    ## History
    Since 0.1.
    """

    code = "AG04"
    name = "dateline-missing-space"
    severity = Severity.INFO
    message = "a space is missing in the dateline"
    matches_only = True
    tip = "Let the scraper put a space between the elements of the page."
    pattern = GLUED
    where = head(12)
    max_chars = 100_000

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for the dateline, with the spaces in it."""
        for index in matched.get(self.code, ()):
            if self.where.holds(index, len(page.lines)):
                yield from self._mended(page.lines[index])

    def _mended(self, line: Line) -> Iterator[Hit]:
        found = regex(GLUED).search(line.text)
        styled = found["dash"] == LONG_DASH and not found["behind"] and not found["after"]
        whole = found["before"] and ((found["behind"] and found["after"]) or styled)
        if not whole and agency_name(found["agency"]):
            start, end = line.start + found.start(1), line.start + found.end(7)
            mended = f"{found['last']} ({found['agency']}) {found['dash']} {found['first']}"
            yield Hit(start, end, self.message, replacement=mended)
