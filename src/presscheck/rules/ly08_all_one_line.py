from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit

MIN_CHARS = 2_500
"""Longer than any paragraph but one in ten thousand."""
SHARE = 0.9
SHOWN_CHARS = 80


class AllOneLine(ArticleRule):
    """The whole text stands on one line.

    ## What it checks
    A line of 2,500 characters or more that holds nine tenths of the article.

    ## Why it matters
    Paragraphs are gone: furniture inside the line cannot be told from text, and captions and subheads have run
    into the sentences.

    ## What to do
    Let the scraper keep the breaks between paragraphs.

    ## When it is wrong
    A text written in one paragraph on purpose.

    ## History
    Since 0.1.
    """

    code = "LY08"
    name = "all-one-line"
    severity = Severity.INFO
    tip = "Let the scraper keep the breaks between paragraphs."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the beginning of the line."""
        lines = dossier.kept
        longest = max(lines, key=lambda line: len(line.text), default=None)
        if longest is None or len(longest.text) < MIN_CHARS:
            return
        if len(longest.text) >= SHARE * sum(len(line.text) for line in lines):
            end = min(longest.end, longest.start + SHOWN_CHARS)
            yield Hit(longest.start, end, f"the text stands on one line of {len(longest.text):,} characters")
