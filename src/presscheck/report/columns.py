"""What was read from which columns of tables, in words."""

from __future__ import annotations

from collections.abc import Mapping


def told(used: Mapping[str, Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """For ``file -> what -> column``: ``text from 'body', title``, with the files of which that is true."""
    alike: dict[str, list[str]] = {}
    for source, columns in used.items():
        words = ", ".join(what if what == column else f"{what} from {column!r}" for what, column in columns.items())
        alike.setdefault(words, []).append(source)
    return list(alike.items())
