from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Line, Mark, Page, Severity, Spans
from presscheck.rule import Hit, StripRule, trimmed


class OutsideMainContent(StripRule):
    """Lines of a web page that are no part of its article.

    ## What it checks
    On HTML pages: lines that trafilatura does not take to be article, and the second opinion (BP41) neither, in runs. The page's own headline (the last level-one
    heading above the article's first line, or else the first one) is kept. Pages on which no article was found are left whole.

    ## Why it matters
    More than half of the text of a news page is not the article.

    ## What to do
    Nothing: the lines are removed and kept in the ledger. Look at the ledger of an article that came out short.

    ## When it is wrong
    Captions, fact boxes, bylines and standfirsts outside the article's element are removed with the rest; names and dates
    in them are still read, since fields point into the page text.

    ## History
    Since 0.1.
    """

    code = "BP39"
    name = "outside-main-content"
    severity = Severity.INFO

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each run of lines outside the article, from its first line to its last."""
        main = list(page.marked("main"))
        if not main:
            return
        headline = _headline(page, main[0].start)
        main += page.marked("article")
        article = Spans((mark.start, mark.end) for mark in (*main, headline) if mark)
        run: list[Line] = []
        for line in page.lines:
            if article.meet(line.start, line.end):
                yield from _hit(run)
                run = []
            else:
                run.append(line)
        yield from _hit(run)


def _headline(page: Page, article: int) -> Mark | None:
    """The level-one heading that belongs to the article that begins at offset `article`."""
    headings = list(page.marked("h1"))
    above = [mark for mark in headings if mark.start <= article]
    return above[-1] if above else headings[0] if headings else None


def _hit(run: Sequence[Line]) -> Iterator[Hit]:
    if run:
        lines = f"{len(run)} lines" if len(run) > 1 else "a line"
        yield Hit(trimmed(run[0])[0], trimmed(run[-1])[1], f"{lines} outside the article", replacement="")
