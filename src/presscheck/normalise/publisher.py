"""Who published it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.addresses import host_of
from presscheck.model import Field
from presscheck.normalise.bylines import OPENING
from presscheck.normalise.captions import find_credit_line, find_picture_credit
from presscheck.normalise.names import is_outlet_line, kind_of
from presscheck.normalise.reading import Reading
from presscheck.normalise.titles import site_suffix
from presscheck.rule import in_a_line, trimmed

CONFIDENCE = {"json-ld publisher": 0.9, "meta og:site_name": 0.9, "trafilatura": 0.6}


COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[\s,:by]*(?P<name>[^\W\d_][^.,|;()©\n]{2,50})",
    re.IGNORECASE,
)
COPYRIGHT_SIGN = r"(?i)©|\(c\)|copyright"
MAX_COPYRIGHT_CHARS = 200


def _suffix(reading: Reading) -> Iterator[Field]:
    """The outlet's name behind the headline: ``Harbour baths reopen | Norrhaven Courier``."""
    if reading.title_index is not None:
        line = reading.kept[reading.title_index]
        suffix = site_suffix(line.text, set())
        if suffix:
            end = line.start + len(line.text.rstrip())
            yield Field("publisher", suffix, 0.75, "title-suffix", end - len(suffix), end, line.text.strip())


def _copyright(reading: Reading) -> Iterator[Field]:
    """The holder named by the last copyright line of the page, if the name can be an outlet's."""
    page = reading.article.page
    for line in reversed(page.lines) if in_a_line(COPYRIGHT_SIGN, page.joined) else ():
        found = COPYRIGHT.search(line.text) if len(line.text) <= MAX_COPYRIGHT_CHARS else None
        if found:
            name = found["name"].strip(" -–—")
            if kind_of(name) == "outlet":
                start = line.start + found.start("name")
                yield Field("publisher", name, 0.7, "copyright-line", start, start + len(name), line.text.strip())
            return


def _names_outlet(text: str) -> bool:
    """Whether a line is an outlet's name; neither a byline nor the credit of a picture."""
    return (
        is_outlet_line(text)
        and not OPENING.match(text)
        and not find_credit_line(text)
        and not find_picture_credit(text)
    )


def read(reading: Reading) -> Iterator[Field]:
    """What the markup claims, an outlet's name on a line of its own above the body, the host of the address."""
    for claim in reading.article.claims:
        if claim.field == "publisher":
            yield Field("publisher", claim.value, CONFIDENCE.get(claim.source, 0.6), claim.source, evidence=claim.value)
    for index, line in enumerate(reading.head):
        if index not in (reading.title_index, reading.standfirst_index) and _names_outlet(line.text):
            start, end = trimmed(line)
            name = reading.article.text[start:end]
            yield Field("publisher", name, 0.8, "outlet-line", start, end, name)
            break
    yield from _suffix(reading)
    yield from _copyright(reading)
    host = host_of(reading.article.url)
    if host:
        yield Field("publisher", host, 0.5, "url", evidence=reading.article.url or "")
