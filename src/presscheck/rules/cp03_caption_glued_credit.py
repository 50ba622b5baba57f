import re
from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.captions import CREDIT_WORDS
from presscheck.rule import ArticleRule, Hit, in_a_line

BRACKETS = re.compile(r"(?P<before>\S)?\((?P<names>[^()\n]{5,100})\)(?P<behind>[^\W\d_])?")
GLUED = r"[^\s(\[/“\"]\([^()\n]*[^()\s][\s/|,:]|[\s/|,:][^()\n]*\)\pL"
"""What all of them have: a cheap look before the dear one."""
PARTED = re.compile(r"[\s/|,:]")


class CaptionGluedCredit(ArticleRule):
    """A picture's credit in brackets, glued to the caption before it or to the paragraph behind it.

    ## What it checks
    Brackets that hold a word that only picture credits have (“Getty”, “Foto”, “Handout”), beside another word, with no
    space before them or a letter right behind them.

    ## Why it matters
    Where a caption is glued to its credit, it often is to a paragraph as well: two sentences become one, and the
    photographer stands in the story.

    ## What to do
    Join the texts of elements with a space or a line break in the scraper.

    ## When it is wrong
    A function or a formula with such a word in its brackets.

    ## History
    Since 0.1.
    """

    code = "CP03"
    name = "caption-glued-credit"
    severity = Severity.INFO
    tip = "Join the texts of elements with a space or a line break."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such credit."""
        for line in dossier.kept if in_a_line(GLUED, dossier.clean_text) else ():
            if "(" not in line.text:
                continue
            for found in BRACKETS.finditer(dossier.article.text, line.start, line.end):
                glued = (found["before"] or "(") not in '([/“"' or found["behind"]
                if glued and PARTED.search(found["names"]) and CREDIT_WORDS.search(found["names"]):
                    yield Hit(*found.span("names"), f"the credit {found['names']} is glued to the text beside it")
