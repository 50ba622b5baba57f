from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_at
from presscheck.rule import ArticleRule, Hit

LOST = "\N{REPLACEMENT CHARACTER}"


class ReplacementChar(ArticleRule):
    """Characters were lost: a replacement character (U+FFFD) stands in their place.

    ## What it checks
    Every U+FFFD that is left in the clean text.

    ## Why it matters
    What stood there cannot be brought back from this file, and it usually is a letter of a name.

    ## What to do
    Fetch the page again and decode it with the encoding it declares.

    ## When it is wrong
    A text about the character itself.

    ## History
    Since 0.1.
    """

    code = "EN02"
    name = "replacement-char"
    severity = Severity.ERROR
    tip = "Fetch the page again and decode it with the encoding it declares."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the word of the first one; the next ones are related."""
        text = dossier.article.text
        places = (
            [at for line in dossier.kept for at in range(line.start, line.end) if text[at] == LOST]
            if LOST in dossier.clean_text
            else []
        )
        if not places:
            return
        count = f"{len(places)} characters were lost" if len(places) > 1 else "a character was lost"
        word = _word(text, places[0])
        message = f"{count} in decoding; U+FFFD stands in {word!r}"
        yield hit_at(dossier, [(at, at + 1) for at in places], message, evidence=word)


def _word(text: str, at: int) -> str:
    """The word around a place, at most 20 characters to each side."""
    before = text[max(0, at - 20) : at].split()
    after = text[at + 1 : at + 21].split()
    left = before[-1] if before and not text[at - 1 : at].isspace() else ""
    right = after[0] if after and not text[at + 1 : at + 2].isspace() else ""
    return f"{left}{LOST}{right}"
