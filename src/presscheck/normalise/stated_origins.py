"""Where the markup of a page says that its text comes from."""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.addresses import site_of
from presscheck.lexicons import named
from presscheck.model import Field
from presscheck.normalise.lines import letters
from presscheck.normalise.reading import Reading

STATED = 0.9
"""Rank of what is written for nothing else than to say it: ``original-source``, ``isBasedOn``."""
CANONICAL = 0.85
"""Rank of a canonical address at another site."""
CREDITED = 0.85
"""Rank of an agency that the markup names as the organisation behind the text."""


def read(reading: Reading) -> Iterator[Field]:
    """Addresses at other sites, and agencies that are not the publisher."""
    claims = reading.article.claims
    here = site_of(reading.article.url or "") if any(claim.field == "origin" for claim in claims) else ""
    publishers = {letters(claim.value) for claim in claims if claim.field == "publisher"}
    for claim in claims:
        if claim.field == "origin" and here and site_of(claim.value) not in ("", here):
            rank = CANONICAL if claim.source == "canonical link" else STATED
            yield Field("origin", claim.value, rank, claim.source, evidence=claim.value)
    for claim in claims:
        agency = named("agencies", claim.value) if claim.field == "source" else None
        if agency and letters(claim.value) not in publishers:
            yield Field("agency", agency, CREDITED, claim.source, evidence=claim.value)
