"""Where the markup of a page says that its text comes from."""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.addresses import is_of_another, site_of
from presscheck.lexicons import named
from presscheck.model import Field
from presscheck.normalise.lines import letters
from presscheck.normalise.reading import Reading

STATED = 0.9
"""Rank of what is written for nothing else than to say it: ``original-source``, ``isBasedOn``."""
MOVED = 0.85
"""Rank of a canonical address at another site."""
CANONICAL = ("canonical link", "column origin")
CREDITED = 0.85
"""Rank of an agency that the markup names as the organisation behind the text."""


def read(reading: Reading) -> Iterator[Field]:
    """Addresses at other sites, and agencies that are not the publisher."""
    claims, url = reading.article.claims, reading.article.url or ""
    here = site_of(url) if any(claim.field == "origin" for claim in claims) else ""
    publishers = {letters(claim.value) for claim in claims if claim.field == "publisher"}
    for claim in claims:
        if claim.field != "origin" or not here or site_of(claim.value) in ("", here):
            continue
        if claim.source not in CANONICAL:
            yield Field("origin", claim.value, STATED, claim.source, evidence=claim.value)
        elif is_of_another(claim.value, url):
            yield Field("origin", claim.value, MOVED, claim.source, evidence=claim.value)
    for claim in claims:
        agency = named("agencies", claim.value) if claim.field == "source" else None
        if agency and letters(claim.value) not in publishers:
            yield Field("agency", agency, CREDITED, claim.source, evidence=claim.value)
