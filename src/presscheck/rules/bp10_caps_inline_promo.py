from collections.abc import Iterator
from itertools import pairwise

from presscheck.model import Confidence, Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import is_prose, quotes

MIN_WORDS, MIN_CHARS, MAX_CHARS = 6, 40, 200
"""A subhead in capitals is shorter."""
CAPITALS = 0.7
"""Of the visible characters: results and tables are made of figures."""


class CapsInlinePromo(ArticleRule):
    """The headline of another story in capitals, between two paragraphs.

    ## What it checks
    Lines of at least six words, all of them in capitals, with a paragraph of running text right above and right below.
    Lines with quotation marks are left alone.

    ## Why it matters
    The headline of another story stands between two sentences of this one.

    ## What to do
    Leave linked headlines out in the scraper. They stay in the text: by its words alone such a line may be a subhead.

    ## When it is wrong
    A long subhead in capitals.

    ## History
    Since 0.1.
    """

    code = "BP10"
    name = "caps-inline-promo"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Leave headlines that link to other stories out in the scraper."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such line."""
        for (above, line), (_, below) in pairwise(pairwise(dossier.kept)):
            if _shouted(line.text) and is_prose(above.text) and is_prose(below.text):
                yield Hit(line.start, line.end, "a line in capitals between two paragraphs: another story's headline?")


def _shouted(text: str) -> bool:
    return (
        text.isupper()
        and MIN_CHARS <= len(text) <= MAX_CHARS
        and len(text.split()) >= MIN_WORDS
        and sum(character.isupper() for character in text) >= CAPITALS * len(text.replace(" ", ""))
        and not quotes(text)
    )
