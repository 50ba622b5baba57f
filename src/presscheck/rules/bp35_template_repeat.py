from collections.abc import Iterator, Mapping, Sequence

from presscheck.dates import find_dates
from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule, remove_line
from presscheck.strip.shapes import ends_sentence, is_prose, quotes
from presscheck.survey.tally import KEEP, line_key

MIN_ARTICLES = 4
MIN_SHARE = 0.2
"""Of the articles of the batch. Where one outlet is a small part of it, its template is left to other rules."""
MAX_CHARS = 80
MAX_SENTENCE_WORDS = 5
"""A line that ends like a sentence and has more words is one."""
HEAD_LINES = 6
"""Above this line a repeated name is more likely a byline than furniture."""
BYLINE_WORDS = frozenset("by von par por di da door af av autor från".split())


class TemplateRepeat(StripRule):
    """A line of the outlet's template: it stands in many of its articles.

    ## What it checks
    Short lines that are no sentence and stand, but for white space, in at least four differing articles of one outlet
    and in a fifth of the batch. Copies of one story count once. The first line, headings of the page, dates, bylines,
    quotations and names near the top are never taken.

    ## Why it matters
    What stands in every article says nothing about this one, in whatever language it is.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that an outlet uses in every article (“What we know”) is taken for furniture. In a batch of many outlets
    the rule finds little.

    ## History
    Since 0.1.
    """

    code = "BP35"
    name = "template-repeat"
    severity = Severity.INFO

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each line of the template."""
        enough = min(max(MIN_ARTICLES, MIN_SHARE * facts.articles), KEEP)
        if not facts.repeated:
            return
        headings = [mark for kind in ("h1", "h2") for mark in page.marked(kind)]
        for index, line in enumerate(page.lines):
            count = facts.repeated.get(line_key(line), 0) if len(line.text.strip()) <= MAX_CHARS else 0
            if (
                count >= enough
                and index
                and not any(mark.start <= line.start and line.end <= mark.end for mark in headings)
                and _furniture(line.text, index)
            ):
                yield remove_line(line, f"the same line stands in {count} articles of the batch")


def _furniture(text: str, index: int) -> bool:
    """Whether a repeated line may go: no sentence, no date, no quotation, no byline."""
    text = text.strip()
    words = text.split()
    if is_prose(text) or quotes(text) or find_dates(text):
        return False
    if ends_sentence(text) and len(words) > MAX_SENTENCE_WORDS:
        return False
    if words[0].casefold() in BYLINE_WORDS:
        return False
    name = len(words) in (2, 3, 4) and all(word[:1].isupper() for word in words)
    return not (name and index < HEAD_LINES)
