from collections.abc import Iterator, Mapping, Sequence

from presscheck.dates import ZONES, find_dates
from presscheck.model import Facts, Line, Page, Severity
from presscheck.rule import Hit, LineRule, regex

YEAR_TIME = r"((?:19|20)\d\d)((?:[01]?\d|2[0-3])[:.h][0-5]\d)"
ZONE = "|".join(sorted(map(str.upper, ZONES), key=len, reverse=True))
TIME_WORD = (
    rf"\b((?:[01]?\d|2[0-3]):[0-5]\d(?: ?[AaPp][Mm])?(?: ?(?:{ZONE}))?)"
    r"(\p{Lu}\p{Ll}\p{Ll}\p{L}*|\p{Lu}\p{Lu}+(?: \p{Lu}))"
)
MAX_SEAMS = 3
"""More are a list of other stories; the rules that take it out know it as it stands."""
HALVES = ("AM ", "PM ")


class GluedDateTime(LineRule):
    """A date and its time, or a time and the word behind it, run together.

    ## What it checks
    A year with a time right behind it, where a date ends with that year: “28 Feb 20246:08”. A time, with its zone, and
    right behind it a capitalised word or several words in capitals: “12:45 PM UTCUpdated”.
    An article with more than three of them is left alone: they are a list of other stories, or a live blog.

    ## Why it matters
    No parser of dates reads “20246:08”, or it reads another year.

    ## What to do
    Nothing for this text: a space is put between them. Let the scraper put one between elements of the page.

    ## When it is wrong
    Names that begin with a time of day. None is known.

    ## History
    Since 0.1.
    """

    code = "DT03"
    name = "glued-date-time"
    severity = Severity.INFO
    message = "date and time run together"
    matches_only = True
    tip = "Let the scraper put a space between the elements of the page."
    pattern = f"{YEAR_TIME}|{TIME_WORD}"

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each seam, with a space in it."""
        lines = [page.lines[index] for index in matched.get(self.code, ())]
        hits = [hit for line in lines if len(line.text) <= self.max_chars for hit in _seams(line)]
        if len(hits) <= MAX_SEAMS:
            yield from hits


def _seams(line: Line) -> Iterator[Hit]:
    for found in regex(YEAR_TIME).finditer(line.text):
        if any(date.end == found.end(1) for date in find_dates(line.text[: found.end(1)])):
            yield _parted(line, found.start(), found.end(1), found.end(), "date and time run together")
    for found in regex(TIME_WORD).finditer(line.text):
        if not found[2].startswith(HALVES):
            start = found.end(1) - len(found[1].split()[-1])
            yield _parted(line, start, found.end(1), found.end(), "time and word run together")


def _parted(line: Line, start: int, seam: int, end: int, message: str) -> Hit:
    replacement = f"{line.text[start:seam]} {line.text[seam:end]}"
    return Hit(line.start + start, line.start + end, message, replacement=replacement)
