"""Agency credits outside bylines and datelines: at the end of a paragraph, or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from presscheck.model import Field, Spans
from presscheck.normalise.agencies import credits_picture
from presscheck.normalise.dateline import agency_name
from presscheck.normalise.reading import LINES_REMEMBERED, Reading

TRAILING = re.compile(
    r"(?<=[.!?\"”’»])(?P<sign>\s*[-–—]{1,2}\s*|\s*[(\[/]\s*|\s+©\s*)(?P<name>[^\W\d_][\w .'/-]{1,40}?)\s*[)\]/]?\s*$"
)
ALONE = re.compile(
    r"^\s*+(?:[-–—©(\[]++\s*+)?(?:source|quelle|fuente|fonte|bron)?\s*+(?::\s*+)?(?P<name>[^\W\d_][\w .'/,-]{1,60}?)\s*[)\]]?(?:,?\s*dpa:[\d-]+/\d+)?\s*$",
    re.IGNORECASE,
)
SIGN = re.compile(r"[.!?\"”’»]\s*[-–—(\[/©]")
LAST_LINES = 6


@lru_cache(maxsize=LINES_REMEMBERED)
def find_credit(text: str) -> tuple[int, int, int, int, str] | None:
    """The agency credit that closes a paragraph, ``… city. - Reuters``.

    (start, end) with the dash or bracket, (start, end) of the name, and the agency; None where there is none.
    Only behind the end of a sentence: "told Reuters" is a source, "(AP)" after a word may be anything.
    """
    tail = text[-80:]
    found = TRAILING.search(tail) if SIGN.search(tail) else None
    if not found:
        return None
    agency = agency_name(found["name"])
    if agency is None:
        return None
    shift = max(0, len(text) - 80)
    return (
        shift + found.start("sign"),
        shift + len(text[-80:].rstrip()),
        shift + found.start("name"),
        shift + found.end("name"),
        agency,
    )


@lru_cache(maxsize=LINES_REMEMBERED)
def credit_line(text: str) -> tuple[int, int, str] | None:
    """A line that is nothing but the name of an agency: (start, end, agency)."""
    found = ALONE.match(text) if len(text) <= 80 else None
    agency = agency_name(found["name"]) if found else None
    return (found.start("name"), found.end("name"), agency) if found and agency else None


def read(reading: Reading) -> Iterator[Field]:
    """Every credit, once for each place it stands at. Those of pictures are not the text's."""
    page = reading.article.page
    text = reading.article.text
    last = page.lines[-LAST_LINES:][0].number if page.lines else 0
    captions = Spans((mark.start, mark.end) for mark in page.marked("figcaption"))
    for line in page.lines:
        if captions.meet(line.start, line.start + 1):
            continue
        credit = find_credit(line.text)
        if credit:
            start, end = line.start + credit[2], line.start + credit[3]
            bracketed = text[line.start + credit[0] : start].strip().startswith(("(", "["))
            if not credits_picture(text[start:end]) and not (bracketed and line.number < last):
                yield Field("agency", credit[4], 0.9, "credit-in-text", start, end, text[start:end])
        elif line.number >= last and (alone := credit_line(line.text)):
            start, end = line.start + alone[0], line.start + alone[1]
            yield Field("agency", alone[2], 0.85, "credit-line", start, end, text[start:end])
