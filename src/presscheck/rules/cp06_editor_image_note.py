from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.patterns import phrases_of
from presscheck.rule import Hit, StripRule, hinted, regex

NOTES = rf"(?:{'|'.join(phrases_of('CP06'))})"
NOTE = rf"(?i)(^|[.!?)\]»”\"–—/|-]\s*|\s)[(\[]?({NOTES}.*)$"
MAX_CHARS = 700
SHOUTED = 12
"""A note whose first characters are capitals may follow its caption without a mark."""


class EditorImageNote(StripRule):
    """A picture desk's note to editors, left in a caption or on a line of its own.

    ## What it checks
    “ATTENTION EDITORS – THIS IMAGE WAS PROVIDED BY A THIRD PARTY”, “Editorial use only”, “No resales, no archives” and
    the like (`lexicons/phrases/CP06.txt`), at the beginning of a line, behind the end of a sentence, a dash or a bracket,
    or in capitals. From there to the end of the line it goes; the caption before it stays.

    ## Why it matters
    The note is for those who print the picture. In capitals it outweighs the caption it stands in.

    ## What to do
    Nothing: the note is removed and kept in the ledger.

    ## When it is wrong
    A licence in an article about pictures, quoted without marks.

    ## History
    Since 0.1.
    """

    code = "CP06"
    name = "editor-image-note"
    severity = Severity.INFO
    message = "note to editors on a picture"
    hint = f"(?i){NOTES}"

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each note."""
        for line in [page.lines[index] for index in matched.get(hinted(self.code), ())]:
            found = regex(NOTE).search(line.text) if len(line.text) <= MAX_CHARS else None
            if found and (not found[1].isspace() or found[2][:SHOUTED].isupper()):
                start, end = line.start + found.start(2), line.start + len(line.text.rstrip())
                before = page.text[line.start : start].rstrip(" –—-|/([")
                yield Hit(line.start + len(before), end, self.message, replacement="")
