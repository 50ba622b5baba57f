import re
from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule, found_in

CONTROL = re.compile("\x1b\\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
"""Escape sequences of terminals; C0 without tab and line breaks, DEL, and C1."""
ANY = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{80}-\x{9f}]"
"""Whether there is one is asked first, with RE2, of the characters that are not common."""
BREAKS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85")
"""Those that part what stands before them from what stands behind."""


class ControlCharacters(StripRule):
    """Control characters, left in the text.

    ## What it checks
    Characters of the C0 and C1 sets, but for tab, line feed and carriage return, and the escape sequences that some of
    them begin. They are removed; where one parted two
    words (vertical tab, form feed, next line) a space takes its place, and where windows-1252 has a visible character
    at a C1 code (0x92 is ’), which is what browsers show, that character does.

    ## Why it matters
    They end strings, move cursors and break XML, CSV and databases further down.

    ## What to do
    Nothing for this text. Decode the page as windows-1252 where it says ISO-8859-1, as browsers do.

    ## When it is wrong
    Never for text; a binary file that was taken for an article is full of them.

    ## History
    Since 0.1.
    """

    code = "EN06"
    name = "control-characters"
    severity = Severity.INFO

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each run of control characters."""
        for found in CONTROL.finditer(page.text) if found_in(page.uncommon, ANY) else ():
            start, end = found.span()
            before, after = page.text[max(0, start - 1) : start], page.text[end : end + 1]
            codes = " ".join(f"U+{ord(character):04X}" for character in found[0][:8])
            yield Hit(
                found.start(), found.end(), f"control character {codes}", replacement=_meant(found[0], before, after)
            )


def _meant(run: str, before: str, after: str) -> str:
    """What is to stand there instead: windows-1252's character, a space between two words, or nothing."""
    if run.startswith("\x1b["):
        return ""
    visible = "".join(_windows_1252(character) for character in run)
    if visible:
        return visible
    parts_words = bool(BREAKS & set(run)) and before.strip() and after.strip()
    return " " if parts_words else ""


def _windows_1252(character: str) -> str:
    if not "\x80" <= character <= "\x9f" or character == "\x85":
        return ""
    return character.encode("latin-1").decode("cp1252", "ignore")
