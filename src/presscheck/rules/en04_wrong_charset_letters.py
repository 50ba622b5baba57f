from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_at
from presscheck.rule import ArticleRule, Hit, regex

LOWER = r"[a-z\x{df}-\x{ff}]"
ODD = (
    r"(?:\?"  # what an encoder writes for a letter that it does not have
    r"|[‡†ˆ‰¤¦¨¬¯¶¸¹¼½¾÷‚„]|[ŸŽŠŒ]"  # letters of DOS and Macintosh code pages, read as Windows-1252
    r"|[\x{3b1}-\x{3c9}\x{430}-\x{45f}])"  # a Greek or Cyrillic letter in a Latin word
)
DASHES = r"[—–][—–]+"
"""Some sites write dashes for such letters. Between whole words they are a dash."""
WORD = (
    rf"(?:^|[\s\"“„«(])(\p{{Latin}}*{LOWER}{ODD}{LOWER}\p{{Latin}}*|\p{{Latin}}{ODD}{LOWER}\p{{Latin}}+"
    rf"|\p{{Latin}}\p{{Latin}}?{DASHES}{LOWER}+)(?:[\s.,;:!?)\"”»]|$)"
)
ANYWHERE = rf"\p{{Latin}}(?:{ODD}|{DASHES}){LOWER}"
MIN_WORDS = 3
"""Differing words: a censored word, a formula, a missing space are fewer."""


class WrongCharsetLetters(ArticleRule):
    """Letters were lost to a wrong encoding, and other signs stand in their place: "M?nchen", "fŸr", "Mьnchen".

    ## What it checks
    Words of the clean text with a sign in their midst that belongs to no word: a question mark, two dashes, a mark or
    capital of another code page, a Greek or Cyrillic letter between Latin ones; at least three differing words.
    UTF-8 that was read wrongly is EN01's, a replacement character EN02's.

    ## Why it matters
    The words are lost to search and matching, and unlike mojibake they cannot be put right from the text alone.

    ## What to do
    Fetch the page again and decode it with the encoding it is in.

    ## When it is wrong
    Texts with several missing spaces behind question marks, or several censored words.

    ## History
    Since 0.1.
    """

    code = "EN04"
    name = "wrong-charset-letters"
    severity = Severity.WARNING
    tip = "Fetch the page again and decode it with the encoding it is in."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first such word; the next ones are related."""
        if not regex(ANYWHERE).search(dossier.clean_text):
            return
        text, places = dossier.article.text, dict[str, tuple[int, int]]()
        for line in dossier.kept:
            for found in regex(WORD).finditer(text[line.start : line.end]):
                places.setdefault(found[1].casefold(), (line.start + found.start(1), line.start + found.end(1)))
        if len(places) < MIN_WORDS:
            return
        first = text[slice(*next(iter(places.values())))]
        message = f"letters of {len(places)} words were lost to a wrong encoding, first in {first!r}"
        yield hit_at(dossier, places.values(), message)
