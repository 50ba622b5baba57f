"""What is known of the fetch of a page: the day, the address, what the server said, what an archive put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.addresses import host_of, kept, site_of
from presscheck.dates import find_dates
from presscheck.model import Field
from presscheck.normalise.reading import Reading
from presscheck.normalise.times import as_iso

RECORDED = 0.97
"""A machine wrote it down at that moment."""
FRAMED = 0.93
"""The same, and it was read off the page."""
OF_HOST = 0.5
"""Of a publisher, by the host of the page that is kept."""
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
CALENDAR = re.compile(
    r"[A-Z][a-z]{2}\s+(?P<month>[A-Z]{3})\s+[A-Z][a-z]{2}\s+(?P<day>\d\d)\s+\d{4}\s+(?P<year>\d{4})\s+\d{4}\s+[\d,.]+ captures?\b"
)
"""The Wayback Machine's bar: the months, the day and the years about the capture, which are the middle ones."""


def read(reading: Reading) -> Iterator[Field]:
    """The day of the scrape, the address, and headers of the server, by the file that held the page or by an archive's frame."""
    for claim in reading.article.claims:
        if claim.field == "fetched" and (moment := as_iso(claim.value)):
            yield Field("scraped_day", moment[:10], RECORDED, claim.source, evidence=claim.value)
        elif claim.field in ("address", "header"):
            yield Field(claim.field, claim.value, RECORDED, claim.source, evidence=claim.value)
    yield from _framed(reading)


def _framed(reading: Reading) -> Iterator[Field]:
    """What stands in the frame of an archive (BP44)."""
    text, edits = reading.article.text, sorted(reading.edited.of("BP44"), key=lambda edit: edit.start)
    if not edits:
        return
    first, last = edits[0].start, edits[-1].end
    if found := CALENDAR.search(text, first, last):
        for date in find_dates(f"{found['day']} {found['month'].title()} {found['year']}"):
            yield Field("scraped_day", date.iso[:10], FRAMED, "archive-frame", *found.span(), found[0])
    for edit in edits:
        line = text[edit.start : edit.end]
        for found in ADDRESS.finditer(line):
            url = found[0].rstrip(".")
            if not site_of(url):
                continue
            place = edit.start + found.start(), edit.start + found.start() + len(url), url
            yield Field("address", url, FRAMED, "archive-frame", *place)
            page = kept(url)
            yield Field("publisher", host_of(page.address if page else url), OF_HOST, "archive-frame", *place)
            if page and page.moment:
                yield Field("scraped_day", page.moment[:10], FRAMED, "archive-frame", *place)
        for date in find_dates(line) if "://" in line or "snapshot" in line else ():
            start, end = edit.start + date.start, edit.start + date.end
            yield Field("scraped_day", date.iso[:10], FRAMED, "archive-frame", start, end, text[start:end])
