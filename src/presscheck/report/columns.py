"""What was read from which columns of tables, in words."""

from __future__ import annotations

from collections.abc import Mapping

from presscheck.config import NOT_READ


def told(used: Mapping[str, Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """For ``file -> what -> column``: ``text from 'body', title``, with the files of which that is true."""
    alike: dict[str, list[str]] = {}
    for source, columns in used.items():
        read = {what: column for what, column in columns.items() if what != NOT_READ}
        words = ", ".join(what if what == column else f"{what} from {column!r}" for what, column in read.items())
        words += f"; not read: {columns[NOT_READ]}" if NOT_READ in columns else ""
        alike.setdefault(words, []).append(source)
    return list(alike.items())
