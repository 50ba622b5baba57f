"""When: published, modified, and the day of the scrape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.dates import find_dates
from presscheck.lexicons import calendar, words
from presscheck.model import Field, Line
from presscheck.normalise.reading import Reading

CONFIDENCE = {
    "json-ld datePublished": 0.95,
    "json-ld dateModified": 0.95,
    "meta article:published_time": 0.93,
    "meta article:modified_time": 0.9,
    "microdata datePublished": 0.9,
    "json-ld page datePublished": 0.85,
    "meta og:updated_time": 0.8,
    "meta date": 0.7,
    "trafilatura": 0.6,
}
URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:[/_-]|$)")
TAIL_LINES = 5
TAIL_DISCOUNT = 0.1
FAR_LINES = 80
FAR_DISCOUNT = 0.25
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$")


def read(reading: Reading) -> Iterator[Field]:
    """Lines that say nothing but a date, time elements, what the markup claims, the address."""
    for line, discount in _places(reading):
        yield from _line(reading, line, discount)
    for claim in reading.article.claims:
        if claim.field in ("published", "modified") and (value := as_iso(claim.value)):
            yield Field(claim.field, value, CONFIDENCE.get(claim.source, 0.8), claim.source, evidence=claim.value)
    found = URL_DATE.search(reading.article.url or "")
    month = calendar()["months"].get(found[2], found[2]) if found else 0
    if found and (value := as_iso(f"{found[1]}-{month:0>2}-{found[3]:0>2}")):
        yield Field("published", value, 0.7, "url", evidence=reading.article.url or "")
    yield from _header(reading)


def _places(reading: Reading) -> Iterator[tuple[Line, float]]:
    """Lines where the article's own date may stand, with how much is to be taken off their confidence.

    Around the headline; at the end; and, on a page dumped with its furniture, further down, where the first
    lone date is the best guess as long as few others are about.
    """
    start = reading.title_index or 0
    near = max(reading.body_index, start + 1) + 2
    last = len(reading.kept) - TAIL_LINES
    for index, line in enumerate(reading.kept[start:], start):
        if index < near:
            yield line, 0.0
        elif index >= last:
            yield line, TAIL_DISCOUNT
        elif index < start + FAR_LINES:
            yield line, FAR_DISCOUNT


def _line(reading: Reading, line: Line, discount: float) -> Iterator[Field]:
    """Candidates from one line that holds nothing but dates and labels."""
    at = 0
    for number, mention in enumerate(reading.lone_dates(line)):
        label = line.text[at : mention.start].casefold()
        at = mention.end
        updated = any(word in label for word in words("update_labels")) or number > 0
        start, end = line.start + mention.start, line.start + mention.end
        evidence = reading.article.text[start:end]
        if updated:
            yield Field("modified", mention.iso, 0.85 - discount, "updated-line", start, end, evidence)
        else:
            sure = (0.92 if label.strip(" :-–|*•") else 0.88) - 0.2 * mention.ambiguous - discount
            yield Field("published", mention.iso, round(sure, 2), "published-line", start, end, evidence)


def _header(reading: Reading) -> Iterator[Field]:
    """The day of the scrape: the date of a page header that was stripped (DT01)."""
    for edit in reading.edited.edits:
        if edit.rule == "DT01":
            for mention in find_dates(reading.article.text[edit.start : edit.end]):
                start, end = edit.start + mention.start, edit.start + mention.end
                yield Field(
                    "scraped_day", mention.iso[:10], 0.9, "page-header", start, end, reading.article.text[start:end]
                )


def as_iso(value: str) -> str | None:
    """A date claimed by markup as ISO 8601 with the precision it came in, or None."""
    value = value.strip()
    if ISO.match(value):
        iso = value.replace(" ", "T")
    else:
        mentions = find_dates(value)
        iso = mentions[0].iso if mentions else ""
    iso = re.sub(r"\.\d+", "", iso)
    iso = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", iso)
    try:
        mention = find_dates(iso)
    except ValueError:
        return None
    return iso if mention else None
