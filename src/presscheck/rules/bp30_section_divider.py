import re
from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, LineRule

STRAY = re.compile(r"(?<=[.!?…。\"'”’»)\]])\s*[ \t\xa0][-–—_|]{1,3}\s*$")
"""A dash that hangs behind the end of a sentence, with the space before it."""
MIN_SENTENCE = 30
"""A shorter line may be a line of verse, or of a dialogue that breaks off."""


class SectionDivider(LineRule):
    """A divider made of dashes, or a dash left over at the end of a paragraph.

    ## What it checks
    Lines that hold nothing but dashes, underscores, stars, dots and strokes; and a dash behind the full stop that ends
    a paragraph, where a credit or a link was cut off. Of such a paragraph only the dash goes.

    ## Why it matters
    Dividers are no text: sentence splitters glue them to a sentence and alignment of copies stumbles over them.

    ## What to do
    Nothing: the characters are removed and kept in the ledger.

    ## When it is wrong
    A divider that the author set to mark a new scene goes as well; the paragraphs around it stay apart.

    ## History
    Since 0.1.
    """

    code = "BP30"
    name = "section-divider"
    severity = Severity.INFO
    message = "divider"
    pattern = r"^[\s\-–—―─━═_=*~#•·▪∙●■◆◦○❖|/\\+^.…:]+$|[.!?…。\"'”’»)\]]\s*\s[-–—_|]{1,3}\s*$"
    max_chars = 20_000

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each divider and each stray dash."""
        for hit in super().find(page, matched, facts):
            text = page.text[hit.start : hit.end]
            if not any(character.isalnum() for character in text):
                yield hit
            elif len(text) >= MIN_SENTENCE and (stray := STRAY.search(text)):
                start = (hit.start or 0) + stray.start()
                yield Hit(start, hit.end, "stray dash at the end of a paragraph", replacement="")
