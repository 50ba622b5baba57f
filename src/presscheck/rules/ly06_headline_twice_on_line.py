from collections.abc import Iterator, Mapping, Sequence

from presscheck.link.fingerprints import words
from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule
from presscheck.strip.shapes import ends_sentence

OPENING_CHARS = 16
"""What must come a second time on the line, before the halves are compared; a chant is often shorter."""
MIN_WORDS = 4
MAX_CHARS = 400
BETWEEN = " \t\xa0|·•-–—:/"


class HeadlineTwiceOnLine(StripRule):
    """A line that says the same twice: a link and the text of its picture.

    ## What it checks
    Lines whose two halves are the same words, four or more, with nothing between them but white space, a dash or a bar. A sentence that comes twice is left alone.

    ## Why it matters
    The headline counts double, and does not match the same headline anywhere else.

    ## What to do
    Nothing: the second half is removed and kept in the ledger.

    ## When it is wrong
    A verse that says the same thing twice without a comma or full stop.

    ## History
    Since 0.1.
    """

    code = "LY06"
    name = "headline-twice-on-line"
    severity = Severity.INFO

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each such line, at what stands between and the second half."""
        for line in page.lines:
            again = line.text.find(line.text[:OPENING_CHARS], OPENING_CHARS) if len(line.text) <= MAX_CHARS else -1
            if again < 0:
                continue
            text = line.text.rstrip()
            first = text[:again].rstrip(BETWEEN)
            if first == text[again:] and len(words(first)) >= MIN_WORDS and not ends_sentence(first):
                yield Hit(line.start + len(first), line.start + len(text), "the line says this twice", replacement="")
