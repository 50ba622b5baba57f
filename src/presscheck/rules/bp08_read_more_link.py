from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import LineRule
from presscheck.strip.shapes import opens_with_kicker, quoted


class ReadMoreLink(LineRule):
    """A link to another article, left in the text.

    ## What it checks
    Lines that open with a label such as “Read more:”, “RELATED:”, “Lesen Sie auch:” or “À lire aussi :”, with the
    other article's headline behind it, and lone link words such as “Read more” or “View all”.

    ## Why it matters
    The headline of another story is taken for a sentence of this one; its names and places end up in the wrong
    article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A line that opens “See also:” in a reference list of an academic piece is taken too.

    ## History
    Since 0.1.
    """

    code = "BP08"
    name = "read-more-link"
    severity = Severity.INFO
    message = "link to another article"
    pattern = opening(*phrases_of("BP08"))
    max_chars = 200
    stays_if = (quoted, opens_with_kicker)
