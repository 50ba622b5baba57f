from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class PhotoCredit(ArticleRule):
    """A picture's credit on a line of its own, in the running text.

    ## What it checks
    Lines of the clean text that are nothing but a credit: a label and a name (“Foto: …”, “Image credit: …”), a © and a
    name, or a name beside a picture agency's (“… | Getty Images”).

    ## Why it matters
    The photographer is taken for the author, and the agency of the picture for that of the text.

    ## What to do
    Leave captions and credits out in the scraper, or keep them apart; the finding gives the place.

    ## When it is wrong
    A line “Photo: …” that opens a description and not a credit.

    ## History
    Since 0.1.
    """

    code = "CP01"
    name = "photo-credit"
    severity = Severity.INFO
    tip = "Keep picture credits apart from the text."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such line that is still in the text."""
        credited = [field for field in dossier.chosen("credit") if field.rule == "credit-line"]
        for line in dossier.kept if credited else ():
            for credit in credited:
                if credit.start is not None and line.start <= credit.start < line.end:
                    yield Hit(line.start, line.end, f"a picture credited to {credit.value}, in the text")
