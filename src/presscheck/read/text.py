"""Plain text files: bytes into page text."""

from __future__ import annotations

import codecs
import hashlib

from presscheck.model import Article, article_id

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESS_BYTES = 200_000
"""How much of a file that is not UTF-8 is looked at to guess its encoding."""


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """Page text and the encoding it was read in.

    In order: a byte order mark, UTF-8, the declared encoding, a guess (charset-normalizer).
    Raises ValueError when the bytes are no text.
    """
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A long file cut in the middle of its last character is UTF-8 all the same.
        if error.start > len(raw) - 4 and error.start > 0:
            return raw.decode("utf-8", "replace"), "utf-8"
    if declared:
        try:
            return raw.decode(declared), codecs.lookup(declared).name
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    best = None if b"\0" in raw[:1024] else from_bytes(raw[:GUESS_BYTES]).best()
    if best is None:
        raise ValueError("this is not text: neither UTF-8 nor any encoding that was tried")
    return raw.decode(best.encoding, "replace"), best.encoding


def article(source: str, raw: bytes) -> Article:
    """An article from the bytes of a text file. Raises ValueError when they are empty or no text."""
    if not raw.strip():
        raise ValueError("the file is empty" if not raw else "the file holds nothing but white space")
    page, encoding = decode(raw)
    return Article(article_id(source, raw), source, "text/plain", hashlib.sha256(raw).hexdigest(), page, encoding)
