"""trafilatura's decision what is article, carried onto the lines of the page text."""

from __future__ import annotations

import logging
import re
from collections import Counter

from lxml import html as lxml_html

from presscheck.model import Claim, Line, Mark, split_lines

TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
GRAM = 4
LONG_WORDS = 7
"""Shorter lines are found whole or not at all: their few grams may stand anywhere."""
NEAR = 3
COVERED = 0.7
"""A line belongs to the article when this share of its word 4-grams stands in trafilatura's text.

Lines come out of trafilatura joined, split and re-spaced; 0.7 is what the bench's own scorer uses.
"""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def main_marks(tree: lxml_html.HtmlElement, text: str, url: str | None) -> tuple[list[Mark], list[Claim]]:
    """A ``main`` mark for each line of the article, and trafilatura's claims about the page."""
    from trafilatura import bare_extraction  # half a second to import: only batches with HTML pay for it

    document = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},  # no dates from footers
    )
    if document is None or isinstance(document, dict):
        return [], []
    claims = [
        Claim(field, value, "trafilatura")
        for field, value in (
            ("title", document.title),
            ("publisher", document.sitename),
            ("published", document.date),
            *(("author", name) for name in (document.author or "").split("; ")),
        )
        if value
    ]
    lines = [line for line in split_lines(text) if not line.blank]
    chosen = main_lines([line.text for line in lines], document.text or "")
    return [_mark(lines[i]) for i in chosen], claims


def _mark(line: Line) -> Mark:
    return Mark(line.start, line.end, "main")


def main_lines(lines: list[str], extracted: str) -> list[int]:
    """Indices of the lines that stand in the extracted text.

    A long line is found by its word 4-grams. A line that stands there word for word counts as often as it does
    there: of several places those with most found lines around them. A short line counts only among or near the
    long ones: the same word is also in the menu.
    """
    grams = set(_grams(extracted))
    there = Counter(_folded(line) for line in extracted.split("\n"))
    long = {
        index
        for index, line in enumerate(lines)
        if len(own := _grams(line)) > LONG_WORDS - GRAM and sum(gram in grams for gram in own) >= COVERED * len(own)
    }
    first, last = (min(long), max(long)) if long else (0, len(lines) - 1)
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if there[_folded(line)] and (index in long or first - NEAR <= index <= last + NEAR):
            places.setdefault(_folded(line), []).append(index)
    chosen = long - {index for indices in places.values() for index in indices}
    for text, indices in places.items():
        ranked = sorted(indices, key=lambda index: (-_company(index, long), not first <= index <= last, index))
        chosen.update(ranked[: there[text]])
    return sorted(chosen)


def _company(index: int, found: set[int]) -> int:
    """How many of the lines around a line are found."""
    return sum(other in found for other in range(index - NEAR, index + NEAR + 1) if other != index)


def _folded(line: str) -> str:
    return " ".join(TOKEN.findall(line.casefold()))


def _grams(text: str) -> list[tuple[str, ...]]:
    """Word 4-grams, case-folded; a character is a word in scripts that do not part words."""
    words = TOKEN.findall(text.casefold())
    return [tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]
