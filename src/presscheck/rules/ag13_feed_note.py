from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.strip.phrase_rule import PhraseRule, cues_of


class FeedNote(PhraseRule):
    """A note says that the text is an agency's, and that the outlet left it as it came.

    ## What it checks
    Lines that open like “This story has not been edited by our staff and is published from a syndicated feed”, “Direkt aus
    dem … Newskanal”, “Publié automatiquement” (`lexicons/phrases/AG13.txt`), in eighteen languages. Lines with quotation
    marks or a verb of saying are the reporter's. An agency that the note names is among the fields (`feed-note`).

    ## Why it matters
    The note is the outlet's word that the text is not its own: who counts voices counts it once. Under thousands of
    articles it makes texts alike that share nothing else.

    ## What to do
    Nothing: the line is removed and kept in the ledger. Where no agency is among the fields, look for the same text at
    other outlets.

    ## When it is wrong
    An article about such texts that sums the note up in its words.

    ## History
    Since 0.1.
    """

    code = "AG13"
    name = "feed-note"
    severity = Severity.INFO
    message = "note that the text is as an agency sent it"
    cues = cues_of("AG13")
    pattern = opening(*phrases_of("AG13"))
    max_chars = 400
    own_voice = True
