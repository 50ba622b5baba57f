"""Read: files into articles. What cannot be read becomes an `Unreadable` with its reason, never a gap."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import PurePath

from presscheck.model import Article, Unreadable
from presscheck.read import text
from presscheck.read.sources import Found, find, locator


def _html(source: str, raw: bytes) -> Article:
    """An HTML page; the parser is only imported when there is one."""
    from presscheck.read import html

    return html.article(source, raw)


READERS: dict[str, Callable[[str, bytes], Article]] = {
    ".txt": text.article,
    ".html": _html,
    ".htm": _html,
}
"""File name suffix -> reader. A reader raises ValueError, with the reason, for what it cannot read."""

__all__ = ["READERS", "Found", "find", "locator", "read"]


def read(sources: Iterable[str]) -> tuple[list[Article], list[Unreadable]]:
    """Read each source. Articles and unreadable inputs together are as many as the sources."""
    articles: list[Article] = []
    unreadable: list[Unreadable] = []
    for source in sources:
        outcome = _read_one(source)
        if isinstance(outcome, Article):
            articles.append(outcome)
        else:
            unreadable.append(outcome)
    return articles, unreadable


def _read_one(source: str) -> Article | Unreadable:
    reader = READERS.get(PurePath(source).suffix.lower())
    if reader is None:
        return Unreadable(source, f"files of this type are not read; those that are: {', '.join(READERS)}")
    try:
        with open(source, "rb") as file:
            raw = file.read()
    except OSError as error:
        return Unreadable(source, error.strerror or str(error))
    try:
        return reader(source, raw)
    except ValueError as error:
        return Unreadable(source, str(error), hashlib.sha256(raw).hexdigest())
