from presscheck.model import Page, Severity
from presscheck.rule import LineRule, ends
from presscheck.strip.shapes import EDGE, phrases_of, quotes

ROLE = rf"(?:{'|'.join(phrases_of('BP37'))})"
NAMES = r"[^:：.!?]+"


class StaffCredits(LineRule):
    """Who edited, translated, drew or produced the article, left in the text.

    ## What it checks
    Lines at the top or the end that are nothing but such a task, a colon, and names: “Redaktion: …, Übersetzung: …”,
    “Producer: …”, “责任编辑：…” (`lexicons/phrases/BP37.txt`). Who wrote or reported (“Reporting by …”) stays, since it is
    evidence of the author.

    ## Why it matters
    The names are taken for the author's.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A review's list of who made the film or the book.

    ## History
    Since 0.2.
    """

    code = "BP37"
    name = "staff-credits"
    severity = Severity.INFO
    message = "credits of editors and producers"
    pattern = rf"(?i)^{EDGE}{ROLE}\s?[:：]{NAMES}(?:[:：]{NAMES})*{EDGE}$"
    where = ends(10, 25)
    max_chars = 200

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
