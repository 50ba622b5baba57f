from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Line, Page, Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import Hit, LineRule, remove_line

HEAD = 60
"""Frames of archives stand within so many lines from the top, and are no longer."""
SMALL = frozenset("success fail loading jan feb mar apr may jun jul aug sep oct nov dec".split())
"""What the Wayback Machine's bar says above its number of captures, beside days and years."""
ENDS = frozenset(("timestamps", "report bug or abuse", "buy me a coffee"))
"""The last line of a bar: the Wayback Machine's, archive.today's."""
NUMBERED = "captures", "capture"


class ArchiveFrame(LineRule):
    """What an archive, or a search engine's cache, put around the page that it keeps.

    ## What it checks
    The bar of the Wayback Machine, from its messages and months to “TIMESTAMPS”, and the line that it leaves in saved
    pages; the bar of archive.today; the notices of Google's and Bing's caches (`lexicons/phrases/BP44.txt`).
    The addresses and days in them are read: the day of the scrape is the day that the page was kept.

    ## Why it matters
    The bar's dates are those of captures, and the crawl's description is the same on a hundred pages of different sites.

    ## What to do
    Nothing: the lines are removed and kept in the ledger. Archives give pages without a bar, too (`id_` behind the moment in the
    Wayback Machine's addresses).

    ## When it is wrong
    No such case is known.

    ## History
    Since 0.1.
    """

    code = "BP44"
    name = "archive-frame"
    severity = Severity.INFO
    message = "what an archive put around the page"
    pattern = opening(*phrases_of("BP44"))
    max_chars = 600
    matches_only = True

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each line, those of a bar among them."""
        lines = page.lines
        for index in matched.get(self.code, ()):
            words = lines[index].text.casefold().split()
            if words[-1] in NUMBERED:
                found = _bar(lines, _first(lines, index), index)
            elif "webpage" in words[:2]:
                found = _bar(lines, index, index)
            else:
                found = [lines[index]]
            yield from (remove_line(line, self.message) for line in found)


def _first(lines: Sequence[Line], index: int) -> int:
    """Where the bar of the Wayback Machine begins whose number of captures stands at `index`."""
    while index and all(word in SMALL or word.isdigit() for word in lines[index - 1].text.casefold().split()):
        index -= 1
    return index


def _bar(lines: Sequence[Line], first: int, index: int) -> Sequence[Line]:
    """The lines from `first` to the end of the bar behind `index`; none where it has no end near the top."""
    for last in range(index + 1, min(HEAD, len(lines))):
        if lines[last].text.strip().casefold() in ENDS:
            return lines[first : last + 1]
    return ()
