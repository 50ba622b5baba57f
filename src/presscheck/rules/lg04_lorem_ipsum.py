from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, in_a_line, regex
from presscheck.strip.shapes import quotes

FILLER = r"(?i)\blorem ipsum dolor sit amet\b|\bconsectetur adipiscing elit\b|\bconsetetur sadipscing elitr\b"


class LoremIpsum(ArticleRule):
    """Filler text of a template.

    ## What it checks
    The opening words of the usual filler, outside quotation marks.

    ## Why it matters
    The page was never finished, or the scraper took a hidden template.

    ## What to do
    Take the page out of the batch.

    ## When it is wrong
    A text about the filler that quotes it without quotation marks.

    ## History
    Since 0.1.
    """

    code = "LG04"
    name = "lorem-ipsum"
    severity = Severity.ERROR
    tip = "Take the page out of the batch."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first place."""
        if not in_a_line(FILLER, dossier.kept_as_written):
            return
        for line in dossier.kept:
            found = regex(FILLER).search(dossier.article.text[line.start : line.end])
            if found and not quotes(line.text):
                yield Hit(line.start + found.start(), line.start + found.end(), "filler text of a template")
                return
