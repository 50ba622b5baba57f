from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.strip.phrase_rule import PhraseRule, cues_of


class Disclaimer(PhraseRule):
    """A disclaimer: whose views the text holds, and what it is no advice for.

    ## What it checks
    Lines that open by saying that views in this text are the author's and not the outlet's, or that it is no advice on
    money, law or health (`lexicons/phrases/BP42.txt`), in thirty languages. Lines with quotation marks or a verb of saying
    (`lexicons/said_words.txt`) are the reporter's.

    ## Why it matters
    It stands under every opinion piece of the outlet, in the same words: copies seem to share a text, and the words
    “author”, “opinion” and the outlet's name get into the piece.

    ## What to do
    Nothing: the line is removed and kept in the ledger, where it also tells which articles are opinion.

    ## When it is wrong
    An article about such a notice that sums it up in its words.

    ## History
    Since 0.1.
    """

    code = "BP42"
    name = "disclaimer"
    severity = Severity.INFO
    message = "disclaimer"
    cues = cues_of("BP42")
    pattern = opening(*phrases_of("BP42"))
    max_chars = 500
    own_voice = True
