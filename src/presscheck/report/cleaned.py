"""Cleaned articles as files: text with a metadata header, or JSON lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from presscheck.config import ConfigError
from presscheck.files import draft, place

HEADER = (
    "source",
    "title",
    "authors",
    "agencies",
    "publisher",
    "published",
    "modified",
    "scraped_day",
    "dateline_place",
    "tags",
    "language",
    "url",
)
"""What the header of a cleaned text names, in this order; empty ones are left out."""


MAX_BYTES = 200
"""A longer name is cut: file systems take 255 bytes, of which some are for the id and for the file that is written aside."""


def as_text(row: Mapping[str, Any]) -> str:
    """``Key: value`` lines, a blank line, the clean text."""
    lines = []
    for key in HEADER:
        value = row[key]
        shown = "; ".join(value) if isinstance(value, list) else value
        if shown:
            lines.append(f"{key.replace('_', '-').capitalize()}: {' '.join(shown.split())}")
    return "\n".join([*lines, "", row["clean_text"], ""])


def write(rows: Iterable[Mapping[str, Any]], out: Path, json_lines: bool = False) -> int:
    """Write the articles below `out`: ``NAME.txt`` each, or all in ``articles.jsonl``. Returns how many.

    A file is written aside and moved into place whole. Two sources of one name get the article id between, as does a name
    that no file system takes, behind as much of it as fits. Raises ConfigError before it writes over a file that is none of
    these: `out` may be where the raw files are.
    """
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    if json_lines:
        _spare(out / "articles.jsonl", b'{"article_id": ')
        with draft(out / "articles.jsonl", lasting=False) as file:
            for row in rows:
                file.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())
                count += 1
        return count
    taken: set[str] = set()
    for row in rows:
        path = PurePosixPath(row["source"])
        name = (path.name if "#" in path.suffix else path.stem) or row["article_id"]  # news.jsonl#17 and a.html
        if name.casefold() in taken or len(os.fsencode(name)) > MAX_BYTES:
            name = f"{_cut(name, MAX_BYTES)}.{row['article_id']}"
        taken.add(name.casefold())
        _spare(out / f"{name}.txt", b"Source: ")
        place(out / f"{name}.txt", as_text(row).encode(), lasting=False)
        count += 1
    return count


def _spare(path: Path, begins: bytes) -> None:
    """Raise ConfigError where another file than a cleaned one, which begins so, is there."""
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(begins)) != begins:
                raise ConfigError(
                    f"{path} is there and no cleaned article: nothing is written over it; name another --out"
                )


def _cut(name: str, most: int) -> str:
    """The beginning of a name that takes so many bytes at most."""
    return os.fsencode(name)[:most].decode(sys.getfilesystemencoding(), "ignore")
