from presscheck.model import Severity
from presscheck.patterns import anywhere, phrases_of
from presscheck.rule import LineRule, tail


class WireTrailer(LineRule):
    """The trailer that a wire service hangs under its copy.

    ## What it checks
    Among the last lines: a pointer to the further coverage of an agency, or “Permalink” or “Download”, with an address, the
    mark of the end (“ENDS”, “-30-”, “###”), that more follows (“This is a developing story”, “Meldung wird aktualisiert”),
    or a service's name alone behind two dashes.

    ## Why it matters
    It is no part of the story, and newspapers cut it: two copies of one report then differ in their last line.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    Credits that say who wrote (“contributed to this report”) are left alone: they are evidence.

    ## History
    Since 0.1.
    """

    code = "BP36"
    name = "wire-trailer"
    severity = Severity.INFO
    message = "trailer of a wire service"
    pattern = anywhere(*phrases_of("BP36"))
    where = tail(10)
    max_chars = 220
    alone = True
