from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import known_by
from presscheck.patterns import opening, phrases_of
from presscheck.rule import ArticleRule, Hit, in_a_line, regex, trimmed
from presscheck.strip.shapes import is_prose, quotes, reports

MAX_KEPT_CHARS = 500
MAX_CHARS = 250
PHRASES = opening(*phrases_of("TR09"))


class ErrorPage(ArticleRule):
    """The site says that it has no such page, or does not show it here.

    ## What it checks
    Pages of which fewer than 500 characters are kept: whether a line opens by saying that the page or article is not found, gone, not
    shown in this country, or that the server failed (`lexicons/phrases/TR09.txt`), in twenty-five languages. Lines with
    quotation marks, and sentences with a verb of saying, are the reporter's. Pages that ask for a human or a script are
    TR06's.

    ## Why it matters
    Servers send such pages with the status of a good one, so a crawler keeps them: hundreds of “copies” of one text, dated
    the day of the crawl.

    ## What to do
    Take the page out of the batch. Of an article that was taken down an earlier run or an archive of the web may have the
    text.

    ## When it is wrong
    A very short item about an outage, in the words of such a page.

    ## History
    Since 0.1.
    """

    code = "TR09"
    name = "error-page"
    severity = Severity.ERROR
    tip = "Take the page out of the batch; an earlier run may have the article."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the first line that says so."""
        page = dossier.article.page
        if sum(len(line.text) for line in dossier.kept) >= MAX_KEPT_CHARS or not in_a_line(PHRASES, page.joined):
            return
        for line in page.lines:
            if (
                len(line.text) <= MAX_CHARS
                and regex(PHRASES).search(line.text)
                and not quotes(line.text)
                and not (is_prose(line.text) and reports(line.text))
            ):
                message = "the site says that it has no such page, or does not show it: this is no article"
                yield Hit(*trimmed(line), message, evidence=known_by(dossier, title=False))
                return
