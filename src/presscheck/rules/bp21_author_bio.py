from presscheck.model import Severity
from presscheck.patterns import opening, phrases_of
from presscheck.rule import tail
from presscheck.strip.phrase_rule import PhraseRule, cues_of


class AuthorBio(PhraseRule):
    """A note on the author, left below the article.

    ## What it checks
    Below at least two paragraphs: a paragraph that opens with a name and says that this is a reporter, writer or editor
    of an outlet, what he or she covers, or how to reach them; and the heading above it
    (`lexicons/phrases/BP21.txt`).

    ## Why it matters
    Names, places and employers of the author's life end up in the story.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    A report about a journalist that introduces him or her in a paragraph of its own near its end.

    ## History
    Since 0.1.
    """

    code = "BP21"
    name = "author-bio"
    severity = Severity.INFO
    message = "note on the author"
    cues = cues_of("BP21")
    pattern = opening(*phrases_of("BP21"))
    where = tail(60)
    max_chars = 900
    below_article = True
