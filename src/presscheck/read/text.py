"""Plain text: bytes into page text."""

from __future__ import annotations

import hashlib

from presscheck.model import Article, article_id
from presscheck.read.encoding import codec, decode
from presscheck.read.records import Record


def article(source: str, raw: bytes) -> Article:
    """An article from the bytes of a text, as `of_record`."""
    return of_record(Record(source, raw, ".txt"))


def of_record(record: Record) -> Article:
    """An article from a text. Raises ValueError when it is empty or no text."""
    raw = record.raw
    if not raw.strip():
        raise ValueError("the file is empty" if not raw else "the file holds nothing but white space")
    page, encoding = (record.text, record.encoding) if record.text is not None else decode(raw, codec(record.charset))
    digest = hashlib.sha256(raw).hexdigest()
    return Article(
        article_id(record.source, raw), record.source, "text/plain", digest, page, encoding, record.url, record.claims
    )
