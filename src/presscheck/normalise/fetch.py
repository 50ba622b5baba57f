"""What is known of the fetch of a page: the day, the address, what the server said."""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.model import Field
from presscheck.normalise.reading import Reading
from presscheck.normalise.times import as_iso

RECORDED = 0.97
"""A machine wrote it down at that moment."""


def read(reading: Reading) -> Iterator[Field]:
    """The day of the scrape, the address, and headers of the server, where the file that held the page keeps them."""
    for claim in reading.article.claims:
        if claim.field == "fetched" and (moment := as_iso(claim.value)):
            yield Field("scraped_day", moment[:10], RECORDED, claim.source, evidence=claim.value)
        elif claim.field in ("address", "header"):
            yield Field(claim.field, claim.value, RECORDED, claim.source, evidence=claim.value)
