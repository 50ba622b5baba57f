import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule, found_in

PARTS = r"[\x{300}-\x{36f}\x{653}-\x{655}\x{1100}-\x{11ff}\x{3099}\x{309a}]"
"""Accents, hamza and madda, parts of Hangul syllables, voicing marks of kana: what composes with a letter before it."""
DECOMPOSED = re.compile(
    "\\w[\u0300-\u036f]+|[\u0600-\u06ff][\u0653-\u0655]+|[\u3040-\u30ff][\u3099\u309a]|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)


class MixedUnicodeForm(StripRule):
    """Letters written as a base and an accent of its own, where one character exists: “é” as “e” and U+0301.

    ## What it checks
    Sequences that Unicode's composed form (NFC) writes as one character: Latin, Greek and Cyrillic letters with
    accents, Arabic letters with hamza or madda, Hangul in parts, kana with voicing marks.

    ## Why it matters
    Two spellings that look the same are not equal: searches miss one, counts split, and copies are not found.

    ## What to do
    Nothing: the composed form takes its place. Normalise to NFC in the scraper.

    ## When it is wrong
    The texts are the same to every reader; somebody who studies encodings may want them as they were.

    ## References
    Unicode Standard Annex 15, Unicode Normalization Forms.

    ## History
    Since 0.1.
    """

    code = "EN08"
    name = "mixed-unicode-form"
    severity = Severity.INFO
    tip = "Normalise the text to NFC."

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each line, from the first such letter to the last, with the composed form."""
        if page.text.isascii() or not found_in(page.uncommon, PARTS):
            return
        for line in page.lines:
            places = [
                found.span() for found in DECOMPOSED.finditer(line.text) if normalize("NFC", found[0]) != found[0]
            ]
            if places:
                start, end = places[0][0], places[-1][1]
                count = f"{len(places)} letters are" if len(places) > 1 else "a letter is"
                said = f"{count} written in parts that one character stands for"
                composed = DECOMPOSED.sub(lambda found: normalize("NFC", found[0]), line.text[start:end])
                yield Hit(line.start + start, line.start + end, said, replacement=composed)
