from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.agency_credits import find_credit
from presscheck.normalise.kept import stands
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import is_bullet

MAX_CHARS = 400
"""A longer line is a paragraph, whatever it ends in."""


class CaptionWithCredit(ArticleRule):
    """A picture's caption, with its credit, stands in the running text.

    ## What it checks
    Lines of the clean text that end in a picture credit: behind a label such as “Foto:” or “Bildrechte:”
    (`lexicons/phrases/CP01.txt`) or a ©, in brackets with a word that only picture credits have, or a name and an agency
    with a stroke between (“Ana Soler/Getty Images”). An agency's credit behind the end of a sentence is the text's own (AG06).

    ## Why it matters
    Between two paragraphs a caption breaks the story, counts as the reporter's words, and its credit is
    taken for the author or the agency.

    ## What to do
    Leave captions out in the scraper, or keep them apart; the finding gives the place.

    ## When it is wrong
    A short paragraph that ends in a bracketed remark about a photograph.

    ## History
    Since 0.1.
    """

    code = "CP02"
    name = "caption-with-credit"
    severity = Severity.INFO
    tip = "Keep captions apart from the text."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each caption that its credit gave away."""
        known = [field for field in dossier.chosen("credit") if field.start is not None]
        for caption in dossier.chosen("caption"):
            if caption.rule != "picture-credit" or caption.start is None or caption.end is None:
                continue
            if len(caption.value) > MAX_CHARS or find_credit(caption.value):
                continue
            if is_bullet(caption.value) or not stands(dossier, caption.start, caption.end):
                continue
            named = [c.value for c in known if c.start is not None and caption.start <= c.start < caption.end]
            if named and not any(char.isalpha() for char in named[0]):  # an ellipsis in brackets
                continue
            credited = f", credited to {named[0]}" if named else ""
            yield Hit(caption.start, caption.end, f"a picture caption{credited}, stands in the text")
