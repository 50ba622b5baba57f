"""Plain text files: bytes into page text."""

from __future__ import annotations

import hashlib

from presscheck.model import Article, article_id
from presscheck.read.encoding import decode


def article(source: str, raw: bytes) -> Article:
    """An article from the bytes of a text file. Raises ValueError when they are empty or no text."""
    if not raw.strip():
        raise ValueError("the file is empty" if not raw else "the file holds nothing but white space")
    page, encoding = decode(raw)
    return Article(article_id(source, raw), source, "text/plain", hashlib.sha256(raw).hexdigest(), page, encoding)
