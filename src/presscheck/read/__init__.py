"""Read: files into articles. What cannot be read becomes an `Unreadable` with its reason, never a gap."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import PurePath

from presscheck.config import Limits
from presscheck.model import Article, Unreadable
from presscheck.read import text
from presscheck.read.deadline import TooLong, deadline
from presscheck.read.records import DOCUMENTS, TYPES, Intake, Item, Record, inputs, is_document, is_read, lookup
from presscheck.read.sources import Found, find, locator
from presscheck.read.streams import local, whole


def _text(record: Record, limits: Limits) -> Article:  # noqa: ARG001 -- as the others
    """A text."""
    return text.of_record(record)


def _html(record: Record, limits: Limits) -> Article:
    """An HTML page; the parser is only imported when there is one."""
    from presscheck.read import html

    return html.of_record(record, limits.nesting)


READERS: dict[str, Callable[[Record, Limits], Article]] = dict(zip(DOCUMENTS, (_text, _html, _html), strict=True))
"""Suffix -> reader. A reader raises ValueError, with the reason, for what it cannot read."""

__all__ = [
    "READERS",
    "TYPES",
    "Found",
    "Intake",
    "Item",
    "Record",
    "find",
    "inputs",
    "is_document",
    "is_read",
    "locator",
    "lookup",
    "read",
]


def read(items: Iterable[Item], limits: Limits = Limits()) -> tuple[list[Article], list[Unreadable]]:  # noqa: B008  (frozen)
    """Read each item. Articles and unreadable inputs together are as many as the items."""
    articles: list[Article] = []
    unreadable: list[Unreadable] = []
    for item in items:
        outcome = item if isinstance(item, Unreadable) else _read_one(item, limits)
        if isinstance(outcome, Article):
            articles.append(outcome)
        else:
            unreadable.append(outcome)
    return articles, unreadable


def _read_one(item: str | Record, limits: Limits) -> Article | Unreadable:
    try:
        record = _record(item, limits.bytes) if isinstance(item, str) else item
    except OSError as error:
        return Unreadable(str(item), error.strerror or str(error))
    except ValueError as error:
        return Unreadable(str(item), str(error))
    try:
        with deadline(limits.seconds):
            article = READERS[record.suffix](record, limits)
            if article.text.count("\n") + article.text.count("\r") >= limits.lines < len(article.page.lines):
                raise ValueError(f"more than {limits.lines:,} lines: limits.lines")
    except TooLong:
        reason = f"reading it took more than {limits.seconds} seconds: limits.seconds"
    except ValueError as error:
        reason = str(error)
    else:
        return article
    return Unreadable(record.source, reason, hashlib.sha256(record.raw).hexdigest())


def _record(source: str, most: int) -> Record:
    """What a regular file holds; the size is what was read, whatever the file does meanwhile.

    Raises OSError, and ValueError for a file of another type, for a pipe, a device and the like, which may never end,
    and for more than `most` bytes.
    """
    suffix = PurePath(source).suffix.lower()
    if suffix not in READERS:
        raise ValueError(f"files of this type are not read; those that are: {', '.join(TYPES)}")
    with local(source) as file:
        return Record(source, whole(file, most), suffix)
