import re
from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Line, Page, Severity
from presscheck.rule import Hit, LineRule, regex, remove_line

NAMES = (
    "a|abbr|address|article|aside|amp-[a-z-]+|audio|b|blockquote|body|br|button|center|cite|code|div|dl|dt|dd|em|embed"
    "|fb:[a-z]+|fieldset|figcaption|figure|font|footer|form|g|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link"
    "|main|meta|nav|noscript|o:p|object|ol|option|p|param|path|picture|pre|s|script|section|select|small|source|span|strike"
    "|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|u|ul|use|video|wbr"
)
BLOCK = re.compile(r"\s*<(script|style|iframe|svg|noscript)\b", re.IGNORECASE)
TAG = rf"</?(?:{NAMES})(?:\s[^<>]*)?/?>"
INLINE = tuple(
    regex(f"(?i){shape}")
    for shape in (
        r"<(?:script|style|iframe|svg|noscript)\b[^<>]*>[^<]*</(?:script|style|iframe|svg|noscript)\s*>",
        rf"^\s*(?:{TAG}\s*)+|(?:\s*{TAG})+\s*$",
        rf"<(?:{NAMES})\s+[a-z-]+\s*=[^<>]*>",
    )
)
"""In a line of text: an element with its text, tags at either end, tags with attributes."""
LISTED = rf"(?i)(?:<(?:{NAMES})(?:\s[a-z]+=\"\")*>\s+)+<(?:{NAMES})(?:\s[a-z]+=\"\")*>"
MIN_LISTED = 3
MAX_INLINE_CHARS = 20_000
BLOCK_LINES = 200
"""So far down the end of a script is looked for."""


class HtmlTagLeft(LineRule):
    """Tags of HTML that stand in the text as text.

    ## What it checks
    Lines that hold nothing but tags and comments of HTML, and all lines from an opening script, style, iframe or svg tag
    to its end; in other lines tags at their very beginning or end, tags with attributes, and scripts with their text.
    Only names that HTML has count: “<The Lighthouse>” is a title. A bare tag inside a sentence is left alone,
    as is the list of tags that a form for comments allows.

    ## Why it matters
    The markup was escaped one time too many, or never parsed: what else stands in it was not read either.

    ## What to do
    Parse the field as HTML before it is stored.

    ## When it is wrong
    A tutorial that shows a tag on a line of its own.

    ## History
    Since 0.1.
    """

    code = "MK01"
    name = "html-tag-left"
    severity = Severity.WARNING
    message = "HTML tags left as text"
    tip = "Parse the field as HTML before it is stored."
    pattern = (
        rf"(?i)^\s*(?:</?(?:{NAMES})(?:\s[^<>]*|/)?>\s*|<!--[^>]*-->\s*|<!\[CDATA\[|\]\]>|<!doctype[^>]*>|&nbsp;)+\s*$"
        r"|^\s*<(?:script|style|iframe|svg|noscript)\b"
        r"|</(?:script|style|iframe|svg|noscript)>\s*$"
    )
    max_chars = 20_000

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each line of markup, and for each line inside a script or style."""
        taken = -1
        for index in matched.get(self.code, ()):
            if index <= taken:
                continue
            last = _end_of_block(page, index)
            if last is None:
                continue
            taken = last
            for line in page.lines[index : last + 1]:
                yield remove_line(line, self.message)
        for line in page.lines:
            if "<" in line.text and len(line.text) <= MAX_INLINE_CHARS and not _lists_tags(line.text):
                yield from self._inline(line)

    def _inline(self, line: Line) -> Iterator[Hit]:
        """Tags in a line that is text otherwise, each once."""
        taken: list[tuple[int, int]] = []
        for shape in INLINE:
            for found in shape.finditer(line.text):
                start, end = found.span()
                if not any(start < high and low < end for low, high in taken):
                    taken.append((start, end))
                    yield Hit(line.start + start, line.start + end, self.message, replacement="")


def _end_of_block(page: Page, index: int) -> int | None:
    """The line where the element that `index` opens ends; None where it is prose with a tag in it."""
    text = page.lines[index].text.casefold()
    opened = BLOCK.match(text)
    if not opened:
        return None if text.lstrip()[:1] not in "<&]" else index
    end = f"</{opened[1]}>"
    for at in range(index, min(len(page.lines), index + BLOCK_LINES)):
        if end in page.lines[at].text.casefold():
            return at if page.lines[at].text.casefold().rstrip().endswith(">") else None
    return index if text.rstrip().endswith(">") else None


def _lists_tags(text: str) -> bool:
    """Whether a line lists the tags that comments may have: three that differ, with spaces between, and none closed."""
    found = regex(LISTED).search(text) if "</" not in text and "> <" in text else None
    return found is not None and len(set(re.findall(r"<(\w+)", found[0]))) >= MIN_LISTED
