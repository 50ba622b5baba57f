from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, quoted


class StandardsLine(LineRule):
    """A pointer to the outlet's standards, left in the text.

    ## What it checks
    Lines that name or link the rules an outlet works by: “Our Standards: …”, “Editorial policy”, “How we test”,
    “Redaktionelle Richtlinien” (`lexicons/phrases/BP19.txt`).

    ## Why it matters
    The line stands under every article of the outlet, and its names are taken for part of the story.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead of such words in a story about an outlet's rules, where no paragraph stands on both sides of it.

    ## History
    Since 0.1.
    """

    code = "BP19"
    name = "standards-line"
    severity = Severity.INFO
    message = "pointer to the outlet's standards"
    pattern = opening(*phrases_of("BP19"))
    max_chars = 280
    stays_if = (quoted, like_subhead)
