"""What a text says of itself on a line near its top or end: that it is a translation, that a machine wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from presscheck.model import Line, Page
from presscheck.patterns import anywhere, opening, phrases_of
from presscheck.rule import ends, regex

WHERE = ends(8, 8)
MAX_CHARS = 300


def statements(page: Page, code: str) -> Iterator[Line]:
    """The lines among the first or last eight of a page that open with a phrase of a rule.

    One of the rule's cues (``lexicons/phrases/CODE-cues.txt``) is in every such line: a look at these in the whole page
    costs a tenth of a look at the phrases.
    """
    cues, phrases = _patterns(code)
    if not regex(cues).search(page.joined):
        return
    for line in WHERE.of(page.lines):
        if len(line.text) <= MAX_CHARS and regex(phrases).search(line.text):
            yield line


@cache
def _patterns(code: str) -> tuple[str, str]:
    """RE2 for the cues of a rule anywhere, and for its phrases at the start of a line."""
    return anywhere(*phrases_of(f"{code}-cues")), opening(*phrases_of(code))
