from presscheck.model import Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import LineRule


class MediaDuration(LineRule):
    """A reading time or the length of a video, left in the text.

    ## What it checks
    Lines that are nothing but a reading time (“4 min read”, “Lesezeit: 4 Minuten”) or a label with a running time
    (“VIDEO 3:40”).

    ## Why it matters
    Numbers that belong to no sentence; date and time readers stumble over them.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A recipe's “30 min” is kept, since it says nothing of reading; so is a bare clock time, which may be an entry of
    a live blog.

    ## History
    Since 0.1.
    """

    code = "CP07"
    name = "media-duration"
    severity = Severity.INFO
    message = "reading or running time"
    pattern = lone(*phrases_of("CP07"))
    max_chars = 70
