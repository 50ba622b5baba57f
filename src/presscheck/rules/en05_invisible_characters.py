import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule, found_in

INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]+|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Soft hyphen, zero width space, non-joiner and joiner, word joiner, mathematical ones, byte order mark; bidi
marks, overrides and isolates."""
ANY = r"[\x{ad}\x{200b}-\x{200f}\x{61c}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{2066}-\x{2069}\x{feff}]"
"""Whether there is one is asked first, with RE2, of the characters that are not common."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
JOINERS = frozenset("\u200c\u200d")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BREAKER = "\u200b"
JOINED_SCRIPTS = (
    "ARABIC SYRIAC NKO MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM SINHALA "
    "TIBETAN MYANMAR KHMER"
).split()
"""Scripts whose letters change with a joiner between them."""
SPACELESS_SCRIPTS = "THAI LAO KHMER MYANMAR TIBETAN JAVANESE BALINESE".split()
"""Scripts written without spaces, in which a zero width space tells where a line may break."""


class InvisibleCharacters(StripRule):
    """Characters of no width, left inside words or between them.

    ## What it checks
    Soft hyphens, word joiners, byte order marks, and zero width spaces and joiners. Joiners stay between letters of
    Arabic and Indic scripts and between emoji; bidi marks, overrides and isolates stay in texts with right-to-left
    letters; zero width spaces between letters of scripts without spaces.

    ## Why it matters
    Two words that look alike are not equal: searches miss them, counts split, duplicates are not found.

    ## What to do
    Nothing: the characters are removed and kept in the ledger.

    ## When it is wrong
    Text in a script that is not listed and needs a joiner.

    ## History
    Since 0.1.
    """

    code = "EN05"
    name = "invisible-characters"
    severity = Severity.INFO

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each run of characters that can go."""
        if page.text.isascii() or not found_in(page.uncommon, ANY):
            return
        right_to_left = RIGHT_TO_LEFT.search(page.text)
        for found in INVISIBLE.finditer(page.text):
            start, end = found.span()
            before, after = page.text[max(0, start - 1) : start], page.text[end : end + 1]
            if found[0][0] in BIDI and right_to_left:
                continue
            if len(found[0]) == 1 and _needed(found[0], before, after):
                continue
            names = ", ".join(dict.fromkeys(unicodedata.name(c).lower() for c in found[0]))
            yield Hit(found.start(), found.end(), f"invisible: {names}", replacement="")


def _needed(character: str, before: str, after: str) -> bool:
    if character in JOINERS:
        return _of(before, JOINED_SCRIPTS) or _of(after, JOINED_SCRIPTS) or (_pictogram(before) and _pictogram(after))
    return character == BREAKER and (_of(before, SPACELESS_SCRIPTS) or _of(after, SPACELESS_SCRIPTS))


def _of(character: str, scripts: Sequence[str]) -> bool:
    return bool(character) and unicodedata.name(character, "").split(" ", 1)[0] in scripts


def _pictogram(character: str) -> bool:
    return bool(character) and (unicodedata.category(character) in ("So", "Sk") or character == "\ufe0f")
