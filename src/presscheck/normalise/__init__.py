"""Normalise: title, byline, dates, dateline, agency, tags, captions and language, each with its evidence.

Every reader looks at the same `Reading` and yields candidates; `choose` picks among them and keeps the rest.
"""

from __future__ import annotations

from presscheck.ledger import EditedText
from presscheck.model import Article, Facts, Field
from presscheck.normalise import (
    agency_credits,
    bylines,
    captions,
    datelines,
    fetch,
    language,
    markup,
    publisher,
    signatures,
    tags,
    times,
    titles,
)
from presscheck.normalise.choose import choose
from presscheck.normalise.reading import Reading

__all__ = ["normalise"]

READERS = (
    titles,
    times,
    fetch,
    datelines,
    bylines,
    signatures,
    markup,
    agency_credits,
    publisher,
    tags,
    captions,
    language,
)


def normalise(article: Article, edited: EditedText, facts: Facts) -> tuple[Field, ...]:
    """All candidates of all fields of one article, the chosen ones marked, in order of field and confidence."""
    reading = Reading(article, edited, facts)
    medium = "html" if article.media_type == "text/html" else "text"
    return choose([field for reader in READERS for field in reader.read(reading)], medium)
