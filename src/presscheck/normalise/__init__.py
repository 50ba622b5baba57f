"""Normalise: title, byline, dates, dateline, agency, tags, captions and language, each with its evidence.

Every reader looks at the same `Reading` and yields candidates; `choose` picks among them and keeps the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from presscheck.ledger import EditedText
from presscheck.model import Article, Facts, Field
from presscheck.normalise import (
    agency_credits,
    biographies,
    bylines,
    captions,
    datelines,
    feed_notes,
    fetch,
    first_published,
    language,
    markup,
    publisher,
    signatures,
    stated_origins,
    tags,
    times,
    titles,
    trailers,
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
    trailers,
    biographies,
    markup,
    agency_credits,
    feed_notes,
    first_published,
    stated_origins,
    publisher,
    tags,
    captions,
    language,
)


def normalise(
    articles: Iterable[tuple[Article, EditedText]], facts: Facts, guesses: Sequence[str] = ()
) -> list[tuple[Field, ...]]:
    """For each article all candidates of all fields, the chosen ones marked, in order of field and confidence.

    `guesses` are codes of rules. Fields are read as if these had removed nothing; a line that one of them removed is no
    headline, though.

    Each reader goes over all articles before the next one does: what it works with stays in the caches of the processor.
    """
    readings = [Reading(article, edited.without(*guesses), facts, edited) for article, edited in articles]
    found: list[list[Field]] = [[] for _ in readings]
    for reader in READERS:
        for reading, fields in zip(readings, found, strict=True):
            fields.extend(reader.read(reading))
    return [choose(fields, _medium(reading.article)) for reading, fields in zip(readings, found, strict=True)]


def _medium(article: Article) -> str:
    return "html" if article.media_type == "text/html" else "text"
