"""What stands in quotation marks, of any kind that papers use."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_CHARS = 800
"""A longer one is a mark that was never closed."""
_QUOTED = re.compile(
    "|".join(
        rf"{begin}[^{inside}]{{1,{MAX_CHARS}}}{end}"
        for begin, inside, end in (
            ("“", "“”", "”"),
            ('"', r'"\n', '"'),
            ("«", "«»", "»"),
            ("»", "«»", "«"),
            ("„", "„“”", "[“”]"),
            ("‹", "‹›", "›"),
            ("›", "‹›", "‹"),
            ("「", "「」", "」"),
            ("『", "『』", "』"),
            ("‚", "‚‘", "‘"),
        )
    )
    # an apostrophe inside of a word is no end
    + rf"|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w)){{1,{MAX_CHARS}}}’(?!\w)"
)
_MARKS = re.compile('[“"«»„‹›「『‚‘]')


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each quotation in a line, marks included."""
    if _MARKS.search(text):
        for match in _QUOTED.finditer(text):
            yield match.span()


def without_quotations(text: str) -> str:
    """A line with a space in place of each quotation."""
    return _QUOTED.sub(" ", text) if _MARKS.search(text) else text
