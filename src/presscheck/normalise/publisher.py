"""Who published it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from presscheck.model import Field
from presscheck.normalise.names import kind_of
from presscheck.normalise.reading import Reading
from presscheck.rule import trimmed

CONFIDENCE = {"json-ld publisher": 0.9, "meta og:site_name": 0.9, "trafilatura": 0.6}


def read(reading: Reading) -> Iterator[Field]:
    """What the markup claims, an outlet's name on a line of its own above the body, the host of the address."""
    for claim in reading.article.claims:
        if claim.field == "publisher":
            yield Field("publisher", claim.value, CONFIDENCE.get(claim.source, 0.6), claim.source, evidence=claim.value)
    for index, line in enumerate(reading.head):
        if index != reading.title_index and kind_of(line.text.strip()) == "outlet":
            start, end = trimmed(line)
            name = reading.article.text[start:end]
            yield Field("publisher", name, 0.8, "outlet-line", start, end, name)
            break
    host = urlsplit(reading.article.url or "").hostname
    if host:
        yield Field("publisher", host.removeprefix("www."), 0.5, "url", evidence=reading.article.url or "")
