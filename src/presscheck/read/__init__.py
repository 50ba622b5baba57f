"""Read: files into articles. What cannot be read becomes an `Unreadable` with its reason, never a gap."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import PurePath

from presscheck.config import Limits
from presscheck.model import Article, Unreadable
from presscheck.read import text
from presscheck.read.deadline import TooLong, deadline
from presscheck.read.records import (
    DOCUMENTS,
    TYPES,
    UNFORESEEN,
    Intake,
    Item,
    Record,
    Row,
    inputs,
    is_document,
    is_read,
    lookup,
)
from presscheck.read.sources import Found, find
from presscheck.read.streams import local, whole


def _text(record: Record, limits: Limits) -> Article:
    """A text; a whole page under the name of one is a page."""
    if text.is_whole_page(record.raw):
        return _html(record, limits)
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
    "Row",
    "find",
    "inputs",
    "is_document",
    "is_read",
    "lookup",
    "read",
]


def read(items: Iterable[Item], intake: Intake | None = None) -> tuple[list[Article], list[Unreadable]]:
    """Read each item. Articles and unreadable inputs together are as many as the items."""
    intake = intake or Intake()
    articles: list[Article] = []
    unreadable: list[Unreadable] = []
    for item in items:
        found = _record(item, intake)
        outcome = _article(found, intake.limits) if isinstance(found, Record) else found
        if isinstance(outcome, Article):
            articles.append(outcome)
        else:
            unreadable.append(outcome)
    return articles, unreadable


def _record(item: Item, intake: Intake) -> Record | Unreadable:
    """What is there to read."""
    if isinstance(item, Row):
        return _of_row(item, intake)
    if not isinstance(item, str):
        return item
    try:
        return _of_document(item, intake.limits.bytes)
    except OSError as error:
        return Unreadable(item, error.strerror or str(error))
    except ValueError as error:
        return Unreadable(item, str(error))


def _of_row(row: Row, intake: Intake) -> Record | Unreadable:
    from presscheck.read import columns

    try:
        return columns.record(row, intake)
    except Exception as error:  # of a cell that nobody thought of
        return intake.unreadable(row.source, f"{UNFORESEEN}: {type(error).__name__}: {error}", row.raw)


def _article(record: Record, limits: Limits) -> Article | Unreadable:
    try:
        with deadline(limits.seconds):
            article = READERS[record.suffix](record, limits)
            if article.text.count("\n") + article.text.count("\r") >= limits.lines < len(article.page.lines):
                raise ValueError(f"more than {limits.lines:,} lines: limits.lines")
    except TooLong:
        reason = f"reading it took more than {limits.seconds} seconds: limits.seconds"
    except ValueError as error:
        reason = str(error)
    except (
        Exception
    ) as error:  # of a page that nobody thought of: libraries walk down nested elements by calling themselves
        reason = f"{UNFORESEEN}: {type(error).__name__}: {error}"
    else:
        return article
    return Unreadable(record.source, reason, hashlib.sha256(record.raw).hexdigest())


def _of_document(source: str, most: int) -> Record:
    """What a regular file holds; the size is what was read, whatever the file does meanwhile.

    Raises OSError, and ValueError for a file of another type, for a pipe, a device and the like, which may never end,
    and for more than `most` bytes.
    """
    suffix = PurePath(source).suffix.lower()
    if suffix not in READERS:
        raise ValueError(f"files of this type are not read; those that are: {', '.join(TYPES)}")
    with local(source) as file:
        return Record(source, whole(file, most), suffix)
