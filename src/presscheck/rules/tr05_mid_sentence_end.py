from collections.abc import Iterator

from presscheck.lexicons import folded
from presscheck.model import Confidence, Dossier, Facts, Severity
from presscheck.normalise.kept import body_lines
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import INNER_STOP, is_prose

MIN_CHARS = 80
PARAGRAPH_CHARS = 200
OPEN_WORDS = folded("open_words")
SHOWN_CHARS = 60


class MidSentenceEnd(ArticleRule):
    """The text stops in the middle of a sentence.

    ## What it checks
    The last line of the body, below other running text. It counts as cut when it is 80 characters long and ends in a
    comma or a word that cannot end a sentence ("and", "der", "que"), or when it is 200 characters long, holds a
    whole sentence, and ends in a plain word in small letters. Headlines left under a text are neither.

    ## Why it matters
    The text was cut: by a limit on its length, by a paywall, or by a scraper that took half of the elements.

    ## What to do
    Fetch the page again, and compare the lengths of the outlet's other articles: a limit shows.

    ## When it is wrong
    A last paragraph whose author forgot the full stop.

    ## History
    Since 0.1.
    """

    code = "TR05"
    name = "mid-sentence-end"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    tip = "Fetch the page again; the text may be cut at a fixed length."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the last words."""
        lines = body_lines(dossier)
        if len(lines) < 2 or not any(is_prose(line.text) for line in lines[:-1]):
            return
        last = lines[-1]
        if _is_cut(last.text):
            start = max(last.start, last.end - SHOWN_CHARS)
            yield Hit(start, last.end, "the text stops in the middle of a sentence")


def _is_cut(text: str) -> bool:
    """Whether a paragraph ends before its sentence does."""
    word = text.rsplit(maxsplit=1)[-1]
    if len(text) < MIN_CHARS or "|" in text:
        return False
    if word in OPEN_WORDS or (text[-1] == "," and word[:-1].isalpha()):
        return True
    return len(text) >= PARAGRAPH_CHARS and word.isalpha() and word.islower() and bool(INNER_STOP.search(text))
