import re

from presscheck.model import Page, Severity
from presscheck.rule import LineRule

FIRST_WORD = re.compile(r"[^\w]*([^\W\d_A-Z]{3,30})")


class RepeatedToken(LineRule):
    """An icon's name glued to the link it stands for, left as a line.

    ## What it checks
    Lone lines whose first word is written twice without a space, first in lower case, then with a capital:
    “ticketTickets for the season”, “searchSearch”. Icon fonts leave the name of the icon there.

    ## Why it matters
    The glued word is in no dictionary; the line is a button, not a sentence.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A name of that form. None is known.

    ## History
    Since 0.1.
    """

    code = "LY03"
    name = "repeated-token"
    severity = Severity.INFO
    message = "icon name glued to its label"
    pattern = r"^\W*[a-z]{3}[a-z_]*[A-Z][a-z]{2}"
    max_chars = 80

    def accept(self, page: Page, index: int) -> bool:
        """The capitalised word repeats the one before it, and the line is not the headline."""
        text = page.lines[index].text.strip()
        found = FIRST_WORD.match(text)
        return bool(index and found and text[found.end() :].casefold().startswith(found[1].casefold()))
