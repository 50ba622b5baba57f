"""Where the comments of readers begin."""

from __future__ import annotations

from collections.abc import Sequence

from presscheck.model import Line
from presscheck.normalise.lines import PROSE_CHARS, is_sentence
from presscheck.patterns import lone, phrases_of
from presscheck.rule import regex

HEADING = lone(*phrases_of("BY12"))
MAX_HEADING_CHARS = 60
PARAGRAPHS_ABOVE = 2
"""A heading further up may be the link to the comments that stands beside the byline."""
BUTTON_WORDS = 2


def comments_start(lines: Sequence[Line]) -> int | None:
    """Where the heading of the comments stands; None where there is none.

    Two paragraphs stand above it, and it is no button among others, as in a bar for sharing.
    """
    paragraphs = 0
    for index, line in enumerate(lines):
        if len(line.text) > MAX_HEADING_CHARS:
            paragraphs += len(line.text) >= PROSE_CHARS and is_sentence(line.text)
        elif paragraphs >= PARAGRAPHS_ABOVE and regex(HEADING).search(line.text) and not _is_button(lines, index):
            return line.start
    return None


def _is_button(lines: Sequence[Line], index: int) -> bool:
    around = lines[max(0, index - 1) : index + 2]
    return len(around) > 1 and all(len(line.text.strip(" *•").split()) <= BUTTON_WORDS for line in around)
