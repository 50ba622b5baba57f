"""Plain text: bytes into page text."""

from __future__ import annotations

import hashlib
import re

from presscheck.model import Article, article_id
from presscheck.read.encoding import codec, decode
from presscheck.read.records import Record

_ABOVE = r"\s*(?:(?><!--.*?-->|<\?xml[^>]*>)\s*)*+"
WHOLE = re.compile(_ABOVE + r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
FRAGMENT = re.compile(
    _ABOVE + r"<(p|div|article|section|main|h[1-6]|ul|ol|blockquote|figure|table)(?:\s[^<>]*)?>.*</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 2_000
"""So many bytes of a file tell whether it is a page."""


def is_whole_page(raw: bytes) -> bool:
    """Whether a file under the name of a text holds a page."""
    return (
        b"<" in raw[:_HEAD] and WHOLE.match(raw[:_HEAD].decode("utf-8", "replace").removeprefix("\ufeff")) is not None
    )


def is_html(text: str) -> bool:
    """Whether the text of a cell is a page, or a piece of one that begins with a block and ends it."""
    return text.lstrip()[:1] == "<" and (WHOLE.match(text) or FRAGMENT.match(text)) is not None


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
