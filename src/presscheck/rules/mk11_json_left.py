import json
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule, remove_line

OPENS = re.compile(r"(?:\[\s*)?\{\s*\"")
DECODER = json.JSONDecoder()
SAMPLE = re.compile(r"(?:`|(?:^|[\s(])['\"]|\s=\s*)$")
SCRIPT = re.compile(r"\b(?:var|let|const|window|self|document|dataLayer)\b|;")
"""What stands before JSON in a sample of code; and in a script that was left."""
LOOK_BACK = 80
MAX_CHARS = 200_000
MAX_BROKEN = 20
"""After so many places that begin like JSON and are none, the rest is not looked at."""


class JsonLeft(StripRule):
    """Data in JSON, left in the text.

    ## What it checks
    Objects and lists of objects that parse as JSON, over one line or many. Whole lines go where nothing else stands on
    them. An object between backticks or quotes, or behind the = of a sample of code, is shown on purpose.

    ## Why it matters
    The data were meant for a program, often for search engines: headline, dates and authors stand in the text a second
    time.

    ## What to do
    Drop script elements before the text is taken; read the data as metadata.

    ## When it is wrong
    A tutorial that shows JSON without any marks around it.

    ## History
    Since 0.1.
    """

    code = "MK11"
    name = "json-left"
    severity = Severity.WARNING
    message = "JSON left as text"
    tip = "Drop script elements before the text is taken."

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each line of JSON, or for the object inside a line."""
        if "{" not in page.text or '":' not in page.text.replace('" :', '":'):
            return
        lines = page.lines
        for start, end in _objects(page.text):
            for place in range(bisect_right(lines, start, key=attrgetter("end")), len(lines)):
                line = lines[place]
                low, high = max(start, line.start), min(end, line.end)
                if low >= high:
                    break
                if page.text[line.start : low].strip(" ,;") or page.text[high : line.end].strip(" ,;"):
                    yield Hit(low, high, self.message, replacement="")
                else:
                    yield remove_line(line, self.message)


def _objects(text: str) -> Iterator[tuple[int, int]]:
    """Places of JSON objects, and of lists of them, that hold something."""
    at, broken = 0, 0
    while broken < MAX_BROKEN and (found := OPENS.search(text, at)):
        try:
            value, end = DECODER.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            end = sys.maxsize
        if end > found.start() + MAX_CHARS:
            at, broken = found.end(), broken + 1
            continue
        at = end
        before = text[max(0, found.start() - LOOK_BACK) : found.start()].rpartition("\n")[2]
        shown = bool(SAMPLE.search(before)) and not SCRIPT.search(before)
        if value and not shown:
            yield found.start(), end
