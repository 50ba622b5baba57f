"""Read: files into articles. What cannot be read becomes an `Unreadable` with its reason, never a gap."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import PurePath

from presscheck.config import Limits
from presscheck.model import Article, Unreadable
from presscheck.read import text
from presscheck.read.deadline import TooLong, deadline
from presscheck.read.sources import Found, find, locator


def _text(source: str, raw: bytes, limits: Limits) -> Article:  # noqa: ARG001 -- as the others
    """A text file."""
    return text.article(source, raw)


def _html(source: str, raw: bytes, limits: Limits) -> Article:
    """An HTML page; the parser is only imported when there is one."""
    from presscheck.read import html

    return html.article(source, raw, limits.nesting)


READERS: dict[str, Callable[[str, bytes, Limits], Article]] = {
    ".txt": _text,
    ".html": _html,
    ".htm": _html,
}
"""File name suffix -> reader. A reader raises ValueError, with the reason, for what it cannot read."""

__all__ = ["READERS", "Found", "find", "locator", "read"]


def read(sources: Iterable[str], limits: Limits = Limits()) -> tuple[list[Article], list[Unreadable]]:  # noqa: B008  (frozen)
    """Read each source. Articles and unreadable inputs together are as many as the sources."""
    articles: list[Article] = []
    unreadable: list[Unreadable] = []
    for source in sources:
        outcome = _read_one(source, limits)
        if isinstance(outcome, Article):
            articles.append(outcome)
        else:
            unreadable.append(outcome)
    return articles, unreadable


def _read_one(source: str, limits: Limits) -> Article | Unreadable:
    reader = READERS.get(PurePath(source).suffix.lower())
    if reader is None:
        return Unreadable(source, f"files of this type are not read; those that are: {', '.join(READERS)}")
    try:
        raw = _bytes(source, limits.bytes)
    except OSError as error:
        return Unreadable(source, error.strerror or str(error))
    except ValueError as error:
        return Unreadable(source, str(error))
    digest = hashlib.sha256(raw).hexdigest()
    try:
        with deadline(limits.seconds):
            article = reader(source, raw, limits)
            if article.text.count("\n") + article.text.count("\r") >= limits.lines < len(article.page.lines):
                raise ValueError(f"more than {limits.lines:,} lines: limits.lines")
    except TooLong:
        return Unreadable(source, f"reading it took more than {limits.seconds} seconds: limits.seconds", digest)
    except ValueError as error:
        return Unreadable(source, str(error), digest)
    return article


def _bytes(source: str, most: int) -> bytes:
    """What a regular file holds; the size is what was read, whatever the file does meanwhile.

    Raises OSError, and ValueError for a pipe, a device and the like, which may never end, and for more than `most` bytes.
    """
    with open(os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("this is no regular file")
        raw = file.read(most + 1)
    if len(raw) > most:
        raise ValueError(f"more than {most:,} bytes: limits.bytes")
    return raw
