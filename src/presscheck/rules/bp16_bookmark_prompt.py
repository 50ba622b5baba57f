from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import quoted


class BookmarkPrompt(LineRule):
    """An offer to keep the article for later, left in the text.

    ## What it checks
    Lines that ask the reader to log in or subscribe in order to bookmark or save the article, and the button itself
    (“Save for later”, “Artikel merken”, “Guardar artículo”; `lexicons/phrases/BP16.txt`).

    ## Why it matters
    The line stands on every page of the outlet and says nothing about the story.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A how-to about browsers whose step reads “Save this page”.

    ## History
    Since 0.1.
    """

    code = "BP16"
    name = "bookmark-prompt"
    severity = Severity.INFO
    message = "offer to keep the article"
    pattern = opening(*phrases_of("BP16"))
    stays_if = (quoted,)
