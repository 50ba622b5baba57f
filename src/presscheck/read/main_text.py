"""trafilatura's decision what is article, carried onto the lines of the page text."""

from __future__ import annotations

import logging
import re
from collections import Counter

from lxml import html as lxml_html

from presscheck.model import Claim, Line, Mark, split_lines

TOKEN = re.compile(r"\w+")
GRAM = 4
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

    Long lines are found by their word 4-grams. A short line counts where it stands in the extracted text
    as a line, and only between the long ones: the same word is also in the menu.
    """
    grams = {gram for line in extracted.split("\n") for gram in _grams(line)}
    short = Counter(_folded(line) for line in extracted.split("\n"))
    long = set()
    for index, line in enumerate(lines):
        own = _grams(line)
        if own and sum(gram in grams for gram in own) >= COVERED * len(own):
            long.add(index)
            short[_folded(line)] -= 1
    if long:
        first, last = min(long), max(long)
    else:
        first, last = 0, len(lines) - 1
    chosen = set(long)
    for index in sorted(set(range(len(lines))) - long, key=lambda i: (not first <= i <= last, i)):
        near = first - 3 <= index <= last + 3
        if near and not _grams(lines[index]) and short[_folded(lines[index])] > 0:
            short[_folded(lines[index])] -= 1
            chosen.add(index)
    return sorted(chosen)


def _folded(line: str) -> str:
    return " ".join(line.split()).strip("-•* ").casefold()


def _grams(line: str) -> list[tuple[str, ...]]:
    """Word 4-grams, case-folded; a line of scripts without spaces gives one gram a word of its own."""
    words = TOKEN.findall(line.casefold())
    if len(words) < GRAM and len(line) > 24:
        return [(word,) for word in words]
    return [tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]
