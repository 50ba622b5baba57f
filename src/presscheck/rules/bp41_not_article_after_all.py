from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Confidence, Facts, Page, Severity
from presscheck.rule import Hit, StripRule


class NotArticleAfterAll(StripRule):
    """Line of a web page that trafilatura takes for article and the page's markup speaks against.

    ## What it checks
    HTML pages: every line that trafilatura takes, by how it reads, where it stands in the markup, what its elements are
    named, what was taken around it and of its kind, and how much of it is linked. A small model trained on labelled
    pages weighs these. It also keeps lines that trafilatura leaves out: then BP39 leaves them alone. The message names
    what spoke most against the line, and how sure the model is.

    ## Why it matters
    What trafilatura takes along from a news page is teasers, captions, notes on authors and offers to subscribe; one page
    in two has some of it.

    ## What to do
    Nothing: the lines are removed and kept in the ledger. `--ignore BP41` leaves the choice to trafilatura alone.

    ## When it is wrong
    Lists in recipes, data sheets and other pages that are no news stories; short subheads; live blogs.

    ## References
    src/presscheck/strip/models/main_text.json has what the model was trained on, and its scores on other sites' pages.

    ## History
    Since 0.1.
    """

    code = "BP41"
    name = "not-article-after-all"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    second_opinion = True

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each doubted line that is no headline."""
        headings = list(page.marked("h1"))
        for mark in page.marked("doubted"):
            if any(heading.start < mark.end and mark.start < heading.end for heading in headings):
                continue
            yield Hit(mark.start, mark.end, f"not article after all: {mark.note}", replacement="")
