import re
from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule, remove_line

NAME = (
    r"(?:height|width|layout|class|id|style|src|srcset|href|alt|title|rel|target|on|sizes|loading|role|tabindex|align|border"
    r"|frameborder|allow\w*|data-[\w-]+|aria-[\w-]+|on[a-z]+)"
)
ATTRIBUTES = re.compile(
    rf"""["']?(?:(?<!\s)\s++)?(?<![\w-]){NAME}\s?=\s?(?:"[^"\n]*"|'[^'\n]*')(?:\s+{NAME}\s?=\s?(?:"[^"\n]*(?:"|$)|'[^'\n]*(?:'|$)))+\s*/?>?"""
)
MAX_CHARS = 20_000


class AttrLeak(StripRule):
    """Attributes of an HTML element whose beginning was cut off, left in the text.

    ## What it checks
    At least two attributes in a row (`height="40" width="60"`) with no tag before them. They go, with the mark that
    closes the element; the words before stay, and a line that holds nothing else goes. Lines with backticks show code
    on purpose.

    ## Why it matters
    An unescaped quotation mark in a caption or title ended it too early: the rest of it may be missing.

    ## What to do
    Parse the page with an HTML parser, and look at the caption at this place.

    ## When it is wrong
    A tutorial that shows attributes without their element.

    ## History
    Since 0.1.
    """

    code = "MK07"
    name = "attr-leak"
    severity = Severity.WARNING
    message = "HTML attributes left as text"
    tip = "Parse the page with an HTML parser, and look at the caption at this place."

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each run of attributes, or for the line where nothing else is on it."""
        if '="' not in page.text and "='" not in page.text:
            return
        for line in page.lines:
            text = line.text
            if len(text) > MAX_CHARS or "=" not in text or "`" in text:
                continue
            found = [run for run in ATTRIBUTES.finditer(text) if not _in_a_tag(text, run.start())]
            if found and not any(character.isalnum() for character in ATTRIBUTES.sub("", text)):
                yield remove_line(line, self.message)
                continue
            for run in found:
                before = text[: run.start()].rstrip()
                yield Hit(line.start + len(before), line.start + run.end(), self.message, replacement="")


def _in_a_tag(text: str, at: int) -> bool:
    """Whether a tag was opened before this place and not closed: then the markup is whole, and MK01's."""
    return text.rfind("<", 0, at) > text.rfind(">", 0, at)
